"""What a good average hides: nothing is drawn at the very edge."""

from __future__ import annotations

import pandas as pd

from monitor.charts.theme import LIGHT
from monitor.charts.wijken import hidden


def test_the_line_at_100_has_room_for_its_figure_on_either_side() -> None:
    for low, total in ((86.0, 98.2), (101.0, 108.0)):
        row = {"name": "T", "total": total, "lowest_name": "W", "lowest_total": low}
        rows = pd.DataFrame([{**row, "low_share": 0.1}], index=["GM0001"])
        left, right = hidden._figure(LIGHT, rows).layout.xaxis.range
        ends = min(low, 100), max(total, 100)
        assert left < ends[0] - 0.05 * (ends[1] - ends[0])
        assert right > ends[1] + 0.05 * (ends[1] - ends[0])


def test_a_municipality_on_the_scale_of_districts_says_so() -> None:
    # the page Gemeente has another score of the same town: 93,6 of Tilburg, where this is 98,2
    row = {"name": "Tilburg", "total": 98.2, "lowest_name": "Wandelbos Noord", "lowest_total": 86.0}
    assert hidden.title(pd.DataFrame([row])) == (
        "Tilburg scoort op de schaal van wijken 98,2, de laagste wijk daarin (Wandelbos Noord) 86,0"
    )
