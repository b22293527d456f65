"""The page Vergelijk without a browser: what it compares, and what it says that rests on."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from monitor.analysis.find import KINDS
from monitor.analysis.scores import score_year
from monitor.answers import about_beside, about_districts
from monitor.answers.view import snapshot
from monitor.charts.vergelijk import heat, parts
from monitor.charts.vergelijk.places import Row
from monitor.export.tables import to_xlsx
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.text import inside, number
from monitor.ui import address, find, navigation, params
from tests.pages import new_app, open_page, told

THREE = "GM1674,GM0748,GM0855"


def said(params_: dict[str, str]) -> str:
    app = open_page(new_app(), "vergelijk", params_)
    assert [e.value for e in [*app.exception, *app.error]] == []
    return " ".join("\n".join(told(app)).split())


@pytest.mark.sweep(sample=2)
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"naast": THREE}, "Roosendaal, Bergen op Zoom en Tilburg;"),
        ({"naast": "GM1674"}, "Roosendaal en Noord-Brabant;"),
        ({"gemeente": "GM1674"}, "Roosendaal en Noord-Brabant;"),
        ({"gemeente": "GM0014"}, "Groningen en Nederland;"),
        ({"naast": "PV30"}, "Noord-Brabant en Nederland;"),
        ({"naast": "NL"}, "Nederland en Noord-Brabant;"),
        ({}, "West-Brabant en Middelgrote steden;"),
        ({"naast": "west-brabant,PV31,GM1674"}, "West-Brabant, Limburg en Roosendaal;"),
    ],
)
def test_what_is_compared_stands_under_the_title(asked, names: str) -> None:
    assert f"> {names}" in said(asked)


def test_the_first_is_laid_beside_each_other_one_by_their_own_scores() -> None:
    text = said({"naast": THREE, "jaar": "2024"})
    total = score_year(open_snapshot(EMBEDDED), 2024).table["total"]
    for code, name in {"GM0748": "Bergen op Zoom", "GM0855": "Tilburg"}.items():
        size = number(float(total[code] - total["GM1674"]), decimals=1)
        assert f"Roosendaal naast {name}: {size} punten lager, en in " in text
    assert "Vergeleken op indicatoren die alle gekozen gebieden hebben: 17 van 17." in text


def test_who_lacks_a_figure_is_named_and_without_a_score_the_figures_are_still_shown() -> None:
    # of Hoeksche Waard, a municipality since 2019, no source gives the crime of 2018 as a whole
    text = said({"naast": "GM1674,GM1963", "jaar": "2018"})
    assert "Roosendaal en Hoeksche Waard: te weinig cijfers voor een vergelijking" in text
    assert "Roosendaal en Hoeksche Waard: geen score in 2018, dus ook geen verschil." in text
    crime = "geregistreerde misdrijven, mishandeling en bedreiging en vernieling"
    assert f"alleen in de score van de andere: {crime} (Hoeksche Waard)." in text
    assert "Te weinig cijfers voor een score, dus niet meegeteld: 1 van Hoeksche Waard" in text
    assert "Zonder score van de eerste twee is er geen verschil om uit te leggen." in text
    assert "In het laagste kwart, van" in text


def test_of_a_group_no_word_is_given_that_its_own_page_might_not_give() -> None:
    text = said({"naast": "west-brabant,PV30", "jaar": "2024"})
    assert re.search("## West-Brabant [0-9,]+, Noord-Brabant [0-9,]+ >", text)
    assert "zeker" not in text and "waarschijnlijk" not in text
    assert "hangt ook aan haar definitie (pagina Aandachtsgebieden)" in text


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        # groups.toml: Bergen op Zoom, Oosterhout and Roosendaal are members of both
        (
            "west-brabant",
            "middelgroot",
            "3 gemeenten tellen in beide mee, van de 16 van West-Brabant en de 7 van de"
            " middelgrote steden.",
        ),
        ("west-brabant", "PV30", "Het cijfer van Noord-Brabant telt West-Brabant mee."),
        ("PV30", "west-brabant", "Het cijfer van Noord-Brabant telt West-Brabant mee."),
        ("GM1674", "west-brabant", "Het cijfer van West-Brabant telt Roosendaal mee."),
        ("GM1674", "WK167402", "Het cijfer van Roosendaal telt Wijk 02 Noord (Roosendaal) mee."),
        ("WK167402", "WK167407", ""),
        ("GM0855", "west-brabant", ""),
        ("PV31", "PV30", ""),
    ],
)
def test_a_part_counts_in_the_whole_and_an_overlap_is_counted(
    one, other, said, monkeypatch
) -> None:
    monkeypatch.setenv("MONITOR_DATA", str(EMBEDDED))
    assert parts.overlap(one, other) == said


def test_a_small_difference_is_not_called_one() -> None:
    # Roosendaal and Tilburg in 2021: less than a tenth of a point
    text = said({"naast": "GM1674,GM0855", "jaar": "2021"})
    assert "niet te zeggen of dat meer is dan toeval" in text
    assert "is niet te zeggen." in text


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (THREE, THREE),
        ("GM1674,GM1674,west-brabant", "GM1674,west-brabant"),
        ("GM1674,GM0748,GM0855,NL,PV30", "GM1674,GM0748,GM0855,NL"),
        ("GM9999,GM1674", "GM1674"),
        ("<script>,../..,", None),
    ],
)
def test_an_address_keeps_what_is_known_once_and_four_at_most(asked: str, kept) -> None:
    assert address.read({"naast": asked}).values.get("naast") == kept


def test_what_an_address_asks_in_vain_is_said() -> None:
    assert "gebied om te vergelijken “GM9999”" in address.read({"naast": "GM9999"}).notes[0]


def test_the_search_leads_to_pages_and_parameters_that_exist() -> None:
    assert {p for p in find.SHOWS if p != "start" and not navigation.exists(p)} == set()
    assert set(find.SHOWS.values()) <= set(params.CHECKS)
    assert KINDS[0] == "municipality"  # find.js counts on the order


def test_the_file_holds_every_measure_of_every_area_with_its_year(monkeypatch) -> None:
    monkeypatch.setenv("MONITOR_DATA", str(EMBEDDED))
    shot = open_snapshot(EMBEDDED)
    table = heat.table(Row(tuple(THREE.split(",")), 2024))
    book = load_workbook(BytesIO(to_xlsx(table, shot)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:5] == ("Maat", "Eenheid", "Roosendaal", "Bergen op Zoom", "Tilburg")
    lonely = next(row for row in rows if row[0] == "Eenzaam")
    o = shot.observations
    own = o[(o["indicator"] == "eenzaam") & (o["year"] == 2020)].set_index("region")["value"]
    assert lonely[2:5] == tuple(own[THREE.split(",")].round(3))
    assert lonely[5:] == ("2020",) * 3
    assert len(rows) == 1 + 4 + len(shot.catalog.scored)


WEST_AND_WOUW = "WK167402,WK167407"


def test_districts_stand_on_their_own_scale_and_get_no_verdict() -> None:
    table = about_districts.edition().table
    one, other = WEST_AND_WOUW.split(",")
    text = said({"naast": WEST_AND_WOUW, "jaar": "2016"})  # their index has one year
    assert "wijkindex 2024, 100 = Nederland" in text
    signed = number(float(table.at[one, "total"] - table.at[other, "total"]), signed=True)
    names = [f"{table.at[c, 'name']} (Roosendaal)" for c in (one, other)]
    assert f"{names[0]} naast {names[1]}: gemeten verschil {signed} punten" in text
    assert "zeker" not in text and "waarschijnlijk" not in text
    assert "een aanwijzing waar te kijken, geen bewijs" in text
    rank = number(float(table.at[one, "rank"]), decimals=0)
    assert f"{names[0]}: rang {rank} van " in text


@pytest.mark.parametrize(
    ("asked", "names"),
    [("WK167402", "{west}, Roosendaal"), ("WK167402,GM0855,west-brabant", "{west}, Tilburg")],
)
def test_a_district_stands_beside_its_municipality_and_never_beside_a_group(asked, names) -> None:
    west = f"{about_districts.edition().table.at['WK167402', 'name']} (Roosendaal)"
    text = said({"naast": asked})
    assert "> " + names.format(west=west).replace(", ", " en ") in text
    aside = "Naast een wijk staan alleen wijken en gemeenten; niet vergeleken: West-Brabant."
    assert (aside in text) == ("west-brabant" in asked)


def test_a_small_district_says_why_it_has_no_score() -> None:
    table = about_districts.edition().table
    small = str(table.index[table["small"] & table["total"].notna()][0])
    assert "minder dan 500 inwoners" in said({"naast": f"WK167402,{small}"})


def test_the_spine_says_on_what_they_lie_furthest_apart() -> None:
    found = about_beside.beside(2024, tuple(THREE.split(",")))
    own = found.apart.drop(columns=["total", "personal", "social", "environment"])
    most = str((own.max() - own.min()).idxmax())
    z = score_year(open_snapshot(EMBEDDED), 2024).z.loc[THREE.split(",")]
    assert most == str((z.max() - z.min()).idxmax())
    title = inside(snapshot().catalog.indicators[most].title["nl"])
    assert f"Het verst uit elkaar op {title}: " in said({"naast": THREE, "jaar": "2024"})


def test_the_list_offers_the_districts_of_what_is_chosen() -> None:
    app = open_page(new_app(), "vergelijk", {"naast": "GM1674"})
    options = app.multiselect(key="control-naast").options
    mine = [o for o in options if o.endswith(" (Roosendaal)")]
    assert len(mine) == int((about_districts.edition().table["region"] == "GM1674").sum())
    assert not any(o.endswith(" (Tilburg)") for o in options)
