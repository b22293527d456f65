"""The tree of an index: which indicator counts in what, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from .errors import ScoreError

MIN_SHARE = 2 / 3
IMBALANCE = "imbalance"
"""A part of its own in `aggregate.decompose`, so no indicator may be called so."""
Aggregation = Literal["arithmetic", "geometric", "mazziotta-pareto"]
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)


def tree(
    nested: Mapping[str, Any],
    weights: Mapping[str, float] | None = None,
    methods: Mapping[str, str] | None = None,
    min_shares: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Lay out an index of any depth as a table, a row a node, children before their parent.

    Parameters
    ----------
    nested : mapping
        ``{"total": {"personal": ["a"], "social": {"ties": ["c"], "trust": ["d"]}}}``: a mapping
        holds branches, a list holds indicators. Names must be unique.
    weights : mapping of node to float, optional
        Weight of a node among its siblings; 1 when absent (equal weights on every level).
    methods : mapping of branch to str, optional
        How a branch combines its children (`AGGREGATIONS`); arithmetic when absent.
    min_shares : mapping of branch to float, optional
        Share of the weight of its children that must be present, 0 to 1; 2/3 when absent.

    Returns
    -------
    DataFrame, index node
        ``parent`` (empty for the root), ``weight``, ``method`` and ``min_share`` (of branches).

    Raises
    ------
    ScoreError
        Where a name occurs twice or is no name, a branch is empty, there is more than one root, or
        a weight, method or share is wrong or names no node.
    """
    rows: list[tuple[str, str]] = []
    for root, children in nested.items():
        _visit(rows, root, "", children)
    if len(nested) != 1:
        raise ScoreError("An index has one total", where=", ".join(map(str, nested)))
    weight, method, share = weights or {}, methods or {}, min_shares or {}
    table = pd.DataFrame(
        {
            "parent": [parent for _, parent in rows],
            "weight": [_number(weight.get(n, 1.0), n) for n, _ in rows],
            "method": [method.get(n, "arithmetic") for n, _ in rows],
            "min_share": [_number(share.get(n, MIN_SHARE), n) for n, _ in rows],
        },
        index=pd.Index([n for n, _ in rows], name="node"),
    )
    _check_names(table, weight, method, share)
    _check_values(table)
    return table


def leaves(structure: pd.DataFrame) -> list[str]:
    """Return the indicators: nodes that are nobody's parent."""
    parents = set(structure["parent"])
    return [n for n in structure.index if n not in parents]


def branch(
    structure: pd.DataFrame, name: str
) -> tuple[list[str], npt.NDArray[np.float64], str, float]:
    """Children of a branch, their weights, how they combine and the share that must be present."""
    below = (structure["parent"] == name).to_numpy()
    own = structure.index.get_loc(name)
    return (
        list(structure.index[below]),
        structure["weight"].to_numpy(dtype=float)[below],
        str(structure["method"].to_numpy()[own]),
        structure["min_share"].to_numpy(dtype=float)[own].item(),
    )


def leaf_weights(structure: pd.DataFrame) -> pd.Series:
    """Weight of every indicator in the whole, where nothing is missing; adds up to 1.

    The product, from the indicator up to the root, of the weight over the sum of its siblings'
    weights.

    Returns
    -------
    Series of float, index indicator
    """
    parent = dict(zip(structure.index, structure["parent"], strict=True))
    weight = dict(zip(structure.index, structure["weight"], strict=True))
    siblings: dict[str, float] = {}
    for name, above in parent.items():
        siblings[above] = siblings.get(above, 0.0) + weight[name]
    whole = {}
    for name in leaves(structure):
        whole[name], node = 1.0, name
        while node:
            whole[name] *= weight[node] / siblings[parent[node]]
            node = parent[node]
    return pd.Series(whole, dtype=float)


def _visit(rows: list[tuple[str, str]], name: object, parent: str, children: Any) -> None:
    """Add what stands under a branch, then the branch itself."""
    if not isinstance(name, str) or name in {"", IMBALANCE}:
        raise ScoreError(
            "This cannot be the name of a part",
            where=repr(name),
            remedy=f"Give a text that is not empty and not '{IMBALANCE}'.",
        )
    if not isinstance(children, Mapping | list | tuple) or not children:
        raise ScoreError(
            "This part is empty",
            where=name,
            remedy="Give a list of indicators, or parts with a list of their own.",
        )
    for child in children:
        if isinstance(children, Mapping):
            _visit(rows, child, name, children[child])
        elif isinstance(child, str) and child not in {"", IMBALANCE}:
            rows.append((child, name))
        else:
            _visit(rows, child, name, ())  # says what is wrong with the name
    rows.append((name, parent))


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        raise ScoreError("A weight or share is a number", where=name)
    return float(value)


def _check_names(table: pd.DataFrame, *named: Mapping[str, Any]) -> None:
    """Refuse a name that occurs twice, and a setting for a node that is not there."""
    if not table.index.is_unique:
        twice = table.index[table.index.duplicated()][0]
        raise ScoreError("This name occurs twice in the index", where=str(twice))
    whats = (
        "There is a weight for an unknown part",
        "There is a method for an unknown part",
        "There is a smallest share for an unknown part",
    )
    branches = set(table["parent"]) - {""}
    knowns = (set(table.index), branches, branches)
    for what, names, known in zip(whats, named, knowns, strict=True):
        for name in names:
            if name not in known:
                remedy = f"Choose from: {', '.join(n for n in table.index if n in known)}."
                raise ScoreError(what, where=str(name), remedy=remedy)


def _check_values(table: pd.DataFrame) -> None:
    """Refuse weights, methods and shares that would give a wrong score in silence."""
    weight, share = table["weight"], table["min_share"]
    for name in table.index[~(np.isfinite(weight) & (weight >= 0))]:
        raise ScoreError("A weight is a number of 0 or more, and not infinite", where=name)
    for name in table.index[~((share >= 0) & (share <= 1))]:
        raise ScoreError("A smallest share lies between 0 and 1", where=name)
    for name in table.index[~table["method"].isin(AGGREGATIONS)]:
        raise ScoreError(
            f"There is no way of combining '{table['method'][name]}'",
            where=name,
            remedy=f"Choose from: {', '.join(AGGREGATIONS)}.",
        )
    totals = table.groupby("parent")["weight"].sum()
    for parent in totals.index[totals <= 0]:
        raise ScoreError(
            "No weight is left: all weights here are 0",
            where=str(parent) or "index",
            remedy="Give at least one part a weight above 0.",
        )
