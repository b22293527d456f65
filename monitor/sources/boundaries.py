"""Boundaries of municipalities and districts: the yearly set of CBS at PDOK (WFS), or a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
from shapely.errors import ShapelyError

from monitor.errors import MonitorError
from monitor.sources.http import NotThereError, get_json

PDOK = "https://service.pdok.nl"
Level = Literal["gemeente", "wijk"]
_CODES: dict[Level, str] = {"gemeente": r"GM\d{4}", "wijk": r"WK\w{6}"}
_SETS: dict[Level, str] = {"gemeente": "gebiedsindelingen", "wijk": "wijken"}
RD = 28992
RD_BOUNDS = (-10_000, 300_000, 300_000, 640_000)
"""West, south, east, north of the European Netherlands in metres, with some room."""
PAGE = 1000
"""PDOK's most features in one answer."""


def fetch_boundaries(
    year: int, *, base_url: str | None = None, level: Level = "gemeente"
) -> gpd.GeoDataFrame:
    """Fetch the generalised boundaries of one year from PDOK.

    Returns
    -------
    GeoDataFrame
        ``code`` (GM or WK), ``name``, ``geometry``; EPSG:28992, sorted by code.

    Raises
    ------
    ServiceDownError
        PDOK stays down.
    MonitorError
        No boundaries of that year, or an answer that is not what was asked.
    """
    url = f"{(base_url or PDOK).rstrip('/')}/cbs/gebiedsindelingen/{year}/wfs/v1_0"
    features: list[dict[str, Any]] = []
    while True:
        try:
            page = get_json(url, _query(len(features), level))
        except NotThereError as err:
            raise NotThereError(f"PDOK heeft geen grenzen van {year}", where=err.where) from err
        new = page.get("features") or []
        features += new
        expected = page.get("numberMatched", len(features))
        if not new or len(features) >= expected:
            break
    place = f"grenzen {year}, PDOK"
    if len(features) != expected:
        raise MonitorError(
            f"PDOK zendt {len(features)} van {expected} gebieden",
            where=place,
            remedy="Er is niets overgenomen; probeer het later opnieuw.",
        )
    _check_year(features, year, place)
    return _tidy(_frame(features, place), place, level)


def boundaries_name(year: int, level: Level) -> str:
    """Return what a set of boundaries is called in the manifest and in the cache."""
    return f"{_SETS[level]}_{year}"


def read_boundaries(path: str | Path) -> gpd.GeoDataFrame:
    """Read boundaries from a GeoJSON file: as PDOK names the fields, or with ``code`` and ``name``.

    Returns
    -------
    GeoDataFrame
        As :func:`fetch_boundaries`.

    Raises
    ------
    MonitorError
        Not readable, no municipalities, or shapes outside the Netherlands.
    """
    place = Path(path).name
    try:
        frame = gpd.read_file(path)
    except Exception as err:  # pyogrio and the drivers behind it raise many kinds
        raise MonitorError("Het bestand met grenzen is niet te lezen", where=str(path)) from err
    if not isinstance(frame, gpd.GeoDataFrame):
        raise MonitorError("Het bestand met grenzen heeft geen vormen", where=place)
    if frame.crs is None:
        raise MonitorError("Het bestand met grenzen noemt geen coördinatenstelsel", where=place)
    return _tidy(frame.to_crs(RD), place)


def _query(start: int, level: Level) -> dict[str, str]:
    return {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeName": f"gebiedsindelingen:{level}_gegeneraliseerd",
        "outputFormat": "json",
        "srsName": f"EPSG:{RD}",
        "count": str(PAGE),
        "startIndex": str(start),
    }


def _frame(features: list[dict[str, Any]], place: str) -> gpd.GeoDataFrame:
    if not features:
        raise MonitorError("Er zijn geen grenzen in het antwoord", where=place)
    try:
        return gpd.GeoDataFrame.from_features(features, crs=RD)
    except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as err:
        raise MonitorError("De grenzen in het antwoord zijn niet te lezen", where=place) from err


def _check_year(features: list[dict[str, Any]], year: int, place: str) -> None:
    for feature in features:
        code = str((feature.get("properties") or {}).get("jrstatcode", ""))
        if not code.startswith(str(year)):
            raise MonitorError(
                f"PDOK zendt grenzen van een ander jaar: {code or json.dumps(feature)[:40]}",
                where=place,
            )


def _tidy(frame: gpd.GeoDataFrame, place: str, level: Level = "gemeente") -> gpd.GeoDataFrame:
    """Names, order and checks that are the same for every source; other regions are left out."""
    frame = frame.rename(columns={"statcode": "code", "statnaam": "name"})
    absent = [c for c in ("code", "name") if c not in frame]
    if absent:
        raise MonitorError(f"Het veld '{absent[0]}' ontbreekt bij de grenzen", where=place)
    frame["code"] = frame["code"].astype(str).str.strip()
    frame = frame[frame["code"].str.fullmatch(_CODES[level])]
    if frame.empty:
        raise MonitorError("Er zijn geen gebieden bij de grenzen", where=place)
    if not frame["code"].is_unique:
        twice = frame.loc[frame["code"].duplicated(), "code"].iloc[0]
        raise MonitorError(f"De grens van {twice} komt twee keer voor", where=place)
    shapeless = frame[frame.geometry.isna() | frame.geometry.is_empty]
    if len(shapeless):
        raise MonitorError(f"Het gebied {shapeless['code'].iloc[0]} heeft geen vorm", where=place)
    west, south, east, north = frame.total_bounds
    if not (
        RD_BOUNDS[0] <= west
        and RD_BOUNDS[1] <= south
        and east <= RD_BOUNDS[2]
        and north <= RD_BOUNDS[3]
    ):
        raise MonitorError(
            "De grenzen liggen niet in Nederland: een ander coördinatenstelsel dan gevraagd",
            where=place,
        )
    return frame[["code", "name", "geometry"]].sort_values("code", ignore_index=True)
