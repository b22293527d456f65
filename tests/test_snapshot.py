"""A snapshot is opened whole or not at all, checked, and put in place in one step."""

import json
import shutil

import pandas as pd
import pytest

from monitor import snapshot as module
from monitor.catalog import load_catalog
from monitor.errors import MonitorError
from monitor.snapshot import (
    COLUMNS,
    EMBEDDED,
    FILES,
    check_snapshot,
    default_path,
    open_snapshot,
    out_of_range,
    previous_path,
    publish,
    publish_geometry,
    write_manifest,
    write_table,
)


@pytest.fixture
def copy(tmp_path):
    """A copy of the embedded snapshot, to spoil."""
    folder = tmp_path / "snapshot"
    shutil.copytree(EMBEDDED, folder)
    return folder


def rewrite(folder, name, change):
    """Change a table and make the manifest fit it again."""
    frame = pd.read_parquet(folder / f"{name}.parquet")
    write_table(change(frame), name, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    write_manifest(folder, manifest["built_at"], manifest["sources"])
    return open_snapshot(folder)


def severe(snapshot):
    return [p.what for p in check_snapshot(snapshot) if p.severe]


def test_the_embedded_snapshot_is_sound():
    snapshot = open_snapshot(EMBEDDED)
    assert check_snapshot(snapshot) == []
    assert len(snapshot.regions) == 342
    assert len(snapshot.catalog.scored) >= 21
    size = sum(f.stat().st_size for f in EMBEDDED.iterdir())
    assert size < 5_000_000


def test_the_tables_have_the_columns_of_the_format():
    snapshot = open_snapshot(EMBEDDED)
    assert snapshot.regions.index.name == "code"
    for name in ("observations", "districts", "recoding", "scales", "history"):
        assert list(getattr(snapshot, name).columns) == list(COLUMNS[name])
    assert snapshot.observations.year.dtype == "int16"
    assert snapshot.observations.harmonised.dtype == bool


def test_the_catalog_in_it_is_that_of_the_code():
    # Otherwise it was not rebuilt after a change of the catalog: make snapshot.
    assert open_snapshot(EMBEDDED).catalog == load_catalog()


def test_a_changed_byte_in_any_file_is_noticed(copy):
    for path in sorted(copy.iterdir()):
        good = path.read_bytes()
        path.write_bytes(good[:-9] + b"X" + good[-8:])
        if path.name in FILES:
            with pytest.raises(MonitorError, match="beschadigd"):
                open_snapshot(copy)
        path.write_bytes(good)
    assert open_snapshot(copy).id == open_snapshot(EMBEDDED).id


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}'])
def test_a_broken_manifest_is_damage(copy, text):
    (copy / "manifest.json").write_text(text)
    with pytest.raises(MonitorError, match="beschadigd"):
        open_snapshot(copy)


def test_another_format_says_so(copy):
    manifest = json.loads((copy / "manifest.json").read_text()) | {"version": 99}
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(MonitorError, match="vorm 99"):
        open_snapshot(copy)


def test_a_missing_file_and_a_missing_snapshot_say_so(copy, tmp_path):
    (copy / "scales.parquet").unlink()
    with pytest.raises(MonitorError, match=r"onvolledig.*scales"):
        open_snapshot(copy)
    with pytest.raises(MonitorError, match="geen momentopname"):
        open_snapshot(tmp_path / "nowhere")


def test_check_names_codes_that_do_not_fit(copy):
    def spoil(frame):
        frame.loc[0, "region"] = "GM7777"
        return frame

    assert "GM7777" in severe(rewrite(copy, "observations", spoil))[0]


def test_check_names_double_and_empty_figures_and_wrong_years(copy):
    def spoil(frame):
        frame = pd.concat([frame, frame.head(2)], ignore_index=True)
        frame.loc[5, "value"] = float("nan")
        frame.loc[6, "year"] = 1999
        return frame

    found = " ".join(severe(rewrite(copy, "observations", spoil)))
    assert "2 cijfers komen dubbel voor" in found
    assert "1 regels zonder cijfer" in found
    assert "jaren buiten 2012-2025" in found


def test_check_names_shares_that_do_not_add_up(copy):
    def spoil(frame):
        frame.loc[frame.code == "GM0788", "share"] *= 0.5
        return frame

    assert "GM0788 tellen op tot 0.5000" in severe(rewrite(copy, "recoding", spoil))[0]


def test_check_names_indicators_without_figures_or_scale(copy):
    found = severe(rewrite(copy, "observations", lambda f: f[f.indicator != "eenzaam"]))
    assert "indicator eenzaam: geen enkel cijfer" in found
    found = severe(rewrite(copy, "scales", lambda f: f[f.indicator != "regie"]))
    assert "indicator regie: geen vaste schaal vanaf het begin" in found


def test_figures_out_of_range_are_flagged_not_severe(copy):
    def spoil(frame):
        frame.loc[frame.indicator == "eenzaam", "value"] *= -1
        return frame

    snapshot = rewrite(copy, "observations", spoil)
    problems = check_snapshot(snapshot)
    assert problems
    assert not any(p.severe for p in problems)
    assert (out_of_range(snapshot.observations, snapshot.catalog).indicator == "eenzaam").all()


def changed(copy, tmp_path, name="new"):
    """A sound snapshot that differs from the embedded one."""
    folder = tmp_path / name
    shutil.copytree(copy, folder)
    rewrite(folder, "observations", lambda f: f.iloc[:-1])
    return folder


def test_publishing_switches_and_keeps_the_previous(copy, tmp_path):
    old = open_snapshot(copy).id
    new = publish(changed(copy, tmp_path), copy)
    assert new.id != old
    assert open_snapshot(copy).id == new.id
    assert open_snapshot(previous_path(copy)).id == old


def test_an_unsound_snapshot_is_not_published(copy, tmp_path):
    old = open_snapshot(copy).id
    folder = changed(copy, tmp_path)
    rewrite(folder, "observations", lambda f: f[f.indicator != "eenzaam"])
    with pytest.raises(MonitorError, match="eenzaam"):
        publish(folder, copy)
    assert open_snapshot(copy).id == old


def test_a_publish_that_died_between_its_two_renames_leaves_the_previous_to_open(copy):
    old = open_snapshot(copy).id
    copy.rename(previous_path(copy))
    assert open_snapshot(copy).id == old


def test_a_publish_that_cannot_finish_puts_the_old_one_back(copy, tmp_path, monkeypatch):
    old = open_snapshot(copy).id
    folder = changed(copy, tmp_path)
    rename = module.Path.rename

    def full(self, target):
        if self.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(module.Path, "rename", full)
    with pytest.raises(MonitorError, match="No space left"):
        publish(folder, copy)
    assert open_snapshot(copy).id == old


def test_monitor_data_names_the_snapshot(copy, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(copy))
    assert default_path() == copy
    assert open_snapshot().path == copy


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


def test_the_committed_geometry_is_that_of_the_embedded_snapshot(tmp_path):
    static = EMBEDDED.parents[1] / "static"
    name = publish_geometry(open_snapshot(EMBEDDED), tmp_path)
    assert (static / name).read_bytes() == (tmp_path / name).read_bytes()
