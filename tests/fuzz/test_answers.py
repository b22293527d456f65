"""Sick answers of CBS for as long as ``FUZZ_SECONDS`` says; a number that fails gives it again."""

from __future__ import annotations

import os
import random
import time

from monitor.sources import http
from tests.cbs_server import serve
from tests.ingest.refresh import sick
from tests.ingest.refresh.conftest import FIGURES, small_catalog

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))


def test_any_answer_is_figures_or_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(http, "patience", http.Patience(2, 0.01, 0.02, connect=1, read=5))
    monkeypatch.setenv("MONITOR_TABLE_SECONDS", "20")
    until, catalog, tried = time.monotonic() + SECONDS, small_catalog(), 0
    draw = random.Random()
    with serve(FIGURES) as url:
        while time.monotonic() < until:
            number = draw.randrange(2**31)
            try:
                sick.check(number, url, catalog, tmp_path)
            except Exception as err:
                raise AssertionError(f"sick.check({number}, ...)") from err
            tried += 1
            url.log.clear()
    print(f"{tried} sick services")
