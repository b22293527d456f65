"""What the browser gets to recolour maps by itself."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from monitor.charts import recolour
from monitor.charts.classes import score_scale
from monitor.charts.theme import LIGHT


def test_a_year_is_a_digit_per_municipality() -> None:
    # breaks 90, 94, 98, 102, 106, 110
    values = pd.Series([89.0, 90.0, 100.0, np.nan, 120.0])
    assert recolour.signs(score_scale(LIGHT), values) == "013-6"


def test_what_is_told_names_controls_colours_and_its_own_figures() -> None:
    maps = {"kaart": (["year"], ["#000000", "#ffffff"])}
    frames = {"2016": "0-", "2020": "11"}
    told = recolour.tell(maps, frames, regions=["GM1", "GM2"], missing="#a9b1bb")
    read = json.loads(told.text)
    assert read["maps"] == {
        "kaart": {"follows": ["control-year"], "colours": ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]}
    }
    assert read["frames"] == frames
    assert read["regions"] == "GM1 GM2"
    assert read["missing"] == "rgb(169, 177, 187)"
    assert read["token"] == told.token
    other = recolour.tell(maps, {"2016": "00"}, regions=["GM1", "GM2"], missing="#a9b1bb")
    assert other.token != told.token


def test_hovers_are_written_briefly_and_do_not_change_the_name_of_the_figures() -> None:
    maps, regions = {"kaart": (["year"], ["#000000"])}, [f"GM{n}" for n in range(40)]
    rows = pd.DataFrame({"text": [f"{n},5" for n in range(40)], "age": [2016] * 39 + ["–"]})
    bare = recolour.tell(maps, {"2016": "0" * 40}, regions=regions, missing="#a9b1bb")
    told = recolour.tell(
        maps, {"2016": "0" * 40}, regions=regions, missing="#a9b1bb", hovers={"2016": rows}
    )
    assert json.loads(told.text)["hovers"] == {
        # forty texts by themselves; two texts, and which of them each region has
        "2016": ["|".join(rows["text"]), ["2016|–", "0" * 39 + "1"]]
    }
    assert told.has_hovers
    assert not bare.has_hovers
    assert told.token == bare.token
