"""No function of the monitor that nothing in the monitor uses."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.conftest import ROOT

FILES = [*(ROOT / "monitor").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
KNOWN = {
    "indicator_trends",  # the rule of trends for all municipalities at once
}
CALLED_BY_OTHERS = {"command", "resolve_command"}
"""The command line is called by typer."""


def test_every_function_is_used_somewhere() -> None:
    read = {p: p.read_text(encoding="utf-8") for p in FILES}
    texts = list(read.values())
    seen = Counter(word for text in texts for word in re.findall(r"\b[A-Za-z_]\w*\b", text))
    defined = {
        node.name
        for path, text in read.items()
        if path.parent.name != "score"  # a package of its own: others may use it too
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and not node.decorator_list
    }
    alone = {n for n in defined if seen[n] == 1 and not n.startswith("__")}
    assert alone - KNOWN - CALLED_BY_OTHERS == set()
