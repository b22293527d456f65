"""The score library stands on its own: its examples work, and it imports nothing of the rest."""

from __future__ import annotations

import ast
import doctest
from pathlib import Path

import monitor.score
from monitor.score import estimator

FOLDER = Path(monitor.score.__file__).parent


def test_the_examples_work():
    for module in (monitor.score, estimator):
        done = doctest.testmod(module)
        assert (done.failed, done.attempted > 3) == (0, True), module


def test_it_imports_only_itself_and_the_packages_that_it_names():
    named = {
        (node.level, (node.module or "").partition(".")[0])
        for file in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    } | {
        (0, alias.name.partition(".")[0])
        for file in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    standard = {"__future__", "collections", "concurrent", "dataclasses"}
    standard |= {"functools", "itertools", "threading", "typing"}
    assert {name for level, name in named if level == 0} - standard == {"numpy", "pandas"}
    assert {level for level, _name in named} == {0, 1}
