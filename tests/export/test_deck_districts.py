"""The slide on districts says what the page Wijken says, of the group of the deck."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from monitor.analysis.district_index import district_index
from monitor.analysis.districts import behind_average
from monitor.export.deck import Slide
from tests.export.deck import deck, snapshot, told
from tests.pages import new_app, open_page
from tests.pages import told as read

OF_DISTRICTS = "Bron: wijken"


@cache
def behind() -> pd.DataFrame:
    return behind_average(district_index(snapshot()))


def slides_of(group: str | None, table: pd.DataFrame | None = None) -> list[Slide]:
    made = deck(group=group, behind=(behind() if table is None else table, OF_DISTRICTS))
    return [s for s in made.slides if s.id == "districts"]


@pytest.mark.parametrize("group", ["west-brabant", "middelgroot"])
def test_page_and_slide_say_the_same(group: str) -> None:
    [slide] = slides_of(group)
    page = "\n".join(read(open_page(new_app(), "wijken", {"niveau": "groep", "groep": group})))
    assert slide.title in page
    assert slide.lead.split(".")[0] in page
    assert ", 2024: nieuwste cijfer per indicator" in slide.lead  # of whatever year the deck is
    assert slide.source == OF_DISTRICTS


def test_the_figures_are_those_of_the_members_with_districts() -> None:
    [slide] = slides_of("west-brabant")
    own = behind()[behind().index.isin(told("west-brabant").members)]
    assert slide.table is not None
    assert slide.table["Gemeente"].to_list() == own["name"].to_list()
    first = own.iloc[0]
    for part in (first["name"], first["lowest_name"]):
        assert part in slide.title
    assert slide.alt and slide.notes


def test_without_districts_there_is_no_slide() -> None:
    assert slides_of("west-brabant", behind().iloc[:0]) == []
