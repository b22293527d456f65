"""The form that asks what a file leaves open: answers are kept for their file."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from monitor.own.questions import FIGURES, NO_FIGURES, Question
    from monitor.own.told import told
    from monitor.ui.data_page import own_form

    asked = [
        Question("year", told("Vul de waarden in."), ("2020",)),
        Question("decimal x", told("Vul de waarden in."), (",", ".")),
        Question("code x", told("Vul de waarden in."), (NO_FIGURES, FIGURES)),
        Question("kies Leeftijd", told("Vul de waarden in."), ("18-65", "<b>65+</b>")),
    ]

    @st.fragment
    def form() -> None:
        given = own_form.hints("digest")
        st.text(f"{given.year} {given.answers}")
        st.text(f"another file: {own_form.hints('other').answers}")
        own_form.ask(asked, "digest")
        own_form.ask_again("digest")

    form()


def test_answers_are_kept_for_their_file_and_can_be_given_anew():
    at = AppTest.from_function(page).run(timeout=60)
    assert at.text[0].value == "None ()"
    assert [s.label for s in at.selectbox][1:] == ["Decimaalteken (2)", "Uw keuze (3)",
                                                   "Uw keuze (4)"]  # fmt: skip
    at.selectbox[0].select(2019)
    at.selectbox[1].select(".")
    at.selectbox[3].select("<b>65+</b>")
    at.button[0].click().run(timeout=60)
    at.run(timeout=60)  # outside of a browser a fragment does not begin again by itself
    given = at.text[0].value
    assert given.startswith("2019 ")
    for answer in ("decimal x=.", "code x=het zijn geen cijfers", "kies Leeftijd=<b>65+</b>"):
        assert answer in given
    assert at.text[1].value == "another file: ()"
    again = [b for b in at.button if b.label == "Antwoorden wijzigen"]
    again[0].click().run(timeout=60)
    at.run(timeout=60)
    assert at.text[0].value == "None ()"
