"""Words are explained once a text, where they stand, and never inside a tag."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import LANGUAGES, use_language
from monitor.ui import glossary

WORD = re.compile(r'<span class="term" [^>]*data-(?:word|tip)="([^"]*)">([^<]*)</span>')


@pytest.fixture(params=sorted(LANGUAGES))
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language(None)


def marked(text: str) -> list[str]:
    return [word for _name, word in WORD.findall(glossary.mark(text))]


def test_the_first_of_a_word_is_marked_in_all_its_forms() -> None:
    assert marked("Rang 3; de rang verschilt. Rangen zijn onzeker.") == ["Rang"]
    assert marked("het 95%-interval en intervallen") == ["95%-interval"]
    assert marked("<li>punten</li><li>z = 2, gewogen naar inwoners</li>") == [
        "punten",
        "z",
        "gewogen naar inwoners",
    ]


def test_a_part_of_another_word_is_left_alone() -> None:
    assert marked("rangschikken, speldenpunten, trendy, B52, COROP-kaart") == []


def test_each_language_has_its_own_forms() -> None:
    use_language("en")
    try:
        assert marked("The 95% interval of Cronbach&#x27;s alpha, in points: likely") == [
            "95% interval",
            "Cronbach&#x27;s alpha",
            "points",
            "likely",
        ]
    finally:
        use_language(None)


def test_every_word_has_a_form_and_a_meaning_of_its_own(lang: str) -> None:
    found = glossary.entries()
    assert len({e.meaning for e in found}) == len(found)
    assert all(len(e.meaning) > 30 and e.meaning.endswith(".") for e in found)
    assert all(re.compile(e.forms).groups == 0 for e in found)
    assert list(glossary.meanings().values()) == [e.meaning for e in found]


def test_what_the_browser_is_sent_holds_no_tag(lang: str) -> None:
    # st.html drops a script in which a tag stands.
    assert not any(re.search(r"[<>]", text) for text in glossary.meanings().values())


@given(st.text(alphabet="rang interval<>&\"'=%punten B5", max_size=60))
def test_marking_changes_no_word_that_the_reader_sees(text: str) -> None:
    shown = re.sub(r"<[^>]*>", "", glossary.mark(html.escape(text)))
    assert html.unescape(shown) == text


def test_a_tag_is_left_as_it_is() -> None:
    assert glossary.mark('<a href="/rang" title="punten">x</a>') == (
        '<a href="/rang" title="punten">x</a>'
    )
