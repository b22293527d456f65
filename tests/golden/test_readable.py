"""The main sentences read easily enough for whom they are written."""

from __future__ import annotations

import pytest

from tests.golden.readability import reading_ease
from tests.golden.words import FOLDER

FOR_ALL, FOR_STAFF = 60, 35
"""Douma's bands: from 60 what most adults read with ease; policy staff read more than that."""
BOUNDS = {
    "gemeente": FOR_ALL,
    "provinciale_staten": FOR_ALL,
    "impact": FOR_ALL,
    **dict.fromkeys(("kaart", "jaren", "vergelijk", "aandachtsgebieden"), FOR_STAFF),
}


def main_sentences(page: str, text: str) -> list[str]:
    """The facts of a page; of Provinciale Staten all of its first screen."""
    if page == "provinciale_staten":
        first = text.split("### ", 1)[1].split("\n## ", 1)[0]
        return first.replace("### ", "").splitlines()
    return [line[2:] for line in text.splitlines() if line.startswith("- ")]


def test_the_measure_by_hand() -> None:
    # 12 words of one syllable in 2 sentences: 206.84 - 77 - 0.93 x 6
    text = "De kat zit op de mat. De hond loopt in het bos."
    assert reading_ease(text) == pytest.approx(124.26)
    # 4 words, 8 syllables (ge-meen-te, ver-an-dert), 1 sentence: 206.84 - 77 x 2 - 0.93 x 4
    assert reading_ease("Een gemeente verandert 4,5 niet") == pytest.approx(49.12)


@pytest.mark.parametrize("page", BOUNDS)
def test_the_main_sentences_of_a_page(page: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (FOLDER / page).glob("*.nl.txt")]
    said = [lines for text in texts if (lines := main_sentences(page, text))]
    assert len(said) >= 3
    found = [reading_ease("\n".join(lines)) for lines in said]
    assert min(found) >= BOUNDS[page]
