"""Districts from the live tables: bounds, crime by kind, other years, SES-WOA.

The figures are invented (`tests.figures`); titles, codes and layouts are those of CBS,
RIVM and the police. What is not there costs itself, never the refresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from monitor.analysis.district_index import district_index
from monitor.analysis.district_ranks import district_certainty
from monitor.analysis.districts import beside_the_index
from monitor.catalog import Catalog
from monitor.catalog_read import load_catalog
from monitor.ingest import refresh as run
from monitor.ingest.options import Options
from monitor.snapshot import Snapshot, open_snapshot
from monitor.store import open_store
from tests.cbs_server import serve
from tests.cbs_server.tables import Table
from tests.ingest.refresh.conftest import CRIME, FIGURES, HEALTH, silent

RIVM, SES = "50150NED", "86296NED"
KWB_2016, KWB_2021, KWB_2025 = "83487NED", "85039NED", "86165NED"
TOWN, PLACE = "GM9007", "WK900700"  # never merged nor divided
NAMES = ("bevolking", "regie", "eenzaam", "misdrijven", "geweld", "afstand_huisarts", "ses_woa")
Served = dict[str, Table]


def some() -> Catalog:
    """The real catalog and its districts, with a few indicators."""
    whole = load_catalog()
    assert whole.districts is not None
    fewer = {k: whole.indicators[k] for k in NAMES}
    kept = {
        field: {k: v for k, v in getattr(whole.districts, field).items() if k in fewer}
        for field in ("indicators", "beside")
    }
    rules = whole.districts.model_copy(update=kept)
    return whole.model_copy(update={"indicators": fewer, "former": {}, "districts": rules})


def of(snapshot: Snapshot, indicator: str, code: str = PLACE) -> pd.DataFrame:
    figures = snapshot.district_figures
    return figures[(figures.indicator == indicator) & (figures.code == code)].set_index("year")


def told(table: Table, code: str, title: str, **codes: str) -> dict[int, float]:
    """What the local server has, by year."""
    key = next(t.key for t in table.topics if t.title == title)
    rows = table.frame[table.frame[table.geo].str.strip() == code]
    for dim, wanted in codes.items():
        rows = rows[rows[dim].str.strip() == wanted]
    return rows.set_index(rows.Perioden.str[:4].astype(int))[key].dropna().to_dict()


def lacking(report: dict[str, Any]) -> set[tuple[str, str, str]]:
    rows = [r for r in report["lacking"] if r["level"] == "wijken"]
    return {(r["indicator"], r["table"], r["what"]) for r in rows}


def without_topic(table: Table, start: str) -> None:
    table.topics[:] = [t for t in table.topics if not t.title.startswith(start)]


@pytest.fixture(scope="module")
def bring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """``bring(change)``: refresh twice into one store, the second time from changed tables."""
    embedded, run.EMBEDDED = run.EMBEDDED, Path("nothing")

    def one(*changes: Callable[[Served], None]) -> tuple[Snapshot, dict[str, Any], Served]:
        store = open_store(tmp_path_factory.mktemp("live") / "store")
        with serve(FIGURES) as url:
            options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"), fresh=True)
            for change in changes:
                change(url.state.tables)
                done = run.refresh(store, some(), options, silent)
            return open_snapshot(store.location), done.report, url.state.tables

    yield one
    run.EMBEDDED = embedded


@pytest.fixture(scope="module")
def whole(bring):
    return bring(lambda tables: None)


@pytest.fixture(scope="module")
def poor(bring):
    """All at once: no bounds, no threats, no distance in 2016, no table of 2025."""

    def change(tables: Served) -> None:
        for name in (RIVM, HEALTH, "50120NED"):
            tables[name].frame = tables[name].frame[tables[name].frame.Marges == "MW00000"]
        crime = tables[CRIME].frame
        tables[CRIME].frame = crime[crime.SoortMisdrijf.str.strip() != "1.4.4"]
        without_topic(tables[KWB_2016], "Afstand tot huisartsenpraktijk")
        tables.pop(KWB_2025)
        without_topic(tables[SES], "Ondergrens")

    return bring(change)


def test_estimates_of_districts_come_with_their_bounds_and_enter_the_draws(whole):
    shot, report, tables = whole
    lonely = of(shot, "eenzaam")
    assert set(lonely.source) == {RIVM} and set(lonely.made) == {""}
    for bound, margin in (("value", "MW00000"), ("lower", "MOG0095"), ("upper", "MBG0095")):
        raw = told(tables[RIVM], PLACE, "Eenzaam", Leeftijd="20300", Marges=margin)
        assert lonely[bound].to_dict() == raw
    edition = district_index(shot)
    assert edition.with_bounds() == (["regie", "eenzaam"], ["misdrijven", "afstand_huisarts"])
    half = (lonely.upper - lonely.lower)[2024] / 2
    assert edition.error.at[PLACE, "eenzaam"] == pytest.approx(half / 1.96)
    assert len(district_certainty(edition, draws=20)) == len(edition.ranked) > 0
    assert report["lacking"] == [] == report["stopped"]


def test_crime_by_kind_stands_beside_the_index(whole):
    shot, _report, tables = whole
    rows = of(shot, "geweld")
    threats, assaults = (
        told(tables[CRIME], PLACE, "Geregistreerde misdrijven", SoortMisdrijf=kind)
        for kind in ("1.4.4", "1.4.5")
    )
    assert rows["count"].to_dict() == {year: n + assaults[year] for year, n in threats.items()}
    people = shot.districts.at[PLACE, "inhabitants"]
    assert rows.value[2024] == pytest.approx(1000 * rows["count"][2024] / people)
    assert rows.value.drop(2024).isna().all()  # of other years the inhabitants are not known
    assert beside_the_index(shot) == ["geweld", "ses_woa"]
    assert "geweld" not in district_index(shot).values
    assert not {"geweld", "ses_woa"} & set(shot.district_scales.indicator)


def test_the_key_figures_of_other_years_come_in(whole):
    far = of(whole[0], "afstand_huisarts")
    assert list(far.index) == [*range(2016, 2026)]
    assert (far.source[2021], far.source[2024]) == (KWB_2021, "85984NED")


def test_ses_woa_comes_with_bounds_that_are_topics(whole):
    shot, _report, tables = whole
    rows = shot.observations[shot.observations.indicator == "ses_woa"]
    town = rows[rows.region == TOWN].set_index("year")
    for code, frame in ((TOWN, town), (PLACE, of(shot, "ses_woa"))):
        for bound, title in (
            ("value", "Gemiddelde score"),
            ("lower", "Ondergrens 95%-interval"),
            ("upper", "Bovengrens 95%-interval"),
        ):
            assert frame[bound].to_dict() == told(tables[SES], code, title)


def test_what_is_not_there_costs_itself_and_is_named(poor):
    shot, report, _tables = poor
    lonely, score = of(shot, "eenzaam"), of(shot, "ses_woa")
    assert lonely.value.notna().all() and lonely.lower.isna().all()
    assert score.value.notna().all() and score.upper.isna().all()
    assert of(shot, "geweld").empty
    assert of(shot, "misdrijven")["count"].notna().all()
    far = of(shot, "afstand_huisarts")
    assert list(far.index) == [*range(2017, 2025)]
    assert lacking(report) >= {
        ("eenzaam", RIVM, "95%-marges"),
        ("eenzaam", HEALTH, "95%-marges"),
        ("ses_woa", SES, "95%-marges"),
        ("geweld", CRIME, "SoortMisdrijf 1.4.4"),
        ("afstand_huisarts", KWB_2016, "Afstand tot huisartsenpraktijk"),
        ("afstand_huisarts", KWB_2025, "Afstand tot huisartsenpraktijk"),
    }
    # among municipalities it has to be there: stopped, and the rest of the refresh goes on
    assert [row["indicator"] for row in report["stopped"]] == ["geweld"]
    assert district_index(shot).with_bounds()[0] == []


def test_of_tables_that_are_gone_the_last_good_figures_stay(bring, whole):
    def gone(tables: Served) -> None:
        tables.pop(KWB_2021)
        tables.pop(SES)

    shot, report, _tables = bring(lambda tables: None, gone)
    before, after = of(whole[0], "afstand_huisarts"), of(shot, "afstand_huisarts")
    pd.testing.assert_frame_equal(after, before)
    pd.testing.assert_frame_equal(of(shot, "ses_woa"), of(whole[0], "ses_woa"))
    origins = {line["id"]: line["origin"] for line in report["district_tables"]}
    assert (origins[KWB_2021], origins[SES], origins[RIVM]) == ("stale", "stale", "fetched")
