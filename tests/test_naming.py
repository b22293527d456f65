"""The three words, said once: no surface says more, and none says another."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

from monitor import naming
from monitor.analysis.robust import robustness
from monitor.analysis.verdict import Verdict
from monitor.answers import about_groups, about_places
from monitor.answers.selected import Selection
from monitor.answers.view import showing
from monitor.catalog_entries import Text
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.charts.aandachtsgebieden.gap import gap_rows
from monitor.cli import make_app
from monitor.export import deck_words
from monitor.export.deck_names import names as deck_names
from monitor.regions.groups import Group
from monitor.snapshot import EMBEDDED
from monitor.text import plain, use_language
from monitor.ui.aandachtsgebieden import conclusion
from monitor.ui.kaart import facts as kaart_facts
from tests.export.deck import snapshot, told
from tests.ui.test_translations import dutch_texts

ROOT = Path(__file__).parents[1]
WORDS = re.compile(r"niet te zeggen|waarschijnlijk|zeker")
# What only a verdict may say, and what was said loosely before there were three words.
LOOSE = re.compile(
    r"\brobuust|redelijke (?:keuzes|manieren)|meetfout|vals alarm|\bkans\b|\bzekerheid|aantoonbaar"
    r"|blijft achter|blijven achter|loopt voor|Moran|Mahalanobis",
    re.IGNORECASE,
)
METHOD_PAGES = (
    "monitor/charts/verantwoording",
    "monitor/ui/verantwoording",
    "monitor/export/deck_closing",
)


@pytest.fixture(autouse=True)
def dutch(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MONITOR_DATA", str(EMBEDDED))
    use_language("nl")
    with showing(snapshot()):
        yield
    use_language(None)


def verdict(word: str, gap: float = -4.0, **other: object) -> Verdict:
    known = {"lower": -6.0, "upper": -2.0, "cases": 8, "same_sign": 8, "clear": 4}
    rest = {"lowest": -5.0, "highest": -1.0, "share": 0.997, "draws": 2000}
    return Verdict(word, gap, **{**known, **rest, **other})  # type: ignore[arg-type]


def command_line_texts() -> dict[str, str]:
    found = {}
    for path in sorted((ROOT / "monitor" / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.setdefault(node.value, f"monitor/cli/{path.name}:{node.lineno}")
    return found


def test_no_text_says_more_than_the_three_words() -> None:
    every = dutch_texts() | command_line_texts()
    loose = [f"{place}: {t}" for t, place in every.items() if LOOSE.search(t)]
    assert [t for t in loose if not t.startswith(METHOD_PAGES)] == []


def test_a_share_of_the_draws_is_never_all_or_none_and_reaches_no_limit_it_did_not() -> None:
    shares = (0.996, 1.0, 0.9899, 0.9499, 0.95, 0.5, 0.004, 0.0)
    assert [naming.share(p) for p in shares] == [
        *("meer dan 99%", "meer dan 99%", "98%", "94%", "95%", "50%", "minder dan 1%"),
        "minder dan 1%",
    ]


def test_an_interval_that_holds_zero_says_so() -> None:
    assert naming.bounds(-5.7, 1.1) == "−5,7 tot 1,1, bevat nul"
    assert naming.bounds(-6.9, -2.0) == "−6,9 tot −2,0"
    assert naming.bounds(-7.7, -0.03) == "−7,70 tot −0,03"  # excludes 0, and does not read as 0
    assert naming.bounds(np.nan, np.nan) == "interval onbekend: te weinig gemeenten"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (verdict("likely"), ["8 combinaties", "bij 4 daarvan", "ten minste 99% van 2.000"]),
        (verdict("unclear", same_sign=7, highest=0.4), ["keert het verschil om (−5,0 tot +0,4)"]),
        (verdict("unclear", lower=-6.0, upper=0.1), ["het 95%-interval bevat nul"]),
        (verdict("unclear", share=0.84), ["in maar 84% van 2.000 berekeningen"]),
    ],
)
def test_a_verdict_says_what_it_rests_on(found: Verdict, words: list[str]) -> None:
    text = naming.gap_rests_on(found)
    assert text.startswith(f"**{naming.start(naming.word(found.word))}**")
    assert all(w in text for w in words)


def test_of_two_combinations_both_is_said() -> None:
    two = naming.gap_rests_on(verdict("certain", cases=2, clear=2, same_sign=2))
    assert "in beide combinaties van definitie en weging" in two
    assert "in alle 8 combinaties" in naming.gap_rests_on(verdict("certain"))


def test_the_quarter_of_a_municipality_carries_its_word() -> None:
    sure = pd.Series({"p_bottom": 0.997, "p_top": 0.0})
    assert naming.quarter("bottom", sure).endswith(
        "**zeker** (in meer dan 99% van de berekeningen)."
    )
    sure = pd.Series({"p_bottom": 0.61, "p_top": 0.0})
    assert "**niet te zeggen** (in 61% van de berekeningen)" in naming.quarter("bottom", sure)
    assert "**niet te zeggen** (in 39% van de berekeningen)" in naming.quarter("middle", sure)


def test_who_stands_far_above_the_lowest_quarter_is_certainly_not_in_it() -> None:
    cases = {1.0: "zeker", 0.9: "waarschijnlijk", 0.6: "niet te zeggen", 0.4: "niet te zeggen"}
    cases |= {0.08: "waarschijnlijk niet", 0.0: "zeker niet"}
    assert {p: naming.lowest_word(p) for p in cases} == cases


def test_a_place_moved_carries_its_word() -> None:
    cases = {(0.96, 0.02): "zeker gedaald", (0.03, 0.91): "waarschijnlijk gestegen"}
    cases |= {(0.6, 0.3): "niet te zeggen", (np.nan, np.nan): "te weinig cijfers"}
    for (down, up), said in cases.items():
        assert naming.places_moved(pd.Series({"p_worse": down, "p_better": up})) == said


def test_the_name_of_a_group_stands_in_a_sentence() -> None:
    own = Group(
        id="eigen",
        title=Text(nl="De Peel", en="The Peel"),
        label=Text(nl="x", en="x"),
        source=Text(nl="x", en="x"),
        year=2024,
        boundaries=2024,
        province="PV30",
        codes=("GM0758",),
    )
    assert naming.group_name(own, ["Deurne", "Asten"]) == "De Peel zonder Deurne en Asten"
    assert not naming.is_many(own) and naming.is_many(about_groups.groups()["middelgroot"])


def ask(*words: str) -> Result:
    return CliRunner().invoke(make_app(), words)


SELECTIONS = [
    ("west-brabant", 2016, "rest"),
    ("west-brabant", 2020, "netherlands"),
    ("west-brabant", 2023, "rest"),
    ("middelgroot", 2020, "rest"),
    ("middelgroot", 2024, "netherlands"),
    ("b5", 2023, "netherlands"),
    ("brabantstad", 2024, "rest"),
]


@pytest.mark.sweep(sample=["west-brabant-2016-rest", "middelgroot-2024-netherlands"])
@pytest.mark.parametrize(("group", "year", "against"), SELECTIONS)
def test_every_surface_gives_one_verdict(group: str, year: int, against: str) -> None:
    found = about_groups.verdict(year, group, against)  # type: ignore[arg-type]
    assert found is not None
    word = naming.word(found.word)
    asked = Comparison(group, "standaard", (), against, False, year=year)  # type: ignore[arg-type]
    page = conclusion.conclusion(asked)
    assert WORDS.findall(page) == [word]
    others = {"rest": "rest", "netherlands": "netherlands"}[against]
    told_on_slide = told(group, year, against=others, year_b=2019)
    slide = deck_words.gap_title(told_on_slide, deck_names(told_on_slide, snapshot()))
    same = slide.replace("heel Nederland", "Nederland")
    assert same == page
    line = ask("gap", "--group", group, "--year", str(year), "--against", others).output
    assert f"{year}: {page}." in " ".join(line.split())
    if against == "rest":
        chosen = Selection(year, 2016, "nb", "total", group, "standaard", None, "nl", "PV30")
        assert kaart_facts.sentences(_map_table(chosen), chosen)[1].startswith(page)


def _map_table(chosen: Selection) -> pd.DataFrame:
    from monitor.charts.kaart.figures import figures

    return figures(chosen)


@pytest.mark.parametrize("leave_out", [(), ("GM0758",)])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("definition", ["standaard", "corop"])
def test_another_view_of_a_group_shows_another_figure_under_the_same_word(
    definition: str, weighted: bool, leave_out: tuple[str, ...]
) -> None:
    asked = Comparison("west-brabant", definition, leave_out, "rest", weighted, year=2023)
    word = naming.word(asked.verdict().word)  # type: ignore[union-attr]
    line = conclusion.conclusion_line(asked)
    assert WORDS.findall(conclusion.conclusion(asked)) == [word]
    gap = asked.gap()
    assert ("bevat nul" in line) == (gap.lower <= 0 <= gap.upper)
    assert plain(conclusion.reasons(asked)[0]).startswith(naming.start(word))


def test_one_municipality_has_one_verdict_on_page_factsheet_and_command_line() -> None:
    from monitor.charts.gemeente import told as gemeente
    from monitor.export import factsheet_words
    from monitor.export.factsheet_words import Sheet

    sure = robustness(snapshot(), 2023)
    out = ask("robust", "--year", "2023", "--csv", "-").output
    assert "p_bottom" in out
    for code in ("GM1674", "GM0758", "GM0826", "GM0277"):
        look = about_places.municipality(2023, code)
        chosen = Selection(
            2023, 2016, "nb", "total", "west-brabant", "standaard", code, "nl", "PV30"
        )
        page = gemeente.sentences(look, chosen, code)[0]
        history = about_places.over_time("total", code, 2023)
        sheet = Sheet(snapshot(), 2023, code, look, sure.loc[code], history, 2016, "")
        fresh = gemeente.subtitle(look, chosen).split(" · ")[-1]
        assert "zelf gemeten" in fresh
        assert factsheet_words.standing(sheet) == f"{plain(page)} {fresh}."
        assert len(WORDS.findall(page)) == 1


def test_a_gap_that_is_not_there_is_no_matter_of_too_few_municipalities():
    none = math.nan
    assert naming.zero_in(none, none, gap=none) == "geen cijfers"
    assert naming.zero_in(none, none, gap=none, none="niet te vergelijken") == "niet te vergelijken"
    assert naming.zero_in(none, none, gap=-2.0) == "interval onbekend: te weinig gemeenten"
    assert naming.zero_in(-3.0, -1.0, gap=-2.0) == "onder nul"


def test_years_that_do_not_compare_say_so_in_the_line_of_the_gap():
    line = pd.DataFrame(
        {
            "gap": [-4.0, -2.0, math.nan],
            "lower": [-6.0, math.nan, math.nan],
            "upper": [-1.0, math.nan, math.nan],
            "own": [-4.0, -2.0, -3.0],
            "conclusion": ["behind", "unclear", "no-data"],
        },
        index=[2023, 2022, 2016],
    )
    rows = gap_rows(SimpleNamespace(gap_line=lambda: line))
    assert list(rows["zero"]) == [
        "onder nul",
        "interval onbekend: te weinig gemeenten",
        "niet te vergelijken",
    ]
