"""Every file that fuzzing ever found at fault is tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.uploads import check

CORPUS = Path(__file__).parent / "corpus" / "uploads"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.*")), ids=lambda p: p.name)
def test_what_was_found_is_mended(small, path):
    check(path.read_bytes(), f"x{path.suffix}", small)
