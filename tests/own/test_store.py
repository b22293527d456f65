"""Own sets are kept whole, and stand beside the figures of a snapshot."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from monitor.errors import MonitorError
from monitor.own.observe import Choice, make_set
from monitor.own.store import load_sets, own_folder, remove_set, save_set, with_own_sets

DATA = "gemeente;jaar;x\n" + "".join(
    f"{code};2021;{i},5\n"
    for i, code in enumerate(
        [518, 796, 757, 758, 772, 373, 893, 417, 744, 824, 855, 865, 1900, 1948]
    )
)


@pytest.fixture
def own(read, small):
    choice = Choice("x", "Buurtkracht", "punten", "social", 1)
    return make_set(
        read(DATA, "<b>kracht.csv"), [choice], small, title="Onderzoek", added="2026-01-02"
    )


def test_a_set_comes_back_as_it_was_kept(own, tmp_path):
    save_set(own, DATA.encode(), tmp_path / "own")
    (back,) = load_sets(tmp_path / "own")
    assert back.indicators == own.indicators
    assert (back.file, back.filename, back.added) == (own.file, own.filename, own.added)
    assert_frame_equal(back.observations, own.observations)
    assert_frame_equal(back.scales, own.scales)
    folder = tmp_path / "own" / own.file.id
    assert (folder / "original.csv").read_bytes() == DATA.encode()


def test_a_set_stands_beside_the_figures(own, small):
    before = small.observations.copy()
    both = with_own_sets(small, [own])
    assert_frame_equal(small.observations, before)
    assert len(both.observations) == len(before) + 14
    assert both.observations.dtypes.to_dict() == before.dtypes.to_dict()
    assert not both.observations.duplicated(["indicator", "region", "year"]).any()
    assert both.catalog.indicators["eigen_buurtkracht"].scored
    assert both.catalog.files["eigen_onderzoek"].title == "Onderzoek"
    assert set(both.scales["indicator"]) == {
        *(i.id for i in small.catalog.scored),
        "eigen_buurtkracht",
    }
    assert both.manifest["sources"][-1]["publisher"] == "Provincie Noord-Brabant"
    assert both.id != small.id
    assert "eigen_buurtkracht" not in small.catalog.indicators


def test_no_sets_is_the_snapshot_itself(small, tmp_path):
    assert with_own_sets(small, load_sets(tmp_path / "own")) is small


def test_a_set_that_is_there_is_not_overwritten_unasked(own, tmp_path):
    save_set(own, DATA.encode(), tmp_path)
    with pytest.raises(MonitorError, match="al een eigen set"):
        save_set(own, b"", tmp_path)
    save_set(own, b"other", tmp_path, replace=True)
    assert len(load_sets(tmp_path)) == 1
    assert [p.name for p in tmp_path.iterdir()] == [own.file.id]


def test_a_set_twice_in_one_snapshot_is_refused(own, small):
    with pytest.raises(MonitorError, match="al een indicator"):
        with_own_sets(small, [own, own])


def test_a_set_on_other_boundaries_is_refused(own, small):
    older = type(own)(**{**own.__dict__, "boundary_year": 2020})
    with pytest.raises(MonitorError, match="gemeenten van 2020"):
        with_own_sets(small, [older])


@pytest.mark.parametrize("name", ["observations.parquet", "scales.parquet", "set.json"])
def test_a_damaged_set_is_named(own, tmp_path, name):
    folder = save_set(own, DATA.encode(), tmp_path)
    (folder / name).write_bytes(b"{}")
    with pytest.raises(MonitorError, match="beschadigd"):
        load_sets(tmp_path)


def test_a_set_is_removed_by_its_id_only(own, tmp_path):
    save_set(own, DATA.encode(), tmp_path)
    with pytest.raises(MonitorError, match="geen eigen set"):
        remove_set("../elsewhere", tmp_path)
    remove_set(own.file.id, tmp_path)
    assert load_sets(tmp_path) == []


def test_a_store_that_cannot_be_written_says_so(own, tmp_path):
    (tmp_path / "own").write_text("a file where a folder should be")
    with pytest.raises(MonitorError, match="niet worden bewaard"):
        save_set(own, b"", tmp_path / "own")


def test_the_store_lies_beside_the_snapshot(small):
    assert own_folder(small.path.absolute()).parent == small.path.absolute().parent


def test_a_snapshot_with_a_set_can_be_scored(own, small):
    scores = pytest.importorskip("monitor.analysis.scores")
    both = with_own_sets(small, [own])
    table = scores.score_year(both, 2021)
    column = table.z["eigen_buurtkracht"]
    scale = own.scales.iloc[0]
    assert column["GM0518"] == pytest.approx((0.5 - scale["mean"]) / scale["sd"])
    assert isinstance(table.table, pd.DataFrame)
