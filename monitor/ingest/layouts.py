"""Districts of other layouts, found again on that of the edition.

The rules: docs/method.md#districts-of-other-years.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from monitor.catalog_entries import Districts
from monitor.ingest.plan import DISTRICT, DistrictSources
from monitor.regions.districts import (
    chain,
    changed_between,
    join_by_area,
    join_by_code,
    overlaps,
)
from monitor.sources.request import TableData

_JOINS = ["code", "to", "how"]
_NOTHING = pd.DataFrame(columns=_JOINS, dtype=object)


@dataclass(frozen=True, eq=False)
class Layouts:
    """Finds the districts of a table on the layout of the edition.

    Attributes
    ----------
    got : DistrictSources
    rules : Districts
    links : DataFrame
        From ``make_links``.
    """

    got: DistrictSources
    rules: Districts
    links: pd.DataFrame

    def of(self, table: str, layout: int) -> pd.DataFrame:
        """Return the districts of a table: ``code, to, how``; none where it cannot be known.

        Parameters
        ----------
        table : str
            One that was fetched.
        layout : int
            The year of its districts.
        """
        former = self.rules.former
        lists = (former.via_named_by, str(self.rules.people.table))
        if not set(lists) <= set(self.got.tables) or former.via not in self.got.shapes:
            return _NOTHING
        codes = named = self._named(table)
        if layout == former.year:
            if former.named_by not in self.got.tables:
                return _NOTHING
            named = self._named(former.named_by)
        via, now = (self._named(name) for name in lists)
        if layout > former.via:
            moved = changed_between(self.links, *sorted((layout, self.rules.edition)))
            found = join_by_code(codes.index, named, now, moved)
            return found[~found["to"].isin(self._moved_under_its_name)]
        if layout == former.via:
            return self._via_to_now
        moved = changed_between(self.links, layout, former.via)
        return chain(join_by_code(codes.index, named, via, moved), self._via_to_now)

    def found(self) -> pd.DataFrame:
        """Return every district of the former layout that was found: ``code, to, how``."""
        former = self.rules.former.year
        tables = {
            str(source.table)
            for entry in self.rules.indicators.values()
            for source in entry.source
            if source.layout == former and source.table in self.got.tables
        }
        parts = [self.of(table, former) for table in sorted(tables)]
        return pd.concat([_NOTHING, *parts]).drop_duplicates("to")

    @cached_property
    def _via_to_now(self) -> pd.DataFrame:
        former = self.rules.former
        via, now = self._named(former.via_named_by), self._named(str(self.rules.people.table))
        shapes = self.got.shapes
        return join_by_area(via, now, overlaps(shapes[former.via], shapes[self.rules.edition]))

    @cached_property
    def _moved_under_its_name(self) -> set[str]:
        """Codes that kept their name since the year of the shapes, and not their area."""
        via = self._named(self.rules.former.via_named_by)
        now = self._named(str(self.rules.people.table))
        both = via.index.intersection(now.index)
        same = set(both[(via[both] == now[both]).to_numpy()])
        kept = self._via_to_now
        return same - set(kept.loc[kept["code"] == kept["to"], "code"])

    def _named(self, table: str) -> pd.Series:
        """Names of the districts of a table, index code."""
        data: TableData = self.got.tables[table]
        names = pd.Series(data.names, dtype=object)
        return names[names.index.str.startswith(DISTRICT)]
