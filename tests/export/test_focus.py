"""What one takes home with another focus: slides, files, factsheet, note and command line."""

from __future__ import annotations

import io

import docx
import pytest
from pptx import Presentation
from typer.testing import CliRunner

from monitor.analysis.area import first_groups
from monitor.cli import make_app
from monitor.errors import MonitorError
from monitor.export import pptx
from monitor.export.factsheet import factsheet
from monitor.export.html import offline_html
from monitor.snapshot import EMBEDDED
from monitor.text import LANGUAGES, speaking
from tests.export.deck import deck, groups, picture, snapshot
from tests.export.test_factsheet import sheet, text_of
from tests.ui.test_focus import SITES, of_brabant, site_file

TOWNS = {"PV29": "GM0715", "PV31": "GM0935"}  # Terneuzen, Maastricht
COMMANDS = (
    ["gap"],
    ["gap", "--all", "--year", "2023"],
    ["gap", "--parts", "--year", "2023"],
    ["change", "--from", "2018", "--to", "2023"],
    ["robust"],
    ["signals"],
    ["initiatives", "list"],
    ["norms", "list"],
    ["criteria", "list"],
    ["calendar"],
)
HELPED = ("gap", "change", "impact", "note", "edition", "score")


# Each province in one language, each language with one province.
IN_TURN = pytest.mark.parametrize(
    ("focus", "lang"), list(zip(SITES, LANGUAGES, strict=True)), indirect=["focus"]
)


@pytest.fixture(params=SITES)
def focus(request: pytest.FixtureRequest, tmp_path, monkeypatch) -> str:
    """Make a province the focus of the site, for as long as the test."""
    monkeypatch.setenv("MONITOR_SITE", str(site_file(tmp_path, request.param)))
    monkeypatch.setenv("MONITOR_DATA", str(EMBEDDED))
    return str(request.param)


def said(lang: str, *command: str) -> str:
    result = CliRunner().invoke(make_app(), ["--lang", lang, *command])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.sweep(sample=["PV29-nl"])
@IN_TURN
def test_no_slide_speaks_of_noord_brabant(focus: str, lang: str) -> None:
    for group in (None, *first_groups(snapshot(), groups(), focus)):
        made = deck(lang, province=focus, group=group, scope="nb" if group else "nl")
        text = offline_html(made).decode()
        # with the country on the map the shapes of all municipalities are in the file
        assert of_brabant(text) == []
        assert SITES[focus] in text
    show = Presentation(
        io.BytesIO(pptx.write(made, {s.id: picture() for s in made.slides if s.figure}))
    )
    assert SITES[focus] in show.core_properties.author


@IN_TURN
def test_a_factsheet_stands_beside_its_province(focus: str, lang: str) -> None:
    text = text_of(factsheet(sheet(TOWNS[focus]), lang))
    assert of_brabant(text) == []
    assert ("Provincie " if lang == "nl" else "Province of ") + SITES[focus] in text


@pytest.mark.sweep(sample=["PV31-en"])
@IN_TURN
def test_a_note_is_of_the_focus(focus: str, lang: str, tmp_path) -> None:
    file = tmp_path / "notitie.docx"
    said(lang, "note", str(file))
    document = docx.Document(str(file))
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert of_brabant(text) == [] and SITES[focus] in text


@pytest.mark.sweep(
    sample=[f"{' '.join(c)}-{('PV29-nl', 'PV31-en')[n % 2]}" for n, c in enumerate(COMMANDS)]
)
@IN_TURN
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_speaks_of_noord_brabant(focus: str, command: list[str], lang: str) -> None:
    assert of_brabant(said(lang, *command)) == []


@IN_TURN
def test_no_help_speaks_of_noord_brabant(focus: str, lang: str) -> None:
    for name in ([], *([name] for name in HELPED)):
        assert of_brabant(said(lang, *name, "--help")) == []


def test_without_a_programme_impact_asks_for_a_plan(focus: str) -> None:
    result = CliRunner().invoke(make_app(), ["impact"])
    with speaking("nl"):
        assert isinstance(result.exception, MonitorError)
        assert "Van deze provincie is er geen programma" in str(result.exception)
