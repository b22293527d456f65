"""A presentation as PowerPoint: native titles, texts, notes and charts, maps as pictures."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Length, Pt

from monitor.charts.base import room_for
from monitor.charts.theme import Theme
from monitor.errors import MonitorError
from monitor.export.deck import Block, Deck, Slide
from monitor.export.pictures import Progress, is_picture, pictures
from monitor.export.pptx_chart import Box, add_chart, rgb
from monitor.site import site

PIXEL = 6350  # EMU a pixel of a slide of 1920 x 1080: 13.333 inch wide
POINT = 0.5  # typographic points a pixel of that slide
WIDTH, HEIGHT = 1920, 1080
LEFT, INNER = 88, 1744
FOOT = 984  # where the foot of a slide begins
SMALLEST = 28  # pixels, of the line under a title
LEAST = 16  # pixels, of a column of text: smaller nobody reads it
LOGO = (220, 44)
"""Room for the logo in the foot."""
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_TITLE_ONLY = 5


def powerpoint(deck: Deck, progress: Progress | None = None) -> bytes:
    """Write a presentation as a PowerPoint file.

    Parameters
    ----------
    progress : callable, optional
        Told how many of the pictures are there (`monitor.export.pictures.pictures`).

    Returns
    -------
    bytes
        A ``.pptx`` of 16:9.

    Raises
    ------
    MonitorError
        Where the pictures cannot be made: there is no deck without them.
    """
    return write(deck, pictures(deck, progress))


def write(deck: Deck, images: Mapping[str, bytes]) -> bytes:
    """Put a deck and the pictures of its figures, by slide id, in a PowerPoint file.

    Raises
    ------
    MonitorError
        Where a picture is missing.
    """
    missing = [s.id for s in deck.slides if is_picture(s) and s.id not in images]
    if missing:
        raise MonitorError(
            "De presentatie is niet compleet: een figuur ontbreekt", where=", ".join(missing)
        )
    show = Presentation()
    show.slide_width, show.slide_height = _px(WIDTH), _px(HEIGHT)
    _lay_out(show, deck.theme)
    for slide in deck.slides:
        _add(show, deck, slide, images.get(slide.id))
    properties = show.core_properties
    properties.title, properties.author = deck.title, site().name[deck.lang]
    properties.language = LOCALES[deck.lang]
    properties.subject = deck.slides[0].lead[:255]  # the most that the format takes
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _px(size: float) -> Length:
    return Emu(round(size * PIXEL))


def _lay_out(show: Any, theme: Theme) -> None:
    """Give title, foot and number their place on the master, so that slides inherit it."""
    places = {
        PP_PLACEHOLDER.TITLE: (LEFT, 40, INNER, 152),
        PP_PLACEHOLDER.FOOTER: (LEFT, 1000, 1560, 56),
        PP_PLACEHOLDER.SLIDE_NUMBER: (LEFT + 1600, 1000, 144, 56),
    }
    layout = show.slide_layouts[_TITLE_ONLY]
    for holder in (*show.slide_master.placeholders, *layout.placeholders):
        kind = holder.placeholder_format.type
        if kind in places:
            _place(holder, *places[kind])
        elif kind == PP_PLACEHOLDER.DATE:
            holder._element.getparent().remove(holder._element)
        elif kind == PP_PLACEHOLDER.BODY:
            _place(holder, LEFT, 240, INNER, 720)
    unused = [item for item in show.slide_layouts if item != layout]
    for item in unused:
        show.slide_layouts.remove(item)
    background = show.slide_master.background.fill
    background.solid()
    background.fore_color.rgb = rgb(theme.paper)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top = _px(left), _px(top)
    shape.width, shape.height = _px(width), _px(height)


def _add(show: Any, deck: Deck, slide: Slide, image: bytes | None) -> None:
    made = show.slides.add_slide(show.slide_layouts[0])  # the only one left
    theme, first = deck.theme, slide.id == "title"
    ink = theme.paper if first else theme.ink
    if first:
        made.background.fill.solid()
        made.background.fill.fore_color.rgb = rgb(theme.accent)
    title = made.shapes.title
    _place(title, LEFT, *((100, INNER, 290) if first else (40, INNER, 152)))
    size = 60 if not first else 80 if slide.long else 112
    _write(title.text_frame, slide.title, size, ink, bold=True, lang=deck.lang)
    if first:
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    below = _add_lead(made, deck, slide, ink)
    if slide.native is not None:
        box: Box = (_px(LEFT), _px(below), _px(INNER), _px(FOOT - below))
        add_chart(made, slide.native, theme, box, name=slide.id, alt=slide.alt)
    elif image is not None:
        _add_picture(made, slide, image, top=below)
    _add_blocks(made, slide, deck, ink, top=592 if first else below + 8)
    _add_foot(made, deck, slide.source, ink if first else theme.muted)
    if deck.logo:
        _add_logo(made, deck, first=first)
    made.notes_slide.notes_text_frame.text = slide.notes


def _add_lead(made: Any, deck: Deck, slide: Slide, ink: str) -> float:
    """Write the line under the title; return where what comes under it begins."""
    first = slide.id == "title"
    size, colour = (48, ink) if first else (32, deck.theme.muted)
    type_size, height = _fitting(slide.lead, size)
    top = 416 if first else _below_title(slide.title)
    if slide.lead:
        lead = made.shapes.add_textbox(_px(LEFT), _px(top), _px(INNER), _px(height))
        _write(lead.text_frame, slide.lead, type_size, colour, lang=deck.lang)
    return top + height + 8 if slide.lead else top + 16


def _below_title(text: str) -> float:
    """Return where the line under a title of one or two lines begins."""
    return 124 if room_for([f"<b>{text}</b>"], 60, gap=0) <= INNER else 200


def _fitting(text: str, size: float) -> tuple[float, float]:
    """Return the size of type of a text and the height it takes: smaller where it is long."""
    # a line ends before the word that no longer fits: some 4% of it stays empty
    lines = [ceil(room_for([text], x, gap=0) * 1.04 / INNER) for x in (size, SMALLEST)]
    kept, count = (size, lines[0]) if lines[0] <= 2 else (min(size, SMALLEST), lines[1])
    return kept, max(56, 1.22 * kept * count)


def _add_picture(made: Any, slide: Slide, image: bytes, top: float) -> None:
    """Fit the picture in what is left of the slide, with its text alternative."""
    picture = made.shapes.add_picture(io.BytesIO(image), 0, 0)
    room = (INNER, FOOT - top)
    scale = min(_px(room[0]) / picture.width, _px(room[1]) / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    picture.left = _px(LEFT) + (_px(INNER) - picture.width) // 2
    picture.top = _px(top)
    about = picture._element.nvPicPr.cNvPr
    about.set("descr", slide.alt)
    about.set("name", slide.id)


def _add_blocks(made: Any, slide: Slide, deck: Deck, ink: str, top: float) -> None:
    if not slide.blocks:
        return
    gap = 56
    width = (INNER - gap * (len(slide.blocks) - 1)) / len(slide.blocks)
    size: float = 40 if slide.id == "text" else 28
    while size > LEAST and max(_tall(b, size, width) for b in slide.blocks) > 976 - top:
        size -= 1
    for i, block in enumerate(slide.blocks):
        left = LEFT + i * (width + gap)
        box = made.shapes.add_textbox(_px(left), _px(top), _px(width), _px(976 - top))
        _write_block(box.text_frame, block, ink, deck.lang, size=size)


def _tall(block: Block, size: float, width: float) -> float:
    """Return the height that a column of text takes, in pixels."""
    # as in `_fitting`: some 4% of a line stays empty; a line is 1.22 times as high as its type
    lines = sum(ceil(room_for([line], size, gap=0) * 1.04 / width) for line in block.lines if line)
    heading = 1.22 * 34 if block.heading else 0.0
    return heading + 1.22 * size * lines + 10 * len(block.lines)


def _write_block(frame: Any, block: Block, ink: str, lang: str, *, size: float) -> None:
    lines = [line for line in block.lines if line]
    if block.heading:
        _write(frame, block.heading, 34, ink, bold=True, lang=lang)
    else:
        _write(frame, lines.pop(0) if lines else "", size, ink, lang=lang)
    for line in lines:
        paragraph = frame.add_paragraph()
        paragraph.space_before = Pt(5)
        _run(paragraph, line, size, ink, lang=lang)


def _add_logo(made: Any, deck: Deck, *, first: bool) -> None:
    """Put the logo on white: large on the cover, else small beside the number of the slide."""
    picture = made.shapes.add_picture(io.BytesIO(deck.logo), 0, 0)
    edge, (width, height) = (12, (376, 104)) if first else (6, LOGO)
    scale = min(_px(width) / picture.width, _px(height) / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    right, middle = (LEFT + INNER - edge, 120) if first else (LEFT + 1608, 1024)
    picture.left, picture.top = _px(right) - picture.width, _px(middle) - picture.height // 2
    about = picture._element.nvPicPr.cNvPr
    about.set("descr", deck.words["logo"])
    plate = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    plate.left, plate.top = picture.left - _px(edge), picture.top - _px(edge)
    plate.width, plate.height = picture.width + _px(2 * edge), picture.height + _px(2 * edge)
    plate.fill.solid()
    plate.fill.fore_color.rgb = rgb("#ffffff")
    plate.line.fill.background()
    plate.shadow.inherit = False
    picture._element.addprevious(plate._element)


def _write(
    frame: Any, text: str, size: float, colour: str, *, lang: str, bold: bool = False
) -> None:
    """Fill a text frame with one paragraph, from its left top corner."""
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 1
    _run(paragraph, text, size, colour, lang=lang, bold=bold)


def _run(
    paragraph: Any, text: str, size: float, colour: str, *, lang: str, bold: bool = False
) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size * POINT), bold
    run.font.color.rgb = rgb(colour)
    run._r.get_or_add_rPr().set("lang", LOCALES[lang])


def _add_foot(made: Any, deck: Deck, source: str, colour: str) -> None:
    """Put source and slide number in the slide's own foot."""
    for holder in made.slide_layout.placeholders:
        kind = holder.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        element = copy.deepcopy(holder._element)
        # PowerPoint repairs a file in which two shapes of a slide have one id
        element.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in made.shapes) + 1))
        made.shapes._spTree.append(element)
        own = made.placeholders[holder.placeholder_format.idx]
        if kind == PP_PLACEHOLDER.FOOTER:
            if deck.logo:
                _place(own, LEFT, 1000, 1560 - LOGO[0], 56)
            own.text_frame.clear()
            _write(own.text_frame, source, 24, colour, lang=deck.lang)
            continue
        for properties in element.iter(qn("a:rPr")):
            properties.set("sz", str(round(24 * POINT * 100)))
