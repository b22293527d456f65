"""The score library stands on its own: its example works, and it imports nothing of the rest."""

from __future__ import annotations

import ast
import doctest
from pathlib import Path

import monitor.score


def test_the_example_works():
    assert doctest.testmod(monitor.score).failed == 0
    assert doctest.testmod(monitor.score).attempted > 5


def test_it_imports_nothing_of_the_rest_but_the_errors():
    folder = Path(monitor.score.__file__).parent
    named = {
        node.module
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("monitor")
    }
    assert all(n == "monitor.errors" or n.startswith("monitor.score") for n in named)
