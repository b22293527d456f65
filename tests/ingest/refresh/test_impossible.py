"""Figures that cannot be stop their indicator and are told."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from monitor.ingest.impossible import impossible, impossible_districts, unusable
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.cbs_server import Fault
from tests.ingest.refresh.conftest import CRIME, CRIMES, HEALTH, small_catalog, touch
from tests.ingest.refresh.test_districts import with_districts
from tests.ingest.refresh.test_sick import bring

IMPOSSIBLE = {
    "minus one": (CRIMES, "-1"),
    "not a number": (CRIMES, "NaN"),
    "infinite": (CRIMES, "1e400"),
    "400 digits": (CRIMES, "9" * 400),
    "absurdly large": (CRIMES, "1e12"),
}


@pytest.mark.parametrize("figure", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
@pytest.mark.parametrize("service", ["v3", "v4"])
def test_an_impossible_figure_is_seen_from_either_service(url, warm, figure, service):
    key, text = figure
    url.faults.append(Fault("figure", [key, text], match=f"{CRIME}/TypedDataSet"))
    if service == "v4":
        url.faults.append(Fault("status", 503, match="/ODataFeed/"))
        url.faults.append(Fault("figure", ["Value", text], match=f"{CRIME}/Observations"))
    got = bring(url, warm, CRIME)
    assert (got.origin, got.kept.data.service) == ("fetched", service)
    column = got.kept.data.frame[next(iter(got.kept.data.keys.values()))]
    figures = pd.DataFrame({"region": "GM0001", "year": 2020, "value": column, "of": math.nan,
                            "lower": math.nan, "upper": math.nan})  # fmt: skip
    indicator = small_catalog().indicators["misdrijven"]
    assert "onmogelijk cijfer" in (unusable(figures) or impossible(indicator, figures))


@pytest.mark.sweep(sample=["1e400"])
@pytest.mark.parametrize("text", ["-1", "1e400"])
def test_an_impossible_figure_stops_its_indicator(go, url, warm, text):
    before = open_snapshot(warm.location).observations
    touch(url, CRIME)
    url.faults.append(Fault("figure", [CRIMES, text], match=f"{CRIME}/TypedDataSet"))
    done = go()
    reasons = {r["indicator"]: r["reason"] for r in done.stopped}
    assert set(reasons) == {"misdrijven"}
    assert "onmogelijk cijfer" in reasons["misdrijven"]
    pd.testing.assert_frame_equal(open_snapshot(warm.location).observations, before)


def test_a_percentage_outside_its_range_stops(go, url, warm):
    touch(url, HEALTH)
    url.faults.append(Fault("figure", ["Eenzaam_16", "100.5"], match=f"{HEALTH}/TypedDataSet"))
    done = go()
    assert [r["indicator"] for r in done.stopped] == ["eenzaam"]
    assert "100,5" in done.stopped[0]["reason"]


def test_true_is_no_figure(url, warm):
    url.faults.append(Fault("figure", [CRIMES, "true"], match=f"{CRIME}/TypedDataSet"))
    got = bring(url, warm, CRIME)
    assert "bevat geen getallen" in got.stopped["misdrijven"]


def _of_lonely(url, change):
    """Change the figures of lonely people in the table that districts have them of too."""
    table = url.state.tables[HEALTH]
    key = next(c for c in table.frame if c.startswith("Eenzaam"))
    rows = table.frame.copy()
    rows[key] = change(rows, rows[key])
    table.__dict__["frame"] = rows
    touch(url, HEALTH)


@pytest.mark.sweep(sample=["of districts alone"])
@pytest.mark.parametrize(
    "level", ["WK", "all"], ids=["of districts alone", "of municipalities and districts"]
)
def test_an_impossible_figure_of_a_district_is_not_published(go, url, store, level):
    """Of more than 400% lonely the last good figures stay, of municipalities too or not."""
    go(catalog=with_districts())
    before = open_snapshot(store.location)

    def change(rows, old):
        return old.where(
            ~(rows["WijkenEnBuurten"].str.startswith("WK") | (level == "all")), old + 400
        )

    _of_lonely(url, change)
    done = go(catalog=with_districts())
    reasons = {r["indicator"]: r["reason"] for r in done.stopped}
    assert set(reasons) == {"eenzaam"}
    why = {"WK": "onmogelijk cijfer: 4", "all": "is herzien en het gemiddelde verschuift"}
    assert why[level] in reasons["eenzaam"]
    after = open_snapshot(store.location)
    pd.testing.assert_frame_equal(after.district_figures, before.district_figures)
    pd.testing.assert_frame_equal(after.district_scales, before.district_scales)
    pd.testing.assert_frame_equal(after.observations, before.observations)


@pytest.mark.sweep(sample=["nobody"])
@pytest.mark.parametrize("people", [0.0, math.nan], ids=["nobody", "no figure"])
def test_a_list_of_districts_without_inhabitants_takes_no_rank_away(go, url, store, people):
    go(catalog=with_districts())
    before = open_snapshot(store.location)
    table = url.state.tables["85984NED"]
    key = next(c for c in table.frame if c.startswith("AantalInwoners"))
    table.__dict__["frame"] = table.frame.assign(**{key: people})
    touch(url, "85984NED")
    done = go(catalog=with_districts())
    after = open_snapshot(store.location)
    pd.testing.assert_frame_equal(after.district_places, before.district_places)
    pd.testing.assert_frame_equal(after.district_figures, before.district_figures)
    assert "wijken zonder inwoners" in {line["reason"] for line in done.report["losses"]}


def test_no_real_figure_of_a_district_is_taken_for_impossible():
    shot = open_snapshot(EMBEDDED)
    assert impossible_districts(shot.district_figures, shot.catalog) == {}
