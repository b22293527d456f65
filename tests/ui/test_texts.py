"""How the Dutch and the English write numbers, intervals and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import text as texts
from monitor.text import translations


@pytest.fixture(params=["nl", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    texts.use_language(request.param)
    yield request.param
    texts.use_language(None)


@pytest.mark.parametrize(
    ("value", "unit", "dutch", "english"),
    [
        (96.234, "", "96,2", "96.2"),
        (184069, "", "184.000", "184,000"),
        (41.7, "%", "41,7%", "41.7%"),
        (0.0, "", "0,00", "0.00"),
        (-4.5, "", "−4,50", "−4.50"),
        (float("nan"), "%", "–", "–"),
        (2.5, "km", "2,50\u00a0km", "2.50\u00a0km"),
    ],
)
def test_three_significant_digits(
    value: float, unit: str, dutch: str, english: str, lang: str
) -> None:
    assert texts.number(value, unit) == {"nl": dutch, "en": english}[lang]


def test_decimals_asked_for() -> None:
    assert texts.number(184069, decimals=0) == "184.069"
    assert texts.number(0.04, decimals=1, signed=True) == "0,0"
    assert texts.number(1.26, decimals=1, signed=True) == "+1,3"


def test_intervals() -> None:
    assert texts.interval(96.2, 94.8, 97.5) == "96,2 (94,8–97,5)"
    assert texts.interval(-4.5, -6.9, -2.0) == "−4,5 (−6,9 tot −2,0)"
    assert texts.interval(1.0, float("nan"), 2.0) == "1,0"


def test_lists_and_days(lang: str) -> None:
    assert (
        texts.listing(["Oss", "Uden", "Veghel"])
        == {
            "nl": "Oss, Uden en Veghel",
            "en": "Oss, Uden and Veghel",
        }[lang]
    )
    assert (
        texts.day("2026-02-17T00:00:00Z")
        == {
            "nl": "17 februari 2026",
            "en": "17 February 2026",
        }[lang]
    )
    assert texts.day("") == ""


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_a_number_never_shows_a_minus_before_zero(value: float) -> None:
    written = texts.number(value, decimals=1)
    assert written not in ("−0,0", "-0,0")
    assert written.count(",") == 1


def test_one_is_not_many():
    assert (texts.municipalities(1), texts.municipalities(16)) == ("1 gemeente", "16 gemeenten")
    assert texts.plural(1, "{count} van {a}", "-", a="x") == "1 van x"


def test_no_text_holds_a_plural_in_brackets():
    found = {t for t in translations("en") if re.search(r"[a-z]\((?:en|n|s|de|ren)\)", t)}
    assert found == set()
