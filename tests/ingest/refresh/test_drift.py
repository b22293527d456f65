"""The bounds, worked out by hand, and that the past of the real figures keeps within them."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from monitor.catalog_read import load_catalog
from monitor.errors import MonitorError
from monitor.ingest import changes, drift, keep
from monitor.ingest.scales import population_weights
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.sources.request import TableData, TopicRef
from tests.conftest import SWEEP

CATALOG = load_catalog()
MEAN, COUNT = CATALOG.indicators["regie"], CATALOG.indicators["bevolking"]
TOWNS = ["GM0001", "GM0002", "GM0003", "GM0004"]
EQUAL = pd.Series(1.0, index=TOWNS)


def figures(**years: list[float]) -> pd.DataFrame:
    """``figures(y2020=[...])``: one row per town and year."""
    rows = [
        (town, int(year[1:]), value)
        for year, values in years.items()
        for town, value in zip(TOWNS, values, strict=False)
    ]
    return pd.DataFrame(rows, columns=["region", "year", "value"])


def shifted(values: list[float], by: float) -> list[float]:
    return [v + by for v in values]


# mean 25, spread sqrt((15^2 + 5^2 + 5^2 + 15^2) / 4) = sqrt(125) = 11.18
LEVEL = [10.0, 20.0, 30.0, 40.0]


@pytest.mark.parametrize(("by", "stops"), [(5.5, False), (5.7, True), (-5.7, True)])
def test_a_revision_by_half_a_spread_stops(by, stops):
    """0.5 x 11.18 = 5.59."""
    reason = drift.jump_of(MEAN, figures(y2020=LEVEL), figures(y2020=shifted(LEVEL, by)), EQUAL)
    assert (reason is not None) == stops
    if stops:
        assert "2020 is herzien" in reason
        assert "0,5 keer" in reason


@pytest.mark.parametrize(("by", "stops"), [(22.0, False), (22.5, True)])
def test_a_new_year_two_spreads_away_stops(by, stops):
    """2 x 11.18 = 22.36."""
    old, new = figures(y2016=LEVEL), figures(y2016=LEVEL, y2020=shifted(LEVEL, by))
    assert (drift.jump_of(MEAN, old, new, EQUAL) is not None) == stops


def test_a_level_break_that_the_catalog_names_does_not_stop():
    named = MEAN.model_copy(update={"breaks": [2020]})
    old, new = figures(y2016=LEVEL), figures(y2016=LEVEL, y2020=shifted(LEVEL, 40))
    assert drift.jump_of(named, old, new, EQUAL) is None


@pytest.mark.parametrize(("last", "stops"), [(48.0, False), (52.0, True)])
def test_a_count_is_judged_by_its_total(last, stops):
    """10 + 20 + 30 + 40 = 100: 108 is within a tenth, 112 is not."""
    new = [*LEVEL[:3], last]
    assert (drift.jump_of(COUNT, figures(y2020=LEVEL), figures(y2020=new), EQUAL) is not None) == (
        stops
    )


@pytest.mark.parametrize(("gone", "stops"), [(1, False), (2, True)])
def test_more_than_a_twentieth_gone_stops(gone, stops):
    """4 towns x 5 years = 20 figures: one may go, two may not."""
    old = figures(**{f"y{year}": LEVEL for year in range(2015, 2020)})
    reason = drift.jump_of(MEAN, old, old.iloc[gone:], EQUAL)
    assert (reason is not None) == stops
    if stops:
        assert "2 van de 20" in reason


def test_weights_decide_what_the_mean_is():
    """All inhabitants in the last town: its 40 becoming 50 moves the mean by 10, with no spread."""
    heavy = pd.Series([0.0, 0.0, 1.0, 1.0], index=TOWNS)
    # mean 35, spread 5: the last two towns each 3 higher is 0.6 spread
    new = [10.0, 20.0, 33.0, 43.0]
    assert drift.jump_of(MEAN, figures(y2020=LEVEL), figures(y2020=new), heavy) is not None
    assert drift.jump_of(MEAN, figures(y2020=LEVEL), figures(y2020=new), EQUAL) is None


def test_a_rate_goes_with_its_denominator_and_a_mean_with_its_weight():
    found = drift.dependents(CATALOG, ["huishoudens"])
    weighed = {i.id for i in CATALOG.indicators.values() if i.weight == "huishoudens"}
    assert weighed <= set(found)
    assert "misdrijven" not in found
    everything = set(drift.dependents(CATALOG, ["bevolking"])) | {"bevolking"}
    assert everything == set(CATALOG.series_of_all)


def test_units_are_compared_without_regard_to_case():
    data = TableData("50090NED", pd.DataFrame(), {TopicRef("Eenzaam"): "Eenzaam_16"},
                     {"Eenzaam_16": "Aantal"}, {}, "", "")  # fmt: skip
    tables = {"50090NED": data}
    entry = {"id": "50090NED", "units": {"Eenzaam": "aantal"}}
    assert drift.changed_units(tables, {"sources": [entry]}, CATALOG) == {}
    entry["units"]["Eenzaam"] = "%"
    found = drift.changed_units(tables, {"sources": [entry]}, CATALOG)
    assert set(found) == {"eenzaam"}
    assert "'Aantal'" in found["eenzaam"]
    assert "'%'" in found["eenzaam"]


# ---------------------------------------------------------------- on the embedded snapshot


@pytest.fixture(scope="module")
def embedded():
    if not (EMBEDDED / "manifest.json").exists():
        pytest.skip("no embedded snapshot")
    return open_snapshot(EMBEDDED)


def stopped_in(catalog, observations, weights):
    """Which (indicator, year) stops if each year were new in its turn."""
    o = observations
    return {
        (name, year)
        for year in range(catalog.first_year + 1, catalog.last_year + 1)
        for name in drift.jumps(catalog, catalog, o[o.year < year], o[o.year <= year], weights)
    }


@pytest.mark.sweep
def test_the_past_keeps_within_the_bounds(embedded):
    """Each year as if it were new: only what really moved everywhere stops.

    Turnout rose in 2017; perceived health fell in 2022, a break in doubt that the catalog names,
    and recovered in 2024.
    """
    catalog, o = embedded.catalog, embedded.observations
    weights = population_weights(o, catalog, "bevolking")
    moved = {("opkomst_tk", 2017), ("ervaren_gezondheid", 2024)}
    if not SWEEP:  # those that moved, and some that never did
        few = {*(name for name, _year in moved), "bevolking", "misdrijven", "eenzaam", "inkomen"}
        kept = {k: v for k, v in catalog.indicators.items() if k in few}
        catalog, o = catalog.model_copy(update={"indicators": kept}), o[o.indicator.isin(few)]
    assert stopped_in(catalog, o, weights) == moved


def test_a_level_break_of_the_past_would_stop_without_its_name(embedded):
    catalog, o = embedded.catalog, embedded.observations
    weights = population_weights(o, catalog, "bevolking")
    broken = {k: v for k, v in catalog.indicators.items() if v.breaks}
    unnamed = {k: v.model_copy(update={"breaks": []}) for k, v in broken.items()}
    own = o[o.indicator.isin([*broken])]
    without = catalog.model_copy(update={"indicators": catalog.indicators | unnamed})
    assert stopped_in(catalog, own, weights) == set()
    assert stopped_in(without, own, weights) == {("arbeidsparticipatie", 2022)}


def contents_of(snapshot, **tables):
    """A snapshot's tables as derive makes them."""
    fields = {f.name for f in dataclasses.fields(keep.Contents)}
    own = {name: getattr(snapshot, name) for name in fields if hasattr(snapshot, name)}
    own |= {"regions": snapshot.regions.reset_index(), **tables}
    return keep.Contents(**{name: own.get(name) for name in fields})


def test_kept_figures_are_those_of_the_last_snapshot(embedded):
    o = embedded.observations
    raised = o.assign(value=o.value + (o.indicator == "regie") * 50)
    kept = keep.keep_last(
        contents_of(embedded, observations=raised), embedded.catalog, {"regie"}, embedded
    )
    pd.testing.assert_frame_equal(kept.contents.observations, o)
    pd.testing.assert_frame_equal(kept.contents.scales, embedded.scales)
    assert kept.without == ()


def test_figures_of_a_municipality_that_became_nothing_cannot_stay(embedded):
    fewer = embedded.regions.reset_index().iloc[1:]
    with pytest.raises(MonitorError, match="Onbekende gemeente"):
        keep.keep_last(contents_of(embedded, regions=fewer), embedded.catalog, {"regie"}, embedded)


def test_a_frozen_scale_moves_only_with_what_it_measures(embedded):
    other = embedded.scales.assign(mean=embedded.scales["mean"] + 1)
    now = contents_of(embedded, scales=other)
    pd.testing.assert_frame_equal(
        keep.freeze(now, embedded.catalog, embedded).scales, embedded.scales
    )
    changed = embedded.catalog.indicators["regie"].model_copy(update={"reference_year": 2016})
    catalog = embedded.catalog.model_copy(
        update={"indicators": embedded.catalog.indicators | {"regie": changed}}
    )
    scales = keep.freeze(now, catalog, embedded).scales.set_index("indicator")
    old = embedded.scales.set_index("indicator")
    assert scales["mean"]["regie"] == old["mean"]["regie"] + 1
    assert scales["mean"]["eenzaam"] == old["mean"]["eenzaam"]
    assert keep.freeze(now, embedded.catalog, None).scales is other


def test_a_new_level_break_adds_a_scale_and_leaves_the_old_one(embedded):
    extra = embedded.scales[embedded.scales.indicator == "regie"].assign(from_year=2020, shift=9.0)
    now = contents_of(embedded, scales=pd.concat([embedded.scales, extra]))
    changed = embedded.catalog.indicators["regie"].model_copy(update={"breaks": [2020]})
    catalog = embedded.catalog.model_copy(
        update={"indicators": embedded.catalog.indicators | {"regie": changed}}
    )
    scales = keep.freeze(now, catalog, embedded).scales
    assert scales[scales.indicator == "regie"].from_year.tolist() == [0, 2020]
    assert len(scales) == len(embedded.scales) + 1


def test_the_report_names_towns_that_came_and_went_and_new_boundaries(embedded):
    regions = embedded.regions.reset_index()
    new = regions[regions.code != "GM0758"].copy()
    new.loc[len(regions)] = {"code": "GM9999", "name": "Nieuwstad"}
    catalog = embedded.catalog.model_copy(update={"boundary_year": 2027})
    found = changes.changes(embedded, catalog, contents_of(embedded, regions=new))
    assert found["municipalities"] == {
        "added": [{"code": "GM9999", "name": "Nieuwstad"}],
        "removed": [{"code": "GM0758", "name": "Breda"}],
    }
    assert found["boundary_year"] == {"before": embedded.catalog.boundary_year, "after": 2027}
    assert (found["new_years"], found["revised"], found["gone"]) == ({}, [], [])


def test_a_change_within_rounding_is_no_revision():
    old = figures(y2020=LEVEL).assign(indicator="regie")
    new = figures(y2020=[10.0005, 20.0, 30.0, 40.002]).assign(indicator="regie")
    found = changes.revised(old, new, {"regie": 1})
    assert [(r["indicator"], r["count"], r["largest"]["region"]) for r in found] == [
        ("regie", 1, "GM0004")
    ]
