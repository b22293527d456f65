"""The note: opened as Word does, its headings, sources and open places; the words of the page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE as IMAGE

from monitor.errors import MonitorError
from monitor.snapshot import EMBEDDED
from tests.conftest import SWEEP
from tests.impact.answered import answered
from tests.steering.test_commands import NORM, ask, store, told  # noqa: F401 - a fixture

HEADINGS = [
    "Onderwerp", "Aan", "Kennisnemen van", "Aanleiding", "Bevoegdheid", "Kernboodschap",
    "Vooraf afgesproken", "Consequenties", "Europese en internationale zaken", "Communicatie",
    "Vervolg", "Bijlagen",
]  # fmt: skip


@pytest.fixture(scope="module")
def usual(tmp_path_factory) -> Path:
    """The note as it is made where nothing is asked."""
    return note_of(tmp_path_factory)


@pytest.fixture(scope="module")
def west_brabant(tmp_path_factory) -> Path:
    return note_of(tmp_path_factory, "--over", "west-brabant", "--from", "2018", "--year", "2024")


def note_of(tmp_path_factory, *asked: str) -> Path:
    found = answered()
    with pytest.MonkeyPatch.context() as patch:  # before that of a test
        patch.setattr("monitor.impact.keep.reckon_kept", lambda *_a, **_k: found)
        file = tmp_path_factory.mktemp("note") / "n.docx"
        told("note", file, *asked, "--data", EMBEDDED)
    return file


def opened(file: Path):
    return docx.Document(io.BytesIO(file.read_bytes()))


def words(document) -> str:
    return "\n".join(p.text for p in document.paragraphs)


def in_figures(cell: str) -> float:
    """Read a figure as the note writes it: ``31.453 (2018)``, ``−2,6``."""
    return float(
        cell.split(" ", maxsplit=1)[0].replace(".", "").replace(",", ".").replace("−", "-")
    )


def test_a_note_has_the_form_of_a_statenmededeling(west_brabant):
    document = opened(west_brabant)
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert found == HEADINGS
    said = words(document)
    assert "Is de sociale veerkracht gegroeid?" in said
    assert "geen effect groter dan" in said
    assert "van het gewicht is tussen 2018 en 2024 opnieuw gemeten." in said
    assert "**" not in said and "[[" not in said
    # the annexes follow at once: a page of their own left the one before all but empty
    assert not any(p.paragraph_format.page_break_before for p in document.paragraphs)
    # what an official writes is yellow, and nothing else
    yellow = [r.text for p in document.paragraphs for r in p.runs
              if r.font.highlight_color == WD_COLOR_INDEX.YELLOW]  # fmt: skip
    assert len(yellow) == said.count("[Nog in te vullen: ") == 7
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Lijnen: ")


def test_every_figure_of_the_annex_has_its_source(usual):
    file = usual
    table = opened(file).tables[0]
    rows = [[c.text for c in row.cells] for row in table.rows]
    assert rows[0][0] == "Cijfer" and rows[0][-1] == "Bron"
    said = words(opened(file))
    left = (
        re.search(r"Niet in de tabel: (.*?)\. Daarvan", said)[1].replace(" en ", ", ").split(", ")
    )
    # scores, and the indicators that count in version 2: each in the table or named under it
    assert len(rows) + len(left) == 1 + 4 + 20
    assert all(row[-1].strip() for row in rows)
    for row in rows[1:]:  # as a reader takes one from the other
        before, now, change = (in_figures(cell) for cell in row[1:4])
        assert now - before == pytest.approx(change), row
    # the ends of the line are those of the table
    ends = {r[0]: r for r in rows}["Totaalscore"]
    alt = opened(file).inline_shapes[0]._inline.docPr.get("descr")
    assert f"van {ends[1]} in 2020" in alt or f"naar {ends[2]} in 2024" in alt
    income = next(r for r in rows if r[0] == "Gestandaardiseerd huishoudinkomen (euro)")
    assert re.fullmatch(r"[\d.]+ \(2020\)", income[1])
    assert income[-1].startswith("CBS 70072ned")


def test_every_page_has_its_number_and_no_row_is_cut(usual):
    document = opened(usual)
    footer = document.sections[0].footer.paragraphs[0]
    fields = [f.get(qn("w:instr")) for f in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.text.startswith("Statenmededeling: sociale veerkracht in ")
    marks = [{child.tag for child in row._tr.trPr} for row in document.tables[0].rows]
    assert all(qn("w:cantSplit") in mark for mark in marks)
    assert [qn("w:tblHeader") in mark for mark in marks] == [True] + [False] * (len(marks) - 1)


def test_two_years_that_do_not_compare_are_said_to_with_the_reason(tmp_path):
    file = tmp_path / "n.docx"
    answered()
    told("note", file, "--over", "west-brabant", "--from", "2016", "--year", "2024",
         "--data", EMBEDDED)  # fmt: skip
    said = words(opened(file))
    assert "1. Is de sociale veerkracht gegroeid? Niet te zeggen." in said
    assert "2016 en 2024 zijn niet te vergelijken. Van persoonlijke hulpbronnen is" in said
    assert "In punten: persoonlijke hulpbronnen niet te vergelijken, sociale" in said
    assert "2. Meer dan in heel Nederland? Niet te zeggen.\nDe twee jaren zijn" in said
    total = [c.text for c in opened(file).tables[0].rows[1].cells]
    assert total == ["Totaalscore", "–", "–", "–", "–", "deze monitor"]


OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on this machine")
def test_libreoffice_shows_the_whole_note(west_brabant, tmp_path):
    file = west_brabant
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run([OFFICE, "--headless", home, "--convert-to", "pdf", file],
                   cwd=tmp_path, check=True, capture_output=True, timeout=120)  # fmt: skip
    with pdfium.PdfDocument(tmp_path / "n.pdf") as pdf:
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
        pictures = sum(o.type == IMAGE for page in pdf for o in page.get_objects())
    assert 3 <= len(pages) <= 5
    assert [p for n, p in enumerate(pages, 1) if f"bladzijde {n} van {len(pages)}" not in p] == []
    assert min(map(len, pages[:-1])) > 700  # only the last may end half-way
    flat = " ".join(pages)
    sentences = [p.text for p in opened(file).paragraphs if p.text.strip()]
    run = flat.replace(" ", "")
    assert [s for s in sentences if "".join(s.split())[:40] not in run] == []
    for sentence in ("Is de sociale veerkracht gegroeid?", "Bijlage 1. De cijfers, met hun bron",
                     "[Nog in te vullen: geen, of welke]", "CBS 70072ned"):  # fmt: skip
        assert sentence in flat
    assert pictures == 1


@pytest.mark.sweep
def test_norms_criteria_and_duiding_of_the_area_stand_in_it(store, tmp_path):  # noqa: F811
    norms = tmp_path / "n.toml"
    norms.write_text(NORM, encoding="utf-8")
    told("norms", "add", norms, "--data", store)
    own = ("--text", "Zo **zit** [[het]].", "--author", "[[wij]]")
    told("duiding", "add", "GM1674", *own, "--data", store)
    both = (("GM1674", True), ("GM0828", False))
    for over, expected in both if SWEEP else both[:1]:
        file = tmp_path / f"{over}.docx"
        told("note", file, "--over", over, "--data", store)
        said = words(opened(file))
        assert ("Roosendaal, gestandaardiseerd huishoudinkomen: niet te zeggen" in said) is expected
        # own words are words: none of them becomes bold, or a place to fill in
        assert ("“Zo **zit** [[het]].”\n[[wij]], " in said) is expected
        assert said.count("[Nog in te vullen: ") == 7


def test_in_english_it_is_english(tmp_path):
    file = tmp_path / "n.docx"
    told("note", file, "--lang", "en", "--data", EMBEDDED)
    document = opened(file)
    assert document.core_properties.language == "en-GB"
    assert "Has social resilience grown?" in words(document)
    assert "Kernboodschap" not in words(document)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("n.pdf",), "Een notitie is een Word-bestand"),
        (("n.docx", "--over", "Atlantis"), "Het gebied 'Atlantis' is onbekend"),
        (("n.docx", "--from", "2024", "--year", "2020"), "ligt niet vóór het laatste"),
        (("weg/n.docx",), "kon niet worden geschreven"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path, asked, why):
    result = ask("note", tmp_path / asked[0], *asked[1:], "--data", EMBEDDED)
    assert isinstance(result.exception, MonitorError)
    assert why in str(result.exception)
