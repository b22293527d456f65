"""Nothing a user sees is left untranslated."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from monitor.text import catalogs

ROOT = Path(__file__).parents[2]
CATALOGS = catalogs("en")
FIELD = re.compile(r"\{[a-z_0-9]*[^}]*\}")


def dutch_texts() -> dict[str, str]:
    """Every text in a call of ``_``, also inside an f-string, with the place it stands."""
    found: dict[str, str] = {}
    for path in [*ROOT.glob("pages/*.py"), *ROOT.glob("monitor/**/*.py"), ROOT / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
            if named and isinstance(node.args[0], ast.Constant):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                found.setdefault(str(node.args[0].value), place)
    return found


def english() -> dict[str, str]:
    out: dict[str, str] = {}
    for path in CATALOGS:
        with path.open("rb") as file:
            out |= {str(m.id): str(m.string) for m in read_po(file) if m.id}
    return out


def test_every_text_has_its_english() -> None:
    translated = english()
    missing = [f"{place}: {t}" for t, place in dutch_texts().items() if not translated.get(t)]
    assert missing == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_translation_has_the_same_fields(path: Path) -> None:
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id:
                want = sorted(FIELD.findall(str(message.id)))
                assert sorted(FIELD.findall(str(message.string))) == want, message.id


def test_one_text_has_one_translation() -> None:
    seen: dict[str, str] = {}
    for path in CATALOGS:
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    known = seen.setdefault(str(message.id), str(message.string))
                    assert known == str(message.string), f"{path.parent.name}: {message.id}"


SPELLINGS = {
    # names as in the Netherlands, everywhere the same
    r"\b(?:West|Noord|North|Zuid|South|Midden)[ -]Brabant\b": ("West-Brabant", "Noord-Brabant"),
    # one word for one thing
    r"(?i)\brobust\w*": (),  # consistently
    r"(?i)\bedited by\b": (),  # compiled by
    r"(?i)^in all$|\bgap in all\b": (),  # in total
    r"(?i)\bmunicipalit(?:y|ies) (?:counts? |counting )?alike\b": (),  # equally
    r"(?i)\breckon\w*": (),  # calculate
    r"(?i)\bopen dot\b": (),  # hollow dot
    r"\bthe gap (?:of .{1,12} )?with the\b": (),  # to
    r"\b[Dd]ifference with\b": (),  # from
    r"(?i)\bdata is\b|\bnormalization\b|\bcolor\w*|\bneighbors?\b|\bcenter\b": (),  # British
}


@pytest.mark.parametrize("wrong", SPELLINGS)
def test_english_words_are_spelled_one_way(wrong: str) -> None:
    groups = (ROOT / "geodata" / "groups.toml").read_text(encoding="utf-8")
    titles = {t: t for t in re.findall(r'en = "([^"]*)"', groups)}
    texts = {**english(), **titles}
    found = {
        t: w for t in texts.values() for w in re.findall(wrong, t) if w not in SPELLINGS[wrong]
    }
    assert found == {}
