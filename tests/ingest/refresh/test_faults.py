"""Whatever the services do: the right report, and the last good figures serve on."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.snapshot import open_snapshot
from monitor.soundness import check_snapshot
from monitor.store import LAST_REFRESH, current_version, read_json
from tests.cbs_server import Fault
from tests.ingest.refresh.conftest import CRIME, CRIMES, HEALTH, PEOPLE, small_catalog, touch

OF_HEALTH = {"ervaren_gezondheid", "regie", "eenzaam"}
LONELY = "Eenzaam_16"


def figures(store, *indicators: str) -> pd.DataFrame:
    o = open_snapshot(store.location).observations
    return o[o.indicator.isin(indicators)].reset_index(drop=True) if indicators else o


def line(done, table: str) -> dict:
    return next(t for t in done.report["tables"] if t["id"] == table)


def reasons(done) -> dict[str, str]:
    return {row["indicator"]: row["reason"] for row in done.stopped}


# ---------------------------------------------------------------- the service falters

WIRE = {
    "500": ("status", 500),
    "503": ("status", 503),
    "429": ("status", 429),
    "time-out": ("slow", 1.5),
    "no answer": ("hangup", None),
    "cut off": ("cut", None),
    "half a page": ("truncate", None),
    "wrong JSON": ("garbage", None),
}
wire = pytest.mark.parametrize("fault", WIRE.values(), ids=WIRE)
# what follows once all tries have failed is the same: one fault of each way to fail will do
WAYS = ("500", "time-out", "half a page")
ways = pytest.mark.parametrize("fault", [WIRE[k] for k in WAYS], ids=WAYS)


@pytest.mark.sweep(sample=["503", "time-out", "no answer", "half a page", "wrong JSON"])
@wire
def test_a_passing_fault_is_overcome(go, url, warm, fault):
    touch(url, HEALTH)
    url.faults.append(Fault(*fault, match=f"{HEALTH}/TypedDataSet", times=1))
    done = go()
    assert (line(done, HEALTH)["origin"], line(done, HEALTH)["service"]) == ("fetched", "v3")
    assert done.stopped == []


@pytest.mark.sweep(sample=["500"])
@ways
def test_where_v3_stays_down_v4_brings_the_same_figures(go, url, warm, fault):
    before = figures(warm)
    touch(url, HEALTH)
    url.faults.append(Fault(*fault, match=f"odata/{HEALTH}/TypedDataSet"))
    url.faults.append(Fault(*fault, match=f"OData/{HEALTH}/TypedDataSet"))
    done = go(fresh=True)
    assert line(done, HEALTH)["service"] == "v4"
    assert done.stopped == []
    assert done.report["moved_topics"] == []  # v4 names topics in its own way: no move
    pd.testing.assert_frame_equal(figures(warm), before)


def test_with_all_of_v3_down_everything_comes_through_v4_and_once(go, url, store):
    for service in ("/ODataApi/", "/ODataFeed/"):
        url.faults.append(Fault("status", 503, match=service))
    done = go()
    assert {t["service"] for t in done.report["tables"]} == {"v4"}
    assert done.stopped == []
    again = go()
    assert again.outcome == "unchanged"
    assert not any("/Observations" in e["path"] for e in url.log)


@pytest.mark.sweep(sample=["half a page"])
@ways
def test_where_both_stay_down_what_was_fetched_before_serves(go, url, warm, fault):
    before = figures(warm)
    touch(url, HEALTH)
    url.faults.append(Fault(*fault, match=f"/{HEALTH}/"))
    done = go()
    assert line(done, HEALTH)["origin"] == "stale"
    assert HEALTH in line(done, HEALTH)["message"]
    assert done.outcome == "unchanged"
    pd.testing.assert_frame_equal(figures(warm), before)


@pytest.mark.sweep(sample=["500"])
@ways
def test_with_nothing_fetched_before_the_last_good_figures_stay(go, url, without_cache, fault):
    store = without_cache
    before = figures(store)
    url.faults.append(Fault(*fault, match=f"/{HEALTH}/"))
    done = go()
    assert line(done, HEALTH)["origin"] == "failed"
    assert set(reasons(done)) == OF_HEALTH
    snapshot = open_snapshot(store.location)
    assert check_snapshot(snapshot) == []
    pd.testing.assert_frame_equal(snapshot.observations, before)
    assert HEALTH in {s["id"] for s in snapshot.manifest["sources"]}  # where the kept ones are from


@pytest.mark.sweep(sample=["unfiltered"])
@pytest.mark.parametrize("kind", ["empty", "unfiltered"])
def test_an_answer_with_status_200_that_is_wrong_is_an_error(go, url, warm, kind):
    before = figures(warm)
    touch(url, CRIME)
    url.faults.append(Fault(kind, match=f"{CRIME}/TypedDataSet"))
    done = go()
    assert set(reasons(done)) == {"misdrijven"}
    assert "klopt niet" in reasons(done)["misdrijven"]
    pd.testing.assert_frame_equal(figures(warm), before)


def test_everything_down_publishes_nothing_and_says_so(go, url, warm):
    version = current_version(warm)
    url.faults.append(Fault("status", 503))
    with pytest.raises(MonitorError, match="Geen enkele tabel"):
        go()
    assert current_version(warm) == version
    status = read_json(warm, LAST_REFRESH)
    assert status["outcome"] == "failed"
    assert "Geen enkele tabel" in status["message"]


def test_the_boundaries_are_asked_for_once(go, url, warm):
    url.faults.append(Fault("status", 503, match="gebiedsindelingen"))
    assert go().outcome == "unchanged"


# ---------------------------------------------------------------- the table changes


def test_a_topic_that_vanished_stops_its_indicator_only(go, url, warm):
    before = figures(warm, "eenzaam")
    url.faults.append(Fault("drop_topic", LONELY, match=HEALTH))
    url.state.tables[HEALTH].frame["MatigVeelRegieOverEigenLeven_14"] += 0.3  # news beside it
    touch(url, HEALTH)
    done = go()
    assert set(reasons(done)) == {"eenzaam"}
    assert "Eenzaam" in reasons(done)["eenzaam"]
    assert HEALTH in reasons(done)["eenzaam"]
    assert {r["indicator"] for r in done.report["revised"]} == {"regie"}
    assert check_snapshot(open_snapshot(warm.location)) == []
    pd.testing.assert_frame_equal(figures(warm, "eenzaam"), before)
    assert next(iter(done.stopped))["kept_from"] == done.report["previous"]


def test_it_stays_stopped_quietly_until_it_is_mended(go, url, warm):
    url.faults.append(Fault("drop_topic", LONELY, match=HEALTH))
    touch(url, HEALTH)
    go()
    again = go()
    assert again.outcome == "unchanged"
    assert set(reasons(again)) == {"eenzaam"}
    url.faults.clear()
    touch(url, HEALTH, modified="2026-03-03T00:00:00")
    assert go().stopped == []


def test_a_topic_that_moved_is_found_and_told(go, url, warm):
    before = figures(warm)
    url.faults.append(Fault("renumber", 7, match=HEALTH))
    touch(url, HEALTH)
    done = go(fresh=True)
    assert {"table": HEALTH, "topic": "Eenzaam", "before": LONELY, "after": "Eenzaam_23"} in (
        done.report["moved_topics"]
    )
    assert done.stopped == []
    pd.testing.assert_frame_equal(figures(warm), before)


def test_a_unit_that_changed_stops_its_indicator(go, url, warm):
    before = figures(warm, "eenzaam")
    url.faults.append(Fault("unit", [LONELY, "per 1 000"], match=HEALTH))
    touch(url, HEALTH)
    done = go()
    assert set(reasons(done)) == {"eenzaam"}
    assert "per 1 000" in reasons(done)["eenzaam"]
    pd.testing.assert_frame_equal(figures(warm, "eenzaam"), before)


def test_a_changed_unit_stays_stopped_while_other_tables_change(go, url, warm):
    url.faults.append(Fault("unit", [LONELY, "per 1 000"], match=HEALTH))
    touch(url, HEALTH)
    go()
    url.state.tables[CRIME].frame[CRIMES] += 1
    touch(url, CRIME)
    done = go()
    assert done.outcome == "published"
    assert set(reasons(done)) == {"eenzaam"}


def test_a_level_that_jumped_stops_its_indicator(go, url, warm):
    before = figures(warm, "eenzaam")
    url.faults.append(Fault("level", [LONELY, 10], match=HEALTH))
    touch(url, HEALTH)
    done = go()
    assert set(reasons(done)) == {"eenzaam"}
    assert "herzien" in reasons(done)["eenzaam"]
    pd.testing.assert_frame_equal(figures(warm, "eenzaam"), before)


@pytest.mark.sweep(sample=["level"])
@pytest.mark.parametrize(
    "fault",
    [
        Fault("unit", [LONELY, "per 1 000"], match=HEALTH),
        Fault("level", [LONELY, 1.5], match=HEALTH),
    ],
    ids=["unit", "level"],
)
def test_who_looked_may_let_it_pass(go, url, warm, fault):
    url.faults.append(fault)
    touch(url, HEALTH)
    assert go(accept=frozenset({"eenzaam"})).stopped == []
    assert go().stopped == []  # from then on it is the last good one


def test_a_table_that_vanished_stops_its_indicators(go, url, warm):
    before = figures(warm)
    url.faults.append(Fault("vanish", match=CRIME))
    done = go()
    assert set(reasons(done)) == {"misdrijven"}
    assert CRIME in reasons(done)["misdrijven"]
    pd.testing.assert_frame_equal(figures(warm), before)


def test_without_good_inhabitants_nothing_is_published(go, url, warm):
    version = current_version(warm)
    url.faults.append(Fault("level", ["TotaleBevolking_5", 2], match=PEOPLE))
    touch(url, PEOPLE)
    with pytest.raises(MonitorError, match="bevolkingscijfers"):
        go()
    assert current_version(warm) == version
    assert read_json(warm, LAST_REFRESH)["outcome"] == "failed"


def test_where_every_scored_indicator_drifts_nothing_is_published(go, url, warm):
    version = current_version(warm)
    catalog = small_catalog()
    few = {k: catalog.indicators[k] for k in ("bevolking", "eenzaam", "regie")}
    url.faults.append(Fault("vanish", match=HEALTH))
    with pytest.raises(MonitorError, match="Geen enkele indicator"):
        go(catalog=catalog.model_copy(update={"indicators": few}))
    assert current_version(warm) == version


def test_figures_that_went_stop_their_indicator(go, url, warm):
    before = figures(warm, "misdrijven")
    frame = url.state.tables[CRIME].frame
    last = frame["Perioden"] == frame["Perioden"].max()
    frame.loc[last, CRIMES] = float("nan")
    touch(url, CRIME)
    done = go()
    assert "ontbreken" in reasons(done)["misdrijven"]
    pd.testing.assert_frame_equal(figures(warm, "misdrijven"), before)


def test_a_new_indicator_that_cannot_be_made_is_left_out_and_told(go, warm):
    catalog = small_catalog()
    new = catalog.indicators["eenzaam"].model_copy(update={"id": "nieuw"})
    source = new.source[0].model_copy(update={"topic": ["Bestaat niet"]})
    new = new.model_copy(update={"source": [source]})
    wider = catalog.model_copy(update={"indicators": {**catalog.indicators, "nieuw": new}})
    done = go(catalog=wider)
    assert [(r["indicator"], r["kept_from"]) for r in done.stopped] == [("nieuw", None)]
    snapshot = open_snapshot(warm.location)
    assert "nieuw" not in snapshot.catalog.indicators
    assert check_snapshot(snapshot) == []
