"""The frozen scales of a snapshot, made ready to normalise the figures of any year."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.score import normalise

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
