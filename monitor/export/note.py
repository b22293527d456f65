"""A progress note in Word, in the form of a Statenmededeling; what an official writes is marked."""

from __future__ import annotations

import io
import math
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from monitor import change_words
from monitor.charts.provinciale_staten import growth
from monitor.charts.theme import LIGHT
from monitor.export.note_chart import WIDTH, growth_png
from monitor.export.origins import origin_line, origins
from monitor.impact.words import amount, outcome_title
from monitor.site import monitor_name
from monitor.snapshot import Snapshot
from monitor.steering.briefing import Briefing
from monitor.steering.duiding import by_whom
from monitor.steering.words import figure
from monitor.text import _, day, language

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_PARTS = re.compile(r"(\*\*.+?\*\*|\[\[.+?\]\])")


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
    heading = heading.format(name=of.name, start=of.start, year=of.year)
    _properties(document, heading)
    document.add_heading(heading, 0)
    origin = _("Gemaakt op {day} met de {monitor}, momentopname {id}. Geel is nog in te vullen.")
    _say(document, origin.format(day=day(made), monitor=monitor_name(), id=snapshot.id))
    for title, sentences in _sections(of):
        document.add_heading(title, 1)
        for sentence in sentences:
            _say(document, sentence)
        if title == _("Kernboodschap"):
            _core(document, of)
    _annexes(document, snapshot, of)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _open(text: str) -> str:
    return f"[[{text}]]"


def _sections(of: Briefing) -> list[tuple[str, list[str]]]:
    """Return the headings of a Statenmededeling, each with what stands under it."""
    about = _("De ontwikkeling van de sociale veerkracht in {name} van {start} naar {year}.")
    coming = next(a for a in of.answers if a.question == _("Wanneer weten we meer?"))
    agreed = list(of.agreed) or [
        _("Er zijn voor dit gebied geen normen of criteria vooraf vastgelegd.")
    ]
    return [
        (_("Onderwerp"), [_("Voortgang sociale veerkracht, {name}").format(name=of.name)]),
        (_("Aan"), [_("Provinciale Staten"), _open(_("portefeuillehouder, datum, nummer"))]),
        (_("Kennisnemen van"), [about.format(name=of.name, start=of.start, year=of.year)]),
        (_("Aanleiding"), [_open(_("waarom nu: toezegging, motie of planning"))]),
        (_("Bevoegdheid"), [_open(_("wie waarover gaat, en op grond waarvan"))]),
        (_("Kernboodschap"), []),
        (_("Vooraf afgesproken"), agreed),
        (_("Consequenties"), [_open(_("gevolgen voor beleid, geld, organisatie en personeel"))]),
        (_("Europese en internationale zaken"), [_open(_("geen, of welke"))]),
        (_("Communicatie"), [_open(_("wie dit wanneer hoort: gemeenten, partners, pers"))]),
        (_("Vervolg"), [*coming.sentences, _open(_("wat volgt, en wanneer de Staten meer horen"))]),
    ]  # fmt: skip


def _core(document: Any, of: Briefing) -> None:
    """Write the answers, the chart and what stands out."""
    skipped = _("Wanneer weten we meer?")
    for number_, one in enumerate((a for a in of.answers if a.question != skipped), 1):
        word = f" {one.word}." if one.word else ""
        _say(document, f"**{number_}. {one.question}{word}**")
        for sentence in one.sentences:
            _say(document, sentence)
        if number_ == 1 and of.line["value"].notna().any():
            _picture(document, of)
    _say(document, f"**{_('Wat valt op in {year}?').format(year=of.year)}**")
    for sentence in of.signals:
        _say(document, sentence)
    if of.duiding:
        document.add_heading(_("Duiding van de gemeente zelf"), 2)
        for own in of.duiding:
            document.add_paragraph(f"“{own.text}”", style="Intense Quote")
            _say(document, by_whom(own))


def _picture(document: Any, of: Briefing) -> None:
    document.add_picture(io.BytesIO(growth_png(of.line, of.name)), width=Inches(WIDTH))
    shape = document.inline_shapes[-1]._inline.docPr
    shape.set("descr", growth.alternative(of.line, of.name))
    caption = _("Figuur 1. {name} en Nederland. {how}").format(
        name=of.name, how=growth.subtitle(of.year)
    )
    document.add_paragraph(caption, style="Caption")


def _annexes(document: Any, snapshot: Snapshot, of: Briefing) -> None:
    document.add_heading(_("Bijlagen"), 1)
    document.add_heading(_("Bijlage 1. De cijfers, met hun bron"), 2)
    heads = (_("Cijfer"), str(of.start), str(of.year), _("Verandering"), _("Nederland"), _("Bron"))
    table = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 1")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    row = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row.append(repeated)
    for figures in of.figures.itertuples(index=False):
        for cell, text in zip(table.add_row().cells, _row(snapshot, figures), strict=True):
            cell.text = text
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(8)
    rule = _(
        "Gemiddelden gewogen naar inwoners. De verandering is van de gemeenten en cijfers die"
        " beide jaren kennen; het eerste jaar is het laatste min die verandering. Een streepje:"
        " deze jaren zijn niet te vergelijken."
    )
    _say(document, rule)
    document.add_heading(_("Bijlage 2. Hoe dit is berekend"), 2)
    method = _(
        "Een score van 100 is Nederland in 2020; 10 punten is één standaardafwijking tussen"
        " gemeenten. Een verandering telt pas als zij groter is dan 95% van de veranderingen die"
        " gemeenten gewoonlijk laten zien. De volledige methode staat op de pagina Verantwoording"
        " van de monitor."
    )
    _say(document, method)


def _row(snapshot: Snapshot, row: Any) -> tuple[str, ...]:
    """Write a row of the annex: figures with the year of measurement where it is another."""
    known = not math.isnan(row.change)
    before, now = (
        _dated(snapshot, row.measure, value, measured, known)
        for value, measured in ((row.before, row.measured_start), (row.now, row.measured_end))
    )
    score = row.measure not in snapshot.catalog.indicators
    change, country = (
        "–" if math.isnan(v) else amount(snapshot, row.measure, v, signed=True)
        for v in (row.change, row.country)
    )
    if score:
        change, country = (
            "–" if math.isnan(v) else change_words.points(v) for v in (row.change, row.country)
        )
    source = monitor_name() if score else (
        origin_line(origins(snapshot, [row.measure]))
    )  # fmt: skip
    return outcome_title(snapshot, row.measure), before, now, change, country, source


def _dated(snapshot: Snapshot, measure: str, value: float, measured: float, known: bool) -> str:
    if not known:
        return "–"
    text = figure(snapshot, measure, value)
    return text if math.isnan(measured) else f"{text} ({int(measured)})"


# ---------------------------------------------------------------- type


def _style(document: Any) -> None:
    """Set type, colours, margins and language: Word checks the spelling of the reader's one."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    ink = RGBColor.from_string(LIGHT.accent.lstrip("#").upper())
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = ink
        document.styles[name].font.name = "Calibri"
    document.styles["Title"].font.size = Pt(20)
    document.styles["Heading 1"].font.size = Pt(13)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), LOCALES[language()])
    normal.element.get_or_add_rPr().append(tongue)
    for section in document.sections:
        section.page_width, section.page_height = Inches(8.27), Inches(11.69)
        section.left_margin = section.right_margin = Inches((8.27 - WIDTH) / 2)


def _properties(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author = title, monitor_name()
    properties.language, properties.comments = LOCALES[language()], ""


def _say(document: Any, text: str) -> None:
    """Write a paragraph; ``**bold**``, and ``[[open place]]`` on yellow."""
    paragraph = document.add_paragraph()
    for part in _PARTS.split(text):
        if part.startswith("**"):
            paragraph.add_run(part.strip("*")).bold = True
        elif part.startswith("[["):
            run = paragraph.add_run(_("[Nog in te vullen: {what}]").format(what=part[2:-2]))
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif part:
            paragraph.add_run(part)
