"""One measure in the presentation of a group: both sides, the members, and nothing more said."""

from __future__ import annotations

import pytest

from monitor.export.deck import Slide
from monitor.export.native import Bars
from monitor.text import number
from tests.export.deck import deck, snapshot, told


def slide(**choice: object) -> Slide:
    return next(s for s in deck(**choice).slides if s.id == "measure")


def lonely(codes: list[str]) -> list[float]:
    """The figures of 2020 in the table itself."""
    o = snapshot().observations
    own = o[(o["indicator"] == "eenzaam") & (o["year"] == 2020)].set_index("region")["value"]
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
    assert float(found.native.rows["value"].iloc[0]) == pytest.approx(
        shown.map.loc[codes, "value"].mean() - 100, abs=0.05
    )
    assert "measure" not in {s.id for s in deck().slides}


def test_of_a_whole_province_the_highest_and_the_lowest_are_shown() -> None:
    found = slide(group=None, what="eenzaam")
    assert isinstance(found.native, Bars) and found.table is not None
    assert len(found.native.rows) == 18 and len(found.table) == 56
    assert "de 16 hoogste en laagste" in found.lead
