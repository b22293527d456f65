"""Another focus: with Zeeland or Limburg nothing that a page says is about Noord-Brabant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.answers import about_groups
from monitor.ui import serving, shell
from tests.conftest import SWEEP
from tests.pages import LANGUAGES, PAGES, new_app, open_all_tables, open_page, rerun, told

SITES = {"PV29": "Zeeland", "PV31": "Limburg"}
# Lists of areas to choose from name every province, and every municipality with its own.
CHOICES = {"control-area", "control-province", "control-over", "control-gemeente"}
ELSEWHERE = re.compile(r"\(Noord-Brabant\)|\| Noord-Brabant \|")
"""Beside the name of a comparable municipality that lies there."""
MORE: dict[str, tuple[dict[str, str], ...]] = {
    "kaart": ({"wat": "eenzaam"}, {"wat": "social", "gebied": "nl"}, {"jaar": "2025"}),
    "jaren": ({"wat": "eenzaam"}, {"groep": "geen"}),
    "wijken": ({"niveau": "groep"}, {"niveau": "gemeente"}),
    "aandachtsgebieden": ({"tegen": "nederland", "jaar": "2016"},),
    "impact": ({"blik": "register"},),
    "presentatie": ({"groep": "geen"}, {"impact": "1", "wat": "eenzaam"}),
    "data": ({"deel": "bronnen"}, {"deel": "eigen"}, {"deel": "downloads"}),
    "verantwoording": (
        {"onderdeel": "gewichten", "gewichten": "social:2"},
        {"onderdeel": "onzekerheid"},
        {"onderdeel": "samenhang"},
        {"onderdeel": "grenzen"},
    ),
}


def site_file(folder: Path, province: str, more: str = "") -> Path:
    name = SITES[province]
    file = folder / f"{province}.toml"
    file.write_text(
        f'name = {{ nl = "Monitor van {name}", en = "Monitor of {name}" }}\n'
        f'publisher = {{ nl = "Provincie {name}", en = "Province of {name}" }}\n'
        f'province = "{province}"\n{more}',
        encoding="utf-8",
    )
    return file


@pytest.fixture
def focus(request: pytest.FixtureRequest, tmp_path, monkeypatch) -> Iterator[str]:
    """Make a province the focus of the site, for as long as the test."""
    monkeypatch.setenv("MONITOR_SITE", str(site_file(tmp_path, request.param)))
    _forget()
    yield request.param
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    serving.forget()
    shell.client_script.cache_clear()


def figures(block: Any) -> Iterator[str]:
    """Yield what the charts of a page hold, and what the browser is sent of them."""
    for child in block.children.values():
        if child.type == "plotly_chart":
            yield child.proto.spec
        elif hasattr(child, "children"):
            yield from figures(child)


def addresses(app) -> Iterator[str]:
    """Yield where the links of a page lead, and what its buttons copy."""
    for element in app.get("html"):
        yield from re.findall('(?:href|data-to)="([^"]*)"', element.proto.body)
    for element in app.get("page_link"):
        yield element.proto.query_string


def of_brabant(text: str, names: str = "brabant") -> list[str]:
    """Return where a text speaks of Brabant, each with what stands around it."""
    found = (m.span() for m in re.finditer(f"(?i){names}", text))
    return [text[max(0, start - 60) : end + 40] for start, end in found]


def all_said(app) -> str:
    hidden = {c.label for c in app.selectbox if c.key in CHOICES}
    lines = [line for line in told(app) if not any(line.startswith(f"[{x}]") for x in hidden)]
    return ELSEWHERE.sub("", "\n".join([*lines, *figures(app.main)]))


BY_TURNS = [
    f"{'-'.join([list(SITES)[n % 2], LANGUAGES[n % 2]])}-{page}" for n, page in enumerate(PAGES)
]


@pytest.mark.sweep(sample=BY_TURNS)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("focus", "lang"), list(zip(SITES, LANGUAGES, strict=True)), indirect=["focus"]
)
def test_no_page_speaks_of_noord_brabant(focus: str, page: str, lang: str) -> None:
    more = MORE.get(page, ())  # by turns of either focus; in a sweep all of both
    for params in ({}, *(more if SWEEP else more[list(SITES).index(focus) :: 2])):
        asked = params | ({"lang": "en"} if lang == "en" else {})
        app = open_all_tables(open_page(new_app(), page, asked))
        assert not [str(e.value) for e in [*app.exception, *app.error]], asked
        said = all_said(app)
        assert of_brabant(said) == [], asked
        assert of_brabant("\n".join(addresses(app)), "brabant|PV30") == [], asked
        assert {c.value for c in app.selectbox if c.key in CHOICES - {"control-gemeente"}} <= {
            focus, "nl", *about_groups.groups_of(focus)
        }  # fmt: skip


@pytest.mark.parametrize("focus", ["PV29"], indirect=True)
def test_the_pages_speak_of_the_focus(focus: str) -> None:
    said = {page: "\n".join(told(open_page(new_app(), page))) for page in PAGES}
    for page in ("kaart", "jaren", "wijken", "aandachtsgebieden", "provinciale_staten"):
        assert "Zeeland" in said[page], page
    assert "Voor Zeeland is er nog geen programma of register" in said["impact"]
    assert "Bewerking: Monitor van Zeeland." in said["kaart"]


def test_a_reader_chooses_a_province_and_keeps_it() -> None:
    app = open_page(new_app(), "kaart")
    app.selectbox(key="control-area").select("PV29").run()
    assert app.query_params == {"provincie": "PV29"}
    assert "Zeeland staat gemiddeld op" in "\n".join(told(app))
    for page in ("aandachtsgebieden", "presentatie", "provinciale_staten", "wijken", "kaart"):
        open_page(app, page)
        assert app.query_params["provincie"] == "PV29"
        assert "Zeeland" in "\n".join(told(app)), page
    assert rerun(app).selectbox(key="control-area").value == "PV29"
    app.selectbox(key="control-area").select("nl").run()
    assert app.query_params == {"gebied": "nl", "provincie": "PV29"}
    app.selectbox(key="control-area").select("PV30").run()
    assert app.query_params == {}


def test_groups_are_those_of_the_province_that_is_shown() -> None:
    app = open_page(new_app(), "aandachtsgebieden", {"groep": "b5"})
    assert app.selectbox(key="control-group").value == "b5"
    app.selectbox(key="control-province").select("PV29").run()
    offered = app.selectbox(key="control-group")
    assert offered.value == "pv29-cr31" and not set(offered.options) & {"B5", "West-Brabant"}
    # Terneuzen, Hulst and Sluis lie in Zeeuwsch-Vlaanderen
    assert set(about_groups.group_members("pv29-cr31")) == {"GM0715", "GM0677", "GM1714"}


def test_a_link_with_a_group_of_another_province_says_so() -> None:
    app = open_page(new_app(), "kaart", {"provincie": "PV29", "groep": "west-brabant"})
    assert "Onbekend in het adres: groep “west-brabant”" in "\n".join(told(app))
