"""The presentation about one municipality: its slides, their figures, and how one comes to it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pptx import Presentation

from monitor.analysis.scores import score_year
from monitor.answers.selected import Selection
from monitor.charts.theme import LIGHT
from monitor.export.deck import Deck, Slide
from monitor.export.deck_order import chosen, names
from monitor.export.pptx import write
from monitor.snapshot import open_snapshot
from monitor.text import number, use_language
from monitor.ui.presentatie import of_gemeente as presentatie_gemeente
from tests.export.deck import picture
from tests.pages import new_app, open_page, shown, told

ALL = ["titel", "kaart", "profiel", "jaren", "wijken", "vergelijkbaar", "verandering",
       "opvallend", "methode", "bronnen"]  # fmt: skip
DRAWN = ["map", "profile", "years", "districts", "peers", "change"]
HELMOND = "GM0794"
HALF = 0.0551  # a chart shows one decimal, its table two


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    use_language("nl")
    yield
    use_language(None)


@cache
def deck(code: str = HELMOND, what: str = "total", scope: str = "nb", year: int = 2024) -> Deck:
    asked = Selection(year, 2020, scope, what, "geen", "standaard", code, "nl", "PV30")
    return presentatie_gemeente.deck(asked, LIGHT)


def slide(name: str, **asked: Any) -> Slide:
    return next(s for s in deck(**asked).slides if s.id == name)


@cache
def frames() -> dict[str, Any]:
    shows = Presentation(io.BytesIO(write(deck(), {"map": picture()})))
    return {s.name: s for each in shows.slides for s in each.shapes if s.has_chart}


def points(name: str, series: str) -> list[tuple[float, float]]:
    found = []
    for one in frames()[name].chart.plots[0].series:
        if one.name == series:
            xs = [float(v.text) for v in one._element.findall("{*}xVal//{*}v")]
            found += zip(xs, one.values, strict=True)
    return found


def test_the_slides_and_their_order() -> None:
    assert names(deck()) == ALL
    assert all(s.title and s.source for s in deck().slides)
    assert [s.id for s in deck().slides if s.figure is not None] == DRAWN
    assert all(s.alt and s.table is not None for s in deck().slides if s.figure is not None)
    assert deck().name == "sociale-veerkracht-2024-helmond"


def test_score_and_place_are_those_of_the_analysis() -> None:
    totals = score_year(open_snapshot(), 2024).table["total"]
    place = int(totals.rank(ascending=False, method="min")[HELMOND])
    score = number(float(totals[HELMOND]), decimals=1)
    assert slide("title").lead == f"Helmond scoort {score}: plaats {place} van 342"
    assert slide("map").title.startswith(f"Helmond: {score}; rang {place} van Nederland")


def test_the_municipality_is_outlined_and_named_on_the_map() -> None:
    figure = slide("map").figure
    assert figure is not None
    areas = next(t for t in figure.data if t.type == "choropleth")
    colours = zip(areas.locations, areas.marker.line.color, strict=True)
    assert {code for code, colour in colours if colour == LIGHT.accent} == {HELMOND}
    assert "<b>Helmond</b>" in figure.data[-1].text
    assert "Omlijnd: Helmond." in slide("map").lead


def test_pages_and_slides_say_the_same() -> None:
    app = new_app()
    pages = {
        "gemeente": (["title", "profile", "years", "peers"], {"gemeente": HELMOND}),
        "wijken": (["districts"], {"gemeente": HELMOND, "niveau": "gemeente"}),
    }
    for page, (slides, asked) in pages.items():
        said = "\n".join(told(open_page(app, page, asked)))
        for name in slides:
            one = slide(name)
            assert (one.lead if name == "title" else one.title) in said, name


def test_the_charts_of_the_powerpoint_hold_the_figures_of_their_tables() -> None:
    assert list(frames()) == DRAWN[1:]
    years = slide("years").table
    assert years is not None
    own = years.set_index("Jaar")["Helmond, vergeleken met 2024"].dropna().round(1)
    assert points("years", "Helmond") == list(own.items())
    profile = slide("profile").table
    assert profile is not None
    apart = profile["Verschil met Nederland (punten)"].dropna().to_list()
    quarters = ("hoogste kwart", "midden", "laagste kwart")
    drawn = [p for q in quarters for p in points("profile", q)[:-1]]  # the last is in the key
    assert sorted(x for x, _y in drawn) == pytest.approx(sorted(apart), abs=HALF)
    peers = slide("peers").table
    assert peers is not None
    others = sorted(x for x, _y in points("peers", "Waarde"))
    assert others == pytest.approx(sorted(peers["Score"].dropna()), abs=HALF)


@pytest.mark.sweep(sample=2)
@pytest.mark.parametrize(
    ("code", "what", "scope"),
    [
        ("GM0363", "eenzaam", "nl"),  # Amsterdam: no districts by plain code
        ("GM0088", "total", "nb"),  # Schiermonnikoog: small, another province
        ("GM1982", "bevolking", "nb"),  # context: no rank
        ("GM0757", "personal", "nl"),
    ],
)
def test_every_municipality_and_measure_gives_a_presentation(code, what, scope) -> None:
    made = deck(code, what, scope, 2020)
    assert made.slides[0].title.startswith("Hoe veerkrachtig is ")
    for one in made.slides:
        assert one.title and (one.figure is None or one.alt), one.id
    write(made, {"map": picture()})


def test_the_measure_is_carried_through_the_slides_that_have_it() -> None:
    asked = {"what": "eenzaam"}
    for name in ("years", "districts"):
        assert slide(name, **asked).title.startswith("Eenzaam: "), name
    assert slide("map", **asked).lead.startswith("Eenzaam (%)")
    assert "<b>Eenzaam</b>" in slide("profile", **asked).figure.layout.yaxis.ticktext
    told_so = "Deze dia gaat over sociale veerkracht als geheel."
    of_total = {s.id for s in deck(**asked).slides if s.source.startswith(told_so)}
    assert of_total == {"peers", "change", "standout"}
    assert not any(told_so in s.source for s in deck().slides)
    assert slide("districts", what="opkomst_tk").source.startswith(told_so)  # no figure of them


def test_another_kind_of_subject_answers_the_same_questions() -> None:
    made = chosen(deck(), ["titel", "verschil", "bijdragen", "kwart", "jaren", "programma"])
    assert names(made) == ["titel", "jaren", "profiel", "vergelijkbaar"]


def test_the_subject_changes_and_the_slides_stay_in_their_order() -> None:
    app = open_page(new_app(), "presentatie", {"dia": "kaart,bronnen,verschil", "slide": "3"})
    subject = app.selectbox(key="control-subject")
    subject.set_value(HELMOND).run()
    assert [e.value for e in app.exception] == []
    kept = {"niveau": "gemeente", "gemeente": HELMOND, "slide": "3"}
    assert kept.items() <= app.query_params.items()
    assert app.multiselect(key="control-dia").value == ["kaart", "bronnen", "jaren"]
    said = "\n".join(told(app))
    assert "[slide 3] Sociale veerkracht: " in said
    assert shown(app.selectbox(key="control-subject")) == "Helmond"
    app.selectbox(key="control-subject").set_value("b5").run()
    assert "niveau" not in app.query_params
    assert app.multiselect(key="control-dia").value == ["kaart", "bronnen", "verschil"]
    assert "[slide 3] De B5" in "\n".join(told(app))
