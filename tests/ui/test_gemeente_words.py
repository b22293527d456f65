"""On Gemeente a figure that is not of the year, or not of what it is said of, says so."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from monitor.analysis.district_index import district_index
from monitor.analysis.districts import weak_districts
from monitor.answers.view import snapshot
from monitor.charts.gemeente import told as gemeente
from monitor.charts.gemeente.words import dated
from monitor.charts.wijken.words import sources_of
from monitor.naming_figures import estimated
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.text import use_language
from tests.pages import new_app, open_page, told


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    use_language("nl")
    yield
    use_language(None)


def test_a_place_on_an_older_figure_has_its_year() -> None:
    row = pd.Series({"measured": 2019.0, "rank": 331.0, "n": 342.0})
    old, of_the_year = (gemeente._placed("opkomst_ps", row, year) for year in (2024, 2019))
    assert old == "**opkomst Provinciale Staten** (2019: plaats 331 van 342)"
    assert of_the_year == "**opkomst Provinciale Staten** (plaats 331 van 342)"
    assert dated("Eenzaam", 2020.0, 2024) == "Eenzaam (2020)"
    assert dated("Eenzaam", 2020.0, 2020) == "Eenzaam"


def test_only_what_is_a_model_estimate_is_called_so() -> None:
    catalog = open_snapshot(EMBEDDED).catalog
    assert estimated(["eenzaam", "sporten"], catalog) == "modelschattingen"
    assert estimated(["eenzaam", "afstand_huisarts"], catalog) == "deels modelschattingen"
    assert estimated(["afstand_huisarts", "misdrijven"], catalog) == ""


def test_districts_name_their_own_tables_not_those_of_the_municipalities() -> None:
    line = sources_of(["afstand_huisarts", "afstand_supermarkt"])
    assert line.startswith("Bron: CBS 85984NED,")
    assert snapshot().path == EMBEDDED


def test_districts_that_are_low_on_one_indicator_are_not_said_to_be_low_as_a_whole() -> None:
    """In Utrecht only Overvecht stands ten points below as a whole; three do on an indicator."""
    snapshot = open_snapshot(EMBEDDED)
    weak = weak_districts(snapshot).query("region == 'GM0344'")
    assert weak["district"].nunique() == 3
    edition = district_index(snapshot)
    away = edition.table.query("region == 'GM0344'")["total"] - edition.homes.at["GM0344", "total"]
    assert away.le(-10).sum() == 1
    page = "\n".join(told(open_page(new_app(), "gemeente", {"gemeente": "GM0344"})))
    one = "\n".join(told(open_page(new_app(), "gemeente", {"gemeente": "GM1723"})))
    assert len(weak_districts(snapshot).query("region == 'GM1723'")) == 2  # of one district
    assert "In Alphen-Chaam staat 1 wijk op 2 indicatoren ten minste 10 punten onder" in one
    assert "In Utrecht staan 3 wijken op een of meer indicatoren ten minste 10 punten onder" in page
