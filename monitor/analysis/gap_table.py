"""The gap of a group under every definition, weighted and not, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from monitor.analysis.bootstrap import DRAWS, SEED
from monitor.analysis.groups import Against, Gap, gap_between, population_of, sides_of
from monitor.analysis.scores import YearScores, contributions
from monitor.regions.groups import Group
from monitor.snapshot import Snapshot


def gap_table(
    snapshot: Snapshot,
    scores: Mapping[int, YearScores],
    group: Group,
    *,
    against: Iterable[Against] = ("rest",),
    also: tuple[str, ...] = (),
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Table the gap of a group in every year, under every definition, weighted and not.

    A group that names municipalities to leave out (a large city) has every definition twice.

    Parameters
    ----------
    also : tuple of str
        Others to leave out, as a reader asks: every definition once more.

    Returns
    -------
    DataFrame
        A row per ``year, definition, leave_out`` (codes joined by a comma), ``against, weighted``:
        ``n_group, n_others, missing, missing_others`` (codes without a total), ``mean_group,
        mean_others, gap, lower, upper, personal, social, environment`` (parts of the gap) and
        ``conclusion``.
    """
    rows = []
    for year, of_year in scores.items():
        population, points = population_of(snapshot, year), contributions(of_year)
        for definition, out, versus in cases(group, tuple(against), also):
            sides = sides_of(
                snapshot,
                year,
                group,
                definition,
                leave_out=out,
                against=versus,
                population=population,
            )
            for weights in (population, None):
                found = gap_between(
                    of_year, sides, population=weights, points=points, draws=draws, seed=seed
                )
                keys = {"year": year, "definition": definition, "leave_out": ",".join(out)}
                rows.append({**keys, "against": versus, **_row(found)})
    return pd.DataFrame(rows)


def cases(
    group: Group, against: tuple[Against, ...], also: tuple[str, ...] = ()
) -> list[tuple[str, tuple[str, ...], Against]]:
    """List definition, who is left out and comparison: all combinations of a group."""
    outs = dict.fromkeys([(), group.without, also])
    return [(d, out, a) for d in group.definitions for out in outs for a in against]


def _row(found: Gap) -> dict[str, object]:
    return {
        "weighted": found.weighted,
        "n_group": len(found.sides.group),
        "n_others": len(found.sides.others),
        "missing": ",".join(found.missing),
        "missing_others": ",".join(found.missing_others),
        "mean_group": found.mean_group,
        "mean_others": found.mean_others,
        "gap": found.gap,
        "lower": found.lower,
        "upper": found.upper,
        **{str(k): v for k, v in found.dimensions.items()},
        "conclusion": found.conclusion,
    }
