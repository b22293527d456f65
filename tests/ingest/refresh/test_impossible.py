"""Figures that cannot be stop their indicator and are told."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from monitor.ingest.impossible import impossible, unusable
from monitor.snapshot import open_snapshot
from tests.cbs_server import Fault
from tests.ingest.refresh.conftest import CRIME, CRIMES, HEALTH, small_catalog, touch
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
