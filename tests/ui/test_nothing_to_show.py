"""Where a page has nothing to show, it says why and what to choose."""

from __future__ import annotations

import pytest

from tests.pages import new_app, open_page, rerun, told


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


def test_ranks_are_refused_until_another_way_is_chosen() -> None:
    app = open_page(new_app(), "jaren", {"jaar": "2023", "jaar2": "2018", "normalisatie": "rank"})
    assert not app.get("plotly_chart")
    app.selectbox(key="control-normalisatie").select("minmax")
    rerun(app)
    keys = [e.proto.id.rpartition("-jaren-")[2] for e in app.get("plotly_chart")]
    assert {"a", "b", "verschil"} <= set(keys)
