"""The method in plain words says what the score does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest

from monitor.analysis.scores import score_year
from monitor.answers.selected import Selection
from monitor.answers.view import showing
from monitor.naming_figures import enough_decimals
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.ui.verantwoording import method


@pytest.fixture(autouse=True)
def _shown() -> Iterator[None]:
    with showing(open_snapshot(EMBEDDED)):
        yield


def test_the_steps_name_the_share_that_a_dimension_needs() -> None:
    """Version 2 of the index asks 60% (docs/method.md)."""
    texts = " ".join(step.text for step in method.steps())
    assert open_snapshot(EMBEDDED).catalog.index.min_share == 0.6
    assert "minder dan 60% bekend" in texts


def test_the_worked_example_adds_up_as_it_is_written() -> None:
    """Of every municipality: reckoned again from the page's own words, in decimal fractions."""
    known = score_year(open_snapshot(EMBEDDED), 2024).table["total"].dropna()
    chosen = Selection(2024, 2020, "nb", "total", "geen", "standaard", None, "nl", "PV30")
    for code in known.index:
        *first, _dimensions, whole = method.example_sentences(code, chosen)
        told = re.search(r"\((.+)\) / 3 = \*\*([\d,]+)\*\*", whole)
        assert told, whole
        parts = [Decimal(p.replace(",", ".")) for p in told[1].split(" + ")]
        assert rounded(sum(parts) / 3, "0.1") == Decimal(told[2].replace(",", ".")), whole
        for line in first:
            its = re.search(r"z = (\W?)\((.+)\xa0\W\xa0(.+)\)\xa0/\xa0(.+) = \*\*(.+)\*\*", line)
            assert its, line
            value, mean, spread, z = (
                Decimal(t.replace(",", ".").replace("−", "-")) for t in its.groups()[1:]
            )
            own = (value - mean) / spread * (-1 if its[1] else 1)
            assert rounded(own, "0.01") == z, line


def rounded(figure: Decimal, step: str) -> Decimal:
    return figure.quantize(Decimal(step), ROUND_HALF_UP)


def test_no_more_decimals_are_written_than_the_sum_needs() -> None:
    def mean(*parts: float) -> float:
        return sum(parts) / len(parts)

    assert enough_decimals([100.0, 97.0, 98.3], mean, 98.43, 1) == 1
    # by hand: (100,2 + 97,4 + 98,6) / 3 = 98,73, where the whole is 98,75...; with two: 98,753
    assert enough_decimals([100.24, 97.38, 98.64], mean, 98.7533, 1) == 2
