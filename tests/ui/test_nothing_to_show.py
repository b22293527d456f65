"""Where a page has nothing to show, it says why and what to choose."""

from __future__ import annotations

import pytest

from tests.pages import new_app, open_page, told


@pytest.mark.parametrize(
    ("page", "chosen", "said"),
    [
        ("jaren", {"jaar": "2020", "jaar2": "2020"}, "Kies twee verschillende jaren"),
        ("jaren", {"jaar": "2017", "jaar2": "2016", "wat": "laag_opgeleid"}, "2019"),
        ("jaren", {"jaar": "2023", "normalisatie": "rank"}, "niet te vergelijken tussen jaren"),
        ("aandachtsgebieden", {"jaar": "2016"}, "Voor 2016 is er geen eerder jaar"),
    ],
)
def test_it_says_why_and_what_to_choose(page: str, chosen: dict[str, str], said: str) -> None:
    app = open_page(new_app(), page, chosen)
    assert not app.exception
    assert said in "\n".join(told(app))
