"""A reader finds the place that is meant, however it is written."""

from __future__ import annotations

import pytest

from monitor.analysis.find import Place, find, keys_of, places, plain
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.analysis.find_cases import CASES


@pytest.fixture(scope="module")
def known() -> list[Place]:
    return places(open_snapshot(EMBEDDED))


@pytest.mark.parametrize(("text", "code"), CASES.items())
def test_the_place_that_is_meant_comes_first(known, text: str, code: str) -> None:
    assert find(known, text)[0].code == code


def test_a_former_municipality_says_where_it_went(known) -> None:
    uden, haaren = find(known, "Uden")[0], find(known, "Haaren")[0]
    # Uden went to Maashorst as a whole in 2022, Haaren to four municipalities in 2021
    assert (uden.kind, uden.home, uden.whole) == ("former", "GM1991", True)
    assert (haaren.kind, haaren.whole) == ("former", False)


def test_only_a_whole_text_is_a_postcode() -> None:
    one = [Place("GM1", "1234 abcd", "municipality", "GM1", ("1234 abcd",))]
    # letters that go on are no end of a postcode: no two of them fall out of the text
    assert find(one, "1234 abcd") == one


def test_nothing_is_found_where_nothing_is_meant(known) -> None:
    assert [find(known, text) for text in ("", "  ", "-", "qqq")] == [[], [], [], []]


def test_a_district_without_a_name_and_a_second_of_one_name_are_left_out(known) -> None:
    names = [p.keys[0] for p in known]
    assert not [n for n in names if n in ("wijk 00", "wijk 01")]
    wouw = [p for p in known if "wouw" in p.keys]
    assert [(p.code, p.kind) for p in wouw] == [("WK167411", "district")]  # not its neighbourhood


def place(name: str, kind: str) -> Place:
    return Place(name, name, kind, name, keys_of(name))  # type: ignore[arg-type]


def test_the_order_is_words_that_begin_so_then_kind_then_how_much_of_the_name_then_size() -> None:
    known = [
        place("Groot Bergen", "municipality"),  # a word of it begins so
        place("Bergen op Zoom", "municipality"),  # it begins so
        place("Bergen (L.)", "municipality"),  # all of it, without its brackets
        place("Zandbergen", "municipality"),  # inside a word
        place("Bergen", "former"),
        place("Bergen", "neighbourhood"),
    ]
    assert [(p.name, p.kind) for p in find(known, "bergen")] == [
        ("Bergen (L.)", "municipality"),
        ("Bergen op Zoom", "municipality"),
        ("Groot Bergen", "municipality"),
        ("Bergen", "former"),
        ("Bergen", "neighbourhood"),
        ("Zandbergen", "municipality"),
    ]
    assert [p.name for p in find(known, "bergen", most=2)] == ["Bergen (L.)", "Bergen op Zoom"]


def test_of_equals_the_first_known_comes_first() -> None:
    known = [place("Beek en Donk", "municipality"), place("Beekdaelen", "municipality")]
    assert [p.name for p in find(known, "beek")] == ["Beek en Donk", "Beekdaelen"]
    assert [p.name for p in find(known[::-1], "beek")] == ["Beekdaelen", "Beek en Donk"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("  's-GRAVENHAGE ", "s gravenhage"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("Nuenen c.a.", "nuenen"),
        ("St.-Michielsgestel", "sint michielsgestel"),
        ("gemeente Oss", "oss"),
    ],
)
def test_case_accents_and_signs_do_not_matter(text: str, form: str) -> None:
    assert plain(text) == form
