"""The frozen scales of a snapshot, made ready to normalise the figures of any year."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.regions.vintages import nearest_years
from monitor.score import normalise
from monitor.score.scale import frozen_scale

Array = npt.NDArray[np.float64]


class Figures(Protocol):
    """What scoring needs of a snapshot."""

    @property
    def catalog(self) -> Catalog: ...  # noqa: D102
    @property
    def observations(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def scales(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def regions(self) -> pd.DataFrame: ...  # noqa: D102


def scale_rows(scales: pd.DataFrame, indicators: pd.Index) -> pd.DataFrame:
    """Frozen scales of the wanted indicators, in their order, each with its first row (``base``).

    Raises
    ------
    MonitorError
        Where an indicator has no scale.
    """
    missing = indicators.difference(pd.Index(scales["indicator"]))
    if len(missing):
        raise MonitorError(
            "Deze indicator telt mee maar heeft geen vaste schaal",
            where=f"scales, indicator '{missing[0]}'",
            remedy="Maak de momentopname opnieuw (python -m monitor build).",
        )
    rows = scales.assign(position=indicators.get_indexer(pd.Index(scales["indicator"])))
    rows = rows[rows["position"] >= 0].sort_values(["position", "from_year"], ignore_index=True)
    first = rows["position"].drop_duplicates()
    rows["base"] = first.index.to_numpy()[rows["position"].to_numpy()]
    rows.index = pd.Index(rows["indicator"] + "@" + rows["from_year"].astype(str))
    return rows


def segment_of(scales: pd.DataFrame, indicators: pd.Index, measured: Array) -> npt.NDArray[np.intp]:
    """Row of the scales that a figure stands on: the last segment not after its measurement.

    Parameters
    ----------
    scales : DataFrame
        Of `scale_rows`.
    measured : ndarray, shape (regions, indicators)
        Year of measurement.

    Returns
    -------
    ndarray of int, shape (regions, indicators)
    """
    first = scales["base"].drop_duplicates().to_numpy()
    segment = np.broadcast_to(first, measured.shape).copy()
    later = scales[scales["base"] != np.arange(len(scales))]
    for position, start in zip(later["position"], later["from_year"], strict=True):
        segment[:, position] += measured[:, position] >= start
    return segment


def doubtful_rows(snapshot: Figures, scales: pd.DataFrame, indicators: pd.Index) -> pd.DataFrame:
    """Scales of the level breaks in doubt, in the columns of `scale_rows`.

    They are no part of the index, only of its uncertainty (docs/method.md#uncertainty): fitted as a
    named break would be, on the figures of the snapshot.
    """
    found: list[pd.DataFrame] = []
    o = snapshot.observations
    people = nearest_years(o[o["indicator"] == "bevolking"], o["year"].unique())
    for position, name in enumerate(indicators):
        item = snapshot.catalog.indicators[name]
        if not item.doubtful_breaks or item.direction == 0 or item.reference_year is None:
            continue
        fitted = frozen_scale(
            _weighted_figures(o[o["indicator"] == name], people),
            item.direction,
            item.reference_year,
            [*item.breaks, *item.doubtful_breaks],
        )
        base = int(scales.loc[scales["position"] == position, "base"].iloc[0])
        fitted = fitted[fitted["from_year"].isin(item.doubtful_breaks)]
        found.append(fitted.assign(indicator=name, position=position, base=base))
    if not found:
        return scales.iloc[:0]
    rows = pd.concat(found)
    rows.index = pd.Index(rows["indicator"] + "@" + rows["from_year"].astype(str) + "?")
    return rows.reindex(columns=scales.columns)


def doubtful_segment(
    extra: pd.DataFrame, first: int, segment: npt.NDArray[np.intp], measured: Array
) -> npt.NDArray[np.intp]:
    """Row that a figure stands on where the breaks in doubt are taken for real.

    Parameters
    ----------
    extra : DataFrame
        Of `doubtful_rows`.
    first : int
        Row number of the first of them, behind those of `scale_rows`.
    segment : ndarray of int, shape (regions, indicators)
        Of `segment_of`.
    measured : ndarray, shape (regions, indicators)
        Year of measurement.
    """
    moved = segment.copy()
    for row, (position, start) in enumerate(
        zip(extra["position"], extra["from_year"], strict=True), first
    ):
        moved[measured[:, position] >= start, position] = row
    return moved


def _weighted_figures(own: pd.DataFrame, people: pd.Series) -> pd.DataFrame:
    """Figures of an indicator with the inhabitants of their year, as `frozen_scale` takes."""
    keys = pd.MultiIndex.from_frame(own[["region", "year"]])
    return own.rename(columns={"region": "unit"}).assign(weight=people.reindex(keys).to_numpy())


def fit_options(snapshot: Figures, scales: pd.DataFrame, method: normalise.Method) -> normalise.Fit:
    """Fit a normalisation on the frozen scales and, where it needs them, the reference figures."""
    indicators = snapshot.catalog.indicators
    direction = scales["indicator"].map({k: i.direction for k, i in indicators.items()})
    if method in ("z", "distance"):
        return normalise.fit(scales, direction, method)
    reference = _reference_figures(snapshot, scales)
    extremes = normalise.parameters(reference, caps=scales)[["min", "max"]]
    frozen = scales.join(extremes)
    return normalise.fit(frozen, direction, method, reference)


def _reference_figures(snapshot: Figures, scales: pd.DataFrame) -> pd.DataFrame:
    """Figures that each scale was fitted on: reference year, or first year of a new level."""
    o = snapshot.observations
    known = o["value"].notna().to_numpy()
    years, rows = o["year"].to_numpy(), o.groupby("indicator", observed=True).indices
    columns = {}
    for key, indicator, start in zip(
        scales.index, scales["indicator"], scales["from_year"], strict=True
    ):
        mine = np.asarray(rows.get(indicator, []), dtype=np.intp)
        mine = mine[known[mine]]
        year = snapshot.catalog.indicators[indicator].reference_year
        if start > 0:
            year = years[mine][years[mine] >= start].min()
        of_year = o.iloc[mine[years[mine] == year]]
        columns[key] = of_year.set_index("region")["value"]
    return pd.DataFrame(columns, index=snapshot.regions.index)
