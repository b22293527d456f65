"""Monte Carlo over the choices: the batched totals and ranks against the plain way."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.score import normalise, uncertainty
from monitor.score.aggregate import aggregate, rank
from monitor.score.problem import Choices, Problem, nominal
from monitor.score.recombine import totals
from monitor.score.tree import AGGREGATIONS, leaf_weights, tree
from monitor.score.uncertainty import (
    bottom_share,
    draw,
    rank_quantile,
    ranks,
    simulate,
    spread,
    top_share,
)

UNITS, INDICATORS = 40, 7
DIMENSION = np.array([0, 0, 0, 1, 1, 2, 2])
DIRECTION = pd.Series([1, -1, 1, 1, -1, 1, 1], index=list("abcdefg"))


def make(seed=1, missing=True, error=0.0) -> tuple[Problem, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    values = pd.DataFrame(rng.normal(50, 8, (UNITS, INDICATORS)), columns=list("abcdefg"))
    frozen = normalise.parameters(values)
    if missing:
        values.iloc[0, 0] = values.iloc[1, 3] = values.iloc[2, 6] = np.nan
    problem = Problem(
        values=values.to_numpy().copy(),
        error=np.where(np.arange(INDICATORS) == 2, error, np.nan) * np.ones((UNITS, 1)),
        column=np.broadcast_to(np.arange(INDICATORS), values.shape).copy(),
        fits={m: normalise.fit(frozen, DIRECTION, m, values) for m in uncertainty.METHODS},
        dimension=DIMENSION,
        within=np.ones(INDICATORS),
        between=np.ones(3),
    )
    return problem, values


def one_draw(
    problem,
    method=0,
    aggregation=0,
    within=None,
    between=None,
    omitted=-1,
    noise=None,
    breaks=False,
):
    return Choices(
        np.array([method]),
        np.array([aggregation]),
        (problem.within if within is None else within)[None, :],
        (problem.between if between is None else between)[None, :],
        np.array([omitted]),
        np.zeros((1, UNITS, len(problem.uncertain))) if noise is None else noise,
        np.array([breaks]),
    )


def plain(problem, values, method, aggregation, within, between, omitted):
    """One draw the slow way: normalise, aggregate over the tree, bring to the scale of show."""
    name = uncertainty.METHODS[method]
    way = AGGREGATIONS[aggregation]
    kept = [c for i, c in enumerate(values.columns) if i != omitted]
    branches = {
        f"d{d}": [c for c in kept if DIMENSION[list(values).index(c)] == d] for d in range(3)
    }
    weights = dict(zip(values.columns, within, strict=True)) | {
        f"d{d}": between[d] for d in range(3)
    }
    low = way if way == "geometric" else "arithmetic"
    structure = tree(
        {"total": branches},
        {k: v for k, v in weights.items() if k in kept or k.startswith("d")},
        {"total": way, **dict.fromkeys(branches, low)},
        dict.fromkeys(["total", *branches], 0.0),
    )
    fitted = problem.fits[name]
    y = pd.DataFrame(normalise.apply(values, fitted), columns=values.columns)
    base = leaf_weights(
        tree({"total": {f"d{d}": list(values.columns[d == DIMENSION]) for d in range(3)}})
    )
    unit = float(base.reindex(values.columns) @ fitted.spread)
    center = pd.DataFrame(np.where(y.notna(), fitted.center, np.nan), columns=values.columns)
    if way == "mazziotta-pareto":
        y, center, unit = 100 + 10 * (y - fitted.center) / unit, y * 0 + 100, 10.0
    apart = aggregate(y, structure)["total"] - aggregate(center, structure)["total"]
    return 100 + 10 * apart / unit


@pytest.mark.parametrize("method", range(3))
@pytest.mark.parametrize("aggregation", range(3))
@pytest.mark.parametrize("omitted", [-1, 1])
def test_a_batch_gives_what_one_draw_at_a_time_gives(method, aggregation, omitted):
    problem, values = make()
    rng = np.random.default_rng(5)
    within, between = rng.uniform(0.75, 1.25, INDICATORS), rng.uniform(0.75, 1.25, 3)
    fast = totals(problem, one_draw(problem, method, aggregation, within, between, omitted))[0]
    slow = plain(problem, values, method, aggregation, within, between, omitted)
    assert fast == pytest.approx(slow.to_numpy(), abs=1e-9)


def test_draws_do_not_touch_each_other():
    problem, _ = make(error=3.0)
    choices = draw(problem, 60, np.random.default_rng(2))
    together = totals(problem, choices)
    for i in (0, 17, 59):
        alone = totals(problem, choices.take(np.array([i])))[0]
        assert together[i] == pytest.approx(alone, abs=1e-9)


def test_the_index_as_it_is_is_the_first_choice():
    problem, values = make()
    slow = plain(problem, values, 0, 0, problem.within, problem.between, -1)
    assert totals(problem, nominal(problem))[0] == pytest.approx(slow.to_numpy())


def test_a_sampling_error_moves_its_own_figure():
    # one standard error up on indicator c of unit 5: the same as adding it to the figure
    problem, values = make(error=3.0)
    assert problem.uncertain.tolist() == [2]
    noise = np.zeros((1, UNITS, 1))
    noise[0, 5, 0] = 1.0
    moved = values.copy()
    moved.iloc[5, 2] += 3.0
    for method in range(3):
        for aggregation in range(3):
            fast = totals(problem, one_draw(problem, method, aggregation, noise=noise))[0]
            slow = plain(problem, moved, method, aggregation, problem.within, problem.between, -1)
            assert fast == pytest.approx(slow.to_numpy(), abs=1e-9)


def test_ranks_are_those_of_pandas_ties_included():
    rng = np.random.default_rng(3)
    scores = rng.integers(0, 12, (25, 30)) / 3.0
    scores[0, :2] = 1.0, 1.0 + 1e-13  # noise in the last bits is a tie
    for row, mine in zip(scores, ranks(scores), strict=True):
        assert mine.tolist() == rank(pd.Series(row)).tolist()


def test_ranks_without_ties_are_a_permutation():
    mine = ranks(np.random.default_rng(4).normal(size=(10, 50)))
    assert (np.sort(mine, axis=1) == np.arange(1, 51)).all()


def test_weights_stay_within_a_quarter():
    problem, _ = make()
    choices = draw(problem, 500, np.random.default_rng(6))
    for weights in (choices.within, choices.between):
        assert 0.75 <= weights.min() < 0.755
        assert 1.245 < weights.max() <= 1.25
    # every choice occurs; e and f are all that a unit has in its dimension, so they stay
    assert set(choices.method) == set(choices.aggregation) == {0, 1, 2}
    assert set(choices.omitted) == {-1, 0, 1, 2, 3, 6}


def test_the_last_figure_of_a_dimension_is_never_left_out():
    problem, _ = make(missing=False)
    problem.values[7, 5] = np.nan  # unit 7 has only g in the third dimension
    assert problem.may_go().tolist() == [0, 1, 2, 3, 4, 5]


def test_the_same_seed_gives_the_same_answer_on_any_number_of_workers():
    problem, _ = make(error=2.0)
    one, two = (simulate(problem, 2500, seed=9, workers=n) for n in (1, 2))
    counts, same = (spread(problem, 2500, seed=9, workers=n) for n in (1, 2))
    assert (one == two).all()
    assert (counts.ranks == same.ranks).all()
    assert (counts.apart == same.apart).all()
    assert not (one == simulate(problem, 2500, seed=10)).all()


def test_what_is_counted_is_what_was_drawn():
    problem, _ = make(error=2.0)
    found, drawn = spread(problem, 300, seed=2), simulate(problem, 300, seed=2)
    assert (found.ranks.sum(axis=1) == 300).all()
    assert (found.apart.sum(axis=1) == 300).all()
    for unit in (0, 7, UNITS - 1):
        expected = np.bincount(ranks(drawn)[:, unit] - 1, minlength=UNITS)
        assert found.ranks[unit].tolist() == expected.tolist()


def test_many_units_share_bins_and_quarters_stay_exact(monkeypatch):
    """40 units in 8 bins of five ranks: the shares are those of single ranks."""
    problem, _ = make()
    fine = spread(problem, 400, seed=5)
    monkeypatch.setattr(uncertainty, "BINS", 8)
    coarse = spread(problem, 400, seed=5)
    assert coarse.ranks.shape == (UNITS, 8)
    assert bottom_share(coarse.ranks).tolist() == bottom_share(fine.ranks).tolist()
    assert top_share(coarse.ranks).tolist() == top_share(fine.ranks).tolist()
    exact, rough = rank_quantile(fine.ranks, 0.5), rank_quantile(coarse.ranks, 0.5, UNITS)
    assert ((exact - rough >= 0) & (exact - rough < 5)).all()


def test_the_worst_in_everything_is_always_last():
    problem, values = make(missing=False)
    worst = values.min() - 5 * DIRECTION.clip(lower=0) + 100 * (DIRECTION < 0)
    problem.values[3] = worst
    counts = spread(problem, 1000, seed=1).ranks
    assert counts[3, -1] == 1000
    assert rank_quantile(counts, 0.05)[3] == UNITS
    assert bottom_share(counts)[3] == 1.0


def test_quantiles_and_bottom_by_hand():
    # ten draws of four units; the first: twice 1, five times 2, three times 4
    counts = np.array([[2, 5, 0, 3], [10, 0, 0, 0], [0, 0, 10, 0], [0, 1, 0, 9]])
    assert rank_quantile(counts, 0.5).tolist() == [2, 1, 3, 4]
    assert rank_quantile(counts, 0.05).tolist() == [1, 1, 3, 2]
    assert rank_quantile(counts, 0.95).tolist() == [4, 1, 3, 4]
    # lowest quarter of four: the fourth place
    assert bottom_share(counts).tolist() == [0.3, 0, 0, 0.9]


def test_a_wider_error_gives_wider_ranks():
    def width(error):
        counts = spread(make(error=error)[0], 2000, seed=3).ranks
        return (rank_quantile(counts, 0.95) - rank_quantile(counts, 0.05)).mean()

    assert width(0.0) < width(8.0) < width(30.0)


def test_an_indicator_that_nobody_has_is_not_drawn_to_be_left_out():
    problem, _values = make(missing=False)
    problem.values[:, 1] = np.nan
    assert problem.may_go().tolist() == [0, 2, 3, 4, 5, 6]
    choices = draw(problem, 400, np.random.default_rng(1))
    assert 1 not in choices.omitted


def test_no_draw_takes_a_unit_away():
    problem, _values = make()  # three units miss a figure
    assert np.isfinite(simulate(problem, 500, seed=3)).all()
