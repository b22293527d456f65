"""The charts of Wijken: what they say of districts, beside their figures."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_scores
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.theme import LIGHT
from monitor.charts.wijken import heat as district_heat
from monitor.charts.wijken import hidden, ranking, rows
from monitor.charts.wijken import map as maps
from monitor.charts.wijken import words as district_words
from monitor.charts.wijken.rows import Area

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


def test_a_heat_table_says_of_which_year_its_columns_are() -> None:
    chart = district_heat.heat_chart(area("GM1674"), LIGHT)
    assert chart
    heads = list(chart.fig.layout.xaxis.ticktext)
    assert "Eenzaam, 2020" in heads
    assert "Geregistreerde misdrijven, 2024" in heads


def test_the_last_figure_of_the_axis_of_the_lowest_districts_has_room() -> None:
    table = about_districts.behind_average().head(3)
    assert isinstance(table, pd.DataFrame)
    assert hidden._figure(LIGHT, table).layout.margin.r >= 12
