"""The page Aandachtsgebieden answers a question about a group as the analysis does."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from monitor.analysis.borders import snapshot_neighbours
from monitor.analysis.change import compare_years
from monitor.analysis.groups import Gap, gap_between, population_of, sides_of
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.analysis.spatial import find_clusters
from monitor.regions.groups import load_groups
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.text import listing, number
from tests.pages import new_app, open_page, told

YEAR = 2023


@cache
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def gap(
    group: str = "west-brabant",
    *,
    weighted: bool = False,
    leave_out: tuple[str, ...] = (),
    against: str = "rest",
) -> Gap:
    """What ``python -m monitor gap`` prints for this choice."""
    data = snapshot()
    sides = sides_of(data, YEAR, load_groups()[group], leave_out=leave_out, against=against)
    people = population_of(data, YEAR) if weighted else None
    return gap_between(score_year(data, YEAR), sides, population=people)


@pytest.fixture
def app() -> AppTest:
    return open_page(new_app(), "aandachtsgebieden", {"jaar": str(YEAR)})


def titles(app: AppTest) -> list[str]:
    return [line.removeprefix("## ") for line in told(app) if line.startswith("## ")]


def chart(app: AppTest, key: str) -> dict[str, Any]:
    (found,) = [e for e in app.get("plotly_chart") if e.proto.id.endswith(f"-{key}")]
    return json.loads(found.proto.spec)


def bare(texts: list[str]) -> list[str]:
    return [re.sub("<[^>]*>", "", text) for text in texts]


def test_does_west_brabant_lag(app) -> None:
    size = number(abs(gap().gap), decimals=1)
    assert titles(app)[0] == (
        f"West-Brabant blijft waarschijnlijk achter: gemiddeld {size} punten lager dan de rest van"
        " Noord-Brabant"
    )


def test_is_it_the_same_for_the_mid_sized_cities_against_the_country(app) -> None:
    app.selectbox(key="control-group").select("middelgroot").run()
    app.selectbox(key="control-tegen").select("nederland").run()
    assert app.query_params["groep"] == "middelgroot"
    found, said = gap("middelgroot", against="netherlands"), titles(app)[0]
    assert said.startswith(("De middelgrote steden", "Of de middelgrote"))
    assert number(abs(found.gap), decimals=1) in said
    assert "Nederland" in said


def test_on_what_it_lags_adds_up_to_the_gap(app) -> None:
    found = gap()
    written = bare(chart(app, "opbouw")["data"][0]["text"])
    assert written[0] == number(found.gap, decimals=1, signed=True)
    assert len(written) == 1 + len(found.dimensions) + len(found.parts)
    assert found.dimensions.sum() == pytest.approx(found.gap)
    # the dimensions in the order of their size, each with its own points
    by_size = found.dimensions.sort_values(key=abs, ascending=False)
    assert written[1] == number(float(by_size.iloc[0]), decimals=1, signed=True)


def test_who_belongs_to_the_lowest_quarter(app) -> None:
    data = snapshot()
    sure = robustness(data, YEAR)
    brabant = data.regions["province"] == "PV30"
    lagging = sure.index[sure["lagging"] & brabant]
    shown = bare(chart(app, "achterblijvers")["layout"]["yaxis"]["ticktext"])
    assert sorted(shown) == sorted(data.regions.loc[lagging, "name"])
    certain = int((sure["p_bottom"].loc[lagging] >= 0.95).sum())
    (title,) = [t for t in titles(app) if "laagste kwart van Nederland:" in t]
    assert f"{certain} zeker" in title


def test_the_map_says_whether_there_are_clusters(app) -> None:
    data = snapshot()
    own = data.regions.index[data.regions["province"] == "PV30"]
    total = score_year(data, YEAR).table["total"]
    found = find_clusters(total, snapshot_neighbours(data), family=own).table.reindex(own)
    drawn = chart(app, "clusters")["data"]
    named = [trace["name"] for trace in drawn if trace.get("showlegend")]
    assert len(named) == found["cluster"].nunique()
    assert sum(len(t["locations"]) for t in drawn if t["type"] == "choropleth") == len(own)


def test_another_year_to_count_from(app) -> None:
    app.selectbox(key="control-year_b").select(2018).run()
    assert app.query_params["jaar2"] == "2018"
    assert any(re.search("sinds 2018 (is )?gezakt", title) for title in titles(app))


def test_does_it_still_lag_per_inhabitant_and_without_breda_and_a_link_says_the_same(app) -> None:
    app.selectbox(key="control-weging").select("inwoners").run()
    app.multiselect(key="control-zonder").select("Breda").run()
    assert app.query_params == {"jaar": str(YEAR), "weging": "inwoners", "zonder": "GM0758"}
    said = "\n".join(told(app))
    assert "West-Brabant zonder Breda blijft waarschijnlijk achter" in said
    found = gap(weighted=True, leave_out=("GM0758",))
    assert found.conclusion == "unclear"
    assert f"{number(abs(found.gap), decimals=1)} punten lager" in titles(app)[0]
    (line,) = [text for text in said.splitlines() if text.startswith("> ")][:1]
    assert "bevat nul" in line
    linked = open_page(new_app(), "aandachtsgebieden", app.query_params)
    assert "\n".join(told(linked)) == said


@pytest.mark.parametrize("page", ["aandachtsgebieden", "presentatie"])
def test_who_does_not_compare_is_named_on_both_sides(page: str) -> None:
    data = snapshot()
    start, end = (score_year(data, y) for y in (2016, 2018))
    change = compare_years(data, start, end).table["change"]
    sides = sides_of(data, 2018, load_groups()["west-brabant"])
    gone = [
        f"{change[own].isna().sum()} van {name} ("
        + listing([data.regions["name"][c] for c in own if np.isnan(change[c])])
        + ")"
        for name, own in (
            ("West-Brabant", list(sides.group)),
            ("de rest van Noord-Brabant", list(sides.others)),
        )
    ]
    app = open_page(new_app(), page, {"jaar": "2018", "jaar2": "2016"})
    lines = [line for line in told(app) if "van de 14 gemeenten stegen" in line]
    assert lines
    for line in lines:
        assert f"Niet te vergelijken, dus niet meegeteld: {listing(gone)}." in line
    assert gone[0] == "2 van West-Brabant (Bergen op Zoom en Steenbergen)"  # of sixteen
