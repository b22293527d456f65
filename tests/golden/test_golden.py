"""What pages say is what they said; renew the files with ``python -m tests.golden``."""

from __future__ import annotations

import pytest

from tests.golden.words import FOLDER, cases, path_of, words_of


@pytest.mark.parametrize(("page", "selection", "lang"), list(cases()))
def test_a_page_says_what_it_said(page: str, selection: str, lang: str) -> None:
    kept = path_of(page, selection, lang)
    assert kept.exists(), "no golden file: python -m tests.golden"
    assert words_of(page, selection, lang) == kept.read_text(encoding="utf-8")


def test_no_file_is_left_of_what_is_no_page_any_more() -> None:
    assert set(FOLDER.rglob("*.txt")) == {path_of(*case) for case in cases()}
