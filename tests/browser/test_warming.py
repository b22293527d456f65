"""A real server opens every page by itself, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import WARMED, health

pytestmark = pytest.mark.browser


def test_a_real_server_opens_every_page_by_itself(
    warm: str, health_at_first: list[tuple[int, dict[str, object]]], ranks: Path
) -> None:
    assert health_at_first == [(503, {"state": "warming", "pages": 0})]
    assert health(warm) == (200, {"state": "ready", "pages": WARMED})
    kept = list((ranks / "ranks").glob("*/*.parquet"))
    assert {"2016", "2024"} <= {file.stem for file in kept}
