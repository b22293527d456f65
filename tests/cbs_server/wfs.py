"""PDOK's WFS for the yearly boundaries: GetFeature as GeoJSON in RD or longitude and latitude."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd

from tests.cbs_server.query import Query, ServiceError

MAX_FEATURES = 1000


@cache
def _layer(path: Path, epsg: int) -> list[dict[str, Any]]:
    frame = gpd.read_file(path).to_crs(epsg)
    year = path.stem.split("_")[2]
    if "jrstatcode" not in frame:
        frame["jrstatcode"] = year + frame["statcode"]
    keep = frame[["statcode", "jrstatcode", "statnaam", "geometry"]]
    return json.loads(keep.to_json(drop_id=True))["features"]


def answer(query: Query, folder: Path) -> dict[str, Any]:
    """Answer ``/cbs/gebiedsindelingen/<year>/wfs/v1_0``; like PDOK it ignores ``cql_filter``."""
    options = {k.lower(): v for k, v in query.options.items()}
    if options.get("request") != "GetFeature" or "json" not in options.get("outputformat", ""):
        raise ServiceError(400, "Only GetFeature with outputFormat=json is served here.")
    name = options.get("typename") or options.get("typenames") or ""
    layer = name.removeprefix("gebiedsindelingen:")
    paths = sorted(folder.glob(f"{layer}_{query.path[2]}*.geojson")) if layer else []
    if not paths:
        raise ServiceError(404, f"Feature type '{name}' unknown.")
    epsg = int(options.get("srsname", "EPSG:28992").split(":")[-1])
    features = _layer(paths[0], epsg)
    start = int(options.get("startindex", 0))
    shown = features[start : start + min(int(options.get("count", MAX_FEATURES)), MAX_FEATURES)]
    return {
        "type": "FeatureCollection",
        "name": name,
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}},
        "numberMatched": len(features),
        "numberReturned": len(shown),
        "features": shown,
    }
