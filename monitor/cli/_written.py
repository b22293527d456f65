"""How the figures of a table are written on the screen: each by its own unit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from monitor.text import language

if TYPE_CHECKING:
    import pandas as pd

    from monitor.catalog_entries import Indicator
    from monitor.snapshot import Snapshot

SHARES = ("fresh_share", "low_share")
VALUES = (
    *("value", "lower", "upper", "value_here", "value_region"),
    *("value_start", "value_end"),
)
"""Columns with figures of the indicator that stands in the same row."""


class Figure(str):
    """A figure as it is written: it stands to the right, as numbers do."""

    __slots__ = ()


def figures(texts: Iterable[str], index: pd.Index) -> pd.Series:
    """Return a column of figures that were written."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    return pd.Series([Figure(text) for text in texts], index, dtype=object)


def written(snapshot: Snapshot, table: pd.DataFrame) -> pd.DataFrame:
    """Write what has a unit: shares as percentages, figures with the digits of their indicator.

    Parameters
    ----------
    table : DataFrame
        As it is written with ``--csv``.
    """
    from monitor.naming_figures import percent  # noqa: PLC0415 - keep --help quick

    known = snapshot.catalog.series_of_all
    of = next((table[c] for c in ("indicator", "term") if c in table), None)
    done = {}
    for column in table.columns:
        if column in SHARES:
            done[column] = [percent(v) for v in table[column].astype(float)]
        elif column in known:
            done[column] = [_figure(v, known[column]) for v in table[column].astype(float)]
        elif column in VALUES and of is not None:
            pairs = zip(table[column].astype(float), of, strict=True)
            done[column] = [_figure(v, known.get(i)) for v, i in pairs]
    table = table.assign(**{c: figures(texts, table.index) for c, texts in done.items()})
    if of is not None and "value" in table:
        units = [known[i].unit[language()] if i in known else "" for i in of]
        units = ["" if unit == "%" else unit for unit in units]  # % stands behind the figure
        table.insert(list(table.columns).index("value") + 1, "unit", units)
    return table


def _figure(value: float, item: Indicator | None) -> str:
    from monitor.naming_figures import figure  # noqa: PLC0415 - keep --help quick

    if item is None or math.isnan(value):
        return "–"
    return figure(value, item)
