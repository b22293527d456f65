"""A level break in doubt: no part of the index, half of the draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.robust import BREAK, problem, sensitivity
from monitor.analysis.scores import score_year
from monitor.score.problem import nominal
from monitor.score.recombine import totals
from monitor.score.scale import frozen_scale
from monitor.score.uncertainty import draw
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot

HEALTH = "ervaren_gezondheid"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def with_a_break(snapshot: Snapshot) -> Snapshot:
    """The snapshot as it would be if the catalog named 2022 a level break."""
    o = snapshot.observations
    own = o[o.indicator == HEALTH].rename(columns={"region": "unit"})
    people = o[o.indicator == "bevolking"].set_index(["region", "year"]).value
    keys = pd.MultiIndex.from_frame(own[["unit", "year"]])
    scale = frozen_scale(own.assign(weight=people.reindex(keys).to_numpy()), 1, 2020, [2022])
    rest = snapshot.scales[snapshot.scales.indicator != HEALTH]
    entry = snapshot.catalog.indicators[HEALTH].model_copy(
        update={"breaks": [2022], "doubtful_breaks": []}
    )
    catalog = snapshot.catalog.model_copy(
        update={"indicators": snapshot.catalog.indicators | {HEALTH: entry}}
    )
    scales = pd.concat([rest, scale.assign(indicator=HEALTH)], ignore_index=True)
    return replace(snapshot, catalog=catalog, scales=scales)


def test_a_draw_that_takes_it_for_real_gives_the_score_of_a_named_break(snapshot: Snapshot) -> None:
    own = problem(snapshot, score_year(snapshot, 2023))
    real = replace(nominal(own), breaks=np.ones(1, dtype=bool))
    expected = score_year(with_a_break(snapshot), 2023).table["total"].to_numpy()
    assert totals(own, real)[0] == pytest.approx(expected, abs=1e-9)


def test_the_index_itself_has_no_break(snapshot: Snapshot) -> None:
    scores = score_year(snapshot, 2023)
    own = problem(snapshot, scores)
    assert totals(own, nominal(own))[0] == pytest.approx(scores.table["total"].to_numpy())


def test_half_of_the_draws_take_it_for_real(snapshot: Snapshot) -> None:
    own = problem(snapshot, score_year(snapshot, 2023))
    drawn = draw(own, 2_000, np.random.default_rng(1))
    assert drawn.breaks.mean() == pytest.approx(0.5, abs=0.04)


def test_a_year_before_it_knows_no_such_choice(snapshot: Snapshot) -> None:
    assert problem(snapshot, score_year(snapshot, 2020)).doubted is None
    assert BREAK not in sensitivity(snapshot, 2020, base=16).index
    assert BREAK in sensitivity(snapshot, 2023, base=16).index
