"""From fetched tables and files to the figures of one indicator."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Filter, Indicator, Source
from monitor.errors import MonitorError
from monitor.ingest.plan import bounds_of, denominator, numerator, tables_of
from monitor.sources.request import TableData, TopicRef

FIGURES = ["region", "year", "source", "value", "of", "lower", "upper", "status"]


def _select(frame: pd.DataFrame, filters: Mapping[str, Filter], where: str) -> pd.DataFrame:
    """Keep the rows with the codes asked for; each of them must be there."""
    for column, wanted in filters.items():
        codes = [wanted] if isinstance(wanted, str) else wanted
        if column not in frame.columns:
            raise MonitorError(f"Kolom '{column}' ontbreekt", where=where)
        absent = sorted(set(codes) - set(frame[column].astype(str)))
        if absent:
            raise MonitorError(
                f"Code {', '.join(absent)} komt niet voor in '{column}'",
                where=where,
                remedy="Verbeter filters in de catalogus.",
            )
        frame = frame[frame[column].astype(str).isin(codes)]
    return frame


def _of_years(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the years that the catalog takes from this source."""
    wanted = [year for year in frame.year.unique() if source.gives(int(year))]
    return frame[frame.year.isin(wanted)]


def _added_up(frame: pd.DataFrame, columns: list[str], codes: int, where: str) -> pd.Series:
    """Add up topics and codes per region and year; missing where any of them is missing."""
    groups = frame[columns].sum(axis=1, skipna=False).groupby([frame.region, frame.year])
    if groups.size().max() > codes:
        raise MonitorError(
            "Meer dan één rij per gemeente en jaar",
            where=where,
            remedy="Noem in de catalogus (filters) een code voor elke dimensie van de tabel.",
        )
    series: pd.Series = groups.sum(min_count=codes)
    return series


def of_table(source: Source, data: TableData, estimate: bool) -> pd.DataFrame:
    """Return the figures that a source takes from one table, columns ``FIGURES`` in any order.

    Parameters
    ----------
    source : Source
        Its topics, codes and years.
    data : TableData
        The table.
    estimate : bool
        Whether its figures are model estimates.

    Raises
    ------
    MonitorError
        A column or code that is not there, or more than one row a region and year.
    """
    where = f"tabel {data.table}"
    rows = _of_years(source, data.frame)

    def keys(topics: Sequence[TopicRef]) -> list[str]:
        return [data.keys[topic] for topic in topics]

    main = _select(rows, source.filters, where)
    columns = keys(numerator(source))
    codes = math.prod(len(c) for c in source.filters.values() if isinstance(c, list))
    out = _added_up(main, columns, codes, where).to_frame("value")
    out["of"] = np.nan
    if source.of:
        out["of"] = _added_up(main, keys(denominator(source)), codes, where)
        out["value"] = out.value.where(out["of"].notna())
    for number, bound in enumerate(("lower", "upper")):
        extra: dict[str, str] = getattr(source, bound)
        out[bound] = np.nan
        if extra:
            selected = _select(rows, {**source.filters, **extra}, where)
            out[bound] = _added_up(selected, columns, codes, where)
        elif source.bounds:
            out[bound] = _added_up(main, keys([bounds_of(source)[number]]), codes, where)
    out = out.reset_index()
    final = "model estimate" if estimate else "final"
    provisional = out.year.map(data.status).eq("provisional")
    return out.assign(source=data.table, status=np.where(provisional, "provisional", final))


def _of_file(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that a source takes from one file set."""
    where = f"bestand {source.file}"
    if source.column not in frame.columns:
        raise MonitorError(f"Kolom '{source.column}' ontbreekt", where=where)
    rows = _of_years(source, _select(frame, source.filters, where))
    out = rows[["region", "year"]].assign(value=rows[source.column].astype("float64"))
    status = rows.get("status", "final")
    return out.assign(of=np.nan, lower=np.nan, upper=np.nan, source=str(source.file), status=status)


def extract(
    indicator: Indicator,
    catalog: Catalog,
    tables: Mapping[str, TableData],
    files: Mapping[str, pd.DataFrame],
) -> pd.DataFrame:
    """Collect the figures of one indicator from its chain of sources, as published.

    Parameters
    ----------
    indicator : Indicator
        Whose figures.
    catalog : Catalog
        For its tables and series.
    tables, files : mapping
        What was fetched, by table and file id.

    Returns
    -------
    DataFrame
        Columns ``FIGURES``; municipalities and districts, on the boundaries of the source, in the
        order of the sources.

    Raises
    ------
    MonitorError
        A column or code that is not there, or two sources with a figure for the same region
        and year.
    """
    parts = []
    for source in indicator.source:
        if source.file is not None:
            parts.append(_of_file(source, files[source.file]))
        for name in tables_of(source, catalog):
            estimate = catalog.tables[name].status == "model estimate"
            parts.append(of_table(source, tables[name], estimate))
    figures = pd.concat([p[FIGURES] for p in parts], ignore_index=True)
    fallbacks = [str(s.table or s.file) for s in indicator.source if s.fallback]
    have = figures[figures.value.notna() & ~figures.source.isin(fallbacks)]
    twice = have[have.duplicated(["region", "year"], keep=False)]
    if len(twice):
        row = twice.iloc[0]
        origins = twice[(twice.region == row.region) & (twice.year == row.year)].source
        raise MonitorError(
            f"Twee bronnen geven een cijfer voor {row.region} in {row.year}",
            where=f"indicator '{indicator.id}', {' en '.join(dict.fromkeys(origins))}",
            remedy="Zet bij elke bron in de catalogus welke jaren (years) zij levert.",
        )
    return figures
