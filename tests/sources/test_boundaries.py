"""Boundaries: the same from PDOK and from a file, in RD, and refused where they are not right."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest

from monitor.errors import MonitorError
from monitor.sources import boundaries
from monitor.sources.boundaries import fetch_boundaries, read_boundaries
from monitor.sources.http import NotThereError, ServiceDownError
from tests.cbs_server import Fault
from tests.sources.conftest import FIGURES

FILE = FIGURES / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson"


def test_fourteen_squares_of_a_hundred_square_kilometres(url):
    """The test municipalities are squares of 10 km; Controle aan Zee has an island of 4 km2."""
    frame = fetch_boundaries(2024, base_url=url)
    assert list(frame.columns) == ["code", "name", "geometry"]
    assert frame.crs.to_epsg() == 28992
    assert frame["code"].tolist() == sorted(frame["code"])
    area = frame.set_index("code").geometry.area / 1e6
    assert len(area) == 14
    assert area["GM9001"] == pytest.approx(100, rel=1e-4)
    assert area["GM9012"] == pytest.approx(104, rel=1e-4)


def test_a_file_gives_the_same_as_the_service(url):
    fetched, read = fetch_boundaries(2024, base_url=url), read_boundaries(FILE)
    assert fetched[["code", "name"]].equals(read[["code", "name"]])
    assert fetched.geometry.geom_equals_exact(read.geometry, tolerance=0.01).all()


def test_a_file_with_our_own_field_names_is_read_too(tmp_path):
    path = tmp_path / "own.geojson"
    read_boundaries(FILE).to_crs(4326).to_file(path, driver="GeoJSON")
    assert len(read_boundaries(path)) == 14


def test_many_pages_are_put_together(url, monkeypatch):
    monkeypatch.setattr(boundaries, "PAGE", 5)
    assert len(fetch_boundaries(2024, base_url=url)) == 14
    assert sum("startIndex" in entry["path"] for entry in url.log) == 3


def test_a_year_that_is_not_there(url):
    with pytest.raises(NotThereError, match="geen grenzen van 1999"):
        fetch_boundaries(1999, base_url=url)


def test_boundaries_of_another_year_are_refused(url, monkeypatch):
    real = boundaries.get_json

    def other_year(address, params=None):
        text = json.dumps(real(address, params)).replace("2024GM", "2023GM")
        return json.loads(text)

    monkeypatch.setattr(boundaries, "get_json", other_year)
    with pytest.raises(MonitorError, match="ander jaar: 2023GM"):
        fetch_boundaries(2024, base_url=url)


def test_degrees_that_claim_to_be_metres_are_refused(url, monkeypatch):
    real = boundaries.get_json

    def degrees(address, params=None):
        return real(address, {**params, "srsName": "EPSG:4326"})

    monkeypatch.setattr(boundaries, "get_json", degrees)
    with pytest.raises(MonitorError, match="liggen niet in Nederland"):
        fetch_boundaries(2024, base_url=url)


def test_half_an_answer_is_refused(url, monkeypatch):
    real = boundaries.get_json

    def half(address, params=None):
        page = real(address, params)
        return {**page, "features": page["features"][:7] if params["startIndex"] == "0" else []}

    monkeypatch.setattr(boundaries, "get_json", half)
    with pytest.raises(MonitorError, match="7 van 14 gebieden"):
        fetch_boundaries(2024, base_url=url)


def test_a_passing_fault_does_no_harm_a_lasting_one_is_said(url):
    url.faults.append(Fault("status", 503, times=2))
    assert len(fetch_boundaries(2024, base_url=url)) == 14
    url.faults.append(Fault("garbage"))
    with pytest.raises(ServiceDownError, match="onvolledig of onleesbaar"):
        fetch_boundaries(2024, base_url=url)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.drop(columns="statcode"), "veld 'code' ontbreekt"),
        (lambda f: f.assign(statcode="PV30"), "geen gebieden"),
        (lambda f: f.assign(statcode="GM9001"), "GM9001 komt twee keer voor"),
    ],
)
def test_a_file_without_what_is_needed(tmp_path, change, message):
    path = tmp_path / "f.geojson"
    change(gpd.read_file(FILE)).to_file(path, driver="GeoJSON")
    with pytest.raises(MonitorError, match=message):
        read_boundaries(path)


def test_a_file_that_is_no_geojson(tmp_path):
    (tmp_path / "f.geojson").write_text("{}")
    with pytest.raises(MonitorError, match="grenzen is niet te lezen"):
        read_boundaries(tmp_path / "f.geojson")


@pytest.mark.figures
def test_342_real_municipalities_56_of_them_in_brabant(figures):
    frame = read_boundaries(figures / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson")
    assert len(frame) == 342
    assert frame.geometry.is_valid.all()
    assert frame.set_index("code").loc["GM0758", "name"] == "Breda"


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([], "geen grenzen in het antwoord"),
        (
            [{"properties": {"jrstatcode": "2024GM9001"}, "geometry": {"type": "Soep"}}],
            "niet te lezen",
        ),
        (
            [
                {
                    "type": "Feature",
                    "properties": {"jrstatcode": "2024GM1", "statcode": "GM9001", "statnaam": "x"},
                    "geometry": None,
                }
            ],
            "GM9001 heeft geen vorm",
        ),
    ],
)
def test_an_answer_without_shapes(monkeypatch, features, message):
    monkeypatch.setattr(boundaries, "get_json", lambda *_: {"features": features})
    with pytest.raises(MonitorError, match=message):
        fetch_boundaries(2024)
