"""What the code points to in the documents is there, and what it names once stands once."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT

CODE = [
    p
    for d in ("monitor", "pages", "tests", "tools", "benchmarks")
    for p in (ROOT / d).rglob("*.py")
]
DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a document, as a forge makes them."""
    heads = re.findall(r"^#+ +(.+?) *$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    bare = (re.sub(r"[^\w\- ]", "", h.replace("`", "").lower()) for h in heads)
    return {b.strip().replace(" ", "-") for b in bare}


def test_every_anchor_that_is_named_exists() -> None:
    known = {p.name: anchors(p.read_text(encoding="utf-8")) for p in DOCUMENTS}
    named = re.compile(r"\b([a-z]+\.md)#([\w-]+)")
    found, wrong = 0, []
    for path in [*CODE, *DOCUMENTS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for document, anchor in named.findall(path.read_text(encoding="utf-8")):
            found += 1
            if anchor not in known.get(document, ()):
                wrong.append(f"{path.relative_to(ROOT)}: {document}#{anchor}")
    assert wrong == []
    assert found > 15


def test_no_code_points_to_a_design_that_is_not_here() -> None:
    named = re.compile(r"\bDESIGN(?:'s)?(?:\.md)? \d")
    files = [*CODE, *DOCUMENTS]
    assert [p.name for p in files if named.search(p.read_text(encoding="utf-8"))] == []


def test_no_code_names_the_province_or_its_groups() -> None:
    """Both come from ``geodata/site.toml``."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "monitor").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Constant) and node.value == "PV30")
        or (isinstance(node, ast.Tuple) and ast.unparse(node) == "('west-brabant', 'middelgroot')")
    }
    assert found == set()


def test_no_code_changes_for_one_step_what_all_threads_share() -> None:
    """Leaving `warnings.catch_warnings` in another order than one came in silences everything."""
    used = re.compile(r"catch_warnings\(|redirect_std(out|err)\(|setlocale\(")
    files = (ROOT / "monitor").rglob("*.py")
    assert [p.name for p in files if used.search(p.read_text(encoding="utf-8"))] == []
