"""A word that follows a number is singular where the number is one, in every sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.text import municipalities, plural, speaking

ROOT = Path(__file__).parents[2]
NOUNS = (
    "gemeenten|plaatsen|jaren|indicatoren|wijken|rijen|cijfers|metingen|fouten|bronnen|tabellen|"
    "modelschattingen|bestanden|kolommen|verschillen|versies|sets|groepen|waarden|dagen|slides"
)
# a count right before its noun, or a share of a group with the verb that follows it
COUNTED = re.compile(
    rf"\{{\w+\}}\**\s(?:{NOUNS})\b"
    r"|\{\w+\}\** van (?:de )?\**\{\w+\}\** \w+(?: van \{\w+\})? "
    r"(?:scoren|horen|hebben|zijn|stegen)\b"
)
NEVER_ONE = {
    # beside its form for one, in a table of both
    "{count} gemeenten gemeten",
    "{count} modelschattingen",
    # a number that the method or the layout fixes
    "{count} indicatoren in drie dimensies",
    "{n} indicatoren in drie dimensies",
    "bij {n} gemeenten is een effect te zien",
    "{count} tabellen",  # named, up to two
    "{publisher}, {n} bronnen",  # named, up to two
    "{first}–{last} ({n} metingen)",  # two years at least
    "; gemiddelde van {n} gemeenten",  # of a group
    "minstens {fewest} gemeenten",
    "meer dan {most} ",
    "{n} kolommen hebben dezelfde naam",
    "hooguit **{mb} MB** en **{rows}** rijen",
    # the embedded figures as a whole
    "cijfers van {indicators} indicatoren op de {regions} gemeenten",
    "voor de {n} gemeenten van {year}",
    "Raster van {n} indicatoren en {years} jaren",
    # a part of a whole: the noun goes with the whole
    "van de {all} gemeenten",
    "van de {n} gemeenten",
    "van de {total} gemeenten",
    "van de {n} indicatoren",
    "{top} van {n} indicatoren",
    "van {n} vergelijkbare gemeenten",
    "{n} van {all}** gemeenten",
    "{n} grootste van {all} verschillen",
    # a mean, with decimals or over the whole country
    "rang {rank} van {n} wijken in Nederland",
    "In het laagste kwart, van {n} indicatoren",
    "gemiddeld {n} plaatsen breed",
    "gemiddeld **{places}** plaatsen",
    "<br>{n} indicatoren, gemiddelde r",
    "gemiddeld **{places} plaatsen** breed",
    "gemiddeld **{places} plaatsen**.",
}


def texts() -> Iterator[tuple[str, str]]:
    """Every text of the code that is not said through `plural`, with its place."""
    for path in sorted([*ROOT.glob("pages/*.py"), *ROOT.glob("monitor/**/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        apart = {
            id(part)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "plural"
            for part in ast.walk(call)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in apart:
                continue
            if isinstance(node.value, str):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def test_what_can_be_one_has_a_form_for_one() -> None:
    wrong = [
        f"{place}: {text}"
        for place, text in texts()
        if COUNTED.search(text) and not any(part in text for part in NEVER_ONE)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 plaats"), (-1, "−1 plaats"), (0, "0 plaatsen"), (2, "2 plaatsen"), (1.4, "1 plaats")],
)
def test_one_is_no_plural_also_below_zero_and_as_it_is_rounded(count: float, told: str) -> None:
    assert plural(count, "{count} plaats", "{count} plaatsen") == told


def test_municipalities_are_counted_in_both_languages() -> None:
    assert (municipalities(1), municipalities(16)) == ("1 gemeente", "16 gemeenten")
    with speaking("en"):
        assert (municipalities(1), municipalities(16)) == ("1 municipality", "16 municipalities")
