"""What the one who runs it sees: one sentence on a fault, and an exit code that can be watched."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time

import pytest

from monitor.cli import main
from monitor.store import CURRENT, current_version, hold_lock
from monitor.store.place import write_bytes
from tests.catalogs import entry, head
from tests.cbs_server import Fault
from tests.ingest.refresh.conftest import CRIME, FIGURES, HEALTH, touch

ESTIMATE = """
[[indicator]]
id = "%s"
title = { nl = "%s", en = "%s" }
dimension = "social"
direction = %d
unit = { nl = "%%", en = "%%" }
cycle = 4
reference_year = 2020
[[indicator.source]]
table = "50090NED"
topic = "%s"
filters = { Leeftijd = "20300", Marges = "MW00000" }
"""
CATALOG = (
    head("social", "context")
    + """
[table."50090NED"]
host = "dataderden.cbs.nl"
title = "Gezondheid"
status = "model estimate"
[table."70072ned"]
title = "Kerncijfers"
"""
    + ESTIMATE % ("eenzaam", "Eenzaam", "Lonely", -1, "Eenzaam")
    + ESTIMATE % ("vrijwilligerswerk", "Vrijwilligerswerk", "Volunteering", 1, "Vrijwilligerswerk")
    + entry(
        "bevolking",
        '[{ table = "70072ned", topic = "Totale bevolking" }]',
        'merge = "count"',
        unit="inwoners",
    )
)


@pytest.fixture
def say(store, url, tmp_path, monkeypatch, capsys):
    """``say("refresh")`` runs a command on the store; returns exit code, stdout and stderr."""
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(CATALOG)
    where = ["--cbs", url, "--pdok", url, "--files", str(FIGURES / "files")]
    more = {"refresh": [*where, "--catalog", str(catalog)]}
    monkeypatch.setattr("monitor.cli.keep", lambda _err, _doing: "")  # no log file of a test

    def once(command: str, *arguments: str) -> tuple[int, str, str]:
        argv = ["monitor", command, "--data", store.root, *more.get(command, []), *arguments]
        monkeypatch.setattr(sys, "argv", argv)
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return once


def test_a_refresh_and_what_comes_after(say, store, url):
    code, out, _ = say("refresh")
    assert code == 0
    assert "2 opgehaald" in out
    first = current_version(store).name
    assert f"Versie {first} staat klaar" in out
    code, out, _ = say("refresh")
    assert (code, "Niets veranderd" in out) == (0, True)
    url.state.tables[HEALTH].frame["Eenzaam_16"] += 0.5
    touch(url, HEALTH)
    code, out, _ = say("refresh")
    assert code == 0
    assert "Herzien: eenzaam" in out
    second = current_version(store).name
    code, out, _ = say("rollback")
    assert (code, first in out, current_version(store).name) == (0, True, first)
    code, out, _ = say("versions")
    assert code == 0
    assert f"{first}" in out
    assert f"{second}" in out
    assert "in gebruik" in out
    assert "gelukt" in out
    code, _, err = say("rollback", "bestaatniet")
    assert code == 2
    assert err.count("\n") == 1
    assert "bestaatniet" in err


def test_a_script_is_answered_in_json(say):
    code, out, err = say("refresh", "--json")
    refreshed = json.loads(out)
    assert (code, refreshed["outcome"], err) == (0, "published", "")
    listed = json.loads(say("versions", "--json")[1])
    assert [v["name"] for v in listed["versions"] if v["served"]] == [refreshed["version"]]
    assert listed["last_refresh"]["outcome"] == "published"
    back = json.loads(say("rollback", refreshed["version"], "--json")[1])
    assert back["version"] == refreshed["version"]


def test_a_stopped_indicator_gives_another_exit_code(say, url):
    say("refresh")
    url.faults.append(Fault("drop_topic", "Eenzaam_16", match=HEALTH))
    touch(url, HEALTH)
    code, out, _ = say("refresh")
    assert code == 3
    assert "TEGENGEHOUDEN eenzaam" in out


def test_a_failure_is_one_sentence(say, url):
    url.faults.append(Fault("status", 503))
    code, _, err = say("refresh")
    assert code == 2
    said = [text for text in err.splitlines() if text.startswith("Fout: ")]
    assert len(said) == 1
    assert "Traceback" not in err
    code, out, _ = say("versions")
    assert code == 0
    assert "mislukt" in out


@pytest.mark.parametrize("option", ["--cbs", "--pdok"])
def test_an_address_that_is_none_is_one_sentence(say, option):
    code, _, err = say("refresh", option, "notaurl")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"Fout: 'notaurl' is geen adres van een dienst ({option}).")


def test_check_says_what_is_wrong_with_the_store(warm, monkeypatch, capsys):
    monkeypatch.setenv("MONITOR_DATA", warm.root)
    monkeypatch.setattr("monitor.cli.keep", lambda _err, _doing: "")

    def check() -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["monitor", "check"])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), capsys.readouterr().out

    assert check()[0] == 0
    write_bytes(warm, CURRENT, b"{")
    code, out = check()
    assert (code, "beschadigd" in out, "is gaaf" in out) == (2, True, True)
    with hold_lock(warm, "test"):  # the next write
        pass
    assert check()[0] == 0
    shutil.rmtree(warm.root)
    code, out = check()
    assert (code, "De opslag is weg of leeg" in out) == (2, True)


def test_ctrl_c_ends_it_at_once(store, url, tmp_path):
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(CATALOG)
    url.faults.append(Fault("drip", 1, match="DataProperties"))
    command = [sys.executable, "-m", "monitor", "refresh", "--cbs", url, "--pdok", url, "--files",
               str(FIGURES / "files"), "--catalog", str(catalog), "--data", store.root]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 120
        while not any("DataProperties" in e["path"] for e in url.log):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, "Afgebroken" in err) == (130, True)
    with hold_lock(store, "test"):
        pass


def test_an_unknown_indicator_to_accept_is_refused(say):
    code, _, err = say("refresh", "--accept", "geluk")
    assert code == 2
    assert "geluk" in err


@pytest.mark.parametrize("command", ["refresh", "rollback", "versions"])
def test_the_help_is_in_dutch(command):
    said = subprocess.run(
        [sys.executable, "-m", "monitor", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "opslag" in said
    assert CRIME not in said
