"""The PowerPoint, reopened: slides, titles, notes, charts, pictures, foot."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cachetools import LRUCache
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from monitor.errors import MonitorError
from monitor.export import pictures as pictures_module
from monitor.export import pptx
from monitor.export.deck import Block, Deck
from tests.export.deck import SOURCE, deck, picture

PICTURES = ("map",)


@pytest.fixture(scope="module")
def made() -> Deck:
    return deck()


@pytest.fixture(scope="module")
def show(made: Deck) -> Presentation:
    return Presentation(io.BytesIO(pptx.write(made, dict.fromkeys(PICTURES, picture()))))


def test_a_slide_a_message_in_native_titles(made: Deck, show: Presentation) -> None:
    assert [s.shapes.title.text for s in show.slides] == [s.title for s in made.slides]


def test_it_is_wide(show: Presentation) -> None:
    assert show.slide_width / show.slide_height == pytest.approx(16 / 9, rel=1e-3)


def test_the_notes_are_native(made: Deck, show: Presentation) -> None:
    notes = [s.notes_slide.notes_text_frame.text for s in show.slides]
    assert notes == [s.notes for s in made.slides]


def test_pictures_carry_their_description(made: Deck, show: Presentation) -> None:
    for slide, wanted in zip(show.slides, made.slides, strict=True):
        found = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert len(found) == (wanted.id in PICTURES)
        for image in found:
            assert image._element.nvPicPr.cNvPr.get("descr") == wanted.alt


def test_pictures_and_texts_stay_on_the_slide(show: Presentation) -> None:
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


@pytest.mark.parametrize("words", [20, 90, 160])
def test_columns_of_text_end_above_the_foot(made: Deck, words: int) -> None:
    blocks = (Block("Kop", ("woorden " * words,) * 2), Block("Kop", ("kort",)))
    texts = tuple(replace(s, figure=None, native=None, blocks=blocks) for s in made.slides[1:2])
    [slide] = Presentation(io.BytesIO(pptx.write(replace(made, slides=texts), {}))).slides
    [box] = [s for s in slide.shapes if s.has_text_frame and "woorden" in s.text_frame.text]
    size = box.text_frame.paragraphs[1].runs[0].font.size
    # a letter is half as wide as high, a line 1.2 times as high as its letters
    lines = sum(-(-len(p.text) * 0.5 * size // box.width) for p in box.text_frame.paragraphs)
    assert lines * 1.2 * size <= box.height
    assert (size == Pt(14)) == (words == 20), "what fits keeps its size"


def test_pictures_keep_their_proportions(show: Presentation) -> None:
    for slide in show.slides:
        for image in (s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE):
            assert image.width / image.height == pytest.approx(348 / 130, rel=0.01)


def test_sources_stand_in_the_foot_with_the_number(show: Presentation) -> None:
    for slide in show.slides:
        kinds = {s.placeholder_format.type: s for s in slide.placeholders}
        assert kinds[PP_PLACEHOLDER.FOOTER].text_frame.text.startswith("Bron:")
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds
    foot = [
        s for s in show.slides[2].placeholders if s.placeholder_format.type == PP_PLACEHOLDER.FOOTER
    ]
    assert foot[0].text_frame.text == SOURCE


def test_no_two_shapes_share_an_id(show: Presentation) -> None:
    for slide in show.slides:
        ids = [s.shape_id for s in slide.shapes]
        assert len(ids) == len(set(ids))


def test_title_and_language_of_the_file(made: Deck, show: Presentation) -> None:
    assert show.core_properties.title == made.title
    assert show.core_properties.language == "nl-NL"
    english = Presentation(io.BytesIO(pptx.write(deck("en"), dict.fromkeys(PICTURES, picture()))))
    assert english.core_properties.language == "en-GB"


def test_a_deck_without_its_pictures_is_refused(made: Deck) -> None:
    with pytest.raises(MonitorError, match="niet compleet"):
        pptx.write(made, {})


def test_without_a_browser_there_is_a_clear_message(
    made: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def __init__(self, *_: object) -> None:
            raise pictures_module.ChromeNotFoundError

    monkeypatch.setattr(pictures_module, "Browser", Gone)
    monkeypatch.setattr(pictures_module, "_kept", LRUCache(8))
    with pytest.raises(MonitorError, match="browser") as caught:
        pptx.powerpoint(made)
    assert "HTML-bestand" in caught.value.remedy


def test_who_asks_while_another_draws_waits_for_those_pictures(
    made: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    looked = threading.Semaphore(0)
    look = pictures_module._known

    def seen(keys: Mapping[str, str]) -> dict[str, bytes]:
        found = look(keys)
        looked.release()
        return found

    def draw(_deck: Deck, wanted: dict[int, str], _seen: object) -> dict[str, bytes]:
        drawn.append(wanted)
        for _look in range(3):  # the first reader looks twice; until the second one looked in vain
            assert looked.acquire(timeout=30)
        return dict.fromkeys(wanted.values(), picture())

    monkeypatch.setattr(pictures_module, "_known", seen)
    monkeypatch.setattr(pictures_module, "_draw", draw)
    monkeypatch.setattr(pictures_module, "_kept", LRUCache(8))
    with ThreadPoolExecutor(2) as readers:
        found = [readers.submit(pictures_module.pictures, made) for _reader in range(2)]
    assert [task.result() for task in found] == 2 * [dict.fromkeys(PICTURES, picture())]
    assert len(drawn) == 1


@pytest.mark.browser
def test_with_a_real_map_in_high_resolution_and_at_once_the_second_time(
    made: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[int, int]] = []
    show = Presentation(
        io.BytesIO(pptx.powerpoint(made, lambda done, total: steps.append((done, total))))
    )
    assert steps == [(1, 1)]
    for slide in show.slides:
        for shape in (s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE):
            image = Image.open(io.BytesIO(shape.image.blob)).convert("RGB")
            assert image.width >= 2400
            # drawn, not blank: many colours of ink
            assert len(image.resize((400, 200)).getcolors(100_000)) > 50
    monkeypatch.setattr(pictures_module, "Browser", None)
    pptx.powerpoint(made)  # the map is kept: no browser is asked for
