"""What is asked of a table, and what comes back: the same shape whatever service it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from monitor.catalog_entries import Table

Progress = Callable[[int, int | None], None]
"""Called with the rows fetched so far and, where known, the rows expected."""


@dataclass(frozen=True)
class TopicRef:
    """A topic by the end of its title path (groups joined by `` | ``).

    ``occurrence`` (1 = first in the order of the table) chooses between topics with equal paths.
    """

    path: str
    occurrence: int | None = None


@dataclass(frozen=True)
class TableRequest:
    """What to fetch of one table.

    Parameters
    ----------
    table : Table
        From the catalog: id, host, and the year where the table holds one year only.
    topics : tuple of TopicRef
        The topics wanted.
    codes : mapping of str to tuple of str
        Per dimension (not the region, not the period) the codes wanted, without padding.
    levels : tuple of str
        Prefixes of the regions wanted: ``GM`` municipalities, ``WK`` districts, ``BU``
        neighbourhoods.
    optional : tuple of str
        Those of them that the table may lack.
    spare_topics, spare_codes : frozenset of TopicRef, mapping
        The topics, and the codes per dimension, that the table may lack.
    """

    table: Table
    topics: tuple[TopicRef, ...]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    levels: tuple[str, ...] = ("GM",)
    optional: tuple[str, ...] = ()
    spare_topics: frozenset[TopicRef] = frozenset()
    spare_codes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def spare(self) -> bool:
        """Whether nothing needs the table."""
        return self.spare_topics.issuperset(self.topics)


@dataclass(frozen=True)
class TableData:
    """The answer to a TableRequest.

    Attributes
    ----------
    frame : DataFrame
        Columns ``region`` (str, no padding), ``year`` (int), the other dimensions asked for
        (str, no padding), then a float64 column per topic, named by its key. Missing is NaN.
    keys : dict of TopicRef to str
        The key each topic was resolved to.
    units : dict of str to str
        Unit per key as the table gives it.
    status : dict of int to str
        Per year ``final`` or ``provisional``.
    title, modified, service : str
        Of the table; ``modified`` in ISO format, empty where the service does not tell;
        ``service`` is ``v3`` or ``v4``.
    names : dict of str to str
        Name per region of the answer, as the table gives it.
    """

    table: str
    frame: pd.DataFrame
    keys: dict[TopicRef, str]
    units: dict[str, str]
    status: dict[int, str]
    title: str
    modified: str
    service: str = "v3"
    names: dict[str, str] = field(default_factory=dict)
