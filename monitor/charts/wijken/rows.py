"""Whose districts are shown, and their rows."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from monitor.analysis.districts import why_no_figure, why_no_rank
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_scores, remember
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.regions.districts import SUCCESSOR


@dataclass(frozen=True)
class Area:
    """Whose districts are shown: the municipalities, what they are called, and a province."""

    level: str
    codes: tuple[str, ...]
    name: str
    province: str


def measures() -> list[str]:
    """Return what can be shown: the total, the dimensions, the indicators of the index, others."""
    return [
        TOTAL,
        *SCORED,
        *about_districts.edition().values.columns,
        *about_districts.beside_the_index(),
    ]


def newest_year(measure: str) -> int | None:
    """Return the year of the newest figure that a district has of an indicator.

    Parameters
    ----------
    measure : str
        One of `measures`.
    """
    measured = about_districts.edition().measured
    years = (
        measured[measure]
        if measure in measured
        else about_districts.district_newest(measure)["year"]
    )
    return None if years.isna().all() else int(years.max())


def rows(of: Area, measure: str) -> pd.DataFrame:
    """Return the districts of an area, the highest first.

    Parameters
    ----------
    of : Area
    measure : str
        One of `measures`.

    Returns
    -------
    DataFrame, index code
        ``name``, ``home``, ``inhabitants``, ``value`` (NaN without a figure), ``drawn`` (NaN too
        where the district is too small), ``year``, ``made``, ``total``, ``rank``, ``rank_low``,
        ``rank_high``, ``total_low``, ``total_high``, ``why`` (there is no rank; of another measure
        than the total: nothing is drawn). Shared by all readers: never changed.
    """
    return remember.kept("wijken-rows", (of.codes, measure), lambda: _made(of, measure))


def _made(of: Area, measure: str) -> pd.DataFrame:
    edition, sure = about_districts.edition(), about_districts.district_certainty()
    table = edition.table[edition.table["region"].isin(of.codes)]
    columns = ["rank_low", "rank_high", "total_low", "total_high", "p_bottom"]
    table = table.join(sure[columns])
    shown = _shown(table, measure)
    out = table.assign(
        home=table["region"].map(about_scores.names()),
        value=shown["value"],
        drawn=shown["value"].where(~table["small"]),
        year=shown["year"],
        made=shown["made"].fillna(""),
        why=_why(table, measure, shown["value"]),
    )
    beside = snapshot().catalog.indicators.get(measure)
    direction = int(edition.direction.get(measure, beside.direction if beside else 1)) or 1
    order = (direction * out["drawn"]).sort_values(ascending=False, na_position="last")
    return out.loc[order.index]


def parts_of(measure: str) -> list[str]:
    """Return the indicators of a score, or the indicator itself.

    Parameters
    ----------
    measure : str
        One of `measures`.
    """
    return about_districts.edition().parts(measure) if measure in (TOTAL, *SCORED) else [measure]


def _why(table: pd.DataFrame, measure: str, value: pd.Series) -> list[str]:
    if measure == TOTAL:
        return [why_no_rank(row) for row in table.to_dict("records")]
    catalog = snapshot().catalog
    former = any(map(catalog.is_of_former_districts, parts_of(measure)))
    found = why_no_figure(table, value, former=former)
    return ["figures" if w == "none" else w for w in found] if measure in SCORED else found


def _shown(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return ``value``, ``year`` and ``made`` of a measure, of the districts in a table."""
    edition = about_districts.edition()
    if measure == TOTAL or measure in SCORED:
        parts = parts_of(measure)
        year = edition.measured[parts].min(axis=1).reindex(table.index)
        by_name = (edition.made[parts] == SUCCESSOR).any(axis=1)
        named = by_name.index[by_name.to_numpy()]
        made = pd.Series("", table.index).mask(table.index.isin(named), SUCCESSOR)
        return pd.DataFrame({"value": table[measure], "year": year, "made": made})
    if measure not in edition.values:
        return about_districts.district_newest(measure).reindex(table.index).astype({"year": float})
    found = {"value": edition.values, "year": edition.measured, "made": edition.made}
    return pd.DataFrame({k: f[measure].reindex(table.index) for k, f in found.items()})
