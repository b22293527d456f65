"""A test leaves nothing behind for the next; these two run in this order."""

from __future__ import annotations

import os

from tests.pages import ROOT, new_app

FOUND = os.environ.get("MONITOR_DATA")


def test_an_app_under_test_shows_the_embedded_figures() -> None:
    new_app()
    assert os.environ["MONITOR_DATA"] == str(ROOT / "geodata" / "snapshot")


def test_the_store_that_it_named_is_not_there_for_the_next_test() -> None:
    assert os.environ.get("MONITOR_DATA") == FOUND
