"""Whatever an address asks: a page that works, and a line on what it did not know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.sessions import control_of
from monitor import text as texts
from monitor.answers.view import snapshot
from monitor.ui import address, params
from tests.pages import BY_TURNS, PAGES, new_app, open_page, told

HOSTILE = {
    "superscript two": "²",
    "arabic-indic year": "٢٠٢٠",
    "5,000 digits": "9" * 5_000,
    "negative": "-1",
    "decimal": "2020.0",
    "not there": "x",
    "markup": "<script>alert(1)</script>",
    "a quote": "' OR 1=1 --",
    "signs that do not show": "\u202e\u0000\ud7ff",
    "template": "{0} {value} %s",
    "other names": "standaard",
}


@pytest.fixture(autouse=True)
def _embedded() -> Iterator[None]:
    new_app()  # it points at the embedded snapshot
    yield
    texts.use_language(None)


def said(app) -> str:
    return "\n".join(told(app))


@pytest.mark.parametrize(("page", "lang"), BY_TURNS)
def test_hostile_values_for_every_parameter_at_once(page: str, lang: str) -> None:
    kinds, start = list(HOSTILE.values()), PAGES.index(page)
    values = cycle([*kinds[start:], *kinds[:start]])
    asked = dict(zip(params.CHECKS, values, strict=False)) | {"lang": lang, "{0}": "1"}
    app = open_page(new_app(), page, asked)
    assert [e.value for e in [*app.exception, *app.error]] == []
    assert "nummer door aan de beheerder" not in said(app)
    assert ("Onbekend in het adres" if lang == "nl" else "Unknown in the address") in said(app)
    ids = [e.proto.id for kind in ("button_group", "selectbox") for e in app.get(kind)]
    assert any(i.endswith(control_of(page)) for i in ids)  # the readers of a benchmark choose it


@pytest.mark.parametrize("kind", [k for k in HOSTILE if k != "other names"])
def test_each_parameter_says_what_it_did_not_know(kind: str) -> None:
    for param in params.CHECKS:
        if param == "zoek":
            continue
        read = address.read({param: HOSTILE[kind]})
        assert param not in read.values, param
        assert len(read.notes) == 1 and "“" in read.notes[0], param


TEXT = st.text(max_size=60) | st.sampled_from(["nb", "geen", "corop", "GM0788", "2020", "social:2"])


@settings(max_examples=300)
@example({"zoek": "0 \x1b"})
@example({"zoek": "a" * 79 + " b"})
@given(st.dictionaries(st.sampled_from([*params.CHECKS, "jaren", "x"]) | st.text(), TEXT))
def test_the_parser_takes_anything_and_what_it_returns_it_takes_as_it_is(raw) -> None:
    read = address.read(raw)
    again = address.read(read.values)
    assert dict(again.values) == dict(read.values)
    assert again.notes == ()
    assert len(read.notes) <= address.MOST_TOLD + 1
    assert all(len(note) < 400 and note.isprintable() for note in read.notes)


def test_a_definition_goes_with_its_group() -> None:
    app = open_page(new_app(), "aandachtsgebieden", {"definitie": "corop"})
    app.selectbox(key="control-group").select("middelgroot").run()
    assert "definitie" not in app.query_params
    app = open_page(app, "kaart", {"groep": "middelgroot", "definitie": "corop"})
    assert "definitie van de groep “corop”" in said(app)
    assert [e.value for e in app.exception] == []


def test_what_was_unknown_is_out_of_the_address_and_said_until_the_next_choice() -> None:
    app = open_page(new_app(), "kaart", {"jaar": "1066", "gebied": "nl"})
    assert app.query_params == {"gebied": "nl"}
    app = open_page(app, "kaart", app.query_params)  # the next whole run of the same page
    assert "jaar “1066”" in said(app)
    app.selectbox(key="control-what").select("social").run()
    assert "1066" not in said(open_page(app, "kaart", app.query_params))


def test_a_chart_alone_has_a_design_and_a_theme_of_the_register_beside_it() -> None:
    before = address.read({"naam": "kaart.kaart", "thema": "donker"})  # as links went out before
    assert (dict(before.values), before.notes) == ({"naam": "kaart.kaart", "ontwerp": "donker"}, ())
    now = address.read({"naam": "impact.register", "thema": "arbeidsmarkt", "ontwerp": "licht"})
    assert (now.values["thema"], now.values["ontwerp"], now.notes) == ("arbeidsmarkt", "licht", ())
    assert "thema “donker”" in address.read({"thema": "donker"}).notes[0]


def test_marks_of_who_shared_a_link_are_left_aside_in_silence() -> None:
    assert address.read({"utm_source": "x", "fbclid": "y"}).notes == ()


# ---------------------------------------------------------------- municipalities


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("GM0758", "GM0758", ""),
        ("gm0758", "GM0758", "Breda"),
        ("758", "GM0758", "Breda"),
        ("breda", "GM0758", "Breda"),
        ("Den Bosch", "GM0796", "'s-Hertogenbosch"),
        # CBS, Gebieden in Nederland: gone on 1 January 2022, to Land van Cuijk
        (
            "GM0756",
            "GM1982",
            "Boxmeer (GM0756) bestaat sinds 2022 niet meer; u ziet Land van Cuijk",
        ),
        ("boxmeer", "GM1982", "Boxmeer (GM0756)"),
        ("GM9999", None, "Onbekend in het adres: gemeente “GM9999”"),
        ("Middelburgh", None, "Onbekend in het adres"),
        ("x" * 5000, None, "Onbekend in het adres"),
    ],
)
def test_a_municipality_however_it_is_written(asked: str, code: str | None, words: str) -> None:
    read = address.read({"gemeente": asked})
    assert read.values.get("gemeente") == code
    assert words in " ".join(read.notes) if words else read.notes == ()


def test_a_municipality_that_was_split_says_where_to() -> None:
    """Inhabitants who moved, as CBS tells them in RegioS: 2149, 5827, 1442 and 4900 of 14,318."""
    read = address.read({"gemeente": "GM0788"})
    assert read.values["gemeente"] == "GM0824"
    for part in ("Oisterwijk (41%)", "Vught (34%)", "Boxtel (15%)", "Tilburg (10%)", "sinds 2021"):
        assert part in read.notes[0]


@pytest.mark.parametrize("page", ["kaart", "jaren", "gemeente"])
def test_a_link_to_a_former_municipality_opens_the_present_one(page: str) -> None:
    app = open_page(new_app(), page, {"gemeente": "GM0756", "lang": "en"})
    assert app.query_params["gemeente"] == "GM1982"
    assert "Boxmeer (GM0756) has not existed since 2022; you see Land van Cuijk" in said(app)


@pytest.mark.parametrize(
    ("page", "asked", "wanted"),
    [
        ("provinciale_staten", {"over": "GM0756"}, {"over": "GM1982"}),
        # Cuijk and Boxmeer both went to Land van Cuijk: it stands there once
        ("vergelijk", {"naast": "GM0756,GM0772,GM1684"}, {"naast": "GM1982,GM0772"}),
    ],
)
def test_a_former_municipality_among_areas_is_followed_and_said(page, asked, wanted) -> None:
    found = address.read(asked)
    assert found.values == wanted
    app = open_page(new_app(), page, asked)
    assert "Boxmeer (GM0756) bestaat sinds 2022 niet meer; u ziet Land van Cuijk" in said(app)
    assert "Onbekend in het adres" not in said(app)


def test_every_former_municipality_leads_to_a_present_one() -> None:
    shown = snapshot()
    for code in shown.recoding["code"].unique():
        read = address.read({"gemeente": code})
        assert read.values["gemeente"] in shown.regions.index and read.notes
