"""The method in plain words says what the score does."""

from __future__ import annotations

from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.ui.verantwoording import method


def test_the_steps_name_the_share_that_a_dimension_needs() -> None:
    """Version 2 of the index asks 60% (docs/method.md)."""
    texts = " ".join(step.text for step in method.steps())
    assert open_snapshot(EMBEDDED).catalog.index.min_share == 0.6
    assert "minder dan 60% bekend" in texts
