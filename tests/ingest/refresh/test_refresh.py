"""A refresh fetches what changed, says what changed, and resumes where it was broken off."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from monitor.errors import MonitorError
from monitor.ingest import gather
from monitor.ingest.options import Options
from monitor.ingest.refresh import refresh
from monitor.snapshot import open_snapshot
from monitor.soundness import check_snapshot
from monitor.store import LAST_REFRESH, current_version, open_store, read_json, versions
from tests.cbs_server import Fault, serve
from tests.ingest.refresh.conftest import (
    CRIME,
    CRIMES,
    FIGURES,
    HEALTH,
    PEOPLE,
    asked,
    silent,
    small_catalog,
    touch,
)


def figures(store) -> pd.DataFrame:
    return open_snapshot(store.location).observations


def test_the_first_refresh_publishes_what_the_tables_hold(go, store):
    done = go()
    assert done.outcome == "published"
    assert done.stopped == []
    snapshot = open_snapshot(store.location)
    assert check_snapshot(snapshot) == []
    # from the file itself: adults (20300), the value and not a bound, 2020
    health = pd.read_csv(FIGURES / "cbs" / f"{HEALTH}.csv", dtype=str)
    place = health.columns[health.isin(["GM9004"]).any()][0]
    row = health[
        (health[place] == "GM9004")
        & (health.Leeftijd == "20300")
        & (health.Marges == "MW00000")
        & (health.Perioden == "2020JJ00")
    ].iloc[0]
    o = snapshot.observations.query(
        "indicator == 'eenzaam' and region == 'GM9004' and year == 2020"
    )
    assert o.value.item() == float(row.Eenzaam_16)


def test_nothing_is_fetched_where_nothing_changed(go, warm, store, url):
    first = current_version(warm)
    second = go()
    assert second.outcome == "unchanged"
    assert second.version == first.name
    assert asked(url) == set()
    assert {t["origin"] for t in second.report["tables"]} == {"unchanged"}
    assert len(versions(store)) == 1
    assert read_json(store, LAST_REFRESH)["outcome"] == "unchanged"


def test_only_the_table_that_changed_is_fetched(go, warm, url):
    touch(url, CRIME)
    done = go()
    assert asked(url) == {CRIME}
    assert done.outcome == "unchanged"  # the figures are the same, whatever the date says


def test_fresh_fetches_everything(go, warm, url):
    first = current_version(warm)
    done = go(fresh=True)
    assert done.outcome == "published"
    assert {HEALTH, CRIME, PEOPLE} <= asked(url)
    assert done.version.partition("-")[2] == first.name.partition("-")[2]  # equal contents


def test_a_table_that_does_not_tell_its_date_is_fetched_every_time(go, warm, url):
    touch(url, HEALTH, modified=None)
    assert go().outcome == "unchanged"
    assert go().outcome == "unchanged"
    assert asked(url) == {HEALTH}


def test_what_was_fetched_before_a_break_is_not_fetched_again(store, url):
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))

    def broken_off(table: str, title: str):
        if table == CRIME:
            raise KeyboardInterrupt
        return silent(table, title)

    with pytest.raises(KeyboardInterrupt):
        refresh(store, small_catalog(), options, broken_off)
    assert versions(store) == []
    # two tables at a time: the one that came in beside the break may have been cut off with it
    before = {p.stem.split("-")[1] for p in (store.beside / "cache").glob("table-*.parquet")}
    url.log.clear()
    assert refresh(store, small_catalog(), options, silent).outcome == "published"
    assert HEALTH in before
    assert asked(url) & before == set()


def test_a_damaged_cache_is_as_good_as_none(go, warm, store, url):
    for path in (store.beside / "cache").glob("*.parquet"):
        path.write_bytes(path.read_bytes()[:100])
    assert go().outcome == "unchanged"
    assert {HEALTH, CRIME, PEOPLE} <= asked(url)


def test_at_most_two_tables_at_a_time(go, url, monkeypatch):
    busy, most = 0, 0
    real = gather.refresh_table

    def counted(*args):
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        try:
            return real(*args)
        finally:
            busy -= 1

    monkeypatch.setattr(gather, "refresh_table", counted)
    go()
    assert most <= 2


def test_progress_is_told_per_table(store, url):
    told: dict[str, list] = {}

    def watch(table: str, _title: str):
        return lambda done, expected: told.setdefault(table, []).append((done, expected))

    refresh(store, small_catalog(), Options(cbs=url, pdok=url, files=str(FIGURES / "files")), watch)
    assert {HEALTH, CRIME, PEOPLE} <= set(told)
    assert all(calls[-1][0] == calls[-1][1] > 0 for calls in told.values())


# ---------------------------------------------------------------- what changed


@pytest.fixture
def earlier(tmp_path):
    """The figures of a year ago: no crime of the last year, Eenzaam of one town lower."""
    folder = tmp_path / "earlier"
    for part in ("cbs", "files", "boundaries"):
        (folder / part).mkdir(parents=True)
        for path in (FIGURES / part).iterdir():
            (folder / part / path.name).write_bytes(path.read_bytes())
    crime = pd.read_csv(folder / "cbs" / f"{CRIME}.csv", dtype=str, keep_default_na=False)
    last = crime.Perioden.max()
    crime[crime.Perioden < last].to_csv(folder / "cbs" / f"{CRIME}.csv", index=False)
    health = pd.read_csv(folder / "cbs" / f"{HEALTH}.csv", dtype=str, keep_default_na=False)
    place = health.columns[health.isin(["GM9004"]).any()][0]
    mine = (
        (health[place] == "GM9004")
        & (health.Perioden == "2020JJ00")
        & (health.Leeftijd == "20300")
        & (health.Marges == "MW00000")
    )
    assert mine.sum() == 1
    new = float(health.loc[mine, "Eenzaam_16"].item())
    health.loc[mine, "Eenzaam_16"] = f"{new - 1:.1f}"
    health.to_csv(folder / "cbs" / f"{HEALTH}.csv", index=False)
    return folder, int(last[:4]), new


def test_the_report_names_new_years_and_revisions_and_old_scales_stay(go, store, earlier):
    folder, last, value = earlier
    with serve(folder) as before:
        touch(before, *before.state.tables, modified="2020-01-01T00:00:00")
        options = Options(cbs=before, pdok=before, files=str(folder / "files"))
        refresh(store, small_catalog(), options, silent)
    scales = open_snapshot(store.location).scales
    done = go()
    assert done.report["new_years"] == {"misdrijven": [last]}
    assert done.report["revised"] == [
        {
            "indicator": "eenzaam",
            "count": 1,
            "years": [2020],
            "largest": {
                "region": "GM9004",
                "year": 2020,
                "before": pytest.approx(value - 1),
                "after": value,
            },
        }
    ]
    # 2020 is the reference year of eenzaam: its scale would have moved, and did not
    assert [row["indicator"] for row in done.report["frozen"]] == ["eenzaam"]
    pd.testing.assert_frame_equal(open_snapshot(store.location).scales, scales)
    assert done.report["stopped"] == []


def test_the_data_package_names_the_same_sources_as_the_manifest(go, store, url, without_cache):
    url.faults.append(Fault("status", 503, match=f"/{HEALTH}/"))
    assert go().stopped != []  # kept figures bring the source they are from
    snapshot = open_snapshot(store.location)
    package = json.loads((snapshot.path / "datapackage.json").read_text())
    assert len(package["sources"]) == len(snapshot.manifest["sources"])
    assert any(HEALTH in s["title"] for s in package["sources"])


def test_the_manifest_says_when_each_table_was_fetched_and_the_report_lies_beside_it(
    go, warm, store, url
):
    before = {s["id"]: s["fetched_at"] for s in open_snapshot(store.location).manifest["sources"]}
    assert all(before.values())
    url.state.tables[CRIME].frame[CRIMES] += 1
    touch(url, CRIME)
    done = go()
    assert done.outcome == "published"
    folder = open_snapshot(store.location).path
    assert json.loads((folder / "report.json").read_text()) == done.report
    sources = {s["id"]: s for s in open_snapshot(store.location).manifest["sources"]}
    assert {k: v["fetched_at"] for k, v in sources.items() if k != CRIME} == {
        k: v for k, v in before.items() if k != CRIME
    }
    assert sources[CRIME]["modified"] == "2026-02-02T00:00:00"
    assert sources[HEALTH]["modified"] == url.state.tables[HEALTH].about["modified"]


# ---------------------------------------------------------------- sets, and other stores


def test_sets_stay_as_they_were_read_where_no_folder_is_given(go, warm, store):
    before = figures(store).query("indicator == 'opkomst_tk'").reset_index(drop=True)
    done = go(files=None, fresh=True)
    after = figures(store).query("indicator == 'opkomst_tk'").reset_index(drop=True)
    pd.testing.assert_frame_equal(before, after)
    assert done.stopped == []
    assert {s["id"]: s["origin"] for s in done.report["sources"]}["opkomst"] == "kept"


def test_a_set_with_a_fault_keeps_what_was_read_last(go, warm, tmp_path):
    (tmp_path / "files").mkdir()
    for path in (FIGURES / "files").iterdir():
        (tmp_path / "files" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "files" / "opkomst_verkiezingen.csv").write_text("a,b\n1,2\n")
    done = go(files=str(tmp_path / "files"))
    line = {s["id"]: s for s in done.report["sources"]}["opkomst"]
    assert line["origin"] == "kept"
    assert "kolom" in line["message"].lower()


def test_the_very_first_refresh_needs_the_folder_of_sets(store, go):
    with pytest.raises(MonitorError, match="provincies"):
        go(files=None)  # no province of any municipality is known yet
    assert versions(store) == []


def test_an_object_store_serves_as_well(url, tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    remote = open_store("memory://refresh/monitor")
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    done = refresh(remote, small_catalog(), options, silent)
    monkeypatch.setenv("MONITOR_DATA", remote.location)
    folder = open_snapshot().path
    assert folder.name == done.version
    assert {"report.json", "datapackage.json"} <= {p.name for p in folder.iterdir()}
    assert refresh(remote, small_catalog(), options, silent).outcome == "unchanged"


def test_a_folder_that_is_a_snapshot_is_no_store(warm, store, url):
    folder = open_snapshot(store.location).path
    with pytest.raises(MonitorError, match="zelf een momentopname"):
        refresh(open_store(folder), small_catalog(), Options(cbs=url, pdok=url), silent)
