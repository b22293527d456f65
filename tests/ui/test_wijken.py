"""The page Wijken without a browser: what it says of districts, beside their figures."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.analysis.scores import TOTAL
from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.charts.wijken import map as maps
from monitor.charts.wijken import rows
from monitor.charts.wijken.rows import Area
from monitor.ui import show_table
from monitor.ui.wijken import blocks, profile
from tests.pages import new_app, open_page, told


def area(code: str) -> Area:
    province = str(snapshot().regions.loc[code, "province"])
    return Area("gemeente", (code,), about_scores.names()[code], province)


def test_where_no_district_has_a_score_the_page_says_which_figures_there_are() -> None:
    of = area("GM0034")
    title = maps.title(of, rows.rows(of, TOTAL), TOTAL)
    assert title == "Sociale veerkracht: geen wijk met een score"
    said = blocks.nothing_ranked(of)
    assert "Geregistreerde misdrijven" in said
    assert "Eenzaam" not in said


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
