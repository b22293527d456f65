"""Criteria set beforehand: what decides, by hand, and whether they came before the figures."""

from __future__ import annotations

import math
from datetime import date

import pytest
from scipy.stats import binomtest

from monitor.analysis.area_change import AreaChange
from monitor.analysis.scores import score_years
from monitor.errors import MonitorError
from monitor.steering.agreed import criterion_sentence
from monitor.steering.criteria import (
    Criterion,
    KeptCriterion,
    decide,
    read_criteria,
    shipped_criteria,
    stand,
)
from monitor.steering.usual import steps_of
from tests.steering.small import snapshot, wandering

TITLE = {"nl": "Gegroeid?", "en": "Grown?"}


def asked(**changes) -> Criterion:
    plain = {"title": TITLE, "made": date(2015, 1, 1), "measure": "c", "area": "GM0001"}
    plain |= {"since": 2012, "decided": 2020}
    return Criterion.model_validate(plain | changes)


def kept(newest: int = 2019, seen: date = date(2015, 1, 1), **changes) -> KeptCriterion:
    return KeptCriterion(criterion=asked(**changes), seen=seen, newest=newest)


def changed(points: float, lower: float = math.nan, upper: float = math.nan) -> AreaChange:
    return AreaChange(
        2012, 2020, points, lower, upper, 1, 0, ("GM0001",), (), 1.0,
        short=(), since=(), weighted=True, otherwise=math.nan, needed=0.6,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "country", "expected"),
    [
        # usual 2, asked for: 1 more than that, and half a point more than the Netherlands
        (3.0, 2.5, True),
        (2.9, 0.0, False),
        (3.0, 2.6, False),
        (-3.0, -9.0, False),
    ],
)
def test_a_change_must_be_beyond_the_usual_and_beyond_the_netherlands(change, country, expected):
    criterion = asked(beyond_usual=1.0, beyond_country=0.5)
    assert decide(changed(change), country, 2.0, criterion) is expected
    assert decide(changed(-change), -country, 2.0, criterion, higher=False) is expected


def test_the_usual_change_itself_is_not_beyond_it_nor_is_the_netherlands_own():
    assert not decide(changed(2.0), 0.0, 2.0, asked())
    assert not decide(changed(3.0), 3.0, 2.0, asked())
    assert decide(changed(2.1), 2.0, 2.0, asked())


def test_a_mean_of_municipalities_that_differ_too_much_decides_nothing():
    assert not decide(changed(3.0, -0.1, 6.1), 0.0, 2.0, asked())
    assert decide(changed(3.0, 0.1, 5.9), 0.0, 2.0, asked())


def test_noise_of_the_usual_size_is_called_growth_in_no_more_than_one_in_twenty():
    """Municipalities that drift for eight years, beside a country that stands still."""
    shown = wandering(600, 5)
    found = steps_of(shown, "c", {}, 8)
    grown = [decide(changed(x), 0.0, found.usual, asked()) for x in found.table[2020]]
    assert sum(grown) > 0
    assert binomtest(sum(grown), len(grown), 0.05, alternative="greater").pvalue > 0.05


@pytest.mark.parametrize(
    ("changes", "state", "measured"),
    [
        # over eight years 6, eight times 3 and 5: usual is 5 + 0.55 * (6 - 5) = 5.55
        ({}, "grown", 2020),  # 6 up, the Netherlands by (6 + 4 * 3 - 4 * 3 - 5) / 10
        ({"area": "GM0003"}, "not_shown", 2020),  # 3 up, which one step alone seldom is
        ({"area": "P"}, "not_shown", 2020),  # 1.2 up
        ({"decided": 2024}, "pending", 2020),
        ({"since": 2020, "decided": 2024}, "pending", 0),
        ({"since": 2014}, "incomparable", 2020),  # nothing was measured to begin with
        ({"since": 1990}, "incomparable", 2020),  # nor was there a score
    ],
)
def test_where_a_criterion_stands(changes, state, measured):
    shown = snapshot(last={"GM0001": 66.0})
    scores = score_years(shown, range(2012, 2021))
    found = stand(shown, scores, kept(**changes))
    assert (found.state, found.measured) == (state, measured)
    if state == "grown":
        assert found.change.points == pytest.approx(6)
        assert found.country.points == pytest.approx(0.1)
        assert found.needed == pytest.approx(5.55)


def test_the_sentence_says_what_decides_and_when_it_was_set():
    shown = snapshot()
    scores = score_years(shown, range(2012, 2021))
    found = stand(shown, scores, kept(decided=2024))
    said = criterion_sentence(shown, found)
    assert "Gegroeid? **Nog niet te beslissen**." in said
    assert "De meting over 2024 beslist." in said
    # no two measurements lie twelve years apart yet
    assert "Nodig: meer dan gewoonlijk sinds 2012, en meer dan Nederland." in said
    near = criterion_sentence(shown, stand(shown, scores, kept(decided=2020)))
    assert "Nodig: meer dan 4,10\xa0x sinds 2012" in near  # 3 + 0.55 * (5 - 3)
    assert f"Vastgelegd op 1 januari 2015 (kenmerk {found.criterion.hash})." in said
    after = criterion_sentence(shown, stand(shown, scores, kept(newest=2020)))
    assert "na de cijfers" in after and "beslist" not in after


def test_what_came_later_than_it_was_made_says_both_days_and_is_judged_by_the_later():
    shown = snapshot()
    scores = score_years(shown, range(2012, 2021))
    late = kept(newest=2020, seen=date(2021, 3, 4), title={"nl": "**Ja**?", "en": "x"})
    said = criterion_sentence(shown, stand(shown, scores, late))
    assert "Gemaakt op 1 januari 2015, opgenomen op 4 maart 2021, na de cijfers (kenmerk" in said
    assert said.startswith("Ja? **Niet aangetoond**.")  # who sets it marks nothing


def test_a_criterion_is_not_of_a_day_that_is_to_come(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796126400")  # 1 December 2026
    text = '[[criterion]]\ntitle = {{nl="a", en="b"}}\nmade = {}\nmeasure = "c"\narea = "P"\n'
    text += "since = 2024\ndecided = 2028"
    assert read_criteria(text.format("2026-12-02"), "c.toml")  # it is that day elsewhere
    with pytest.raises(MonitorError, match=r"nog niet geweest \(c\.toml, criterion 1, veld made"):
        read_criteria(text.format("2026-12-03"), "c.toml")


def test_an_hour_is_no_day_and_says_so():
    text = '[[criterion]]\nmade = 2026-11-30T10:00:00\ntitle = {nl="a", en="b"}\nmeasure = "c"\n'
    with pytest.raises(MonitorError, match=r"dit moet een datum zijn.*veld made"):
        read_criteria(f'{text}area = "P"\nsince = 2024\ndecided = 2028', "c.toml")


def test_the_code_changes_with_what_is_asked_and_not_with_the_words():
    one = asked()
    assert one.hash == asked(title={"nl": "Anders", "en": "Other"}).hash
    assert one.hash != asked(decided=2024).hash


def test_beforehand_is_before_the_figure_that_decides():
    on = date(2026, 11, 30)
    assert KeptCriterion(criterion=asked(), seen=on, newest=2019).beforehand
    assert not KeptCriterion(criterion=asked(), seen=on, newest=2020).beforehand


def test_what_ships_names_no_criterion_and_a_fault_is_named():
    assert shipped_criteria() == ()
    with pytest.raises(MonitorError, match="criterion 1, veld made"):
        read_criteria('[[criterion]]\ntitle = {nl="a", en="b"}\nmade="gisteren"', "c.toml")
