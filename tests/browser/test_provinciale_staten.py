"""The page Provinciale Staten in a browser: six answers on one screen, the note, an edition."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import open_page, serious_problems, settle

pytestmark = pytest.mark.browser

QUESTIONS = (
    "Is de sociale veerkracht gegroeid?",
    "Meer dan in heel Nederland?",
    "Waar niet?",
    "Komt het door het programma?",
    "Wanneer weten we meer?",
    "Wat zegt geen enkel cijfer?",
)


def test_six_questions_are_answered_on_one_screen(page: Page, app: str, axe: str) -> None:
    open_page(page, f"{app}/provinciale_staten")
    cards = page.locator(".answer")
    expect(cards).to_have_count(len(QUESTIONS))
    settle(page)
    assert [h.inner_text() for h in cards.locator("h3").all()] == list(QUESTIONS)
    for card in cards.all():
        box = card.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900
    assert serious_problems(page, axe) == []


@pytest.mark.sweep(sample=[])  # the command writes the same note: tests/steering/test_note.py
def test_the_note_opens_as_a_document_of_word(page: Page, app: str, tmp_path: Path) -> None:
    open_page(page, f"{app}/provinciale_staten?over=west-brabant&jaar2=2018")
    settle(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Notitie (Word)").click()
    assert saved.value.suggested_filename == "notitie-west-brabant-2018-2024.docx"
    saved.value.save_as(tmp_path / "n.docx")
    texts = [p.text for p in docx.Document(str(tmp_path / "n.docx")).paragraphs]
    assert "Kernboodschap" in texts
    assert any("West-Brabant: " in t for t in texts)
