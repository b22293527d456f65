"""What a presenter adds: bounded plain text, a logo read with care, the file that keeps both."""

from __future__ import annotations

import io
import json
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from monitor.errors import MonitorError
from monitor.export.deck import Deck, payload
from monitor.export.deck_file import KIND, MOST, from_file, to_file
from monitor.export.deck_order import names
from monitor.export.deck_own import (
    LOGO_BYTES,
    LOGO_SIZE,
    TEXT,
    Own,
    made_own,
    read_logo,
    tidy,
    with_own,
)
from monitor.export.html import offline_html
from monitor.export.pptx import write
from monitor.spoken import say_error
from monitor.text import use_language
from tests.export.deck import deck, picture

NASTY = "<script>alert(1)</script> **vet** =1+1"


def image(size: tuple[int, int] = (800, 200), kind: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **more)
    return out.getvalue()


def with_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 100)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def made() -> tuple[Deck, Own]:
    own = made_own("Helmond & co", NASTY, "Eén\nTwee", read_logo(image()))
    return with_own(deck(), own), own


def test_text_is_bounded_plain_and_shows_what_it_holds() -> None:
    assert tidy("  a\x00b\u202ec \ud800 d\te ", 80) == "a b c d e"
    assert tidy("een\ntwee", 80) == "een"
    assert tidy("een\r\n\ntwee\x85drie", 80, 3) == "een\n\ntwee"
    assert len(tidy("x" * 10_000, TEXT, 12)) == TEXT


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_becomes_a_small_png(kind: str) -> None:
    with Image.open(io.BytesIO(read_logo(image((2000, 500), kind)))) as kept:
        assert (kept.format, kept.size) == ("PNG", (480, 120))


def test_a_photo_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(read_logo(image((300, 100), "JPEG", exif=exif)))) as kept:
        assert kept.width < kept.height <= LOGO_SIZE[1]
        assert not kept.getexif()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        image(kind="GIF"),
        image()[:60],
        b"x" * (LOGO_BYTES + 1),
        with_header(3000, 3000),
        with_header(60_000, 60_000),
        with_header(100, 100),
    ],
    ids=["nothing", "svg", "gif", "cut", "large", "wide", "bomb", "short"],
)
def test_what_is_no_logo_is_refused_in_the_language_of_the_reader(data: bytes) -> None:
    with pytest.raises(MonitorError, match=r"logo|PNG") as caught:
        read_logo(data)
    assert in_english(caught.value) != str(caught.value)


def in_english(error: MonitorError) -> str:
    use_language("en")
    try:
        return say_error(error)
    finally:
        use_language(None)


def test_a_file_gives_back_what_was_kept() -> None:
    _deck, own = made()
    address = {"niveau": "gemeente", "gemeente": "GM0794", "dia": "titel,tekst"}
    kept = to_file(own, address)
    assert len(kept) < MOST
    assert from_file(kept) == (own, address)


def changed(**fields: object) -> bytes:
    found = json.loads(to_file(Own(), {}))
    return json.dumps(found | fields).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe{}",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"version": 1}',
        b"9" * 5_000,
        b"x" * (MOST + 1),
        changed(kind="andere"),
        changed(version=2),
        changed(version="1"),
        changed(title=1),
        changed(text=None),
        changed(logo="geen base64!"),
        changed(logo="YWJj"),
        changed(address=[]),
        changed(address={"dia": 1}),
        changed(address={str(n): "" for n in range(100)}),
    ],
)
def test_a_file_that_is_damaged_or_of_another_version_is_refused(data: bytes) -> None:
    with pytest.raises(MonitorError) as caught:
        from_file(data)
    assert in_english(caught.value) != str(caught.value)


def test_a_file_is_read_as_strictly_as_what_is_typed() -> None:
    own, _address = from_file(changed(kind=KIND, title="x" * 500, text="a\x00b\nc", new="field"))
    assert own == made_own("x" * 80, "", "a b\nc")


def test_nothing_added_is_the_same_presentation() -> None:
    whole = deck()
    assert with_own(whole, Own()) is whole


def test_the_slide_of_text_is_the_second_and_its_foot_says_whose_it_is() -> None:
    shown, _own = made()
    assert names(shown)[:3] == ["titel", "tekst", "kaart"]
    assert shown.title == shown.slides[0].title == "Helmond & co"
    assert shown.slides[0].lead == deck().slides[0].lead
    assert shown.slides[1].source == "Eigen tekst van de presentator."


def test_own_text_is_text_in_the_file_that_works_offline() -> None:
    shown, _own = made()
    page = offline_html(shown).decode()
    assert "<script>alert(1)" not in page
    assert payload(shown)["slides"][1]["title"] == NASTY
    assert payload(shown)["logo"].startswith("data:image/png;base64,")


def test_text_and_logo_stand_in_the_powerpoint() -> None:
    shown, _own = made()
    shows = Presentation(io.BytesIO(write(shown, {"map": picture()})))
    slides = list(shows.slides)
    assert [s.shapes.title.text for s in slides[:2]] == ["Helmond & co", NASTY]
    texts = [p.text for s in slides[1].shapes if s.has_text_frame for p in s.text_frame.paragraphs]
    assert {"Eén", "Twee"} <= set(texts)
    for slide in slides:
        pictures = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        [logo] = [p for p in pictures if p._element.nvPicPr.cNvPr.get("descr") == "Logo"]
        assert logo.left >= 0 and logo.left + logo.width <= shows.slide_width
        assert logo.top + logo.height <= shows.slide_height
        ids = [s.shape_id for s in slide.shapes]
        assert len(ids) == len(set(ids))
