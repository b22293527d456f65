"""``$filter`` keeps the rows that the same condition keeps in Python."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cbs_server.filters import BadFilterError, mask

ROWS = pd.DataFrame(
    {
        "RegioS": ["GM9001    ", "GM9002    ", "PV30      ", "NL01      "],
        "Perioden": ["2012JJ00", "2016JJ00", "2016KW01", "2020JJ00"],
    }
)
texts = st.text(alphabet="GMPVNL0129JKW ", max_size=4)
columns = st.sampled_from(["RegioS", "Perioden"])


@st.composite
def conditions(draw):
    """A condition as OData writes it, and as a Python function of a row."""
    column, text = draw(columns), draw(texts)
    return draw(
        st.sampled_from(
            [
                (f"{column} eq '{text}'", lambda r: r[column] == text),
                (f"{column} ne '{text}'", lambda r: r[column] != text),
                (f"startswith({column},'{text}')", lambda r: r[column].startswith(text)),
                (f"endswith({column},'{text}')", lambda r: r[column].endswith(text)),
                (f"substringof('{text}',{column})", lambda r: text in r[column]),
                (f"contains({column},'{text}')", lambda r: text in r[column]),
                (f"Perioden ge '{text}'", lambda r: r["Perioden"] >= text),
                (f"Perioden lt '{text}'", lambda r: r["Perioden"] < text),
                (f"RegioS gt '{text}'", lambda _: True),
            ]
        )
    )


def join(children):
    return st.one_of(
        st.tuples(children, children).map(
            lambda p: (f"({p[0][0]}) and ({p[1][0]})", lambda r: p[0][1](r) and p[1][1](r))
        ),
        st.tuples(children, children).map(
            lambda p: (f"{p[0][0]} or {p[1][0]}", lambda r: p[0][1](r) or p[1][1](r))
        ),
        children.map(lambda c: (f"not ({c[0]})", lambda r: not c[1](r))),
    )


@given(st.recursive(conditions(), join, max_leaves=6))
def test_the_rows_kept_are_those_that_the_condition_holds_for(condition):
    expression, holds = condition
    kept = mask(expression, ROWS, ranges=("Perioden",))
    assert kept.tolist() == [bool(holds(row)) for row in ROWS.to_dict("records")]


def test_and_binds_more_strongly_than_or():
    """a or b and c is a or (b and c)."""
    expression = "RegioS eq 'NL01      ' or startswith(RegioS,'GM') and Perioden eq '2016JJ00'"
    assert mask(expression, ROWS, ranges=()).tolist() == [False, True, False, True]


def test_a_quote_within_a_text_is_written_twice():
    rows = pd.DataFrame({"Title": ["'s-Proefland", "Toetsum"]})
    assert mask("Title eq '''s-Proefland'", rows, ranges=()).tolist() == [True, False]


@pytest.mark.parametrize(
    "expression", ["", "RegioS", "RegioS eq", "RegioS eq 'x' and", "startswith(RegioS 'x')", "§"]
)
def test_what_is_no_expression_is_refused(expression):
    with pytest.raises(BadFilterError):
        mask(expression, ROWS, ranges=())
