"""The catalog: what is measured, in which direction, from which source.

`monitor.catalog_entries` says what an entry holds, `monitor.catalog_read` reads ``catalog.toml``.
"""

from __future__ import annotations

from collections.abc import Collection

from pydantic import Field

from monitor.catalog_entries import (
    Dimension,
    Districts,
    Entry,
    FileSet,
    Index,
    Indicator,
    Otherwise,
    Table,
)
from monitor.errors import MonitorError


class Catalog(Entry):
    """All dimensions, tables, files and indicators, checked against each other.

    ``former`` holds the series that only former versions of the index count: they are built and
    kept, and stand in no list for readers but coverage and downloads.
    """

    first_year: int
    last_year: int
    boundary_year: int
    index: Index = Index()
    dimensions: dict[str, Dimension]
    tables: dict[str, Table]
    series: dict[str, list[str]]
    files: dict[str, FileSet]
    indicators: dict[str, Indicator]
    districts: Districts | None = None
    former: dict[str, Indicator] = Field(default_factory=dict)

    def district_indicator(self, name: str) -> Indicator:
        """Return an indicator as it counts in the district index: its dimension and direction."""
        entry = self.districts.indicators[name] if self.districts else None
        if entry is None:
            return self.indicators[name]
        own = {"dimension": entry.dimension, "direction": entry.direction}
        return self.indicators[name].model_copy(update={k: v for k, v in own.items() if v})

    @property
    def series_of_all(self) -> dict[str, Indicator]:
        """Every indicator that has figures: those of now, then the former series."""
        return self.indicators | self.former

    @property
    def versions(self) -> list[int]:
        """The versions of the index that can be computed, the newest first."""
        return [self.index.version, *sorted(self.index.former, reverse=True)]

    def of_version(self, version: int) -> Catalog:
        """Return the catalog as a version of the index counts.

        Raises
        ------
        MonitorError
            Where there is no such version.
        """
        if version == self.index.version:
            return self
        if version not in self.index.former:
            raise MonitorError(
                f"Versie {version} van de index is er niet",
                remedy=f"Kies uit: {', '.join(map(str, self.versions))}.",
            )
        then = self.index.former[version]
        gone = [
            o.series or k
            for k, o in then.otherwise.items()
            if (o.series or k) not in self.series_of_all
        ]
        if gone:
            raise MonitorError(
                f"Versie {version} van de index is niet te berekenen: {gone[0]} heeft geen cijfers",
                remedy="Ververs de cijfers opnieuw.",
            )
        changed = {k: self._as_then(k, other) for k, other in then.otherwise.items()}
        index = Index(version=version, min_share=then.min_share)
        return self.model_copy(
            update={"indicators": self.indicators | changed, "index": index, "former": {}}
        )

    def _as_then(self, name: str, other: Otherwise) -> Indicator:
        if other.series is not None:
            return self.former[other.series].model_copy(update={"id": name})
        update = {"dimension": other.dimension, "direction": other.direction}
        return self.indicators[name].model_copy(update=update)

    @property
    def fitted(self) -> dict[str, Indicator]:
        """Every indicator with a frozen scale: scored now, or in a former version."""
        found = {i.id: i for i in self.scored} | self.former
        for then in self.index.former.values():
            for name, other in then.otherwise.items():
                if other.series is None and name in self.indicators:
                    found[name] = self._as_then(name, other)
        return found

    def without(self, names: Collection[str]) -> Catalog:
        """Return the catalog without some indicators and former series."""
        kept = {
            field: {k: v for k, v in getattr(self, field).items() if k not in names}
            for field in ("indicators", "former")
        }
        return self.model_copy(update=kept)

    @property
    def scored(self) -> list[Indicator]:
        """The indicators that count in the score, in catalog order."""
        return [i for i in self.indicators.values() if i.scored]

    def sources_of(self, indicator: str) -> list[str]:
        """Return the ids of the tables and sets that an indicator is taken from, in order."""
        found: list[str] = []
        for source in self.series_of_all[indicator].source:
            if source.series is not None:
                run = self.series[source.series]
                found += [t for t in run if source.gives(self.tables[t].year)]
            else:
                found.append(str(source.table or source.file))
        return list(dict.fromkeys(found))

    def of_dimension(self, dimension: str) -> list[Indicator]:
        """Return the indicators of one dimension, in catalog order."""
        return [i for i in self.indicators.values() if i.dimension == dimension]

    def is_estimate(self, indicator: str) -> bool:
        """Whether an indicator rests on a model estimate (RIVM SMAP) in any of its sources."""
        return any(
            s.table is not None and self.tables[s.table].status == "model estimate"
            for s in self.indicators[indicator].source
        )

    def is_of_former_districts(self, indicator: str) -> bool:
        """Whether any figures of districts stand on those of an earlier year."""
        if self.districts is None or indicator not in self.districts.every:
            return False
        former = self.districts.former.year
        return any(s.layout == former for s in self.districts.every[indicator].source)

    def is_district_estimate(self, indicator: str) -> bool:
        """Whether the figures of districts rest on a model estimate."""
        if self.districts is None or indicator not in self.districts.every:
            return False
        tables = {str(s.table) for s in self.districts.every[indicator].source if s.table}
        return any(self.tables[t].status == "model estimate" for t in tables)
