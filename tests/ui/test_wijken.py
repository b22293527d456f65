"""The page Wijken without a browser: what it says of districts, beside their figures."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_scores
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.aandachtsgebieden import heat
from monitor.charts.theme import LIGHT
from monitor.charts.wijken import heat as district_heat
from monitor.charts.wijken import hidden, ranking, rows
from monitor.charts.wijken import map as maps
from monitor.charts.wijken import words as district_words
from monitor.charts.wijken.rows import Area
from monitor.ui import show_table
from monitor.ui.wijken import blocks, profile
from tests.pages import new_app, open_page, told

CRIME = "misdrijven"


def area(code: str) -> Area:
    province = str(snapshot().regions.loc[code, "province"])
    return Area("gemeente", (code,), about_scores.names()[code], province)


def test_a_district_with_a_figure_is_not_said_to_have_none() -> None:
    """Almere has crime of its 48 larger districts, and no estimates: other districts in 2020."""
    of = area("GM0034")
    table = rows.rows(of, CRIME)
    lines = dict(zip(table.index, district_words.told(table, CRIME), strict=True))
    assert lines["WK003402"] == ["37,2\u00a0per 1.000 inwoners", "gemeten in 2024"]
    assert maps.missing(table, CRIME) == (
        "Zonder kleur: 23 van 71 wijken (23 met minder dan 500 inwoners); de tabel noemt ze."
    )
    assert maps.hatched(table) == "minder dan<br>500 inwoners"  # each of them has a figure
    assert maps.hatched(rows.rows(of, "eenzaam")) == "te klein of<br>geen cijfer"
    assert maps.hatched(table[table["why"] == ""]) == "geen cijfer"
    assert "Rang" not in district_words.readable(table, CRIME)
    lonely = rows.rows(of, "eenzaam")
    assert district_words.told(lonely.loc[["WK003402"]], "eenzaam") == [
        ["geen cijfer: andere wijkindeling in 2020"]
    ]


def test_where_no_district_has_a_score_the_page_says_which_figures_there_are() -> None:
    of = area("GM0034")
    title = maps.title(of, rows.rows(of, TOTAL), TOTAL)
    assert title == "Sociale veerkracht: geen wijk met een score"
    said = blocks.nothing_ranked(of)
    assert "Geregistreerde misdrijven" in said
    assert "Eenzaam" not in said


def test_a_score_of_a_district_found_by_name_after_a_merger_is_marked() -> None:
    """Uden went up in Maashorst in 2022: its estimates of 2020 were found by name."""
    of = area("GM1991")
    table = rows.rows(of, TOTAL)
    assert (
        "op naam gevonden na herindeling" in district_words.told(table.loc[["WK199101"]], TOTAL)[0]
    )
    assert "op naam gevonden" in set(district_words.readable(table, TOTAL)["Let op"].str[:16])
    # its surroundings stand on the districts of now
    assert set(rows.rows(of, "environment")["made"]) == {""}


def test_a_municipality_with_one_ranked_district_is_not_compared_with_itself() -> None:
    of = area("GM0753")
    assert (
        maps.title(of, rows.rows(of, TOTAL), TOTAL) == "Sociale veerkracht: 103,9 in Wijk 00 Best"
    )
    first, table = ranking.ranking_chart(of, "", LIGHT), district_heat.heat_chart(of, LIGHT)
    assert first and table
    assert first.title == "Alleen Wijk 00 Best heeft een rang"
    assert table.subtitle.startswith("1 wijk, Best, 2024: ")


def test_districts_of_many_municipalities_are_named_with_theirs() -> None:
    of = Area("provincie", tuple(about_scores.inside("PV30")), "Noord-Brabant", "PV30")
    title = maps.title(of, rows.rows(of, TOTAL), TOTAL)
    assert title.endswith(
        "van 86,0 in Wandelbos Noord (Tilburg) tot 111,4 in Wijk 19 Dierdonk (Helmond)"
    )
    chart = ranking.ranking_chart(of, "", LIGHT)
    assert chart and chart.title.startswith("Wijk 19 Dierdonk (Helmond) staat vooraan")


def test_income_counts_among_districts_and_is_no_context() -> None:
    labels = words.labels(rows.measures(), rows.newest_year, districts=True)
    assert labels["inkomen_per_inwoner"] == "– Inkomen per inwoner (2024)"
    order = list(labels)
    assert order.index("personal") < order.index("inkomen_per_inwoner") < order.index("social")


@pytest.mark.parametrize(
    ("code", "home", "says"),
    [
        (
            "WK167403",
            "GM1674",
            ["Hoog risico op angst of depressie", "Gewogen uit buurten: Ervaren"],
        ),
        (
            "WK003417",
            "GM0034",
            ["geen score: andere wijkindeling in 2020", "bewijs: Ervaren gezondheid (zeer) goed."],
        ),
        ("WK199101", "GM1991", ["Op naam gevonden na herindeling: Hoog risico"]),
    ],
)
def test_a_profile_names_its_estimates_and_how_its_figures_were_made(code, home, says) -> None:
    app = open_page(new_app(), "wijken", {"niveau": "gemeente", "gemeente": home, "wijk": code})
    page = "\n".join(told(app))
    for said in says:
        assert said in page


def test_figures_over_the_years_keep_the_digits_of_their_indicator() -> None:
    """Uden: 2,006 crimes in 2025 are no year, and 0.8 km is not 1."""
    table, writers = profile.years_table("WK199101", "Uden")
    written = {
        row["Uden"]: (write(row["2024"]), write(row["2025"]))
        for row, write in zip(table.to_dict("records"), writers, strict=True)
    }
    assert written["Geregistreerde misdrijven, aantal"] == ("1.728", "2.006")
    assert written["Geregistreerde misdrijven, per 1.000 inwoners"] == ("46,1", "–")
    assert written["Afstand tot supermarkt, km"] == ("0,8", "–")
    assert written["Ervaren gezondheid (zeer) goed"] == ("72,1%", "–")


def test_a_table_whose_rows_are_measures_writes_each_row_by_itself() -> None:
    frame = pd.DataFrame({"": ["aantal", "aandeel"], "2025": [2006.0, 45.25]})
    texts = show_table.written(frame, [lambda v: f"{v:.0f} x", lambda v: f"{v:.2f}%"])
    assert texts["2025"] == ["2006 x", "45.25%"]
    assert show_table.written(frame)["2025"] == ["2.006", "45"]


def test_a_heat_table_says_of_which_year_its_columns_are() -> None:
    chart = district_heat.heat_chart(area("GM1674"), LIGHT)
    assert chart
    heads = list(chart.fig.layout.xaxis.ticktext)
    assert "Eenzaam, 2020" in heads
    assert "Geregistreerde misdrijven, 2024" in heads


def test_who_stands_lowest_on_the_most_is_nobody_or_all_who_do() -> None:
    assert heat.title({"A": 3, "B": 1}).startswith("A staat op de meeste indicatoren")
    assert heat.title({"A": 3, "B": 3, "C": 1}) == (
        "A en B staan op de meeste indicatoren in het laagste kwart, elk op 3"
    )
    assert heat.title(dict.fromkeys("ABCD", 2)) == (
        "4 gemeenten staan op 2 indicatoren in het laagste kwart, geen op meer"
    )
    assert heat.title({"A": 0}) == "Geen gemeente staat op een indicator in het laagste kwart"


def test_the_last_figure_of_the_axis_of_the_lowest_districts_has_room() -> None:
    table = about_districts.behind_average().head(3)
    assert isinstance(table, pd.DataFrame)
    assert hidden._figure(LIGHT, "nl", table).layout.margin.r >= 12


def test_a_district_of_another_municipality_is_not_shown_as_one_of_this() -> None:
    """Whoever goes on to Amsterdam has left West in Roosendaal: the control says so too."""
    chosen = {"niveau": "gemeente", "gemeente": "GM0363", "wijk": "WK167403"}
    page = "\n".join(told(open_page(new_app(), "wijken", chosen)))
    assert "Wijk 03 West (Roosendaal) ligt buiten Amsterdam." in page
    assert "Wijk 03 West: " not in page
    assert "geen wijk" in page


def test_a_measure_that_districts_lack_is_not_replaced_in_silence() -> None:
    app = open_page(new_app(), "wijken", {"wat": "opkomst_tk"})
    text = "Opkomst Tweede Kamer is er niet per wijk; u ziet: Sociale veerkracht."
    assert any(text in said for said in told(app))
    app = open_page(new_app(), "wijken", {"wat": "eenzaam"})
    assert not any("is er niet per wijk" in said for said in told(app))
