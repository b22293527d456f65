"""The tree of an index: which indicator counts in what, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.errors import MonitorError

MIN_SHARE = 2 / 3


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
        How a branch combines its children (`monitor.score.aggregate.AGGREGATIONS`); arithmetic
        when absent.
    min_shares : mapping of branch to float, optional
        Share of the weight of its children that must be present; 2/3 when absent.

    Returns
    -------
    DataFrame, index node
        ``parent`` (empty for the root), ``weight``, ``method`` and ``min_share`` (of branches).

    Raises
    ------
    MonitorError
        Where a name occurs twice, a branch is empty or a weight is negative or names no node.
    """
    rows: list[tuple[str, str]] = []

    def visit(name: str, parent: str, children: Any) -> None:
        below = children if isinstance(children, Mapping) else dict.fromkeys(children or ())
        for child, grandchildren in below.items():
            visit(child, name, grandchildren)
        rows.append((name, parent))

    for root, children in nested.items():
        visit(root, "", children)
    weight, method, share = weights or {}, methods or {}, min_shares or {}
    table = pd.DataFrame(
        {
            "parent": [parent for _, parent in rows],
            "weight": [float(weight.get(n, 1.0)) for n, _ in rows],
            "method": [method.get(n, "arithmetic") for n, _ in rows],
            "min_share": [share.get(n, MIN_SHARE) for n, _ in rows],
        },
        index=pd.Index([n for n, _ in rows], name="node"),
    )
    _check(table, weights or {})
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


def _check(table: pd.DataFrame, weights: Mapping[str, float]) -> None:
    if not table.index.is_unique:
        twice = table.index[table.index.duplicated()][0]
        raise MonitorError("Deze naam komt twee keer voor in de index", where=str(twice))
    for name in weights:
        if name not in table.index:
            raise MonitorError("Er is een gewicht voor een onbekend onderdeel", where=str(name))
    bad = table.index[~(table["weight"] >= 0)]
    if len(bad):
        raise MonitorError("Een gewicht is een getal van 0 of hoger", where=str(bad[0]))
    totals = table.groupby("parent")["weight"].sum()
    for parent in totals.index[totals <= 0]:
        raise MonitorError(
            "Er blijft geen gewicht over: alle gewichten hier zijn 0",
            where=str(parent) or "index",
            remedy="Geef minstens een onderdeel een gewicht boven 0.",
        )
