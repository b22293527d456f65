"""An own set is merged and scaled exactly as the build does it with CBS's own figures."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.own.make import make_set
from monitor.own.observe import Choice, to_observations
from monitor.own.understand import understand
from monitor.snapshot import EMBEDDED, open_snapshot


@pytest.fixture(scope="module")
def snapshot():
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def lonely(figures, snapshot):
    """RIVM's lonely adults as published (municipalities of 2020), as a CSV someone may upload."""
    topics = pd.read_csv(figures / "cbs" / "50090NED.topics.csv")
    key = topics.loc[topics["title"].str.endswith("Eenzaam"), "key"].iloc[0]
    raw = pd.read_csv(figures / "cbs" / "50090NED.csv", dtype=str)
    raw = raw[(raw["Leeftijd"] == "20300") & (raw["Marges"] == "MW00000")]
    raw = raw[raw["WijkenEnBuurten"].str.startswith("GM")]
    raw = raw.assign(jaar=raw["Perioden"].str[:4], eenzaam=raw[key].str.replace(".", ","))
    table = raw[["WijkenEnBuurten", "jaar", "eenzaam"]].rename(columns={"WijkenEnBuurten": "code"})
    text = table.to_csv(index=False, sep=";")
    return understand(text.encode(), "eenzaam.csv", snapshot.regions, snapshot.recoding)


@pytest.mark.figures
def test_merged_figures_are_those_of_the_snapshot(lonely, snapshot):
    assert lonely.ok, lonely.problems[:3]
    frame, _, _ = to_observations(lonely, Choice("eenzaam", "Eenzaam", "%"), snapshot)
    built = snapshot.observations[snapshot.observations["indicator"] == "eenzaam"]
    keys = ["region", "year"]
    both = frame.merge(built, on=keys, suffixes=("", "_built"), how="outer", validate="1:1")
    assert len(both) == len(built) == len(frame)
    assert (both["value"] - both["value_built"]).abs().max() < 1e-9
    assert (both["harmonised"] == both["harmonised_built"]).all()
    assert both["harmonised"].sum() > 0


@pytest.mark.figures
def test_the_scale_is_that_of_the_snapshot(lonely, snapshot):
    choice = Choice("eenzaam", "Eenzaam", "%", "social", -1)
    own = make_set(lonely, [choice], snapshot, title="Set", added="2026-01-02")
    scales = snapshot.scales.set_index("indicator")
    assert own.indicators[0].reference_year == 2020  # the catalog's too
    for part in ("mean", "sd", "shift"):
        assert own.scales.iloc[0][part] == pytest.approx(scales.loc["eenzaam", part], rel=1e-12)


def test_inhabitants_of_former_municipalities_add_up_to_the_snapshot(snapshot):
    history = snapshot.history[snapshot.history["year"] == 2016]
    rows = "".join(
        f"{c};{p:.0f}\n" for c, p in zip(history["code"], history["inhabitants"], strict=True)
    )
    understood = understand(
        f"gemeente;2016\n{rows}".encode(), "x.csv", snapshot.regions, snapshot.recoding
    )
    assert understood.ok, understood.problems[:3]
    choice = Choice("waarde", "Inwoners", "inwoners", merge="count")
    frame, _, notes = to_observations(understood, choice, snapshot)
    assert notes == []
    assert len(frame) == 342
    assert frame["value"].sum() == pytest.approx(history["inhabitants"].sum())
    built = snapshot.observations
    built = built[(built["indicator"] == "bevolking") & (built["year"] == 2016)].set_index("region")
    mine = frame.set_index("region")["value"]
    assert (mine - built["value"]).abs().max() < 1e-6
