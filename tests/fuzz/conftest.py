"""Fuzzing runs by ``make fuzz``; what it found before is tried again with every test run."""

from __future__ import annotations

import os

from tests.own.conftest import read, small  # noqa: F401 - fixtures

collect_ignore = (
    []
    if os.environ.get("FUZZ_SECONDS")
    else [
        "test_answers.py",
        "test_selections.py",
        "test_uploads.py",
    ]
)
