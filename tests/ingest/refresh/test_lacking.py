"""What the catalog can do without: a topic or bound that is not there costs itself and is named.

The figures are invented, the titles and the Marges of the tables are those of CBS and RIVM.
"""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.catalog import Catalog
from monitor.catalog_read import load_catalog
from monitor.snapshot import Snapshot, open_snapshot
from tests.catalogs import with_only
from tests.ingest.refresh.conftest import HEALTH, PEOPLE, touch

RIVM, SES = "50150NED", "86296NED"
NAMES = ("bevolking", "huishoudens", "inkomen", "ervaren_gezondheid", "eenzaam", "sporten",
         "veerkracht_zeer_laag", "ses_woa")  # fmt: skip
OUTCOMES = {"veerkracht_zeer_laag", "veerkracht_zeer_hoog", "mist_steun", "ses_woa"}


def some() -> Catalog:
    return with_only(NAMES)


def without_topic(url, table: str, title: str) -> None:
    """As where a table never had a topic."""
    known = url.state.tables[table]
    known.topics[:] = [t for t in known.topics if t.title != title]


def without_bounds(url, table: str) -> None:
    known = url.state.tables[table]
    known.frame = known.frame[known.frame.Marges == "MW00000"]


def of(snapshot: Snapshot, indicator: str) -> pd.DataFrame:
    rows = snapshot.observations[snapshot.observations.indicator == indicator]
    return rows[rows.region == "GM9001"].set_index("year")


def lacks(done, **fields) -> set[tuple[str, str]]:
    rows = [r for r in done.report["lacking"] if fields.items() <= r.items()]
    return {(r["indicator"], r["what"]) for r in rows}


def test_figures_of_the_live_tables_come_in_with_their_bounds(go, store):
    done = go(catalog=some())
    shot = open_snapshot(store.location)
    assert done.report["lacking"] == [] == done.report["stopped"]
    lonely = of(shot, "eenzaam")
    assert list(lonely.index) == [2012, 2016, 2020, 2022, 2024]
    assert set(lonely.source) == {RIVM}
    assert (lonely.lower < lonely.value).all()
    assert (lonely.value < lonely.upper).all()
    # half an interval: 1.96 x 2.5 x sqrt(20,000 / inhabitants), as invented, on one decimal
    people = of(shot, "bevolking").value[2024]
    half = (lonely.upper - lonely.lower)[2024] / 2
    assert half == pytest.approx(1.96 * 2.5 * (20_000 / people) ** 0.5, abs=0.1)


def test_a_survey_goes_on_where_the_model_has_later_years(go, store):
    go(catalog=some())
    sport = of(open_snapshot(store.location), "sporten")
    assert dict(sport.source) == {2012: RIVM, 2016: "83674NED", 2020: "85012NED", 2022: RIVM,
                                  2024: RIVM}  # fmt: skip


def test_a_topic_that_is_not_there_costs_that_topic_and_the_next_source_speaks(go, url, store):
    without_topic(url, RIVM, "Eenzaam")
    done = go(catalog=some())
    shot = open_snapshot(store.location)
    assert dict(of(shot, "eenzaam").source) == {2012: HEALTH, 2016: HEALTH, 2020: HEALTH,
                                                2022: "50120NED"}  # fmt: skip
    assert set(of(shot, "ervaren_gezondheid").source) == {RIVM}
    assert lacks(done, table=RIVM) == {("eenzaam", "Eenzaam")}
    assert done.report["stopped"] == []
    assert RIVM not in shot.catalog.sources_of("eenzaam")


def test_bounds_that_are_not_there_cost_the_bounds(go, url, store):
    without_bounds(url, RIVM)
    done = go(catalog=some())
    lonely = of(open_snapshot(store.location), "eenzaam")
    assert lonely.value.notna().all()
    assert lonely.lower.isna().all()
    assert ("eenzaam", "95%-marges") in lacks(done, table=RIVM)
    assert done.report["stopped"] == []


def test_an_outcome_without_any_table_is_named_and_left_out(go, url, store):
    url.state.tables.pop(SES)
    for table in (RIVM, "50120NED"):
        without_topic(url, table, "Zeer lage veerkracht")
    done = go(catalog=some())
    shot = open_snapshot(store.location)
    assert "ses_woa" not in shot.catalog.indicators
    assert "veerkracht_zeer_laag" not in shot.catalog.indicators
    assert ("ses_woa", "Totaalscore | Gemiddelde score") in lacks(done, table=SES)
    assert done.outcome == "published"
    assert done.report["stopped"] == []


def test_a_topic_that_was_there_and_is_lost_keeps_its_last_good_figures(go, url, store):
    go(catalog=some())
    before = of(open_snapshot(store.location), "veerkracht_zeer_laag")
    for table in (RIVM, "50120NED"):
        without_topic(url, table, "Zeer lage veerkracht")
    touch(url, RIVM, "50120NED", PEOPLE)
    done = go(catalog=some())
    assert [row["indicator"] for row in done.report["stopped"]] == ["veerkracht_zeer_laag"]
    pd.testing.assert_frame_equal(of(open_snapshot(store.location), "veerkracht_zeer_laag"), before)


def test_what_only_compares_is_never_scored():
    catalog = load_catalog()
    assert {k: catalog.indicators[k].dimension for k in OUTCOMES} == dict.fromkeys(
        OUTCOMES, "outcome"
    )
    assert {catalog.indicators[k].direction for k in OUTCOMES} == {0}
