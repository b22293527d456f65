"""A snapshot is opened whole or not at all, checked, and put in place in one step."""

import json
import shutil

import geopandas as gpd
import pytest
import shapely

from monitor import snapshot as module
from monitor.catalog_read import load_catalog
from monitor.errors import MonitorError
from monitor.snapshot import EMBEDDED, default_path, open_snapshot, previous_path
from monitor.snapshot_tables import COLUMNS, FILES
from monitor.snapshot_write import publish_geometry, put_in_place
from monitor.soundness import check_snapshot
from tests.build_snapshot import as_built
from tests.spoil import rewrite


def test_the_embedded_snapshot_is_sound():
    snapshot = open_snapshot(EMBEDDED)
    assert check_snapshot(snapshot) == []
    assert len(snapshot.regions) == 342
    assert len(snapshot.catalog.scored) == 20
    size = sum(f.stat().st_size for f in EMBEDDED.iterdir())
    assert size < 8_000_000


def test_the_tables_have_the_columns_of_the_format():
    snapshot = open_snapshot(EMBEDDED)
    assert snapshot.regions.index.name == "code"
    for name in set(COLUMNS) - {"regions"}:
        assert list(getattr(snapshot, name).columns) == list(COLUMNS[name])
    assert snapshot.observations.year.dtype == "int16"
    assert snapshot.observations.harmonised.dtype == bool


def test_a_snapshot_of_before_there_were_districts_opens_without(copied):
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    for name in [n for n in manifest["files"] if n.startswith("district")]:
        (copied / name).unlink()
        del manifest["files"][name]
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    opened = open_snapshot(copied)
    assert opened.district_boundaries is None
    assert opened.district_figures.empty
    assert list(opened.district_places.columns) == list(COLUMNS["district_places"])


def test_the_catalog_in_it_is_that_of_the_code():
    # Otherwise it was not rebuilt after a change of the catalog: make snapshot.
    catalog = open_snapshot(EMBEDDED).catalog
    assert catalog == as_built(load_catalog(), catalog)


def test_a_changed_byte_in_any_file_is_noticed(copied):
    for path in sorted(copied.iterdir()):
        good = path.read_bytes()
        path.write_bytes(good[:-9] + b"X" + good[-8:])
        if path.name in FILES:
            with pytest.raises(MonitorError, match="beschadigd"):
                open_snapshot(copied)
        path.write_bytes(good)
    assert open_snapshot(copied).id == open_snapshot(EMBEDDED).id


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}'])
def test_a_broken_manifest_is_damage(copied, text):
    (copied / "manifest.json").write_text(text)
    with pytest.raises(MonitorError, match="beschadigd"):
        open_snapshot(copied)


def test_another_format_says_so(copied):
    manifest = json.loads((copied / "manifest.json").read_text()) | {"version": 99}
    (copied / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(MonitorError, match="vorm 99"):
        open_snapshot(copied)


def test_a_missing_file_and_a_missing_snapshot_say_so(copied, tmp_path):
    (copied / "scales.parquet").unlink()
    with pytest.raises(MonitorError, match=r"onvolledig.*scales"):
        open_snapshot(copied)
    with pytest.raises(MonitorError, match="geen momentopname"):
        open_snapshot(tmp_path / "nowhere")


def changed(copied, tmp_path, name="new"):
    """A sound snapshot that differs from the embedded one."""
    folder = tmp_path / name
    shutil.copytree(copied, folder)
    rewrite(folder, "observations", lambda f: f.iloc[:-1])
    return folder


def test_publishing_switches_and_keeps_the_previous(copied, tmp_path):
    old = open_snapshot(copied).id
    new = put_in_place(changed(copied, tmp_path), copied)
    assert new.id != old
    assert open_snapshot(copied).id == new.id
    assert open_snapshot(previous_path(copied)).id == old


def test_an_unsound_snapshot_is_not_published(copied, tmp_path):
    old = open_snapshot(copied).id
    folder = changed(copied, tmp_path)
    rewrite(folder, "observations", lambda f: f[f.indicator != "eenzaam"])
    with pytest.raises(MonitorError, match="eenzaam"):
        put_in_place(folder, copied)
    assert open_snapshot(copied).id == old


def test_a_publish_that_died_between_its_two_renames_leaves_the_previous_to_open(copied):
    old = open_snapshot(copied).id
    copied.rename(previous_path(copied))
    assert open_snapshot(copied).id == old


def test_who_opens_a_store_that_goes_on_meanwhile_gets_the_version_it_serves_by_then(
    copied, tmp_path, monkeypatch
):
    named = iter([tmp_path / "given up", tmp_path / "given up too", copied])
    monkeypatch.setattr(module, "current_folder", lambda _: next(named))
    assert open_snapshot(tmp_path / "store").path == copied


def test_a_version_that_is_named_and_not_there_is_said_once(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "current_folder", lambda _: tmp_path / "lost")
    with pytest.raises(MonitorError, match="lost"):
        open_snapshot(tmp_path / "store")


def test_a_publish_that_cannot_finish_puts_the_old_one_back(copied, tmp_path, monkeypatch):
    old = open_snapshot(copied).id
    folder = changed(copied, tmp_path)
    rename = module.Path.rename

    def full(self, target):
        if self.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(module.Path, "rename", full)
    with pytest.raises(MonitorError, match="de schijf is vol"):
        put_in_place(folder, copied)
    assert open_snapshot(copied).id == old


def test_monitor_data_names_the_snapshot(copied, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(copied))
    assert default_path() == copied
    assert open_snapshot().path == copied


def test_the_geometry_is_served_once_under_the_name_of_its_contents(tmp_path):
    snapshot = open_snapshot(EMBEDDED)
    name = publish_geometry(snapshot, tmp_path)
    written = (tmp_path / name).stat()
    assert publish_geometry(snapshot, tmp_path) == name
    assert (tmp_path / name).stat().st_mtime_ns == written.st_mtime_ns
    assert written.st_size < 400_000
    features = json.loads((tmp_path / name).read_text())["features"]
    assert {f["id"] for f in features} == set(snapshot.regions.index)
    assert all(set(f["properties"]) == {"name"} for f in features)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_the_shapes_have_no_gaps_or_overlaps_and_run_clockwise():
    shapes = gpd.read_file(open_snapshot(EMBEDDED).boundaries)
    geometry = shapes.geometry.to_numpy()
    assert len(shapes) == 342
    assert shapely.is_valid(geometry).all()
    assert shapely.coverage_is_valid(geometry)
    outer = shapely.get_exterior_ring(shapely.get_parts(geometry))
    assert not shapely.is_ccw(outer).any()


def test_the_committed_geometry_is_that_of_the_embedded_snapshot(tmp_path):
    static = EMBEDDED.parents[1] / "static"
    name = publish_geometry(open_snapshot(EMBEDDED), tmp_path)
    assert (static / name).read_bytes() == (tmp_path / name).read_bytes()
