"""What a presenter adds of their own: a title, a slide of text, a logo."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, replace

from PIL import Image, ImageOps

from monitor.errors import MonitorError
from monitor.export.deck import Block, Deck, Slide
from monitor.text import _

TITLE, HEADING, TEXT, LINES = 80, 80, 600, 12
"""Most characters of the title, of the heading and the text of the slide, and its most lines."""
LOGO_BYTES, LOGO_PIXELS = 1_000_000, 4_000_000
"""The most that is read of a logo."""
LOGO_SIZE = (480, 160)
"""Pixels within which it is kept."""


@dataclass(frozen=True)
class Own:
    """What a presenter adds: plain text, and a logo as `read_logo` returns it."""

    title: str = ""
    heading: str = ""
    text: str = ""
    logo: bytes = b""


def tidy(text: str, most: int, lines: int = 1) -> str:
    """Return what somebody typed as plain text: bounded, without signs that do not show.

    Parameters
    ----------
    most, lines : int
        Characters and lines that are kept.
    """
    kept = []
    for line in text[: 4 * most].splitlines()[:lines]:
        seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in line)
        kept.append(" ".join(seen.split()))
    return "\n".join(kept)[:most].strip()


def made_own(title: str, heading: str, text: str, logo: bytes = b"") -> Own:
    """Return what was typed, tidied, with a logo."""
    return Own(tidy(title, TITLE), tidy(heading, HEADING), tidy(text, TEXT, LINES), logo)


def read_logo(data: bytes) -> bytes:
    """Read a picture that somebody brings, and return it as a small PNG.

    Raises
    ------
    MonitorError
        Where it is too large, or no PNG or JPEG that can be read.
    """
    if len(data) > LOGO_BYTES:
        raise MonitorError("Dit logo is te groot: hooguit 1 MB")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > LOGO_PIXELS:
                raise MonitorError("Dit logo heeft te veel beeldpunten: hooguit 4 miljoen")
            upright = ImageOps.exif_transpose(found).convert("RGBA")
    except MonitorError:
        raise
    except Exception as err:  # a damaged picture fails in many ways
        raise MonitorError(
            "Dit is geen PNG of JPEG die te lezen is", remedy="Kies een ander bestand als logo."
        ) from err
    upright.thumbnail(LOGO_SIZE)
    out = io.BytesIO()
    upright.save(out, "PNG")
    return out.getvalue()


def with_own(deck: Deck, own: Own) -> Deck:
    """Return a presentation with what a presenter adds; the slide of text is the second."""
    if own == Own():
        return deck
    first, *others = deck.slides
    titled = replace(first, title=own.title or first.title)
    said = [_slide(own)] if own.heading or own.text else []
    title = own.title or deck.title
    return replace(deck, title=title, slides=(titled, *said, *others), logo=own.logo)


def _slide(own: Own) -> Slide:
    """Return the slide of text; its foot says that these are no words of the monitor."""
    whose = _("Eigen tekst van de presentator.")
    lines = tuple(line for line in own.text.splitlines() if line)
    return Slide("text", own.heading, "", whose, whose, blocks=(Block("", lines),))
