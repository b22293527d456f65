"""Norms: the four verdicts and their borders by hand, the file, and what chance gives."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from monitor.analysis.area_change import area_change
from monitor.analysis.change import compare_years
from monitor.analysis.scores import score_years
from monitor.errors import MonitorError
from monitor.steering.areas import area_of
from monitor.steering.norm import Norm, judge_norm, read_norms, shipped_norms, verdict
from monitor.steering.usual import direction, step_over, steps_by, steps_of
from tests.analysis.small import figures, small_catalog, small_snapshot
from tests.steering.small import CODES, PROVINCES, snapshot, wandering

TEXT = """
[[norm]]
measure = "c"
area = "P"
since = 2012
target = 63.0
year = 2024
kind = "besluit"
source = { nl = "Besluit (verzonnen)", en = "Decision (invented)" }
"""


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        # baseline 50 in 2020, target 60 in 2028, usual change 3; the line is 55 in 2024
        (60.0, 2028, ("met", "")),
        (60.0, 2024, ("met", "")),  # early is met too
        (59.9, 2028, ("unclear", "near")),
        (57.0, 2028, ("unclear", "near")),  # exactly the usual change short
        (56.9, 2028, ("missed", "")),
        (56.9, 2027, ("unclear", "behind")),  # the line is 58.75
        (55.0, 2024, ("on_course", "")),  # on the line
        (54.9, 2024, ("unclear", "behind")),
        (53.0, 2021, ("unclear", "little")),  # before the line, but no more than usual
        (53.1, 2021, ("on_course", "")),
        (40.0, 2024, ("unclear", "little")),  # the wrong way, with time left
        (40.0, 2029, ("missed", "")),
    ],
)
def test_the_four_verdicts_and_their_borders(value, year, expected):
    assert verdict(50, 60, value, (2020, year, 2028), 3, 3) == expected


def test_where_lower_is_better_all_turns_round():
    years = (2020, 2024, 2028)
    assert verdict(50, 40, 45, years, 3, 3, higher=False) == ("on_course", "")
    assert verdict(50, 40, 45.1, years, 3, 3, higher=False) == ("unclear", "behind")
    assert verdict(50, 40, 40, years, 3, 3, higher=False) == ("met", "")
    assert verdict(50, 40, 43.1, (2020, 2028, 2028), 3, 3, higher=False) == ("missed", "")


def test_what_is_short_is_held_against_one_step_and_not_against_as_many_years():
    """Over eight years a figure goes 9 its own way: 4 short of a target is short all the same."""
    years = (2020, 2028, 2028)
    assert verdict(50, 60, 56, years, 9, 3) == ("missed", "")
    assert verdict(50, 60, 57, years, 9, 3) == ("unclear", "near")
    assert verdict(50, 60, 56, years, math.nan, 3) == ("missed", "")
    assert verdict(50, 60, 56, years, 9, math.nan) == ("unclear", "no_usual")


def test_a_target_that_was_reached_all_along_is_not_met_by_standing_still():
    assert verdict(65, 60, 65, (2020, 2028, 2028), 3, 3) == ("unclear", "steady")
    assert verdict(65, 60, 69, (2020, 2028, 2028), 3, 3) == ("met", "")


def test_what_is_not_known_cannot_be_said():
    years = (2020, 2024, 2028)
    assert verdict(math.nan, 60, 61, years, 3, 3) == ("unclear", "not_measured")
    assert verdict(50, 60, 61, years, math.nan, 3) == ("unclear", "no_usual")


def test_what_moved_in_no_clear_way_is_neither_met_nor_on_course():
    years = (2020, 2024, 2028)
    assert verdict(50, 60, 60, years, 3, 3, clear=False) == ("unclear", "mixed")
    assert verdict(50, 60, 56, years, 3, 3, clear=False) == ("unclear", "mixed")
    assert verdict(50, 60, 51, years, 3, 3, clear=False) == ("unclear", "little")
    assert verdict(50, 60, 51, (2020, 2028, 2028), 3, 3, clear=False) == ("missed", "")


@pytest.mark.parametrize("target", [50.0, 50.5, 52.0])
def test_noise_of_the_usual_size_meets_a_norm_in_no_more_than_one_in_twenty(target):
    """A level of 50 measured twice, each with noise; u is 95% of the changes that this gives."""
    random = np.random.default_rng(17)
    first, second = 50 + random.normal(0, 1, (2, 4_000))
    usual = 1.96 * math.sqrt(2)
    found = [
        verdict(b, target, v, (2020, 2024, 2024), usual, usual)[0]
        for b, v in zip(first, second, strict=True)
    ]
    assert binomtest(found.count("met"), 4_000, 0.05, alternative="greater").pvalue > 0.05


@pytest.mark.parametrize(("since", "end"), [(2017, 2018), (2016, 2020), (2012, 2021)])
def test_a_figure_that_drifts_meets_a_norm_by_chance_no_more_often_over_many_years(since, end):
    """Each year adds its own noise, so that a level of ten years ago says little of now."""
    shown = wandering(600, 7)
    usual = steps_of(shown, "c", {}, end - since).usual
    values = shown.observations.query("indicator == 'c'").pivot(
        index="region", columns="year", values="value"
    )
    met = [
        verdict(b, b + 0.01, v, (since, end, end), usual, 0.0)[0] == "met"
        for b, v in zip(values[since], values[end], strict=True)
    ]
    assert sum(met) > 0
    assert binomtest(sum(met), len(met), 0.05, alternative="greater").pvalue > 0.05


# ---------------------------------------------------------------- on figures


def test_the_usual_change_is_95_percent_of_the_steps():
    # ten steps of 1, nine of 2 and one of 4: place 0.95 * 19 = 18.05 of the sorted 20
    assert steps_of(snapshot(), "c", {}).usual == pytest.approx(2 + 0.05 * (4 - 2))


def test_over_eight_years_the_usual_change_is_that_over_eight_years():
    # nine changes of 3 and one of 5: place 0.95 * 9 = 8.55 of the sorted ten
    assert steps_of(snapshot(), "c", {}, 8).usual == pytest.approx(3 + 0.55 * (5 - 3))
    assert math.isnan(steps_of(snapshot(), "c", {}, 5).usual)  # no two lie five years apart


def test_over_a_longer_time_no_less_is_usual():
    """The country goes up by 9 and back again: over eight years nobody changed, over four all."""
    up = {c: 69.0 for c in CODES}
    rows = {("c", 2012): dict.fromkeys(CODES, 60.0), ("c", 2016): up}
    rows |= {("c", 2020): dict.fromkeys(CODES, 60.0)}
    shown = small_snapshot(figures(rows), PROVINCES, catalog=small_catalog(None))
    assert steps_of(shown, "c", {}, 4).usual == pytest.approx(9)
    assert steps_of(shown, "c", {}, 8).table[2020].eq(0).all()
    assert steps_of(shown, "c", {}, 8).usual == pytest.approx(9)
    assert steps_of(shown, "c", {}, 8).usual_apart == pytest.approx(0)
    assert math.isnan(steps_of(shown, "c", {}, 5).usual)


def test_what_the_next_measurement_can_show_is_over_the_years_to_it():
    """Measured in 2012, 2016, 2017 and 2018: four years, and twice one."""
    level = {2012: 60.0, 2016: 70.0, 2017: 71.0, 2018: 73.0}
    rows = {("c", y): dict.fromkeys(CODES, v) for y, v in level.items()}
    shown = small_snapshot(figures(rows), PROVINCES, catalog=small_catalog(None))
    steps = steps_by(shown, {})
    # twenty changes of 1 and 2: place 0.95 * 19 is a 2
    assert step_over(steps, "c", 1).usual == pytest.approx(2)
    assert step_over(steps, "c", 4).usual == pytest.approx(10)
    # no two lie three years apart: all thirty, of which ten are 10
    assert step_over(steps, "c", 3).usual == pytest.approx(10)
    assert list(steps("c", None).like(2018).table) == [2017, 2018]


def test_no_step_goes_over_a_level_break():
    broken = snapshot({"c": "breaks = [2018]"})
    steps = steps_of(broken, "c", {})
    assert list(steps.table) == [2016]
    assert steps.usual == pytest.approx(1)
    assert steps_of(broken, "c", {}, 8).table.empty


@pytest.mark.parametrize(
    ("area", "target", "year", "expected", "now"),
    [
        # over eight years 6, eight times 3 and 5: place 8.55 is 5 + 0.55 * (6 - 5) = 5.55
        # P: (6 - 3 + 3 - 3 + 3) / 5 = 1.2 up
        # of one step ten 1, eight 2, a 4 and a 5: place 18.05 is 4 + 0.05 * (5 - 4) = 4.05
        ("P", 66.0, 2020, "missed", 61.2),  # 4.8 short
        ("P", 65.0, 2020, "unclear", 61.2),
        ("GM0001", 66.0, 2020, "met", 66.0),
        ("GM0001", 69.0, 2024, "on_course", 66.0),  # the line is 60 + 9 * 8 / 12 = 66
        ("GM0001", 69.1, 2024, "unclear", 66.0),
        ("GM0003", 63.0, 2020, "unclear", 63.0),  # 3 up, which one step alone seldom is
    ],
)
def test_a_norm_is_judged_by_the_first_measurement_from_its_year_on(
    area, target, year, expected, now
):
    shown = snapshot(last={"GM0001": 66.0})
    scores = score_years(shown, (2012, 2016, 2020))
    norm = Norm(measure="c", area=area, since=2012, target=target, year=year, kind="besluit",
                source={"nl": "a", "en": "b"})  # fmt: skip
    found = judge_norm(shown, scores, norm)
    assert (found.word, found.measured) == (expected, 2020)
    assert (found.before, found.now) == (pytest.approx(60.0), pytest.approx(now))


@pytest.mark.parametrize(
    ("extra", "since", "why"),
    [({"c": "breaks = [2018]"}, 2016, "break"), (None, 2014, "no_baseline"),
     (None, 2020, "not_measured")],
)  # fmt: skip
def test_why_a_norm_cannot_be_judged(extra, since, why):
    shown = snapshot(extra)
    scores = score_years(shown, (2012, 2016, 2020))
    norm = Norm(measure="c", area="P", since=since, target=63, year=2024, kind="wet",
                source={"nl": "a", "en": "b"})  # fmt: skip
    found = judge_norm(shown, scores, norm)
    assert (found.word, found.why) == ("unclear", why)


# ---------------------------------------------------------------- the file


def test_what_ships_names_no_norm():
    assert shipped_norms() == ()


def test_a_file_gives_its_norms():
    assert read_norms(TEXT, "n.toml")[0].id == "c-P-2024"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("target = 63.0\n", "", "n.toml, norm 1, veld target"),
        ("target = 63.0", 'target = "veel"', "dit moet een getal zijn (n.toml, norm 1"),
        ("target = 63.0", "target = nan", "dit moet een getal zijn"),
        ("year = 2024", "year = 2012", "since ligt niet vóór year"),
        ('kind = "besluit"', 'kind = "wens"', "deze waarde kan hier niet"),
        ('en = "Decision (invented)"', 'en = ""', "geef source in nl en en"),
        ("[[norm]]", "[norm]", "alleen tabellen [[norm]]"),
        ("since = 2012", "since = ", "geen geldige TOML: regel 5"),
        ('area = "P"', 'area = "P"\nplace = "x"', "dit veld is onbekend"),
        ('{ nl = "Besluit (verzonnen)", en = "Decision (invented)" }', '"Besluit"',
         "dit moet een tabel zijn (n.toml, norm 1, veld source)"),
        ("year = 2024", f"year = {'9' * 5_000}", "geen geldige TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(old, new, told):
    with pytest.raises(MonitorError) as fault:
        read_norms(TEXT.replace(old, new), "n.toml")
    assert told in str(fault.value)


def test_a_norm_that_stands_twice_is_refused():
    with pytest.raises(MonitorError, match="twee keer: c-P-2024"):
        read_norms(TEXT * 2, "n.toml")


def test_an_area_is_a_municipality_a_province_or_the_country():
    shown = snapshot()
    assert area_of(shown, "P").codes == CODES[:5]
    assert area_of(shown, "NL").codes == CODES
    with pytest.raises(MonitorError, match="Het gebied 'X' is onbekend"):
        area_of(shown, "X")
    for code in ("PV99", "GM9999"):  # can be no group: none is made to look for it
        with pytest.raises(MonitorError, match=code):
            area_of(shown, code, pytest.fail)


def with_totals(**settings):
    """The small snapshot with the other indicators at one level, so that there is a total."""
    shown = snapshot(**settings)
    same = dict.fromkeys(CODES, 50.0)
    rest = figures({(i, y): same for i in ("a", "b", "d") for y in (2012, 2016, 2020)})
    every = pd.concat([shown.observations, rest], ignore_index=True)
    return replace(shown, observations=every)


def test_over_more_years_all_pairs_that_far_apart_count():
    full = with_totals()
    found = steps_of(full, "total", score_years(full, range(2012, 2021)), 8)
    # only c moves: 10 / 3 points of the total for ten points of c, by 3 up or down, by 5 in GM0010
    assert list(found.table) == [2020]
    assert found.table.loc["GM0001", 2020] == pytest.approx(3 / 3)
    assert found.table.loc["GM0010", 2020] == pytest.approx(-5 / 3)


def test_a_norm_that_is_reached_is_met_just_where_the_change_is_said_to_be_one():
    full, ways = with_totals(last={"GM0001": 66.0}), []
    scores = score_years(full, (2012, 2016, 2020))
    for area, since in product(("GM0001", "GM0003", "P"), (2012, 2016)):
        change = compare_years(full, scores[since], scores[2020])
        own = area_change(full, change, area_of(full, area).codes, weighted=True, interval=True)
        ways.append(direction(own, steps_of(full, "total", scores, 2020 - since).usual))
        norm = Norm(measure="total", area=area, since=since, target=0.0, year=2020, kind="wet",
                    source={"nl": "a", "en": "b"})  # fmt: skip
        assert (judge_norm(full, scores, norm).word == "met") is (ways[-1] in ("up", "down"))
    assert set(ways) == {"up", "unclear"}
