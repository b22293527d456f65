"""The answer of Impact is worked out once for all notes and editions: it has tests of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitor.text import use_language
from tests.impact.answered import answered


@pytest.fixture(autouse=True)
def _impact_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have it known to the commands, and let go of the language that a command spoke."""
    known = answered
    monkeypatch.setattr("monitor.impact.keep.reckon_kept", lambda *_a, **_k: known())
    yield
    use_language(None)
