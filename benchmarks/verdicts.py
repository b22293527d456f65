"""How often a random group of municipalities is said to differ: ``python -m benchmarks.verdicts``.

A group drawn by lot does not differ from the others but by chance, so a verdict on it is a false
one. Each group has made-up definitions of the kind that groups.toml holds: members swapped, members
added or taken away, the largest left out; and is judged weighted by inhabitants and not. At most
10% may be called likely or more, at most 5% certain (docs/method.md#verdicts).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from monitor.analysis.gap_choices import method_draws
from monitor.analysis.groups import Sides, population_of
from monitor.analysis.scores import TOTAL, contributions, score_year
from monitor.analysis.verdict import judge
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot

GROUPS, SEED, YEAR = 1_000, 7, 2023
SMALLEST, LARGEST = 4, 20
FEWEST_OTHERS = 10  # a province that is smaller is not drawn from


def pools(snapshot: Snapshot, known: pd.Index) -> dict[str, list[str]]:
    """Return the areas that groups are drawn from: provinces large enough, and the country."""
    provinces = snapshot.regions["province"].reindex(known)
    found = {str(p): list(c.index) for p, c in provinces.groupby(provinces)}
    large = {p: c for p, c in found.items() if len(c) >= SMALLEST + FEWEST_OTHERS}
    return {**large, "NL": list(known)}


def made_up(
    pool: Sequence[str], size: int, people: pd.Series, rng: np.random.Generator
) -> Iterator[Sides]:
    """Yield the definitions of one random group, the default first, each with and without one."""
    order = rng.permutation(np.asarray(pool, dtype=object))
    inside, outside = list(order[:size]), list(order[size:])
    swapped = max(1, size // 5)
    wider = int(rng.integers(1, 4))
    definitions = [
        inside,
        inside[swapped:] + outside[:swapped],  # some members swapped
        inside + outside[-wider:],  # somewhat wider
    ]
    if size > SMALLEST:
        definitions.append(inside[wider if size - wider >= SMALLEST else 1 :])  # narrower
    largest = max(inside, key=lambda c: float(people.get(c, 0.0)))
    for own in definitions:
        rest = [c for c in pool if c not in set(own)]
        yield Sides(tuple(own), tuple(rest))
        if largest in own and len(own) > 2:
            yield Sides(tuple(c for c in own if c != largest), tuple(rest))


def count_verdicts(
    snapshot: Snapshot,
    groups: int,
    seed: int,
    year: int,
    *,
    area: str | None = None,
    alone: bool = False,
) -> Counter[str]:
    """Judge random groups and count the words.

    Parameters
    ----------
    groups : int
        How many; a third of them from Noord-Brabant, the others from any area.
    area : str, optional
        Code of a province, or NL: draw from there alone.
    alone : bool
        Each group has one definition, as some groups have, so only the weightings differ.
    """
    scores = score_year(snapshot, year)
    people, points = population_of(snapshot, year), contributions(scores)
    drawn = method_draws(snapshot, scores)
    every = pools(snapshot, scores.table.index[scores.table[TOTAL].notna()])
    rng = np.random.default_rng(seed)
    asked = []
    for number in range(groups):
        own = area or ("PV30" if number % 3 == 0 else str(rng.choice(sorted(every))))
        most = min(LARGEST, len(every[own]) - FEWEST_OTHERS)
        asked.append((int(rng.integers(SMALLEST, most + 1)), own))
    found: Counter[str] = Counter()
    for size, own in sorted(asked):  # groups of one size share their bootstrap draws
        sides = list(made_up(every[own], size, people, rng))[: 1 if alone else None]
        said = judge(snapshot, scores, sides, drawn=drawn, population=people, points=points)
        found["none" if said is None else said.word] += 1
    return found


def main() -> None:
    """Print the shares of each word."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--groups", type=int, default=GROUPS)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--year", type=int, default=YEAR)
    options.add_argument("--area", help="PV30 for Noord-Brabant alone, NL for the country")
    options.add_argument("--alone", action="store_true", help="one definition a group")
    asked = options.parse_args()
    found = count_verdicts(
        open_snapshot(EMBEDDED),
        asked.groups,
        asked.seed,
        asked.year,
        area=asked.area,
        alone=asked.alone,
    )
    shares = {w: found[w] / asked.groups for w in ("certain", "likely", "unclear")}
    print(f"{asked.groups} random groups, {asked.year}, seed {asked.seed}")
    print(f"likely or more {shares['certain'] + shares['likely']:.1%} (at most 10%)")
    print(f"certain        {shares['certain']:.1%} (at most 5%)")


if __name__ == "__main__":
    main()
