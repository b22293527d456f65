"""Every sentence about an uploaded file can be said in English, whatever was filled in."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from monitor import text as texts
from monitor.impact import register
from monitor.own import understand, words
from monitor.own.facts import facts
from monitor.own.told import Told, as_told, said, told
from monitor.text import LOCALE
from tests.own.test_bad_files import TEXT_FILES

OWN = sorted(Path(understand.__file__).parent.glob("*.py"))
REGISTER = sorted(Path(register.__file__).parent.glob("*.py"))


def calls(*names: str, files=OWN):
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called in names:
                    yield f"{path.name}:{node.lineno}", node


def templates(files=OWN) -> dict[str, str]:
    """Every template in the code, with the place it stands."""
    return {str(c.args[0].value): place for place, c in calls("told", files=files)
            if isinstance(c.args[0], ast.Constant)}  # fmt: skip


@pytest.fixture
def english():
    texts.use_language("en")
    yield texts.translations("en")
    texts.use_language(None)


def test_every_template_has_its_english(english):
    assert len(templates()) > 150
    all_ = templates([*OWN, *REGISTER])
    assert {place: t for t, place in all_.items() if not english.get(t)} == {}


def test_nothing_in_own_po_is_out_of_use():
    with (LOCALE / "en" / "own.po").open("rb") as file:
        kept = {str(m.id) for m in read_po(file) if m.id}
    assert kept - set(templates()) == set()


def test_every_error_is_told_not_just_text():
    """mypy sees to it for ``Problem`` and ``Question``; an error takes any text."""
    plain = [
        (place, ast.unparse(word))
        for place, call in calls("MonitorError")
        for word in [*call.args, *(k.value for k in call.keywords if k.arg == "remedy")]
        if isinstance(word, ast.JoinedStr | ast.Constant)
    ]
    assert plain == []


def everything_said(understood) -> list[str]:
    out = [t for p in understood.problems for t in (p.what, p.remedy)]
    out += [q.what for q in understood.questions]
    labels = facts(understood)
    return [*out, *(label for label, _ in labels)]


@pytest.mark.parametrize("name", TEXT_FILES)
def test_what_is_said_of_a_bad_file_is_said_in_english(read, name, english):
    understood = read(TEXT_FILES[name][0])
    for text in filter(None, everything_said(understood)):
        assert isinstance(text, Told)
        assert text.template in english
        words.say(text)  # every field that the English names is there
    for problem in understood.problems:
        line = words.say_problem(problem)
        assert "rij " not in line.split(":")[0]
        assert line[0].isupper() or not line[0].isalpha()


def test_in_english_with_what_was_filled_in(read, english):
    understood = read("gemeente;jaar;x\nBreda;2020;12,5\nTilburgg;2020;13,1\nOss;2020;veel\n")
    lines = [words.say_problem(p) for p in understood.problems]
    assert lines[0] == (
        "Row 3, column 'gemeente', 'Tilburgg': there is no municipality of this name, present or"
        " former. Perhaps Tilburg is meant. Use CBS's name or the code (GM0758)."
    )
    shown = {words.say(a): words.say(b) for a, b in facts(understood)}
    assert shown["Municipality"] == "column 'gemeente', as a name"
    assert shown["Delimiter"] == "semicolon"


def test_text_of_a_file_stays_as_it_is(english):
    """A column that is called as a text of ours is not translated."""
    assert said("Gemeente", texts._) == "Gemeente"
    assert said(as_told("Gemeente"), texts._) == "Gemeente"
    name = told("kolom '{name}'", name="{rij} Gemeente")
    assert (str(name), said(name, texts._)) == (
        "kolom '{rij} Gemeente'",
        "column '{rij} Gemeente'",
    )


def test_a_told_text_survives_a_session():
    text = told("Dit is {kind}, geen tabel", kind=told("een pdf"))
    for other in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (other, other.template, other.fields) == (text, text.template, text.fields)
        assert isinstance(other.fields["kind"], Told)
