"""Answers that are not what they should be: each costs its table, never the refresh or its time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.ingest import gather, others
from monitor.ingest.options import Options
from monitor.ingest.plan import plan
from monitor.ingest.refresh import refresh
from monitor.ingest.tables import Desk, refresh_table
from monitor.sources import bounds, http
from monitor.sources.bounds import waits_told_to
from monitor.store import LAST_REFRESH, current_version, hold_lock, read_json
from tests.cbs_server import Fault, serve
from tests.ingest.refresh import sick
from tests.ingest.refresh.conftest import (
    CRIME,
    CRIMES,
    FIGURES,
    HEALTH,
    PEOPLE,
    small_catalog,
    touch,
)

DEEP = '{"value":' + "[" * 100_000 + "]" * 100_000 + "}"

BROKEN = {
    "bad gzip": ("gzip", None),
    "packed bomb": ("bomb", 100),
    "redirect to ftp": ("redirect", "ftp://127.0.0.1/x"),
    "redirect to a file": ("redirect", "file:///etc/passwd"),
    "redirect to another host": ("redirect", "http://127.0.0.2:9/x"),
    "redirect without end": ("redirect", "?again"),
    "redirect to nonsense": ("redirect", "http://[::1/x"),
    "deep JSON": ("raw", DEEP),
    "no JSON object": ("raw", "[1]"),
    "a number of 5,000 digits": ("raw", '{"value":[{"x":' + "9" * 5000 + "}]}"),
    "UTF-16": ("raw", '{"value":"\\ud800"}'),
    "null row": ("null_row", None),
    "next page empty": ("link", ""),
    "next page 7": ("link", 7),
    "next page a file": ("link", "file:///etc/passwd"),
    "next page elsewhere": ("link", "http://127.0.0.2:9/ODataFeed"),
    "value as text": ("shape", {"value": "geen"}),
    "value as number": ("shape", {"value": 3}),
    "rows of text": ("shape", {"value": ["a"]}),
    "rows of another kind": ("shape", {"value": [{"Key": 3, "Title": None, "Type": [1]}]}),
    "web page": ("garbage", None),
    "hang-up": ("hangup", None),
    "next page in a circle": ("circle", None),
}
WHERE = {"what it holds": "", "its date": "TableInfos", "its figures": "TypedDataSet"}


@pytest.fixture(autouse=True)
def tight(monkeypatch):
    """Bounds that a test can wait for."""
    monkeypatch.setenv("MONITOR_TABLE_SECONDS", "2")
    monkeypatch.setenv("MONITOR_TABLE_REQUESTS", "60")
    monkeypatch.setattr(http, "patience", http.Patience(2, 0.01, 0.02, connect=1, read=5))
    monkeypatch.setenv("MONITOR_ANSWER_MB", "20")


def origin(done, table: str) -> str:
    return next(t["origin"] for t in done.report["tables"] if t["id"] == table)


def free(store) -> bool:
    with hold_lock(store, "test"):
        return True


def bring(url, store, table: str = HEALTH):
    """One table, as a refresh brings it in."""
    desk = Desk(small_catalog(), store.beside / "cache", str(url), fresh=True)
    request = next(r for r in plan(desk.catalog) if r.table.id == table)
    return refresh_table(desk, request, lambda *_: None)


@pytest.mark.sweep(sample=[f"{kind}-{list(WHERE)[n % 3]}" for n, kind in enumerate(BROKEN)])
@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE)
@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_costs_its_table_only(url, warm, fault, where):
    """It comes from v4 with the same figures, or what was fetched before serves, and is told."""
    before = bring(url, warm).kept.data.frame
    url.faults.append(Fault(*fault, match=f"/{HEALTH}/{where}"))
    got = bring(url, warm)
    if got.kept is None:
        assert set(got.stopped) == {"ervaren_gezondheid", "regie", "eenzaam"}
    else:
        told = got.origin == "stale" and HEALTH in got.message
        assert told or (got.origin == "fetched" and where)
        assert sorted(got.kept.data.frame.sum(numeric_only=True)) == sorted(
            before.sum(numeric_only=True)
        )


@pytest.mark.parametrize("kind", ["redirect", "link"])
def test_another_host_is_never_asked_unless_it_is_named(url, warm, kind, monkeypatch):
    with serve(FIGURES) as other:
        url.faults.append(Fault(kind, f"{other}/elsewhere", match=f"/{HEALTH}/"))
        got = bring(url, warm)
        assert "ander adres" in got.message
        assert other.log == []
        monkeypatch.setenv("MONITOR_HOSTS", "127.0.0.1")
        bring(url, warm)
        assert other.log


@pytest.mark.sweep(sample=["null row"])
@pytest.mark.parametrize("kind", ["redirect to ftp", "null row", "value as text", "web page"])
def test_the_rest_is_refreshed_all_the_same(go, url, warm, kind):
    url.state.tables[CRIME].frame[CRIMES] += 1  # news elsewhere, that must come through
    touch(url, HEALTH, CRIME)
    url.faults.append(Fault(*BROKEN[kind], match=f"/{HEALTH}/"))
    done = go()
    assert done.outcome == "published"
    assert {r["indicator"] for r in done.report["revised"]} == {"misdrijven"}
    assert origin(done, HEALTH) == "stale"
    assert free(warm)


def test_a_byte_order_mark_is_no_fault(url, warm):
    url.faults.append(Fault("bom"))
    assert bring(url, warm).origin == "fetched"


ENDLESS = {
    "one byte now and then": ("drip", 0.5),
    "headers without end": ("drip_headers", 0.01),
    "a body without end": ("endless", None),
    "no answer": ("slow", 30),
    "the next page is itself": ("link", "{self}"),
}


@pytest.mark.sweep(sample=3)
@pytest.mark.parametrize("fault", ENDLESS.values(), ids=ENDLESS)
def test_an_answer_without_end_ends(url, warm, fault):
    kind, value = fault
    if value == "{self}":
        value = f"{url}/ODataFeed/odata/{HEALTH}/TypedDataSet?round=1"
    bring(url, warm)
    url.faults.append(Fault(kind, value, match=f"/{HEALTH}/"))
    began = time.monotonic()
    got = bring(url, warm)
    assert time.monotonic() - began < 60  # not for ever: the bound itself is two seconds
    assert (got.origin in ("stale", "failed"), HEALTH in got.message) == (True, True)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells what was used")
def test_a_large_answer_is_not_held(warm, url, tmp_path):
    """A gigabyte of JSON, in a process of its own: what it takes at most is known afterwards."""
    touch(url, HEALTH)
    url.faults.append(Fault("huge", 1000, match=f"/{HEALTH}/"))
    script = (
        "import sys;from tests.ingest.refresh.conftest import *\n"
        "from monitor.store import open_store\n"
        "run.EMBEDDED=Path('/nowhere')\n"
        "from monitor.sources import http; http.patience=http.Patience(attempts=1)\n"
        "o=Options(cbs=sys.argv[2],pdok=sys.argv[2],files=str(FIGURES/'files'))\n"
        "d=refresh(open_store(sys.argv[1]),small_catalog(),o,silent)\n"
        "print(d.outcome, Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, warm.root, str(url)],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcome, most = done.stdout.split()
    assert (outcome, int(most) < 700_000) == ("unchanged", True)  # kB; a reading of it takes 370 MB


def test_the_whole_run_has_an_end(go, url, warm, monkeypatch):
    monkeypatch.setenv("MONITOR_TABLE_SECONDS", "300")
    monkeypatch.setenv("MONITOR_RUN_SECONDS", "5")
    touch(url, HEALTH, CRIME, PEOPLE)
    version = current_version(warm)
    url.faults.append(Fault("drip", 1, match="/ODataFeed/"))
    url.faults.append(Fault("drip", 1, match="/odata/v1/"))
    began = time.monotonic()
    try:
        go()
    except MonitorError:
        assert read_json(warm, LAST_REFRESH)["outcome"] == "failed"
    assert time.monotonic() - began < 60
    assert current_version(warm) == version
    assert free(warm)


def test_what_hangs_beside_the_network_ends_too(go, warm, monkeypatch):
    monkeypatch.setenv("MONITOR_RUN_SECONDS", "1")
    monkeypatch.setattr(others, "load", lambda *_: time.sleep(60))
    with pytest.raises(MonitorError, match="MONITOR_RUN_SECONDS"):
        go()
    assert "langer dan 1 seconden" in read_json(warm, LAST_REFRESH)["message"]
    assert free(warm)


def test_an_interruption_ends_the_waits_of_other_threads(warm, url, monkeypatch):
    touch(url, HEALTH, CRIME, PEOPLE)
    url.faults.append(Fault("slow", 30))
    monkeypatch.setattr("monitor.sources.http.patience", None)
    reached = threading.Event()

    def watch(_id, _title):
        reached.set()
        raise KeyboardInterrupt

    began = time.monotonic()
    options = Options(cbs=str(url), pdok=str(url), files=str(FIGURES / "files"))
    monkeypatch.setattr(gather, "list_of_municipalities", lambda *_: pd.DataFrame())
    with pytest.raises(KeyboardInterrupt):
        refresh(warm, small_catalog(), options, watch)
    assert time.monotonic() - began < 20
    assert read_json(warm, LAST_REFRESH)["message"] == "De verversing is afgebroken."
    assert free(warm)


def test_it_says_what_it_waits_for(url, warm):
    said = []
    url.faults.append(Fault("garbage", match=f"/{HEALTH}/"))
    with waits_told_to(said.append):
        bring(url, warm)
    assert any(
        s.startswith(f"{HEALTH}: ") and "webpagina" in s and "poging 2 van" in s for s in said
    )


def test_a_long_wait_is_told(url, warm, monkeypatch):
    said = []
    monkeypatch.setattr("monitor.sources.wire.QUIET", 0.2)
    url.faults.append(Fault("slow", 0.8, match=f"/{HEALTH}/", times=1))
    with waits_told_to(said.append):
        bring(url, warm)
    assert any("wacht al" in s and str(url).removeprefix("http://") in s for s in said)


def test_a_service_that_stays_away_is_given_less_patience(monkeypatch):
    budget = bounds.Budget("run")
    table = bounds.Budget("table", "x", budget)
    assert not table.given_up("cbs")
    table.stayed_away("cbs")
    table.stayed_away("cbs")
    assert bounds.Budget("table", "y", budget).given_up("cbs")
    table.answered("cbs")
    assert not table.given_up("cbs")


# ---------------------------------------------------------------- beside the tables


@pytest.mark.parametrize(
    "fault", [("garbage", None), ("raw", '{"value":[]}'), ("null_row", None), ("status", 403)]
)
def test_the_kept_list_of_municipalities_serves(url, warm, fault):
    rest = others.Rest(warm.beside / "cache")
    url.faults.append(Fault(*fault, match="03759ned"))
    assert len(others.list_of_municipalities(rest, Options(cbs=str(url), fresh=True))) > 10
    found = rest.origins["regions"]
    assert (found["origin"], bool(found["message"])) == ("stale", True)


@pytest.mark.parametrize(
    "fault",
    [
        ("status", 503),
        ("garbage", None),
        ("raw", '{"features":"x"}'),
        ("raw", '{"features":[{"properties":3}],"numberMatched":"?"}'),
        ("raw", '{"features":[{"properties":{"jrstatcode":"2024"}}],"numberMatched":9e9}'),
        ("redirect", "file:///etc/passwd"),
    ],
)
def test_the_kept_boundaries_serve_when_fresh_ones_cannot_be_had(url, warm, fault):
    rest = others.Rest(warm.beside / "cache")
    url.faults.append(Fault(*fault, match="gebiedsindelingen"))
    assert len(others.boundaries(rest, 2024, Options(pdok=str(url), fresh=True))) == 14
    found = rest.origins["gebiedsindelingen_2024"]
    assert (found["origin"], bool(found["message"])) == ("stale", True)


def test_a_refresh_goes_on_with_the_kept_lists(go, url, warm):
    url.faults.append(Fault("garbage", match="gebiedsindelingen"))
    url.faults.append(Fault("garbage", match="03759ned"))
    done = go(fresh=True)
    assert [s["origin"] for s in done.report["sources"][:2]] == ["stale", "stale"]
    assert done.stopped == []


def test_a_table_of_inhabitants_that_answers_nonsense_does_not_end_the_refresh(url, warm):
    url.faults.append(Fault("empty", match=f"{PEOPLE}/TypedDataSet"))
    assert bring(url, warm, PEOPLE).origin == "stale"


def test_only_hosts_asked_for_are_followed(url, warm):
    with serve(FIGURES) as other:
        link = f"{other}/ODataFeed/odata/{HEALTH}/TypedDataSet"
        url.faults.append(Fault("link", link, match=f"{HEALTH}/TypedDataSet"))
        url.faults.append(Fault("redirect", f"{other}/odata/v1", match=f"odata/v1/CBS/{HEALTH}"))
        bring(url, warm)
        assert other.log == []


@pytest.mark.parametrize("address", ["notaurl", "ftp://x", "http://", "https://a:b", "cbs.nl"])
@pytest.mark.parametrize("option", ["cbs", "pdok"])
def test_an_address_that_is_none_is_said_at_once(go, warm, option, address):
    with pytest.raises(MonitorError, match=f"geen adres van een dienst.*--{option}"):
        go(**{option: address})


@pytest.mark.sweep(sample=4)
@pytest.mark.parametrize("number", range(40))
def test_whatever_an_answer_holds_nothing_is_raised(url, warm, number):
    """The first of those that ``make fuzz`` tries."""
    sick.check(number, url, small_catalog(), warm.beside / "cache")
