"""What has no figure is found by its grey, in both designs."""

from __future__ import annotations

import pytest

from monitor.charts import hatch
from monitor.charts.theme import DARK, LIGHT, Theme


def test_the_greys_are_written_as_a_browser_writes_them() -> None:
    # #a9b1bb and #5a6572, by hand.
    assert hatch.greys() == ["rgb(169, 177, 187)", "rgb(90, 101, 114)"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_no_class_of_a_map_has_the_grey_of_no_figure(theme: Theme) -> None:
    used = {*theme.diverging, *theme.sequential, theme.line, theme.paper, theme.missing}
    assert theme.hatch not in used


def test_the_script_holds_no_tag() -> None:
    assert "</" not in hatch.script()
    assert "%GREYS%" not in hatch.script()


def test_a_colour_set_by_a_script_stands_above_the_one_that_was_drawn() -> None:
    css = hatch.style(LIGHT)
    drawn, recoloured = css.split("fill:url(#hatch)}", 1)
    assert "!important" not in drawn
    assert "[style*=" in recoloured.split("}")[0] and "!important" in recoloured.split("}")[0]
