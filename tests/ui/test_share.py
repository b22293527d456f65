"""One chart by itself says what it says on its page, and nothing else of the page is sent."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import PAGES, PATIENCE, new_app, open_page

CHARTS = [
    ("kaart", "kaart", {"jaar": "2020"}),
    ("kaart", "ranglijst", {"provincie": "PV29"}),
    ("jaren", "jaren-lijnen", {"jaar": "2023", "jaar2": "2018"}),
    ("gemeente", "lijn", {"gemeente": "GM0794", "lang": "en"}),
    ("wijken", "wijkentabel", {"gemeente": "GM0794"}),
    ("aandachtsgebieden", "warmte", {"groep": "west-brabant"}),
]


def texts(app: Any) -> str:
    return "\n".join(e.proto.body for e in app.get("html"))


def test_an_address_of_no_chart_promises_no_choice_in_its_place() -> None:
    alone = open_page(new_app(), "diagram", {"naam": "onzin"})
    assert "Onbekend in het adres: diagram “onzin”." in texts(alone)
    assert "standaardkeuze" not in texts(alone)


@pytest.mark.parametrize(("page", "key", "asked"), CHARTS)
def test_a_chart_by_itself_is_the_one_on_its_page(
    page: str, key: str, asked: dict[str, str]
) -> None:
    whole = open_page(new_app(), page, asked)
    alone = open_page(new_app(), "diagram", asked | {"naam": f"{page}.{key}"})
    assert not alone.exception
    assert len(alone.get("plotly_chart")) == 1
    spec = alone.get("plotly_chart")[0].proto.spec
    assert spec in [e.proto.spec for e in whole.get("plotly_chart")]
    title = re.findall(r'<h2 class="chart-title">(.*?)</h2>', texts(alone))
    assert len(title) == 1 and title[0] in texts(whole)
    assert not alone.selectbox and not alone.get("button_group") and not alone.button
    assert f'href="./{"" if page == "kaart" else page}?' in texts(alone)
    assert "naam=" not in texts(alone)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Dit adres noemt geen diagram"),
        ("kaart", "Dit adres noemt geen diagram"),
        ("../etc.passwd", "Dit adres noemt geen diagram"),
        ("diagram.kaart", "Dit adres noemt geen diagram"),
        ("editie.editie-groei", "Dit adres noemt geen diagram"),
        ("<script>.kaart", "Dit adres noemt geen diagram"),
        ("kaart.bestaat-niet", "heeft de pagina dit diagram niet"),
    ],
)
def test_a_name_that_is_none_gets_a_sentence(name: str, said: str) -> None:
    alone = open_page(new_app(), "diagram", {"naam": name, "jaar": "<b>", "wat": "'; drop"})
    assert not alone.exception and not alone.get("plotly_chart")
    assert said in texts(alone)
    assert "<script>.kaart" not in texts(alone)


@pytest.mark.parametrize("page", [p for p in PAGES if p not in ("impact", "presentatie")])
def test_every_chart_of_a_page_has_an_address(page: str) -> None:
    sent = open_page(new_app(), page, {"gemeente": "GM0794"}).get("plotly_chart")
    keys = [re.sub(r"^\$\$ID-[0-9a-f]+-", "", e.proto.id) for e in sent]
    assert keys
    for key in keys:
        app = open_page(new_app(), "diagram", {"naam": f"{page}.{key}", "gemeente": "GM0794"})
        assert len(app.get("plotly_chart")) == 1, key


def test_the_buttons_stand_with_the_pictures_and_hold_sentence_source_and_year() -> None:
    app = new_app()
    app.session_state["table-ranglijst"] = True
    found = re.findall(r'<button[^>]*data-copy="(\w+)"([^>]*)>', texts(open_page(app, "kaart")))
    kinds = [kind for kind, _given in found]
    # the link of the header, the sentences beside the map, and what stands under the chart
    assert kinds == ["link", "text", "text", "link", "embed"]
    told = dict(re.findall(r'data-(\w+)="(.*?)"', unescape(found[2][1])))["told"]
    year = app.session_state["control-year"]
    assert told.startswith(f"{year}: ") and "Bron: CBS" in told and "Sociale veerkracht" in told
    # what stands in a text elsewhere keeps its year
    assert f'data-to="diagram?jaar={year}&naam=kaart.ranglijst&ontwerp=' in unescape(found[4][1])


def test_a_page_of_one_chart_that_a_fresh_server_ran_bare_begins_anew() -> None:
    def page() -> None:
        import streamlit as st

        from monitor.ui import selection

        st.session_state.runs = st.session_state.get("runs", 0) + 1
        if st.session_state.runs > 1:  # with app.py around it
            selection.restore()
        st.text(selection.get("naam"))

    new_app()  # it points at the embedded snapshot
    app = AppTest.from_function(page, default_timeout=PATIENCE)
    app.query_params["naam"] = "kaart.kaart"
    assert [t.value for t in app.run().text] == ["kaart.kaart"]
