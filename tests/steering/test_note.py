"""The note: opened as Word does, its headings, sources and open places; the words of the page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from monitor.errors import MonitorError
from monitor.snapshot import EMBEDDED
from tests.impact.answered import answered
from tests.steering.test_commands import NORM, ask, store, told  # noqa: F401 - a fixture

HEADINGS = [
    "Onderwerp", "Aan", "Kennisnemen van", "Aanleiding", "Bevoegdheid", "Kernboodschap",
    "Vooraf afgesproken", "Consequenties", "Europese en internationale zaken", "Communicatie",
    "Vervolg", "Bijlagen",
]  # fmt: skip


def opened(file: Path):
    return docx.Document(io.BytesIO(file.read_bytes()))


def words(document) -> str:
    return "\n".join(p.text for p in document.paragraphs)


@pytest.mark.parametrize("over", ["west-brabant", "GM1674"])
def test_a_note_has_the_form_of_a_statenmededeling(tmp_path, over):
    answered()
    file = tmp_path / "n.docx"
    told("note", file, "--over", over, "--from", "2018", "--year", "2024", "--data", EMBEDDED)
    document = opened(file)
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert found == HEADINGS
    said = words(document)
    assert "Is de sociale veerkracht gegroeid?" in said
    assert "geen effect groter dan" in said
    assert "van het gewicht is tussen 2018 en 2024 opnieuw gemeten." in said
    assert "**" not in said and "[[" not in said
    # what an official writes is yellow, and nothing else
    yellow = [r.text for p in document.paragraphs for r in p.runs
              if r.font.highlight_color == WD_COLOR_INDEX.YELLOW]  # fmt: skip
    assert len(yellow) == said.count("[Nog in te vullen: ") == 7
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Lijnen: ")


def test_every_figure_of_the_annex_has_its_source(tmp_path):
    file = tmp_path / "n.docx"
    told("note", file, "--data", EMBEDDED)
    table = opened(file).tables[0]
    rows = [[c.text for c in row.cells] for row in table.rows]
    assert rows[0][0] == "Cijfer" and rows[0][-1] == "Bron"
    assert len(rows) == 1 + 4 + 20  # scores, and the indicators that count in version 2
    assert all(row[-1].strip() for row in rows)
    # the ends of the line are those of the table
    ends = {r[0]: r for r in rows}["Totaalscore"]
    alt = opened(file).inline_shapes[0]._inline.docPr.get("descr")
    assert f"van {ends[1]} in 2020" in alt or f"naar {ends[2]} in 2024" in alt
    income = next(r for r in rows if r[0] == "Gestandaardiseerd huishoudinkomen")
    assert re.fullmatch(r"[\d.]+\xa0euro \(2020\)", income[1])
    assert income[-1].startswith("CBS 70072ned")


def test_norms_criteria_and_duiding_of_the_area_stand_in_it(store, tmp_path):  # noqa: F811
    norms = tmp_path / "n.toml"
    norms.write_text(NORM, encoding="utf-8")
    told("norms", "add", norms, "--data", store)
    told("duiding", "add", "GM1674", "--text", "Zo zit het.", "--author", "wij", "--data", store)
    for over, expected in (("GM1674", True), ("GM0828", False)):
        file = tmp_path / f"{over}.docx"
        told("note", file, "--over", over, "--data", store)
        said = words(opened(file))
        assert ("Roosendaal, gestandaardiseerd huishoudinkomen: niet te zeggen" in said) is expected
        assert ("“Zo zit het.”" in said) is expected


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
