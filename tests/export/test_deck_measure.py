"""One measure in the presentation of a group: both sides, the members, and nothing more said."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

from monitor.analysis.change import compare_years
from monitor.analysis.scores import score_year
from monitor.export.deck import Slide
from monitor.export.native import Bars, Points
from monitor.export.pptx import write
from monitor.text import number
from tests.export.deck import deck, groups, picture, snapshot, told


def slide(id_: str = "measure", **choice: object) -> Slide:
    return next(s for s in deck(**choice).slides if s.id == id_)


def lonely(codes: list[str], year: int = 2020) -> list[float]:
    """The figures of a year in the table itself."""
    o = snapshot().observations
    own = o[(o["indicator"] == "eenzaam") & (o["year"] == year)].set_index("region")["value"]
    return [float(own[c]) for c in codes]


@pytest.mark.parametrize("left", [(), ("GM1674",)])
def test_both_sides_are_the_plain_means_of_their_figures(left: tuple[str, ...]) -> None:
    regions = snapshot().regions
    group = {*told().choice.group.codes} - {*left}
    inside = regions.index[regions["province"] == "PV30"]
    rest = [c for c in inside if c not in group and c not in left]
    x, y = (sum(v) / len(v) for v in (lonely([*group]), lonely(rest)))
    found = slide(what="eenzaam", leave_out=left)
    assert f"{number(x, '%', 1)}, de rest van Noord-Brabant {number(y, '%', 1)}" in found.title
    assert found.title.startswith("Eenzaam, 2023 (meting van 2020): West-Brabant")
    assert ("zonder Roosendaal" in found.title) == bool(left)
    assert "niet getoetst" in found.lead and "modelschattingen" in found.lead


def test_members_are_bars_of_their_own_figures_with_the_favourable_side_in_green() -> None:
    found = slide(what="eenzaam")
    assert isinstance(found.native, Bars) and found.table is not None
    rows = found.native.rows
    members = rows.iloc[2:]
    assert len(members) == 16 and members["value"].is_monotonic_decreasing
    others = float(rows["value"].iloc[1])
    assert all((tone == "good") == (v <= others) for v, tone in  # lonely: less is better
               zip(members["value"], members["tone"], strict=True))  # fmt: skip
    assert len(found.table) == 16


def test_a_dimension_is_drawn_from_100_and_of_the_score_there_is_no_such_slide() -> None:
    found = slide(what="social")
    assert isinstance(found.native, Bars)
    shown = told(what="social")
    codes = list(shown.members)
    assert found.native.zero == 100  # PowerPoint shows the figure itself, its bars begin there
    assert float(found.native.rows["value"].iloc[0]) == pytest.approx(
        shown.map.loc[codes, "value"].mean(), abs=0.05
    )
    assert "measure" not in {s.id for s in deck().slides}


def test_of_a_whole_province_the_highest_and_the_lowest_are_shown() -> None:
    found = slide(group=None, what="eenzaam")
    assert isinstance(found.native, Bars) and found.table is not None
    assert len(found.native.rows) == 18 and len(found.table) == 56
    assert "de 16 hoogste en laagste" in found.lead


def both_sides() -> tuple[list[str], list[str]]:
    """West-Brabant, and the rest of its province."""
    regions, group = snapshot().regions, {*told().choice.group.codes}  # type: ignore[union-attr]
    inside = regions.index[regions["province"] == "PV30"]
    return sorted(group), [c for c in inside if c not in group]


def test_a_line_by_year_and_the_change_are_the_plain_means_of_the_figures() -> None:
    years = slide("measure_years", what="eenzaam", year=2020, year_b=2016)
    moved = slide("measure_change", what="eenzaam", year=2020, year_b=2016)
    assert years.table is not None and isinstance(moved.native, Bars)
    assert years.native is not None and moved.table is not None
    assert list(years.table["Jaar"]) == [2012, 2016, 2020]
    for column, codes, bar in zip(years.table.columns[1:3], both_sides(), (0, 1), strict=True):
        means = [sum(lonely(codes, y)) / len(codes) for y in (2012, 2016, 2020)]
        assert list(years.table[column]) == pytest.approx(means, abs=0.051)
        assert f"{number(means[2], '%', 1)} (2020)" in years.title
        gained = means[2] - means[1]  # everyone was measured in both years
        assert float(moved.native.rows["value"].iloc[bar]) == pytest.approx(gained, abs=0.051)
        assert number(gained, decimals=1, signed=True) in moved.title
    assert "2016 tot 2020 (procentpunt)" in moved.title and len(moved.table) == 16
    rows = moved.native.rows.iloc[3:]
    assert all((tone == "good") == (v <= 0) for v, tone in  # lonely: less is better
               zip(rows["value"], rows["tone"], strict=True))  # fmt: skip
    assert all("modelschattingen" in s.lead for s in (years, moved))


def test_means_by_inhabitants_are_so_on_every_slide_of_the_measure() -> None:
    asked = {"what": "eenzaam", "year": 2020, "year_b": 2016}
    alike, people = (slide("measure_years", weighted=w, **asked) for w in (False, True))
    assert alike.title != people.title and "gewogen naar inwoners." in people.lead
    own = slide(weighted=True, **asked).title.split("West-Brabant ")[1].split(",  ")[0][:4]
    assert own in people.title


def test_a_measure_not_taken_anew_has_no_change_and_its_line_says_why() -> None:
    made = {s.id: s for s in deck(what="eenzaam", year=2023, year_b=2020).slides}
    assert "measure_change" not in made
    assert "geen nieuwe meting tussen deze jaren" in made["measure_years"].lead


def test_the_change_of_a_dimension_is_like_with_like_and_the_line_says_the_same() -> None:
    asked = {"what": "social", "year": 2023, "year_b": 2019}
    years, moved = slide("measure_years", **asked), slide("measure_change", **asked)
    change = compare_years(snapshot(), score_year(snapshot(), 2019), score_year(snapshot(), 2023))
    for codes in both_sides():
        gained = number(float(change.table.loc[codes, "social"].mean()), decimals=1, signed=True)
        assert gained in moved.title and gained in years.title
    assert "vergeleken met 2023" in years.lead and "opnieuw gemeten" in moved.lead


def test_slides_on_the_score_say_so_where_another_measure_was_chosen() -> None:
    told_so = "Deze dia gaat over sociale veerkracht als geheel."
    of_total = {"gap", "drivers", "change", "risk", "districts"}
    made = deck(what="eenzaam").slides
    assert {s.id for s in made if s.source.startswith(told_so)} == of_total & {s.id for s in made}
    assert not any(told_so in s.source for s in deck().slides)
    assert "Uitgelicht: Eenzaam." in made[0].blocks[0].lines


def test_powerpoint_shows_levels_without_a_plus_and_changes_with_one() -> None:
    made = deck(what="social", year=2023, year_b=2019)
    file = write(made, {s.id: picture() for s in made.slides})
    charts = {s.name: s.chart for page in Presentation(io.BytesIO(file)).slides
              for s in page.shapes if s.has_chart}  # fmt: skip
    level, moved = charts["measure"], charts["measure_change"]
    assert level.plots[0].data_labels.number_format == "#,##0.0;\u2212#,##0.0"
    assert level.value_axis.crosses_at == 100
    assert min(level.plots[0].series[0].values) > 80
    assert moved.plots[0].data_labels.number_format.startswith("+")


def test_every_line_has_its_name_within_the_chart() -> None:
    # of Noord-Limburg the highest line ends under the top of the axis, its name above it
    group = next(name for name, g in groups().items() if g.title["nl"] == "Noord-Limburg")
    line = slide("measure_years", province="PV31", group=group, what="eenzaam", year=2020).native
    assert isinstance(line, Points)
    names = [s for s in line.series if s.texts]
    assert len(names) == 3
    assert all(line.y[0] <= y <= line.y[1] for s in names for _x, y in s.points)
