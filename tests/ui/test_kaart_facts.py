"""What the page Kaart says of a measure, whatever the measure, and of a year without figures."""

from __future__ import annotations

import pytest

from monitor.answers import about_changes, about_scores
from monitor.answers.selected import Selection
from monitor.charts import words
from monitor.charts.kaart import figures as kaart_figures
from monitor.charts.kaart import year_map as kaart_map
from monitor.ui.kaart.facts import sentences
from tests.pages import new_app, open_page, rerun, told


def chosen(what: str, year: int = 2024, group: str = "west-brabant") -> Selection:
    return Selection(year, 2020, "nb", what, group, "standaard", None, "nl", "PV30")


@pytest.mark.sweep(sample=["2020"])
@pytest.mark.parametrize("year", [2016, 2020, 2024])
def test_every_measure_has_five_sentences_of_the_same_kinds(year: int) -> None:
    for what in words.measures():
        selection = chosen(what, year)
        table = kaart_figures.figures(selection)
        if table["value"].isna().all():
            continue
        told = sentences(table, selection)
        # 2016 and 2020 are not after the year compared with: no sentence on change
        assert len(told) == 5 if year > selection.year_b else len(told) >= 4, (what, told)
        assert told[0].startswith("Noord-Brabant staat gemiddeld op"), what
        assert "West-Brabant" in told[1], what
        assert not any("nan" in t or "{" in t or "–%" in t for t in told), told


def test_an_old_figure_is_not_told_as_a_change() -> None:
    # Lonely was measured in 2020 last (README of the figures; the Netherlands 47.0% then).
    told = sentences(kaart_figures.figures(chosen("eenzaam")), chosen("eenzaam"))
    assert "Nederland op 47,0%" in told[0]
    assert any("niet opnieuw gemeten" in t for t in told)


def test_figures_across_a_level_break_are_not_compared() -> None:
    # Net labour participation has another definition from 2022 on (README of the figures).
    told = sentences(
        kaart_figures.figures(chosen("arbeidsparticipatie")), chosen("arbeidsparticipatie")
    )
    assert any("anders gemeten" in t for t in told)


def test_an_empty_year_names_the_years_with_figures_and_offers_the_nearest() -> None:
    empty = chosen("laag_opgeleid", 2016)
    table = kaart_figures.figures(empty)
    assert table["value"].isna().all()
    assert kaart_map.title(table, empty).endswith("geen cijfer voor 2016")
    nearest = kaart_figures.nearest_year(empty)
    assert nearest == min(
        y for y in about_scores.years() if about_changes.by_year("laag_opgeleid")[y].notna().any()
    )
    assert str(nearest) in kaart_figures.years_known(empty)


def test_the_button_of_an_empty_year_shows_the_year_it_names() -> None:
    app = open_page(new_app(), "kaart", {"jaar": "2016", "wat": "laag_opgeleid"})
    assert not app.exception
    app.button(key="toon-jaar").click()
    rerun(app)
    assert app.query_params["jaar"] == "2019"
    assert not any("geen cijfer voor" in line for line in told(app))
