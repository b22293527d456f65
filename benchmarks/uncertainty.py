"""What a Monte Carlo draw costs, beside a plain pandas loop in the same run.

    python -m benchmarks.uncertainty [--draws 10000] [--loop 200]

342 units x 21 indicators in three dimensions (9, 6, 6), one of them with sampling errors, some
figures missing: the shape of the real index; then as many units as there are districts and
neighbourhoods. The loop normalises, aggregates and ranks one draw at
a time with pandas and gives the same ranks, which is checked.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
import pandas as pd

from monitor.score import normalise, recombine, uncertainty
from monitor.score.aggregate import FLOOR
from monitor.score.problem import Problem
from monitor.score.tree import AGGREGATIONS

UNITS, SIZES = 342, (9, 6, 6)
WITH_ERROR = 11


def make_problem(seed: int = 1, units: int = UNITS) -> Problem:
    rng = np.random.default_rng(seed)
    indicators = sum(SIZES)
    shared = rng.normal(size=(units, 1))
    values = pd.DataFrame(50 + 5 * shared + rng.normal(0, 5, (units, indicators)))
    frozen = normalise.parameters(values)
    direction = pd.Series(np.where(np.arange(indicators) % 3 == 1, -1, 1))
    fits = {m: normalise.fit(frozen, direction, m, values) for m in uncertainty.METHODS}
    values.iloc[:27, WITH_ERROR] = np.nan
    return Problem(
        values=values.to_numpy(),
        error=np.where(np.arange(indicators) == WITH_ERROR, 2.0, np.nan) * np.ones((units, 1)),
        column=np.broadcast_to(np.arange(indicators), values.shape).copy(),
        fits=fits,
        dimension=np.repeat(np.arange(len(SIZES)), SIZES),
        within=np.ones(indicators),
        between=np.ones(len(SIZES)),
    )


def normalise_pandas(x: pd.DataFrame, problem, method: str) -> pd.DataFrame:
    fit = problem.fits[method]
    if method != "rank":
        return fit.center + fit.slope * (x - fit.mean)
    columns = {}
    for c in x:
        here = np.sign(fit.slope[c]) * x[c]
        known = fit.reference[c]
        places = np.searchsorted(known, here, "left") + np.searchsorted(known, here, "right")
        columns[c] = pd.Series(1 + 99 * places / (2 * len(known))).where(x[c].notna())
    return pd.DataFrame(columns)


def weighted_mean(y: pd.DataFrame, weights: pd.Series) -> pd.Series:
    return y.mul(weights, axis=1).sum(axis=1) / y.notna().mul(weights, axis=1).sum(axis=1)


def combine_pandas(y: pd.DataFrame, weights, between, dimension, log: bool) -> pd.DataFrame:
    if log:
        y = np.log(y.clip(lower=FLOOR))
    return pd.DataFrame({d: weighted_mean(y[of], weights[of]) for d, of in dimension.items()})


def draw_pandas(problem, choices, i: int, unit: dict[str, float]) -> pd.Series:
    """Ranks of draw ``i`` the plain way."""
    method = uncertainty.METHODS[choices.method[i]]
    way = AGGREGATIONS[choices.aggregation[i]]
    dimension = {d: np.flatnonzero(problem.dimension == d) for d in range(len(SIZES))}
    x = pd.DataFrame(problem.values)
    x[WITH_ERROR] += choices.noise[i, :, 0] * problem.error[:, WITH_ERROR]
    y = normalise_pandas(x, problem, method)
    weights = pd.Series(choices.within[i]).where(np.arange(y.shape[1]) != choices.omitted[i], 0)
    between = pd.Series(choices.between[i])
    center = pd.DataFrame(problem.fits[method].center * np.ones(y.shape)).where(y.notna())
    if way == "mazziotta-pareto":
        y = 100 + 10 * (y - center) / unit[method]
    parts = combine_pandas(y, weights, between, dimension, way == "geometric")
    total = weighted_mean(parts, between)
    if way == "mazziotta-pareto":
        total = total - weighted_mean((parts.sub(total, axis=0)) ** 2, between) / total
    else:
        reference = combine_pandas(center, weights, between, dimension, way == "geometric")
        reference = weighted_mean(reference, between)
        if way == "geometric":
            total, reference = np.exp(total), np.exp(reference)
        total = total - reference
    return total.round(10).rank(ascending=False, method="min")


def many() -> None:
    """Time districts and neighbourhoods: more units, nothing kept but counts."""
    for units, draws in ((UNITS, 10_000), (3_393, 10_000), (14_574, 1_000)):
        problem = make_problem(units=units)
        start, work = time.perf_counter(), time.process_time()
        uncertainty.spread(problem, draws, 1)
        took, work = time.perf_counter() - start, time.process_time() - work
        each = 1e9 * work / draws / units
        print(
            f"{units:6d} units x {draws:6d} draws: {took:6.3f} s, {work:6.3f} s of processor,"
            f" {each:4.0f} ns of it a draw and unit"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, default=10_000)
    options.add_argument("--loop", type=int, default=200, help="draws of the pandas loop")
    given = options.parse_args()
    problem = make_problem()
    choices = uncertainty.draw(problem, given.loop, np.random.default_rng(1))
    unit = {m: recombine.show_unit(problem, f) for m, f in problem.fits.items()}

    start = time.perf_counter()
    slow = np.array([draw_pandas(problem, choices, i, unit) for i in range(given.loop)])
    loop = (time.perf_counter() - start) / given.loop
    fast = uncertainty.ranks(recombine.totals(problem, choices))
    same = float((slow == fast).mean())
    print(f"pandas loop: {1e3 * loop:.2f} ms a draw ({given.loop} draws, same ranks: {same:.2%})")
    if same < 0.999:
        raise SystemExit("the loop and the batch disagree")

    uncertainty.simulate(problem, 1000, 1)  # warm up
    for draws in (given.draws // 4, given.draws // 2, given.draws, 2 * given.draws):
        start = time.perf_counter()
        uncertainty.simulate(problem, draws, 1)
        took = time.perf_counter() - start
        print(
            f"batched: {draws:6d} draws {took:6.3f} s, {1e3 * took / draws:.4f} ms a draw, "
            f"{loop * draws / took:4.0f} times faster"
        )
    many()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
