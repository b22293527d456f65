"""Names on the map: what matters most first, never one over another, none past the map."""

from __future__ import annotations

from itertools import combinations

import pytest

from monitor.answers import about_shapes
from monitor.charts.map_names import FRAMES, Name, place
from monitor.snapshot import open_snapshot

# one degree wide at the equator, where a degree is as long to the north as to the east
SQUARE = {"lonaxis": (0.0, 1.0), "lataxis": (-0.5, 0.5)}
FRAME = (400.0, 408.0)  # with 8 pixels above the map the square is 400 by 400


def test_a_name_stands_in_the_middle_of_its_place_and_one_that_would_touch_it_is_left_out() -> None:
    points = {"a": (0.5, 0.2), "b": (0.52, 0.21), "c": (0.5, -0.2)}
    found = place([("a", "Aa"), ("b", "Bee"), ("c", "Cee")], points, SQUARE, FRAME, 0)
    assert [n.region for n in found] == ["a", "c"]
    left, top, right, bottom = found[0].box
    # half of 400 pixels; 0.3 of a degree below the upper edge is 120 pixels, below 8 of air
    assert (left + right) / 2 == pytest.approx(200, abs=0.1)
    assert (top + bottom) / 2 == pytest.approx(128, abs=0.1)
    turned = place([("b", "Bee"), ("a", "Aa")], points, SQUARE, FRAME, 0)
    assert [n.region for n in turned] == ["b"]  # the first in the order wins


def test_what_would_run_past_the_map_or_into_the_legend_is_left_out() -> None:
    points = {"edge": (0.01, 0.0), "foot": (0.5, -0.49), "top": (0.5, 0.499), "in": (0.5, 0.0)}
    names = [(code, "Langenaam") for code in ("edge", "foot", "top", "in", "unknown")]
    assert [n.region for n in place(names, points, SQUARE, FRAME, 0)] == ["in"]


def meet(one: Name, other: Name) -> bool:
    (a, b, c, d), (e, f, g, h) = one.box, other.box
    return a < g and e < c and b < h and f < d


@pytest.mark.parametrize("area", ["PV30", "PV29", "PV31", "nl"])
@pytest.mark.parametrize("screen", FRAMES)
def test_no_two_names_of_a_real_map_meet_and_none_lies_outside(area: str, screen: int) -> None:
    regions = open_snapshot().regions
    inside = regions if area == "nl" else regions[regions["province"] == area]
    names = list(inside["name"].items())
    width, height = FRAMES[screen]
    found = place(names, about_shapes.middles(), about_shapes.extent(area), (width, height), 0.14)
    assert len(found) >= 3
    assert not [pair for pair in combinations(found, 2) if meet(*pair)]
    for name in found:
        left, top, right, bottom = name.box
        assert left >= 0 and top >= 8 and right <= width and bottom <= height - 56
