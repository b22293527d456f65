"""Shapes stay whole: no gaps, no overlaps, the right way round."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon, box

from monitor.errors import MonitorError
from monitor.ingest.shapes import simplify, to_geojson


def neighbours():
    """Two municipalities with a border that wriggles 20 metres, somewhere in Noord-Brabant."""
    y = np.linspace(400_000, 410_000, 101)
    x = 150_000 + 20 * np.sin(np.arange(101))
    border = list(zip(x, y, strict=True))
    left = Polygon([(140_000, 410_000), (140_000, 400_000), *border])
    right = Polygon([*border[::-1], (160_000, 400_000), (160_000, 410_000)])
    return gpd.GeoDataFrame(
        {"code": ["GM0002", "GM0001"], "name": ["Rechts", "Links"]},
        geometry=[right, left],
        crs=28992,
    )


def test_a_shared_border_stays_shared_and_gets_simple():
    shapes = simplify(neighbours())
    left, right = shapes.geometry
    assert shapes.code.tolist() == ["GM0001", "GM0002"]
    assert shapely.get_num_coordinates(left) < 20
    assert shapely.coverage_is_valid(shapes.geometry.to_numpy())
    assert left.intersection(right).area == 0
    assert left.union(right).geom_type == "Polygon"


def test_rings_run_clockwise_with_four_decimals():
    shapes = simplify(neighbours())
    assert not shapely.is_ccw(shapely.get_exterior_ring(shapes.geometry.to_numpy())).any()
    text = to_geojson(shapes)
    first = json.loads(text)["features"][0]
    assert first["properties"] == {"code": "GM0001", "name": "Links"}
    flat = np.array(first["geometry"]["coordinates"][0]).ravel()
    assert (flat == flat.round(4)).all()
    assert text == to_geojson(simplify(neighbours()))


def test_shapes_that_overlap_or_lie_in_degrees_are_refused():
    overlap = gpd.GeoDataFrame(
        {"code": ["GM0001", "GM0002"], "name": ["a", "b"]},
        geometry=[box(0, 0, 1000, 1000), box(500, 0, 1500, 1000)],
        crs=28992,
    )
    with pytest.raises(MonitorError, match="sluiten niet"):
        simplify(overlap)
    with pytest.raises(MonitorError, match="RD"):
        simplify(neighbours().to_crs(4326))
