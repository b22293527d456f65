"""Districts and neighbourhoods: one layout, figures of every source on it, a scale of their own.

The rules: docs/method.md#district-index and docs/method.md#districts-of-other-years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import District, Districts, DistrictSource, Indicator, Source
from monitor.ingest.derive import POPULATION, Losses
from monitor.ingest.extract import of_table
from monitor.ingest.layouts import Layouts
from monitor.ingest.plan import (
    DISTRICT,
    MUNICIPALITY,
    NEIGHBOURHOOD,
    DistrictSources,
    layout_of,
    tables_of,
)
from monitor.ingest.shapes import simplify, to_geojson
from monitor.regions.districts import SUCCESSOR
from monitor.regions.harmonise import harmonise
from monitor.score.scale import weighted_moments
from monitor.snapshot_tables import DISTRICT_SHAPES, DISTRICT_TABLES, empty_table
from monitor.snapshot_write import write_table
from monitor.sources.request import TableData

COVERED = 0.9
"""A district gets the mean of its neighbourhoods where those with a figure have at least this share
of its inhabitants."""

WEIGHTED, MERGED = "weighted", "merged"
"""How a figure was made, beside ``successor``; empty: as published."""

MOST = 0.5
"""A scale stands for the country: districts with at least this share of its inhabitants have it."""

TOLERANCE = 100.0
"""Metres, as for municipalities; the districts of a province stay under 300 kB."""

_NOTHING = '{"type":"FeatureCollection","features":[]}\n'
_FIGURES = [*("indicator", "code", "year", "value", "lower", "upper"), *("count", "source", "made")]
OTHER_LAYOUT = "andere wijkindeling"
NOBODY = "wijken zonder inwoners"
"""Districts as a whole then stay as they were."""


@dataclass(frozen=True)
class DistrictTables:
    """The district tables of a snapshot (docs/architecture.md), and its shapes as GeoJSON."""

    places: pd.DataFrame
    figures: pd.DataFrame
    scales: pd.DataFrame
    shapes: str


def derive_districts(
    got: DistrictSources,
    catalog: Catalog,
    links: pd.DataFrame,
    population: pd.Series,
    losses: Losses,
) -> DistrictTables | None:
    """Bring all figures of districts and neighbourhoods onto the layout of the edition.

    Parameters
    ----------
    got : DistrictSources
        A table that is not there costs its figures only.
    catalog : Catalog
        Its district index.
    links : DataFrame
        From ``make_links``.
    population : Series
        Inhabitants of municipalities, index (region, year).
    losses : Losses
        Receives what stands on another layout and could not be joined.

    Returns
    -------
    DistrictTables or None
        None where the catalog has no district index, or its list or boundaries are not there, or
        most districts of the list have no inhabitants.
    """
    rules = catalog.districts
    if rules is None or str(rules.people.table) not in got.tables:
        return None
    if rules.edition not in got.shapes:
        return None
    layouts = Layouts(got, rules, links)
    places = _places(got.tables[str(rules.people.table)], rules, links, layouts.found())
    if not _peopled(places):
        losses.note(POPULATION, NOBODY, _of_edition(places, rules.edition))
        return None
    maker = _Maker(got, catalog, rules, links, population, places, layouts, losses)
    known = {k: v for k, v in rules.every.items() if k in catalog.indicators}
    parts = [maker.figures(name, entry) for name, entry in known.items()]
    figures = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_FIGURES)
    figures = figures.sort_values(["indicator", "year", "code"], ignore_index=True)
    shapes = got.shapes[rules.edition]
    drawn = simplify(shapes[shapes["code"].isin(places["code"])], TOLERANCE, strict=False)
    return DistrictTables(places, figures, _scales(figures, places, rules), to_geojson(drawn))


def _peopled(places: pd.DataFrame) -> bool:
    """Whether at least half of the districts have inhabitants: without, none would have a rank."""
    people = places.loc[places["code"].str.startswith(DISTRICT), "inhabitants"]
    return bool((people > 0).mean() >= MOST)


def _of_edition(places: pd.DataFrame, edition: int) -> pd.DataFrame:
    nobody = places[~(places["inhabitants"] > 0) & places["code"].str.startswith(DISTRICT)]
    return pd.DataFrame({"region": nobody["code"], "year": edition})


def _places(
    data: TableData, rules: Districts, links: pd.DataFrame, joins: pd.DataFrame
) -> pd.DataFrame:
    """List the districts and neighbourhoods of the edition, each in its present municipality."""
    people = of_table(rules.people, data, estimate=False).set_index("region")["value"]
    postcodes = _postcodes(data, rules.postcode)
    codes = pd.Series(sorted(c for c in data.names if not c.startswith(MUNICIPALITY)), dtype=object)
    whole = links[links["share"] == 1].set_index("code")["to"]
    found = joins.set_index("to")["how"]
    table = pd.DataFrame(
        {
            "code": codes,
            "name": codes.map(data.names),
            "district": DISTRICT + codes.str[2:8],
            "region": (MUNICIPALITY + codes.str[2:6]).map(whole),
            "inhabitants": codes.map(people),
            "joined": codes.map(found).fillna(""),
            "postcode": codes.map(postcodes).astype(object).fillna(""),
        }
    )
    return table[table["region"].notna()].reset_index(drop=True)


def _postcodes(data: TableData, source: Source | None) -> pd.Series:
    """Return the four digits that most addresses of a neighbourhood have, index code."""
    if source is None:
        return pd.Series(dtype=object)
    found = of_table(source, data, estimate=False).set_index("region")["value"].dropna()
    return found[found.index.str.startswith(NEIGHBOURHOOD)].map("{:04.0f}".format)


@dataclass(frozen=True)
class _Maker:
    """Makes the figures of one indicator after another."""

    got: DistrictSources
    catalog: Catalog
    rules: Districts
    links: pd.DataFrame
    population: pd.Series
    places: pd.DataFrame
    layouts: Layouts
    losses: Losses

    def figures(self, name: str, entry: District) -> pd.DataFrame:
        """Return the figures of an indicator, columns ``_FIGURES``; the first source wins."""
        indicator = self.catalog.indicators[name]
        parts = [
            part
            for source in entry.source
            for table in tables_of(source, self.catalog)
            if table in self.got.tables
            for part in self._of_source(indicator, source, table)
        ]
        if not parts:
            return pd.DataFrame(columns=_FIGURES)
        rows = pd.concat(parts, ignore_index=True)
        rows = rows[rows["value"].notna()].drop_duplicates(["code", "year"])
        if not (entry.index or rows["code"].str.startswith(DISTRICT).any()):
            rows = rows.iloc[:0]  # municipalities have it among their own figures
        rows = rows.assign(indicator=name, count=np.nan)
        return (self._rate(indicator, rows) if indicator.per else rows)[_FIGURES]

    def _of_source(
        self, indicator: Indicator, source: DistrictSource, table: str
    ) -> Iterator[pd.DataFrame]:
        data = self.got.tables[table]
        rows = of_table(source, data, estimate=False).rename(columns={"region": "code"})
        level, layout = rows["code"].str[:2], layout_of(source, self.catalog.tables[table])
        if source.series is not None and rows.loc[level == DISTRICT, "value"].isna().all():
            return  # a year of municipalities alone: those are among their own figures
        yield self._municipalities(indicator, rows[level == MUNICIPALITY])
        if layout not in (None, self.rules.edition):
            yield self._joined(indicator.id, rows[level == DISTRICT], table, layout)
            return
        listed = rows["code"].isin(self.places["code"])
        yield rows[listed & (level == DISTRICT)].assign(made="")
        below = rows[listed & (level == NEIGHBOURHOOD)].assign(made="")
        if source.neighbourhoods:
            yield weighted_up(below, self.places)
        yield below

    def _municipalities(self, indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
        out = harmonise(
            rows.rename(columns={"code": "region"}),
            self.links,
            count=indicator.per is not None,
            population=self.population,
        )
        out = out[out["covered"] == 1] if indicator.per else out
        made = np.where(out["harmonised"], MERGED, "")
        return out.rename(columns={"region": "code"}).assign(made=made)

    def _joined(self, name: str, rows: pd.DataFrame, table: str, layout: int) -> pd.DataFrame:
        """Districts of another layout, as far as they are the same place now."""
        joins = self.layouts.of(table, layout)
        # of a divided municipality it is not known where a district went
        joins = joins[joins["to"].isin(self.places["code"])]
        both = rows.merge(joins, on="code", how="left")
        lost = both[both["to"].isna() & both["value"].notna()]
        self.losses.note(name, OTHER_LAYOUT, lost.rename(columns={"code": "region"}))
        both = both[both["to"].notna()]
        made = both["how"].where(both["how"] == SUCCESSOR, "")
        return both.assign(code=both["to"], made=made)

    def _rate(self, indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
        """Divide a count by the inhabitants of the edition; other years stay counts."""
        data = self.got.tables[str(self.rules.people.table)]
        people = of_table(self.rules.people, data, estimate=False).set_index("region")["value"]
        below = people.reindex(rows["code"]).to_numpy()
        same = (rows["year"] == self.rules.edition) & (below > 0)
        rate: pd.Series = indicator.scale * rows["value"] / np.where(below > 0, below, np.nan)
        return rows.assign(count=rows["value"], value=rate.where(same))


def weighted_up(rows: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of neighbourhoods by inhabitants, where they cover nearly all of a district.

    Parameters
    ----------
    rows : DataFrame
        ``code, year, source, value`` of neighbourhoods.
    places : DataFrame
        ``code, district, inhabitants`` of districts and neighbourhoods.

    Returns
    -------
    DataFrame
        ``code`` (of the district), ``year, source, value, lower, upper, made``; NaN where those
        with a figure hold less than `COVERED` of the inhabitants of the district.
    """
    people = places.set_index("code")
    known = rows[rows["value"].notna()].join(people[["district", "inhabitants"]], on="code")
    known = known.assign(sum=known["value"] * known["inhabitants"])
    by = known.groupby(["district", "year", "source"])[["sum", "inhabitants"]].sum()
    out = by.reset_index().rename(columns={"district": "code"})
    whole = people["inhabitants"].reindex(out["code"]).to_numpy()
    enough = (out["inhabitants"] > 0) & (out["inhabitants"] >= COVERED * whole)
    value = out["sum"] / out["inhabitants"].where(enough)
    # one model made them all: their errors are not those of separate samples
    return out.assign(value=value, lower=np.nan, upper=np.nan, made=WEIGHTED)


def _scales(figures: pd.DataFrame, places: pd.DataFrame, rules: Districts) -> pd.DataFrame:
    """Fit the scale of every indicator and year: mean and spread between districts, weighted."""
    people = places.set_index("code")["inhabitants"]
    known = figures[figures["code"].str.startswith(DISTRICT) & figures["value"].notna()]
    known = known.assign(weight=people.reindex(known["code"]).to_numpy())
    known = known[known["indicator"].isin(list(rules.indicators))]
    known = known[(known["weight"] >= rules.small) & (known["year"] <= rules.edition)]
    counted = people.index.str.startswith(DISTRICT) & (people >= rules.small)
    least, rows = MOST * float(people[counted].sum()), []
    for (name, year), part in known.groupby(["indicator", "year"]):
        mean, sd = weighted_moments(part["value"], part["weight"])
        if sd > 0 and part["weight"].sum() >= least:
            rows.append((name, year, mean, sd))
    return pd.DataFrame(rows, columns=["indicator", "year", "mean", "sd"])


def write_districts(tables: DistrictTables | None, folder: Path) -> None:
    """Write the district files of a snapshot; without districts they hold nothing."""
    names = dict(zip(DISTRICT_TABLES, ("places", "figures", "scales"), strict=True))
    for name, field_name in names.items():
        rows = empty_table(name) if tables is None else getattr(tables, field_name)
        write_table(rows, name, folder)
    shapes = _NOTHING if tables is None else tables.shapes
    (folder / DISTRICT_SHAPES).write_text(shapes, encoding="utf-8", newline="\n")
