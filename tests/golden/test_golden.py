"""What pages say is what they said; renew the files with ``python -m tests.golden``."""

from __future__ import annotations

import re

import pytest

from monitor.charts.chart import SUBTITLE
from tests.golden.words import FOLDER, cases, path_of, sampled, words_of


@pytest.mark.sweep(sample=["-".join(case) for case in sampled()])
@pytest.mark.parametrize(("page", "selection", "lang"), list(cases()))
def test_a_page_says_what_it_said(page: str, selection: str, lang: str) -> None:
    kept = path_of(page, selection, lang)
    assert kept.exists(), "no golden file: python -m tests.golden"
    assert words_of(page, selection, lang) == kept.read_text(encoding="utf-8")


def test_the_line_under_a_title_is_short() -> None:
    long = {
        line
        for path in FOLDER.rglob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("> ") and len(line) > SUBTITLE + len("> ")
    }
    assert long == set()


def test_the_names_of_statistics_stand_on_verantwoording_only() -> None:
    named = re.compile(
        r"(?i)mahalanobis|sobol|moran|benjamini|hochberg|bootstrap|cronbach|pearson|spearman|poisson"
    )
    told = {
        (path.parent.name, found)
        for path in FOLDER.rglob("*.txt")
        if path.parent.name != "verantwoording"
        for found in named.findall(path.read_text(encoding="utf-8"))
    }
    assert told == set()


def test_no_file_is_left_of_what_is_no_page_any_more() -> None:
    assert set(FOLDER.rglob("*.txt")) == {path_of(*case) for case in cases()}
