"""A chart kept for all readers rests on its key: what it asks of an address stands there."""

from __future__ import annotations

import pytest

from monitor.answers import remember
from monitor.answers.view import snapshot
from monitor.ui import selection
from tests.pages import PAGES, new_app, open_page


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The charts that ask what their key does not hold, with what they were told."""
    building: list[object] = []
    found: list[tuple[str, str]] = []
    kept = remember.kept

    def spied(what, key, make):
        def made():
            building.append(key)
            try:
                return make()
            finally:
                building.pop()

        return kept(what, key, made if what == "chart" else make)

    monkeypatch.setattr(remember, "kept", spied)
    for name in ("current", "get"):
        ask = getattr(selection, name)

        def told(*given, ask=ask):
            answer = ask(*given)
            if building and repr(answer) not in repr(building[-1]):
                found.append((repr(building[-1])[:80], repr(answer)))
            return answer

        monkeypatch.setattr(selection, name, told)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_what_a_kept_chart_asks_stands_in_its_key(page: str, missed: list[tuple[str, str]]) -> None:
    app = new_app()
    vars(snapshot()).get("_remembered", {}).pop("views", None)  # charts are made anew
    open_page(app, page)
    assert missed == []
