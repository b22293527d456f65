"""Own title, text and logo on the page: seen at once, kept over pages, in a file and out of it."""

from __future__ import annotations

import json

from monitor.export.deck_file import to_file
from monitor.export.deck_own import made_own, read_logo
from tests.export.deck import picture
from tests.pages import new_app, open_page, told


def said(app) -> str:
    assert [e.value for e in app.exception] == []
    return "\n".join(told(app))


def give(app, label: str, name: str, data: bytes):
    """Choose a file, as a reader does."""
    [field] = [f for f in app.file_uploader if f.label == label]
    return field.set_value([(name, data, "application/octet-stream")]).run()


def test_what_is_added_is_seen_and_outlives_a_turn_to_another_page() -> None:
    app = open_page(new_app(), "presentatie", {"dia": "titel,kaart,bronnen", "slide": "2"})
    app.text_input(key="control-own-title").set_value("Onze avond").run()
    app.text_area(key="control-own-text").set_value("Welkom\n<b>allen</b>").run()
    assert app.query_params["dia"] == "titel,kaart,tekst,bronnen"
    open_page(app, "data")
    open_page(app, "presentatie")
    text = said(app)
    assert "[slide 1] Onze avond" in text
    assert "[slide 3] \n" in text and "- <b>allen</b>" in text
    assert app.query_params["dia"] == "titel,kaart,tekst,bronnen"
    assert app.text_area(key="control-own-text").value == "Welkom\n<b>allen</b>"


def test_a_kept_presentation_opens_with_its_choice_text_and_logo() -> None:
    own = made_own("Helmond nu", "Wat wij vinden", "Een zin", read_logo(picture()))
    asked = {"niveau": "gemeente", "gemeente": "GM0794", "dia": "titel,tekst,jaren"}
    app = open_page(new_app(), "presentatie", {"groep": "b5", "wat": "eenzaam"})
    give(app, "Bewaarde presentatie openen", "deck.json", to_file(own, asked))
    assert app.query_params == asked
    text = said(app)
    assert "[slide 1] Helmond nu" in text and "[slide 2] Wat wij vinden" in text
    assert "[slide 3] Sociale veerkracht: " in text
    sent = json.loads(app.get("bidi_component")[0].proto.json)["deck"]
    assert sent["logo"].startswith("data:image/png")
    app.button(key="deck-logo-drop").click().run()
    assert json.loads(app.get("bidi_component")[0].proto.json)["deck"]["logo"] == ""


def test_a_file_that_cannot_be_read_is_told_and_changes_nothing() -> None:
    app = open_page(new_app(), "presentatie", {"dia": "titel,bronnen", "lang": "en"})
    give(app, "Open a saved presentation", "deck.json", b"{}")
    assert "not a presentation file of the monitor, or it is damaged" in said(app)
    assert app.query_params["dia"] == "titel,bronnen"
    give(app, "Logo (PNG or JPEG)", "logo.png", b"GIF89a")
    text = said(app)
    assert "not a PNG or JPEG" in text and "damaged" not in text


def test_the_first_five_slides_are_one_click() -> None:
    app = open_page(new_app(), "presentatie", {"niveau": "gemeente", "gemeente": "GM0794"})
    app.button(key="deck-short").click().run()
    assert app.query_params["dia"] == "titel,kaart,profiel,jaren,wijken"
    assert app.button(key="deck-short").disabled
