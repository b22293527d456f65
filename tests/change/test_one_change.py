"""Every view of one question gives one change, the one reckoned anew from the observations.

A dozen selections walk through the functions of Jaren, Gemeente and Aandachtsgebieden, the slides,
the PowerPoint, the HTML file, the factsheet and the command line, some through the presentation
about one municipality; two of them through whole pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from pptx import Presentation
from typer.testing import CliRunner

from monitor.analysis.area_change import area_change
from monitor.analysis.change import compare_years
from monitor.analysis.over_time import changes_to
from monitor.analysis.profile import look
from monitor.analysis.profile_years import scores_over_time
from monitor.analysis.robust import robustness
from monitor.analysis.scores import ScoreOptions, YearScores, score_year
from monitor.analysis.story import Choice, Story, tell
from monitor.answers import about_changes, about_places
from monitor.answers.selected import Selection
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.charts.gemeente import line as gemeente_line
from monitor.charts.jaren import maps as jaren_maps
from monitor.charts.jaren import slope as jaren_slope
from monitor.charts.jaren import steps as jaren_steps
from monitor.charts.jaren.two_years import TwoYears, compare
from monitor.charts.kaart.figures import figures
from monitor.charts.theme import LIGHT
from monitor.cli import make_app
from monitor.export.deck import Deck
from monitor.export.deck_build import build_deck
from monitor.export.factsheet import factsheet
from monitor.export.factsheet_words import Sheet
from monitor.export.html import offline_html
from monitor.export.pptx import write
from monitor.regions.groups import DEFAULT, load_groups, members
from monitor.steering import brief
from monitor.text import number, use_language
from monitor.ui.aandachtsgebieden import conclusion
from monitor.ui.jaren import facts as jaren_facts
from monitor.ui.kaart import facts as kaart_facts
from monitor.ui.presentatie import of_gemeente as presentatie_gemeente
from tests.change import raw
from tests.conftest import SWEEP
from tests.export.deck import picture
from tests.export.test_factsheet import text_of
from tests.pages import new_app, open_page, told

pytestmark = pytest.mark.sweep
YEARS = range(2016, 2025)


@dataclass(frozen=True)
class Asked:
    """A question about two years: of a municipality, and of a group beside the others."""

    start: int
    year: int
    code: str = "GM0748"  # Bergen op Zoom
    group: str = "west-brabant"
    definition: str = "standaard"
    without: bool = False
    weighted: bool = False
    against: str = "rest"

    @property
    def leave_out(self) -> tuple[str, ...]:
        return load_groups()[self.group].without if self.without else ()

    @property
    def selection(self) -> Selection:
        return Selection(
            self.year,
            self.start,
            "nb",
            "total",
            self.group,
            self.definition,
            self.code,
            "nl",
            "PV30",
        )

    @property
    def two_years(self) -> TwoYears:
        return TwoYears.of(self.selection, ScoreOptions(), weighted=self.weighted)

    @property
    def comparison(self) -> Comparison:
        return Comparison(
            self.group, self.definition, self.leave_out,
            self.against, self.weighted, year=self.year,  # type: ignore[arg-type]
        )  # fmt: skip

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        regions = raw.snapshot().regions
        province = regions.index[regions["province"] == "PV30"]
        people = pd.Series({c: raw.inhabitants(c, self.year) for c in province})
        found = load_groups()[self.group]
        inside = [
            c for c in members(found, self.definition, population=people) if c not in self.leave_out
        ]
        if self.against == "netherlands":
            return tuple(inside), tuple(c for c in regions.index if c not in self.leave_out)
        return tuple(inside), tuple(c for c in province if c not in {*inside, *self.leave_out})


BOTH = [Asked(2016, 2024), Asked(2020, 2024)]  # West-Brabant, as in every discussion of it
ASKED = [
    *BOTH,
    Asked(2018, 2023),
    Asked(2016, 2020, code="GM0758", weighted=True),
    Asked(2020, 2024, code="GM1709", definition="corop"),
    Asked(2019, 2024, without=True),
    Asked(2020, 2023, group="middelgroot", code="GM0828"),
    Asked(2020, 2024, group="middelgroot", definition="40-100", code="GM0867", weighted=True),
    Asked(2021, 2022, group="b5", code="GM0772"),
    Asked(2018, 2022, against="netherlands", code="GM1674"),
    Asked(2016, 2017, group="b5", weighted=True, against="netherlands", code="GM0855"),
    Asked(2020, 2024, code="GM0757"),  # Boxtel: no total in 2020
]
TRIED = ASKED if SWEEP else [ASKED[n] for n in (0, 5, 7, 10, 11)]
"""Outside a sweep: years that do not compare, each option once, and one without a total."""
EVERY = pytest.mark.parametrize("asked", TRIED, ids=lambda a: f"{a.start}-{a.year}-{a.group}")


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    use_language("nl")
    yield
    use_language(None)


@cache
def scores(year: int) -> YearScores:
    return score_year(raw.snapshot(), year)


@cache
def sure(year: int) -> pd.DataFrame:
    return robustness(raw.snapshot(), year, draws=100)


@cache
def story(asked: Asked) -> Story:
    choice = Choice(
        asked.year, asked.start, "PV30", load_groups()[asked.group], asked.definition,
        asked.leave_out, asked.against, asked.weighted,  # type: ignore[arg-type]
    )  # fmt: skip
    return tell(raw.snapshot(), {y: scores(y) for y in YEARS}, sure(asked.year), choice)


@cache
def deck(asked: Asked) -> Deck:
    return build_deck(story(asked), raw.snapshot(), LIGHT, source="Bron", map_source="Bron")


@cache
def sheet(asked: Asked) -> Sheet:
    every = {y: scores(y) for y in YEARS}
    line = scores_over_time(
        raw.snapshot(), every, changes_to(every, asked.year), "total", asked.code, asked.year
    )
    profile = look(raw.snapshot(), scores(asked.year), asked.code)
    row = sure(asked.year).loc[asked.code]
    return Sheet(raw.snapshot(), asked.year, asked.code, profile, row, line, asked.start, "Bron")


@cache
def command(*words: str) -> pd.DataFrame | None:
    """What the command line answers; None where it says that the years do not compare."""
    result = CliRunner().invoke(make_app(), [*words, "--csv", "-"])
    if result.exception is not None:
        assert "niet te vergelijken" in str(result.exception)
        return None
    return pd.read_csv(io.StringIO(result.stdout))


def signed(value: float) -> str:
    return number(value, decimals=1, signed=True)


def test_the_independent_reckoning_gives_the_scores_themselves() -> None:
    for year in (2016, 2020, 2024):
        table = scores(year).table["total"]
        mine = pd.Series({c: raw.total(c, year) for c in table.index}, dtype=float)
        pd.testing.assert_series_equal(mine, table, check_names=False, rtol=0, atol=1e-9)


def test_west_brabant_catches_up_or_not_where_half_of_a_dimension_would_do() -> None:
    """2016 and 2024 share five of nine personal indicators: no change, unless half were enough.

    +3.8 against +3.3, every municipality alike, by the reckoning of raw.py alone.
    """
    half = ScoreOptions(min_share=0.5)
    one, two = (score_year(raw.snapshot(), y, half) for y in (2016, 2024))
    change = compare_years(raw.snapshot(), one, two)
    sides = Asked(2016, 2024).sides
    found = [area_change(raw.snapshot(), change, codes) for codes in sides]
    mine = [raw.mean_change(c, 2016, 2024, weighted=False, share=0.5) for c in sides]
    assert [f.points for f in found] == pytest.approx([m[0] for m in mine], abs=1e-9)
    assert [round(f.points, 1) for f in found] == [3.8, 3.3]
    assert raw.mean_change(sides[0], 2016, 2024, weighted=False) == (None, 0, 0)


def test_three_of_sixteen_rose_from_2020_to_2024() -> None:
    assert raw.mean_change(Asked(2020, 2024).sides[0], 2020, 2024, weighted=False)[1:] == (3, 16)


# One municipality.


@EVERY
def test_a_municipality(asked: Asked) -> None:
    mine = raw.change(asked.code, asked.start, asked.year)
    wanted = np.nan if mine is None else mine
    change, table, _known = compare(asked.two_years)
    row = table.loc[asked.code]
    line = about_places.over_time("total", asked.code, asked.year)["value"]
    history = sheet(asked).history["value"]
    every = command("change", "--from", str(asked.start), "--to", str(asked.year), "--nl")
    found = {
        "map of Jaren": row["value"],
        "all pairs, for the browser": pairs()[asked.start, asked.year][asked.code],
        "steps": jaren_steps.steps_of(change, asked.two_years).steps.change,
        "line of Gemeente": line[asked.year] - line[asked.start],
        "factsheet": history[asked.year] - history[asked.start],
        "command": np.nan if every is None else every.set_index("region").at[asked.code, "change"],
    }
    assert found == pytest.approx(dict.fromkeys(found, wanted), abs=1e-5, nan_ok=True)
    slope = jaren_slope.slope_rows(table, asked.two_years)
    assert (asked.code in slope.index) is (mine is not None)
    if mine is None:
        return
    assert slope.at[asked.code, "end"] - slope.at[asked.code, "start"] == pytest.approx(mine)
    assert slope.at[asked.code, "own"] == pytest.approx(raw.total(asked.code, asked.start))
    terms = jaren_steps.steps_of(change, asked.two_years).steps.terms["points"]
    assert terms.drop(["entered", "left"], errors="ignore").sum() == pytest.approx(mine)
    ends = raw.total(asked.code, asked.year), raw.total(asked.code, asked.start)
    assert terms.sum() == pytest.approx((ends[0] or 0) - (ends[1] or 0))


@EVERY
def test_a_municipality_in_words(asked: Asked) -> None:
    mine = raw.change(asked.code, asked.start, asked.year)
    change, table, _known = compare(asked.two_years)
    shown = jaren_steps.steps_of(change, asked.two_years)
    line = about_places.over_time("total", asked.code, asked.year)
    texts = {
        "Jaren": jaren_facts.sentences(change, table, asked.two_years)[0],
        "Gemeente": gemeente_line.title(line, asked.selection, asked.code),
        "factsheet": text_of(factsheet(sheet(asked))),
    }
    if mine is None:
        without = "niet te vergelijken|niet in beide jaren|heeft niet in beide"
        assert re.search(without, texts["Jaren"])
        assert f"sinds {asked.start}" not in texts["Gemeente"] + texts["factsheet"]
        assert shown.steps.count == 0
        return
    texts["steps"] = jaren_steps.steps_title(shown, asked.two_years)
    for where, text in texts.items():
        assert f"{signed(mine)} punten" in text.replace("*", "").replace("\xa0", " "), where
        country = raw.mean_change(all_of_it(), asked.start, asked.year, weighted=True)[0]
        assert f"Nederland {signed(country or 0)}" in text.replace("\xa0", " "), where


@pytest.mark.parametrize("asked", [a for a in TRIED if a.year == 2024], ids=lambda a: a.code)
def test_a_municipality_on_slides(asked: Asked) -> None:
    mine = raw.change(asked.code, asked.start, asked.year)
    slides = {s.id: s for s in presentatie_gemeente.deck(asked.selection, LIGHT).slides}
    titles = [slides[name].title for name in ("years", "change")]
    if mine is None:
        assert f"sinds {asked.start}" not in titles[0]
        assert titles[1].startswith("Geen verandering") and slides["change"].figure is None
        return
    assert all(f"{signed(mine)} punten" in title for title in titles)
    table = slides["change"].table
    assert table is not None
    points = table.set_index("Onderdeel")["Punten"]
    out = points.reindex(["Nieuw in de score", "Uit de score"]).sum()
    assert points.iloc[-1] - points.iloc[0] - out == pytest.approx(mine, abs=2e-3)


def all_of_it() -> tuple[str, ...]:
    return tuple(raw.snapshot().regions.index)


@cache
def pairs() -> dict[tuple[int, int], pd.Series]:
    """The differences that the browser gets for all pairs of years, before they are classed."""
    from monitor.analysis.years import all_differences

    return all_differences(raw.snapshot(), {y: scores(y) for y in YEARS}, "total")


# A group beside the others.


@EVERY
def test_a_group_and_the_others(asked: Asked) -> None:
    mine = [
        raw.mean_change(c, asked.start, asked.year, weighted=asked.weighted) for c in asked.sides
    ]
    wanted = [np.nan if m is None else m for m, _rose, _n in mine]
    told_by = story(asked).moved
    page = asked.comparison.moved(asked.start)
    assert told_by is not None
    line, own = asked.comparison.gap_line()["gap"], story(asked).gaps["gap"]
    moved = wanted[0] - wanted[1]
    assert [told_by.group.points, told_by.others.points] == pytest.approx(wanted, nan_ok=True)
    assert [page.group.points, page.others.points] == pytest.approx(wanted, nan_ok=True)
    for gaps in (line, own):
        assert gaps[asked.year] - gaps[asked.start] == pytest.approx(moved, nan_ok=True)
    assert story(asked).change["change"].gt(0).sum() == mine[0][1] == page.group.rose
    assert len(page.group.compared) + len(page.group.missing) == len(asked.sides[0])
    country = raw.mean_change(all_of_it(), asked.start, asked.year, weighted=True)[0]
    assert page.country.points == pytest.approx(country or np.nan, nan_ok=True)
    if not asked.without:
        without_a_place = replace(asked.two_years, gemeente=None)
        change, table, _known = compare(without_a_place)
        steps = jaren_steps.steps_of(change, without_a_place).steps
        assert steps.change == pytest.approx(wanted[0], nan_ok=True)
        rose = f"{mine[0][1]} van de {mine[0][2]} gemeenten"
        assert rose in jaren_slope.slope_title(table, without_a_place)


@EVERY
def test_a_group_on_the_command_line(asked: Asked) -> None:
    found = command(
        "change", "--from", str(asked.start), "--to", str(asked.year), "--group", asked.group
    )
    mine = raw.mean_change(asked.sides[0], asked.start, asked.year, weighted=asked.weighted)
    if found is None:
        assert mine[0] is None
        return
    own = found[
        (found["definition"] == {DEFAULT: "default"}.get(asked.definition, asked.definition))
        & (found["leave_out"].astype(object).fillna("") == ",".join(asked.leave_out))
        & (found["weighted"] == asked.weighted)
    ].set_index("side")
    assert own.at["group", "points"] == pytest.approx(mine[0], abs=1e-5)
    assert (own.at["group", "rose"], own.at["group", "n"]) == mine[1:]


@EVERY
def test_a_group_in_words(asked: Asked) -> None:
    mine = [
        raw.mean_change(c, asked.start, asked.year, weighted=asked.weighted) for c in asked.sides
    ]
    made = deck(asked)
    slide = next(s for s in made.slides if s.id == "change")
    figures = {s.id: picture() for s in made.slides if s.figure is not None}
    shows = Presentation(io.BytesIO(write(made, figures)))
    of_the_file = shows.slides[[s.id for s in made.slides].index("change")]
    texts = {
        "slide": slide.title,
        "PowerPoint": " ".join(s.text_frame.text for s in of_the_file.shapes if s.has_text_frame),
        "HTML": offline_html(made).decode(),
        "Aandachtsgebieden": conclusion.about_change(asked.comparison, asked.start),
        "notes": slide.notes + of_the_file.notes_slide.notes_text_frame.text,
    }
    for where, text in texts.items():
        if mine[0][0] is None or mine[1][0] is None:
            assert "niet te vergelijken" in text, where
            continue
        for mean, _rose, _n in mine:
            assert signed(mean) in text.replace("*", ""), where
    if mine[0][0] is not None:
        rose = f"{mine[0][1]} van de {mine[0][2]} gemeenten stegen"
        assert rose in slide.lead and rose in texts["Aandachtsgebieden"]
        for text in (slide.title, texts["Aandachtsgebieden"]):  # one change of the country
            assert text.count("Nederland") == 1


@EVERY
def test_a_group_with_both_weighings_wherever_one_is_named(asked: Asked) -> None:
    """Provinciale Staten weighs by inhabitants, Aandachtsgebieden as asked: each says both."""
    inside = asked.sides[0]
    both = [raw.mean_change(inside, asked.start, asked.year, weighted=w)[0] for w in (True, False)]
    own, country = (
        about_changes.area_change(asked.start, asked.year, c) for c in (inside, all_of_it())
    )
    texts = {
        "Aandachtsgebieden": conclusion.about_change(asked.comparison, asked.start),
        "Provinciale Staten": str(brief.grown("Groep", own, country, 2.0, "geen", "")),
        "notes": next(s for s in deck(asked).slides if s.id == "change").notes,
    }
    for mean in both:
        assert mean is None or all(signed(mean) in text for text in texts.values()), texts


@EVERY
def test_noord_brabant_and_how_many_rose(asked: Asked) -> None:
    regions = raw.snapshot().regions
    province = tuple(regions.index[regions["province"] == "PV30"])
    mean, rose, count = raw.mean_change(province, asked.start, asked.year, weighted=True)
    change, table, _known = compare(asked.two_years)
    told_by = {
        "Jaren": "\n".join(jaren_facts.sentences(change, table, asked.two_years)),
        "Kaart": "\n".join(kaart_facts.sentences(figures(asked.selection), asked.selection)),
    }
    title = jaren_maps.difference_title(table, asked.two_years)
    if mean is None:
        assert "niet te vergelijken" in told_by["Jaren"] and "Geen verschil" in title
        return
    for where, text in told_by.items():
        assert f"Noord-Brabant: **{signed(mean)}** punten" in text, where
        assert f"{rose} van de {count} gemeenten stegen" in text, where
    assert title.startswith(f"Van {count} gemeenten {rose} omhoog")


# Lines: each point against the year of the page.


@EVERY
def test_the_points_of_a_line_against_its_own_year(asked: Asked) -> None:
    table = about_places.over_time("total", asked.code, asked.year)
    base = raw.total(asked.code, asked.year)
    for year in YEARS:
        moved = 0.0 if year == asked.year else raw.change(asked.code, year, asked.year)
        wanted = np.nan if base is None or moved is None else base - moved
        assert table["value"][year] == pytest.approx(wanted, nan_ok=True), year
        own = raw.total(asked.code, year)
        assert table["own"][year] == pytest.approx(np.nan if own is None else own, nan_ok=True)
    country = table["country"]
    mean = raw.mean_total(all_of_it(), asked.year, weighted=True)
    assert country[asked.year] == pytest.approx(mean)
    moved_there = raw.mean_change(all_of_it(), asked.start, asked.year, weighted=True)[0]
    if moved_there is not None:
        assert country[asked.start] == pytest.approx((mean or 0) - moved_there)


@EVERY
def test_a_line_says_where_a_year_by_itself_is_another(asked: Asked) -> None:
    table = about_places.over_time("total", asked.code, asked.year)
    subtitle = gemeente_line.subtitle(asked.selection, asked.code)
    key = [words for _sign, _colour, words in gemeente_line.key(table, asked.selection)]
    far = [y for y in YEARS if abs(table["own"][y] - table["value"][y]) > 0.1]
    assert f"vergeleken met {asked.year}" in subtitle
    assert any(words.startswith("score van dat jaar zelf") for words in key) is bool(far)
    gaps = asked.comparison.gap_line()
    own = asked.comparison.gap()
    assert gaps.loc[asked.year, ["gap", "lower", "upper"]].tolist() == pytest.approx(
        [own.gap, own.lower, own.upper]
    )


# Whole pages.


@pytest.mark.parametrize("asked", BOTH, ids=lambda a: f"{a.start}-{a.year}")
def test_pages_of_west_brabant_say_the_same(asked: Asked) -> None:
    params = {"jaar": str(asked.year), "jaar2": str(asked.start)}
    app, own = new_app(), raw.mean_change(asked.sides[0], asked.start, asked.year, weighted=False)
    for page in ("jaren", "aandachtsgebieden", "presentatie"):
        said = "\n".join(told(open_page(app, page, params)))
        if own[0] is None:
            assert f"{asked.start} en {asked.year} zijn niet te vergelijken" in said, page
        else:
            assert re.search(rf"West-Brabant:? {signed(own[0])}", said), page
    assert own[0] is None or f"{own[1]} van de {own[2]} gemeenten" in said
