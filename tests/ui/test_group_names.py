"""In a sentence a group has the name that is said, with its article: not `van B5`."""

from __future__ import annotations

import re

import pytest

from tests.pages import new_app, open_page, told

BARE = re.compile(r"\b(?:van|in|binnen|staat|tussen|voor|met|en) (?:B5|Middelgrote steden)\b")


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("kaart", {"groep": "b5", "wat": "social"}),
        ("kaart", {"groep": "middelgroot", "wat": "eenzaam"}),
        ("vergelijk", {"naast": "b5,west-brabant"}),
        ("aandachtsgebieden", {"groep": "b5"}),
        ("presentatie", {"groep": "b5"}),
        ("presentatie", {"groep": "middelgroot", "wat": "eenzaam"}),
        ("provinciale_staten", {"over": "b5"}),
    ],
)
def test_a_group_in_a_sentence_has_the_name_that_is_said(page: str, asked: dict[str, str]) -> None:
    assert [line for line in told(open_page(new_app(), page, asked)) if BARE.search(line)] == []
