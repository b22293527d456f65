"""Which rows of a story a slide shows."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.story import REST, Story


def biggest(drivers: pd.DataFrame, rows: int) -> pd.DataFrame:
    """Keep the largest parts and add up what is left, so that all still adds up.

    Parameters
    ----------
    drivers : DataFrame
        ``indicator, dimension, points``, largest first.
    rows : int
        How many indicators to keep.

    Returns
    -------
    DataFrame
        The same columns and ``count`` (1; for the last row ``rest`` the number of indicators).
    """
    kept = drivers.head(rows).assign(count=1)
    left = drivers.iloc[rows:]
    if left.empty:
        return kept
    rest = {"indicator": REST, "dimension": "", "points": left["points"].sum(), "count": len(left)}
    return pd.concat([kept, pd.DataFrame([rest])], ignore_index=True)


def lower_half(story: Story) -> tuple[int, int]:
    """Count the members in the less resilient half of the province, and all that have a rank.

    Without a group: the province within the less resilient half of the country. (0, 0) where the
    map shows context, which has no ranks.
    """
    rank = story.map["rank"].dropna()
    if story.choice.group is not None:
        rank = rank[rank.index.isin(story.province)]
    own = rank[rank.index.isin(story.members)]
    return int((own > rank.median()).sum()), len(own)


def extremes(change: pd.DataFrame, rows: int) -> pd.DataFrame:
    """Keep the largest risers and fallers where there are more than ``rows``."""
    if len(change) <= rows:
        return change
    return pd.concat([change.head(rows // 2), change.tail(rows - rows // 2)])
