"""Charts of an impact analysis: they show the records they are given, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from monitor.answers.view import showing
from monitor.charts.impact import difference, path, provinces, smallest
from monitor.charts.theme import DARK, LIGHT, Theme
from monitor.impact import words
from monitor.impact.plan import Plan
from monitor.impact.result import Finding, Outcome, Placebo, Point, Result, Smallest, Verdict
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.text import speaking

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
PLAN = Plan(
    title="Proef", made=date(2026, 1, 1), start=2017, until=2019, area="PV30", outcomes=("inkomen",)
)
FINDING = Finding(
    outcome=Outcome(id="inkomen", start=2017, before=(2015, 2016), after=(2017, 2018)),
    verdict=Verdict(kind="none_larger", size=0.681, level=11 / 12, rung=3),
    path=(
        Point(year=2015, participants=30, beside=30.1, difference=-0.1, low=-0.3, high=0.3),
        Point(year=2016, participants=31, beside=31, difference=0, low=-0.2, high=0.2),
        Point(year=2017, participants=32, beside=31, difference=1, low=-0.5, high=0.5),
        Point(year=2018, participants=33, beside=32.8, difference=0.2, low=-0.5, high=0.5),
    ),
    placebos=(
        Placebo(area="PV30", effect=0.6, ratio=1.5),
        Placebo(area="PV20", effect=-0.9, ratio=2.5, misfit=0.5, fits=False),
        Placebo(area="PV31", effect=0.1, ratio=0.2),
    ),
    rank=2,
    units=2,
)
SEEN = (
    Smallest(outcome="inkomen", participants=4, size=0.5, usual=2.0, others=50),
    Smallest(outcome="inkomen", participants=11, size=0.2, usual=2.0, others=43),
    Smallest(
        outcome="eenzaam", participants=4, size=1.5, usual=6.0, people=150, per=10_000, proof=False
    ),
)


RESULT = Result(
    plan=PLAN, hash="a", snapshot="b", first_seen=date(2026, 1, 1), findings=(FINDING,),
    smallest=SEEN,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def snapshot() -> Iterator[Snapshot]:
    shown = open_snapshot(EMBEDDED)
    with showing(shown):
        yield shown


@THEMES
def test_two_lines_are_drawn_in_euros_and_told_apart_by_their_stroke(theme: Theme) -> None:
    beside, own = path.chart(PLAN, FINDING, theme).fig.data
    assert list(own.y) == [30000, 31000, 32000, 33000]
    assert list(beside.y) == [30100, 31000, 31000, 32800]
    assert own.line.dash != beside.line.dash
    assert own.customdata[0] == "30.000\xa0euro"


def test_the_start_stands_between_the_years_before_and_after() -> None:
    (line,) = path.chart(PLAN, FINDING, LIGHT).fig.layout.shapes
    assert line.x0 == line.x1 == 2016.5


def test_years_outside_the_band_have_another_shape_and_are_counted() -> None:
    line = difference.chart(PLAN, FINDING, LIGHT).fig.data[-1]
    assert list(line.marker.symbol) == ["circle", "circle", "diamond", "circle"]
    assert difference.chart(PLAN, FINDING, LIGHT).title.startswith("In 1 van de 2 gemeten jaren")
    calm = FINDING.model_copy(update={"path": FINDING.path[:2] + FINDING.path[3:]})
    assert difference.chart(PLAN, calm, LIGHT).title.startswith("In geen enkel jaar")


def test_provinces_stand_in_the_order_of_how_unusual_they_are() -> None:
    fig = provinces.chart(PLAN, FINDING, LIGHT).fig
    assert list(fig.layout.yaxis.ticktext) == [
        "1. Groningen *", "2. <b>Noord-Brabant</b>", "3. Limburg",
    ]  # fmt: skip
    assert list(fig.data[0].x) == [-900, 600, 100]
    assert provinces.chart(PLAN, FINDING, LIGHT).title.startswith(
        "Noord-Brabant staat op plaats 2 van 3"
    )


def test_tables_give_what_is_drawn_with_its_unit_in_the_heading() -> None:
    table = provinces.chart(PLAN, FINDING, LIGHT).table
    assert table.iloc[0].tolist() == [1, "Groningen", -900, 500, 2.5, "nee"]
    assert table.iloc[1].tolist() == [2, "Noord-Brabant", 600, 0, 1.5, "ja"]
    assert list(table.columns) == [
        "plaats", "provincie", "afwijking (euro)", "afstand vooraf (euro)", "verhouding",
        "door haar mix gevolgd",
    ]  # fmt: skip
    lines = path.chart(PLAN, FINDING, LIGHT).table
    assert lines.iloc[0].tolist() == [2015, 30000, 30100]
    assert list(lines.columns) == [
        "jaar", "Noord-Brabant (euro)", "mix van andere provincies (euro)",
    ]  # fmt: skip
    apart = difference.chart(PLAN, FINDING, LIGHT).table
    assert apart.iloc[2].tolist() == [2017, 1000, -500, 500]
    assert apart.columns[1] == "afwijking (euro)"
    share = FINDING.model_copy(update={"outcome": Outcome(id="opkomst_tk", start=2017)})
    assert path.chart(PLAN, share, LIGHT).table.columns[1] == "Noord-Brabant (%)"
    assert difference.chart(PLAN, share, LIGHT).table.columns[1] == "afwijking (procentpunt)"
    assert difference.chart(PLAN, share, LIGHT).table.iloc[2].tolist() == [2017, 1, -0.5, 0.5]


def test_what_is_no_proof_is_hollow() -> None:
    four, eleven = smallest.chart(RESULT, LIGHT).fig.data
    assert list(four.marker.symbol) == ["circle", "circle-open"]
    assert list(four.x) == [25, 25]
    assert list(eleven.x) == [10]
    assert smallest.chart(RESULT, LIGHT).title.startswith(
        "Kunnen we het zien? Bij deelnemende gemeenten kan één van de 2 uitkomsten iets bewijzen"
    )


def test_tables_and_alternatives_say_the_same_in_both_languages(snapshot: Snapshot) -> None:
    assert smallest.chart(RESULT, LIGHT).table.iloc[2].tolist() == [
        "Eenzaam", 4, "1,50\xa0procentpunt", "zo'n 150 op elke 10.000", "6,00\xa0procentpunt",
        "geen bewijs",
    ]  # fmt: skip
    with speaking("en"):
        assert smallest.chart(RESULT, LIGHT).table.columns[0] == "outcome"
        assert path.chart(PLAN, FINDING, LIGHT).alt.startswith("Lines from 2015 to 2018")
        assert "euros" in difference.chart(PLAN, FINDING, LIGHT).subtitle
        assert words.verdict_sentence(snapshot, FINDING) == (
            "Standardised household income: on average over 2017 and 2018 no effect larger than"
            " 681\xa0euros (with 91% confidence)."
        )
