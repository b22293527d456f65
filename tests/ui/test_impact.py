"""The page Impact without a browser: the register as it ships, read from a file, and filtered."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from monitor.impact.register import Initiative
from monitor.ui.impact import cards
from tests.impact.invented import invented
from tests.pages import new_app, open_page, told

EVIL = "<img src=x onerror=alert(1)>"


def words(at: AppTest) -> str:
    texts = [re.sub(r"<[^>]*>", " ", h.proto.body) for h in at.get("html")]
    return " ".join(unescape(" ".join(texts)).split())


def read(data: bytes) -> AppTest:
    """A reader with a register of their own."""
    at = open_page(new_app(), "impact", {"blik": "register"})
    at.file_uploader[0].upload("r.csv", data, "text/csv").run()
    use = [b for b in at.button if b.key == "register-use"]
    return use[0].click().run() if use else at


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("nl", ("Verspild Talent", "plaats onbekend", "11 initiatieven", "Download het sjabloon")),
        ("en", ("Verspild Talent", "place unknown", "11 initiatives", "Download the template")),
    ],
)
def test_what_ships_is_shown_with_how_to_fill_it(lang, expected):
    app = open_page(new_app(), "impact", {"blik": "register", "lang": lang})
    assert not app.exception
    said = "\n".join(told(app))
    assert [w for w in expected if w not in said] == []


def test_a_file_of_a_session_is_on_the_map_in_the_cards_and_in_the_filters():
    at = read(invented())
    said = words(at)
    # 30 in the file and Verspild Talent; of 15 places 1 is empty, 1 a province, 1 in Limburg
    assert "31 initiatieven" in said
    assert "Niet op de kaart: 3 plaats onbekend, 2 voor een hele provincie en 2 buiten" in said
    assert "24 initiatieven in 10 gemeenten, de meeste in Breda" in said
    at.selectbox(key="control-thema").select("sport").run()
    assert "7 initiatieven" in words(at)  # 4, 8, 12, ..., 28
    at.selectbox(key="control-plaats").select("GM0772").run()
    assert "1 initiatief " in words(at)  # Eindhoven is the place of 4 and 19; sport of 4
    assert "Verzonnen initiatief 4" in words(at)


def test_a_file_with_faults_is_told_row_by_row_and_not_used():
    at = read(invented(2) + b'\n"X";"y";"z";;;;"Bredda"')
    said = words(at)
    assert "Het bestand kan zo niet worden gebruikt: één fout" in said
    assert "plaats Bredda deze plaats is niet gevonden" in said
    assert "1 initiatief " in said


def test_names_are_shown_as_text():
    one = Initiative(EVIL, EVIL, EVIL, theme=EVIL, question=EVIL, moves=EVIL, contact=EVIL)
    card = cards._card(one, [one])
    assert "<img" not in card
    at = read(f'naam;wat;bron;plaats\n"{EVIL} a";{EVIL};{EVIL};Breda\n'.encode())
    assert all("<img" not in h.proto.body for h in at.get("html"))
    assert all("<img" not in c.proto.spec for c in at.get("plotly_chart"))
