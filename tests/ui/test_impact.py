"""The page Impact without a browser: the register as it ships, read from a file, and filtered."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from monitor.export.deck_impact import impact_blocks, impact_words
from monitor.export.plan import plan_toml
from monitor.impact.plan import Plan, default_plan, read_plan
from monitor.impact.reckon import reckon
from monitor.impact.register import Initiative
from monitor.impact.register_plan import plan_of
from monitor.impact.result import Result
from monitor.impact.summary import about, telling
from monitor.impact.words import verdict_sentence
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.text import speaking
from monitor.ui import address
from monitor.ui.impact import cards, seen
from tests.impact.answered import answered
from tests.impact.invented import invented
from tests.pages import new_app, open_page, told

SNAPSHOT = open_snapshot(EMBEDDED)
EVIL = "<img src=x onerror=alert(1)>"


def plain(text: str) -> str:
    return " ".join(text.split())


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


def test_gemeente_leads_to_the_initiatives_of_comparable_municipalities():
    at = open_page(read(invented()), "gemeente", {"gemeente": "GM0855"})
    said = "\n".join(told(at))
    assert "Initiatieven in deze gemeenten" in said
    # places 2 (Tilburg) and 15 (Breda and Tilburg), twice in thirty rows
    assert "[page_link] Tilburg (4)" in said


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


# ---------------------------------------------------------------- the effect


@pytest.fixture(scope="module")
def known() -> Result:
    """The default answer, kept where the app looks for it."""
    return answered()


@pytest.mark.parametrize(
    ("lang", "order"),
    [
        ("nl", ("Kunnen we het zien?", "Wat er anders ook was gebeurd", "na de start",
                "Wat eruit volgt", "kan een effect vanaf 2017 bewijzen")),
        ("en", ("Can we see it?", "What would have happened anyway", "after the start",
                "What follows from it", "can prove an effect from 2017")),
    ],
)  # fmt: skip
def test_the_page_is_read_from_what_could_be_seen_to_the_verdict(known, lang, order):
    app = open_page(new_app(), "impact", {"lang": lang})
    assert not app.exception
    said = "\n".join(told(app))
    places = [said.find(words) for words in order]
    assert places == sorted(places)
    assert min(places) >= 0
    with speaking(lang):
        first = verdict_sentence(SNAPSHOT, known.findings[0])
    assert plain(first) in said
    assert known.hash in said


def test_initiatives_without_a_register_are_told_and_answered_by_the_programme(known):
    app = open_page(new_app(), "impact", {"plan": "initiatieven"})
    said = words(app)
    assert "Onbekend in het adres: plan “initiatieven”. U ziet de standaardkeuze." in said
    assert known.hash in said


def test_initiatives_of_a_register_are_a_plan_that_an_address_may_ask(monkeypatch):
    rows = [Initiative("a", "x", "y", places=("GM0758",), start="2019", status="loopt")]
    new_app()
    monkeypatch.setattr(seen, "register", lambda _province: rows)
    read = address.read({"plan": "initiatieven"})
    assert (dict(read.values), read.notes) == ({"plan": "initiatieven"}, ())


def test_an_outcome_that_proves_nothing_says_why_where_its_chart_would_be(known):
    app = open_page(new_app(), "impact", {"uitkomst": "opkomst_tk"})
    assert "Er zijn twee metingen nodig" in "\n".join(told(app))
    assert not app.exception


def test_the_slide_and_the_factsheet_say_what_the_page_says(known):
    with speaking("nl"):
        slide = impact_words(SNAPSHOT, known)
        blocks = impact_blocks(SNAPSHOT, known)
        first = verdict_sentence(SNAPSHOT, known.findings[0])
        assert f"{slide.title}." == first  # the one outcome that may prove anything
        # what could be seen; how strong, with the place of twelve and what another start gives;
        # four refused together
        assert [len(lines) for _heading, lines in blocks] == [1, 4, 1]
        assert first in about(SNAPSHOT, known, "GM0758")
        assert about(SNAPSHOT, known, "GM0344") == ""  # Utrecht lies elsewhere
    app = open_page(new_app(), "presentatie", {"impact": "1", "slide": "programma"})
    shown = rf"\[slide \d\] {re.escape(plain(first)[:-1])}"
    assert re.search(shown, plain("\n".join(told(app))))


def test_the_initiatives_of_a_register_have_a_slide_of_their_own(monkeypatch):
    asked, answers = [], {}

    def known_at_once(plan: Plan, *, private: bool = False) -> Result:
        asked.append(private)
        if plan.hash not in answers:
            answers[plan.hash] = reckon(SNAPSHOT, plan)
        return answers[plan.hash]

    at = read(invented())
    monkeypatch.setattr("monitor.ui.impact.answers.impact_of", known_at_once)
    app = open_page(at, "presentatie", {"impact": "initiatieven", "slide": "programma"})
    assert not app.exception
    assert all(asked), "the register of one session is nobody else's"
    (answer,) = answers.values()
    said = plain("\n".join(told(app)))
    with speaking("nl"):
        first = verdict_sentence(SNAPSHOT, telling(answer))
    assert re.search(rf"\[slide \d\] {re.escape(plain(first)[:-1])}", said)
    assert "Initiatieven van het register (7 gemeenten), vanaf 2017: plan gemaakt na" in said
    with speaking("nl"):
        blocks = dict(impact_blocks(SNAPSHOT, answer))
    # each of the five outcomes in one short line, for there is no room for five sentences
    assert len(blocks["Kunnen we het zien?"]) == 5
    assert max(map(len, blocks["Kunnen we het zien?"])) < 130
    without = open_page(new_app(), "presentatie", {"impact": "initiatieven"})
    assert "Onbekend in het adres: impact “initiatieven”" in words(without)


def test_a_plan_as_a_file_is_the_same_plan():
    plans = [default_plan(), Plan(title='a "b" \\', made=date(2016, 5, 1), start=2018, until=2023,
             outcomes=("inkomen",), municipalities={"GM0758": 2018, "GM0855": 2019})]  # fmt: skip
    for plan in plans:
        assert read_plan(plan_toml(plan).decode(), "plan.toml") == plan


def test_the_plan_of_a_register_has_every_municipality_from_its_first_initiative():
    rows = [
        Initiative("a", "x", "y", places=("GM0758",), start="2019-05-01", status="loopt"),
        Initiative("b", "x", "y", places=("GM0758", "GM0855"), start="2018", status="afgerond"),
        Initiative("c", "x", "y", places=("GM0772",), start="2018", status="voorbereiding"),
        Initiative("d", "x", "y", places=("GM0772",)),
        Initiative("e", "x", "y", places=("PV30",), start="2018"),
        Initiative("f", "x", "y", places=("GM0772",), start="1985"),  # before every figure
    ]

    def places(one: Initiative) -> list[str]:
        return [p for p in one.places if p.startswith("GM")]

    plan = plan_of(rows, places, "t", date(2026, 11, 29))
    assert plan is not None
    assert dict(plan.municipalities) == {"GM0758": 2018, "GM0855": 2018}
    assert (plan.start, plan.until) == (2018, 2023)
    assert plan_of(rows[2:], places, "t", date(2026, 11, 29)) is None
