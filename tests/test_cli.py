"""The command line: what it prints, its exit codes, and one sentence for every error."""

import csv
import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import cli, logbook
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.build_snapshot import ROOT, build_arguments
from tests.catalogs import with_only
from tests.cbs_server import Fault, serve

INVENTED = ROOT / "tests" / "figures"


@pytest.fixture(autouse=True)
def quiet(monkeypatch, tmp_path):
    """The log goes to a folder of the test, and nothing of the machine's own is read."""
    for module in (cli, logbook):
        monkeypatch.setattr(module, "log_file", lambda: tmp_path / "log" / "monitor.log")
    monkeypatch.delenv("MONITOR_DATA", raising=False)


@pytest.fixture
def run(monkeypatch, capsys):
    """``run("score", "--year", "2020")``: exit code, output and error output."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["monitor", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        seen = capsys.readouterr()
        return ended.value.code or 0, seen.out, seen.err

    return call


DATA = ("--data", str(EMBEDDED))


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_help_names_every_command_in_dutch(run):
    code, out, _ = run("--help")
    assert code == 0
    for word in ("Opdrachten", "run", "build", "check", "observations", "score"):
        assert word in out
    assert "momentopname" in out


@pytest.mark.parametrize("command", ["build", "check", "observations", "score", "run"])
def test_every_command_explains_its_options(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "--" in out
    assert "Opties" in out


def test_score_prints_the_columns_that_were_promised(run):
    code, out, _ = run("score", "--year", 2020, "--csv", "-", *DATA)
    assert code == 0
    assert out.splitlines()[0] == (
        "region,name,total,personal,social,environment,rank,n_indicators,oldest_year,"
        "fresh_share,care,why,personal_known,social_known,environment_known"
    )
    table = rows(out)
    assert len(table) == 342
    ranks = [int(r["rank"]) for r in table if r["rank"]]
    assert ranks == sorted(ranks)
    breda = next(r for r in table if r["region"] == "GM0758")
    assert breda["name"] == "Breda"
    assert 70 < float(breda["total"]) < 130
    assert 1 <= int(breda["n_indicators"]) <= 20


def test_score_of_one_province(run):
    _, out, _ = run("score", "--year", 2020, "--province", "PV30", "--csv", "-", *DATA)
    assert len(rows(out)) == 56  # CBS, RegioS
    code, _, err = run("score", "--year", 2020, "--province", "PV99", *DATA)
    assert code == 2
    assert "PV99" in err


def test_observations_are_filtered_and_exact(run):
    ask = ("observations", "-i", "bevolking", "-r", "GM0758", "-y", 2020, "--csv", "-", *DATA)
    code, out, _ = run(*ask)
    assert code == 0
    assert [(r["name"], float(r["value"])) for r in rows(out)] == [("Breda", 184069)]


def test_csv_goes_to_a_file(run, tmp_path):
    target = tmp_path / "cijfers.csv"
    code, out, _ = run("observations", "-i", "eenzaam", "--csv", target, *DATA)
    assert (code, out) == (0, "")
    assert len(rows(target.read_text(encoding="utf-8"))) > 900
    code, _, err = run("observations", "--csv", tmp_path / "nergens" / "x.csv", *DATA)
    assert code == 2
    assert err.count("\n") == 1


def test_check_tells_what_is_there(run):
    code, out, _ = run("check", *DATA)
    assert code == 0
    assert "Gemeenten: 342" in out
    assert "tellen: 20" in out
    assert "gaaf" in out


def test_check_of_a_damaged_snapshot_is_an_error(run, tmp_path):
    (tmp_path / "manifest.json").write_text("{")
    code, _, err = run("check", "--data", tmp_path)
    assert code == 2
    assert "beschadigd" in err


def test_check_finds_a_site_or_groups_without_which_no_page_opens(run, tmp_path, monkeypatch):
    gone = tmp_path / "weg.toml"
    monkeypatch.setenv("MONITOR_SITE", str(gone))
    code, out, _ = run("check", *DATA)
    assert code == 2
    said = "FOUT: Het bestand van de site is niet te lezen: het bestand of de map bestaat niet"
    assert f"{said} ({gone})" in " ".join(out.split())
    site = tmp_path / "site.toml"
    site.write_text(
        (ROOT / "geodata" / "site.toml").read_text(encoding="utf-8") + "\nlogo = 'weg.svg'\n"
    )
    monkeypatch.setenv("MONITOR_SITE", str(site))
    assert run("check", *DATA)[0] == 2


WRONG = {
    "an unknown indicator": ("observations", "-i", "geluk", *DATA),
    "an unknown municipality": ("observations", "-r", "GM7777", *DATA),
    "a year without figures": ("score", "--year", "1999", *DATA),
    "a folder without a snapshot": ("score", "--year", "2020", "--data", "/nergens"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_one_sentence_and_exit_code_2(run, case, tmp_path):
    code, out, err = run(*WRONG[case])
    assert (code, out) == (2, "")
    assert err.startswith("Fout: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "Traceback" in (tmp_path / "log" / "monitor.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said", "english"),
    [
        (("--port", "{taken}"), "is al in gebruik", "is in use already"),
        (("--port", "{before}", "--workers", 2), "is al in gebruik", "is in use already"),
        (("--port", 65535, "--workers", 2), "Poort 65536 bestaat niet", "does not exist"),
        (("--port", 99999), "De waarde van '--port' is niet geldig", "is not valid"),
        (("--host", "niet hier"), "is geen adres van deze computer", "no address of this"),
    ],
)
def test_a_server_that_cannot_listen_says_so(run, words, said, english):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        named = [str(w).format(taken=taken, before=taken - 1) for w in words]
        for lang, part in (("nl", said), ("en", english)):
            code, out, err = run("run", "--no-browser", "--no-compress", *named, "--lang", lang)
            assert (code, out) == (2, "")
            assert part in err and err.count("\n") == 1


def test_the_unexpected_is_no_traceback_either(run, monkeypatch, tmp_path):
    def broken(*_):
        raise ZeroDivisionError("deling door nul")

    monkeypatch.setattr("monitor.snapshot.open_snapshot", broken)
    code, _, err = run("score", "--year", 2020)
    assert code == 1
    assert "Traceback" not in err
    assert "monitor.log" in err
    assert "ZeroDivisionError" in (tmp_path / "log" / "monitor.log").read_text(encoding="utf-8")


@pytest.fixture
def few(monkeypatch):
    """A build of few indicators is a build."""
    some = with_only(("bevolking", "misdrijven", "misdrijven_v1"))
    monkeypatch.setattr("monitor.catalog_read.load_catalog", lambda *_: some)


def test_build_makes_a_snapshot_and_sums_up(few, run, tmp_path):
    with serve(INVENTED) as url:
        options = build_arguments(INVENTED, url)
        code, out, _ = run("build", *options, "--reproducible", "--target", tmp_path / "s")
    assert code == 0
    assert "voor 14 gemeenten" in out
    assert "samenvoeging onvolledig" in out
    assert len(open_snapshot(tmp_path / "s").regions) == 14


def test_a_build_that_fails_leaves_what_there_was(few, run, tmp_path):
    with serve(INVENTED, Fault("vanish", match="47018NED")) as url:
        options = build_arguments(INVENTED, url)
        code, _, err = run("build", *options, "--target", tmp_path / "s")
    assert code == 2
    assert "47018NED" in err
    assert not (tmp_path / "s").exists()


def test_the_module_runs_as_a_program(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "score", "--year", "1999", *DATA],
        cwd=ROOT,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Fout: Voor 1999")


def test_the_script_of_make_snapshot_says_what_it_needs():
    done = subprocess.run(
        [sys.executable, "-m", "tests.build_snapshot", str(Path("nergens"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Gebruik" in done.stderr
