"""A progress note in Word, in the form of a Statenmededeling; what an official writes is marked."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.run import Run

from monitor.charts.provinciale_staten import growth
from monitor.charts.theme import LIGHT
from monitor.export.note_annex import figure_rows, method, reading
from monitor.export.note_chart import WIDTH, growth_png
from monitor.site import monitor_name
from monitor.snapshot import Snapshot
from monitor.steering.areas import spoken
from monitor.steering.briefing import Briefing
from monitor.steering.duiding import by_whom
from monitor.text import _, day, language

COLUMNS = (1.65, 0.95, 0.95, 0.95, 0.75, 1.05)
"""Widths of the columns of the annex, in inches: as wide as the text together."""
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def note(snapshot: Snapshot, of: Briefing, made: str) -> bytes:
    """Write a note about an area.

    Parameters
    ----------
    of : Briefing
        Its sentences stand in the note as on the page.
    made : str
        ISO moment at which it was made.

    Returns
    -------
    bytes
        A ``.docx``; the places that are left to the official are yellow, between ``[`` and ``]``.
    """
    document = Document()
    _style(document)
    heading = _("Statenmededeling: sociale veerkracht in {name}, {start}–{year}")
    name = spoken(snapshot, of.area)
    heading = heading.format(name=name, start=of.start, year=of.year)
    _properties(document, heading)
    document.add_heading(heading, 0)
    origin = _("Gemaakt op {day} met de {monitor}, momentopname {id}. Geel is nog in te vullen.")
    _say(document, origin.format(day=day(made), monitor=monitor_name(), id=snapshot.id))
    for title, sentences, left in _sections(of, name):
        document.add_heading(title, 1)
        for sentence in sentences:
            _say(document, sentence)
        if left:
            _leave_open(document, left)
        if title == _("Kernboodschap"):
            _core(document, of)
    _annexes(document, snapshot, of)
    _number_pages(document, heading)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sections(of: Briefing, name: str) -> list[tuple[str, list[str], str]]:
    """Return the headings of a Statenmededeling, what stands under each, and what is left open."""
    about = _("De ontwikkeling van de sociale veerkracht in {name} van {start} naar {year}.")
    coming = next(a for a in of.answers if a.question == _("Wanneer weten we meer?"))
    agreed = list(of.agreed) or [
        _("Er zijn voor dit gebied geen normen of criteria vooraf vastgelegd.")
    ]
    return [
        (_("Onderwerp"), [_("Voortgang sociale veerkracht, {name}").format(name=of.name)], ""),
        (_("Aan"), [_("Provinciale Staten")], _("portefeuillehouder, datum, nummer")),
        (_("Kennisnemen van"), [about.format(name=name, start=of.start, year=of.year)], ""),
        (_("Aanleiding"), [], _("waarom nu: toezegging, motie of planning")),
        (_("Bevoegdheid"), [], _("wie waarover gaat, en op grond waarvan")),
        (_("Kernboodschap"), [], ""),
        (_("Vooraf afgesproken"), agreed, ""),
        (_("Consequenties"), [], _("gevolgen voor beleid, geld, organisatie en personeel")),
        (_("Europese en internationale zaken"), [], _("geen, of welke")),
        (_("Communicatie"), [], _("wie dit wanneer hoort: gemeenten, partners, pers")),
        (_("Vervolg"), list(coming.sentences), _("wat volgt, en wanneer de Staten meer horen")),
    ]


def _core(document: Any, of: Briefing) -> None:
    """Write the answers, the chart and what stands out."""
    skipped = _("Wanneer weten we meer?")
    for number_, one in enumerate((a for a in of.answers if a.question != skipped), 1):
        word = f" {one.word}." if one.word else ""
        document.add_heading(f"{number_}. {one.question}{word}", 2)
        for sentence in one.sentences:
            _say(document, sentence)
        if number_ == 1 and of.line["value"].notna().any():
            _picture(document, of)
    document.add_heading(_("Wat valt op in {year}?").format(year=of.year), 2)
    for sentence in of.signals:
        _say(document, sentence)
    if of.duiding:
        document.add_heading(_("Duiding van de gemeente zelf"), 2)
        for own in of.duiding:
            document.add_paragraph(f"“{own.text}”", style="Intense Quote")
            document.add_paragraph(by_whom(own))


def _picture(document: Any, of: Briefing) -> None:
    document.add_picture(io.BytesIO(growth_png(of.line, of.name)), width=Inches(WIDTH))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    shape = document.inline_shapes[-1]._inline.docPr
    told = growth.chart(of.line, of.name, of.year, LIGHT)
    shape.set("descr", told.alt)
    caption = _("Figuur 1. {what}. {how}").format(what=told.title, how=told.subtitle)
    document.add_paragraph(caption, style="Caption")


def _annexes(document: Any, snapshot: Snapshot, of: Briefing) -> None:
    document.add_heading(_("Bijlagen"), 1)
    document.add_heading(_("Bijlage 1. De cijfers, met hun bron"), 2)
    heads, rows = figure_rows(snapshot, of)
    table = document.add_table(rows=0, cols=len(heads), style="Light Grid Accent 1")
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = Inches(width)
    for texts in (heads, *rows):
        row = table.add_row()
        _mark_row(row, "w:cantSplit")
        for cell, text, width in zip(row.cells, texts, COLUMNS, strict=True):
            cell.width = Inches(width)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, cell.paragraphs[0].paragraph_format.space_after = Pt(8), Pt(0)
    _mark_row(table.rows[0], "w:tblHeader")
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    for text in reading(snapshot, of):
        _say(document, text)
    document.add_heading(_("Bijlage 2. Hoe dit is berekend"), 2)
    _say(document, method())


def _mark_row(row: Any, mark: str) -> None:
    """Keep a row on one page, or repeat it on every page."""
    found = OxmlElement(mark)
    found.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(found)


def _number_pages(document: Any, title: str) -> None:
    """Write under every page what it is of, and which of how many."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles["Normal"]  # that of footers has tab stops of its own
    footer.paragraph_format.tab_stops.add_tab_stop(Inches(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    parts = re.split(r"(\{page\}|\{pages\})", _("bladzijde {page} van {pages}"))
    footer.add_run(f"{title}\t")
    for part in parts:
        run = footer.add_run("" if part.startswith("{") else part)
        if part.startswith("{"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
            field.append(run._r)
            run.text = "1"
            footer._p.append(field)
    for run in footer._p.iter(qn("w:r")):
        Run(run, footer).font.size = Pt(8)


# ---------------------------------------------------------------- type


def _style(document: Any) -> None:
    """Set type, colours, margins and language: Word checks the spelling of the reader's one."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    ink = RGBColor.from_string(LIGHT.accent.lstrip("#").upper())
    for name in ("Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.color.rgb, style.font.name = ink, "Calibri"
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):  # Word puts a theme before a name
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    document.styles["Title"].font.size = Pt(16)
    document.styles["Heading 1"].font.size = Pt(13)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(12)
    document.styles["Heading 2"].font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), LOCALES[language()])
    normal.element.get_or_add_rPr().append(tongue)
    for section in document.sections:
        section.page_width, section.page_height = Inches(8.27), Inches(11.69)
        section.top_margin = section.bottom_margin = Inches(0.8)
        section.left_margin = section.right_margin = Inches((8.27 - WIDTH) / 2)


def _properties(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author = title, monitor_name()
    properties.language, properties.comments = LOCALES[language()], ""


def _say(document: Any, text: str) -> None:
    """Write a paragraph, ``**figure**`` in bold."""
    paragraph = document.add_paragraph()
    for n, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = n % 2 == 1


def _leave_open(document: Any, what: str) -> None:
    """Mark on yellow what the official fills in."""
    run = document.add_paragraph().add_run(_("[Nog in te vullen: {what}]").format(what=what))
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
