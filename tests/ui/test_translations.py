"""Nothing a user sees is left untranslated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from monitor.ui.texts import LOCALE

ROOT = Path(__file__).parents[2]
CATALOGS = sorted((LOCALE / "en").glob("*.po"))
FIELD = re.compile(r"\{[a-z_0-9]*[^}]*\}")


def dutch_texts() -> dict[str, str]:
    """Every text marked for translation, with the place it stands."""
    found: dict[str, str] = {}
    for folder in ("pages", "monitor"):
        for name, line, text, _comments, _context in extract_from_dir(
            str(ROOT / folder), method_map=[("**.py", "python")], keywords={"_": None}
        ):
            if isinstance(text, str):
                found.setdefault(text, f"{folder}/{name}:{line}")
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


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.stem)
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
                    assert known == str(message.string), f"{path.name}: {message.id}"
