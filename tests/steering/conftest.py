"""The answer of Impact is worked out once for all notes and editions: it has tests of its own."""

from __future__ import annotations

import pytest

from tests.impact.answered import answered


@pytest.fixture(autouse=True)
def _impact_known(monkeypatch: pytest.MonkeyPatch) -> None:
    known = answered
    monkeypatch.setattr("monitor.impact.keep.reckon_kept", lambda *_a, **_k: known())
