"""What is said in finished sentences has its English: errors, commands, reasons of the system.

A field of an f-string has no name that a catalog could use: there they are numbered, ``{1}``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from monitor import spoken, text
from monitor.errors import KINDS, REASONS, REMOTE, MonitorError, reason_of
from monitor.score.errors import ScoreError
from monitor.score_errors import in_dutch
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.conftest import ROOT

PACKAGE = ROOT / "monitor"
TOLD = ("own",)
"""Its errors remember their template (tests/own/test_told.py)."""
ENGLISH = "score"
"""A package of its own, in English; the catalogs are read the other way for it."""
INTERNAL = {
    "groups in a circle",
    "nobody said what is shown: view.showing, or import monitor.ui.serving",
}
"""Caught where it is raised and told as an answer of another form, or for who writes code alone."""


def template(node: ast.expr) -> str:
    """Return a text or f-string as a template with numbered fields; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts, count = [], 0
    for piece in node.values:
        if isinstance(piece, ast.Constant):
            parts.append(str(piece.value))
        else:
            count += 1
            parts.append(f"{{{count}}}")
    return "".join(parts)


def texts_in(node: ast.expr) -> Iterator[str]:
    """Yield the templates of an argument, of every branch of a conditional one."""
    if isinstance(node, ast.IfExp):
        yield from (*texts_in(node.body), *texts_in(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts_in(value)
    else:
        yield template(node)


def words(found: str) -> bool:
    """Whether a template holds words of its own, not names and signs alone."""
    bare = re.sub(r"\{[^{}]*\}", "", found)
    return re.search(r"[a-z]{2}", bare) is not None and " " in found.strip()


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield place, name, node


def errors(room: str = "") -> dict[str, str]:
    """Every sentence of an error and its place: of one room, or of all that speak Dutch."""
    out: dict[str, str] = {}
    for place, name, node in calls():
        here = place.partition("/")[0]
        if not name.endswith("Error") or (here != room if room else here in {*TOLD, ENGLISH}):
            continue
        keywords = [k.value for k in node.keywords if k.arg in {"what", "remedy"}]
        for argument in [*node.args[:1], *keywords]:
            for found in texts_in(argument):
                if words(found):
                    out.setdefault(found, f"{place}:{node.lineno}")
    return out


def printed() -> dict[str, str]:
    """Every line and title that a command prints, and the help of commands and options."""
    out: dict[str, str] = {}
    for place, name, node in calls():
        if not place.startswith("cli/"):
            continue
        arguments = list(node.args) if name in {"print", "out", "show", "echo"} else []
        arguments += [k.value for k in node.keywords if k.arg == "help"]
        for argument in arguments:
            for found in texts_in(argument):
                if words(found):
                    out.setdefault(found, f"{place}:{node.lineno}")
    for path in (PACKAGE / "cli").glob("[a-z]*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "HELP":
                out[str(ast.literal_eval(node.value))] = path.name
    return out


@pytest.fixture
def english():
    text.use_language("en")
    yield text.translations("en")
    text.use_language(None)


def test_every_error_has_its_english(english):
    assert len(errors()) > 200
    known = english.keys() | INTERNAL
    assert {place: found for found, place in errors().items() if found not in known} == {}


def test_every_error_of_the_score_has_its_dutch(english):
    found = errors(ENGLISH)
    assert len(found) > 30
    assert {place: told for told, place in found.items() if told not in english.values()} == {}


def test_what_the_score_refuses_is_told_in_dutch_with_what_was_filled_in():
    with pytest.raises(MonitorError) as fault, in_dutch():
        raise ScoreError(
            "There is no way of combining 'sum'",
            where="reference year 2019",
            remedy="Choose from: arithmetic, geometric.",
        )
    assert str(fault.value) == (
        "De manier van samenvoegen 'sum' bestaat niet (referentiejaar 2019)."
        " Kies uit: arithmetic, geometric."
    )


def test_every_line_and_every_help_of_the_commands_has_its_english(english):
    assert len(printed()) > 80
    assert {place: found for found, place in printed().items() if found not in english} == {}


def test_every_reason_of_the_system_has_its_english(english):
    said = [*REASONS.values(), *REMOTE.values(), *KINDS.values()]
    assert [r for r in said if r not in english] == []


def test_a_finished_sentence_is_said_with_what_was_filled_in(english):
    err = MonitorError(
        f"Het bestand kon niet worden geschreven: {reason_of(OSError(28, 'x'))}",
        where="a/b.csv",
        remedy="Kies een jaar van 2012 tot en met 2025.",
    )
    assert spoken.say_error(err) == (
        "The file could not be written: the disk is full (a/b.csv)."
        " Choose a year from 2012 to 2025."
    )
    assert spoken.say("Dit staat nergens") == "Dit staat nergens"


def test_the_template_with_the_most_words_is_taken(english):
    told = "Tabel 1NED heeft 'a' 3 keer, de catalogus vraagt nummer 4"
    assert spoken.say(told) == "Table 1NED has 'a' 3 times, the catalogue asks for number 4"


def test_in_dutch_a_sentence_is_what_it_is():
    text.use_language("nl")
    assert spoken.say("Voor 1999 zijn er geen cijfers") == "Voor 1999 zijn er geen cijfers"
    text.use_language(None)


def test_no_municipality_is_taken_for_a_word(english):
    snapshot = open_snapshot(EMBEDDED)
    names = {*snapshot.regions["name"], *snapshot.recoding["name"]}
    assert {n for n in names if spoken.say(n) != n} == set()
