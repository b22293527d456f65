"""Own sets are kept whole, and stand beside the figures of a snapshot."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from monitor.errors import MonitorError
from monitor.own import store as module
from monitor.own import stored
from monitor.own.beside import with_own_sets
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.store import load_sets, remove_set, save_set, set_ids, state, store_of
from monitor.own.stored import left_out, stored_state, with_stored_sets
from monitor.store import hold_lock, open_store, place
from monitor.store.place import names_in
from tests.store.conftest import ODD

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


@pytest.fixture(params=["folder", "odd folder", "memory", "odd memory"])
def store(request, tmp_path):
    """A folder, an object store (fsspec's own in memory), and both under a name full of signs."""
    place = ODD if "odd" in request.param else "plain"
    if "folder" in request.param:
        return open_store(tmp_path / place)
    return open_store(f"memory://{tmp_path.name}/{place}")


def files(store, folder, start=""):
    """The paths in a folder of the store whose names begin so."""
    return [store.path(f"{folder}/{n}") for n in names_in(store, folder) if n.startswith(start)]


def test_a_set_comes_back_as_it_was_kept(own, store):
    save_set(own, DATA.encode(), store)
    (back,) = load_sets(store)
    assert back.indicators == own.indicators
    assert (back.file, back.filename, back.added) == (own.file, own.filename, own.added)
    assert_frame_equal(back.observations, own.observations)
    assert_frame_equal(back.scales, own.scales)
    (original,) = files(store, "own/eigen_onderzoek", "original-")
    assert original.endswith(".csv")
    assert store.fs.cat_file(original) == DATA.encode()


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
    assert both.manifest["sources"][-1]["publisher"] == ""  # nobody entered one
    assert both.id != small.id
    assert "eigen_buurtkracht" not in small.catalog.indicators


def test_no_sets_is_the_snapshot_itself(small, store):
    assert with_own_sets(small, load_sets(store)) is small
    assert state(store) == ""


def test_a_set_that_is_there_is_not_overwritten_unasked(own, store):
    save_set(own, DATA.encode(), store)
    before = state(store)
    with pytest.raises(MonitorError, match="al een eigen set"):
        save_set(own, b"", store)
    assert state(store) == before
    save_set(own, b"other", store, replace=True)
    assert set_ids(store) == ["eigen_onderzoek"]
    assert state(store) != before
    (original,) = files(store, "own/eigen_onderzoek", "original-")
    assert store.fs.cat_file(original) == b"other"


def test_a_set_half_written_is_not_there(own, store, monkeypatch):
    write = place.write_bytes

    def killed(store, name, data):
        if name.endswith("set.json"):
            raise KeyboardInterrupt
        write(store, name, data)

    monkeypatch.setattr(place, "write_bytes", killed)
    with pytest.raises(KeyboardInterrupt):
        save_set(own, DATA.encode(), store)
    assert load_sets(store) == []
    monkeypatch.undo()
    save_set(own, DATA.encode(), store)
    assert len(load_sets(store)) == 1


def test_a_set_twice_in_one_snapshot_is_refused(own, small):
    with pytest.raises(MonitorError, match="al een indicator"):
        with_own_sets(small, [own, own])


def next_year(small):
    """The snapshot after 2026: Breda and Baarle-Nassau are one, Boxtel was divided."""
    gone = {"GM0758": "Breda", "GM0744": "Baarle-Nassau", "GM0757": "Boxtel"}
    went = [("GM0758", "GM2000", 1.0), ("GM0744", "GM2000", 1.0),
            ("GM0757", "GM0824", 0.25), ("GM0757", "GM0865", 0.75)]  # fmt: skip
    moved = pd.DataFrame(went, columns=["code", "to", "share"])
    moved = moved.assign(name=moved["code"].map(gone), from_year=0, until_year=2025)
    regions = small.regions.drop(index=list(gone))
    regions.loc["GM2000"] = {"name": "Baarle-Breda", "from_year": 2026}
    return dataclasses.replace(
        small,
        catalog=small.catalog.model_copy(update={"boundary_year": 2026}),
        regions=regions,
        recoding=pd.concat([small.recoding, moved]),
        observations=small.observations[small.observations["region"].isin(regions.index)],
    )


def test_a_set_goes_along_when_the_boundaries_move(own, small):
    both = with_own_sets(next_year(small), [own])
    kept = both.observations.query("indicator == 'eigen_buurtkracht'").set_index("region")
    # 40,000 inhabitants with 3.5 and 90,000 with 8.5 (conftest: 10,000 times the place in the list)
    assert kept.value["GM2000"] == pytest.approx((40 * 3.5 + 90 * 8.5) / 130)
    # a quarter of Boxtel's 30,000 with 2.5 comes to Oisterwijk's 100,000 with 9.5
    assert kept.value["GM0824"] == pytest.approx((100 * 9.5 + 7.5 * 2.5) / 107.5)
    assert kept.value["GM0772"] == 4.5
    assert kept.harmonised[["GM2000", "GM0824", "GM0772"]].tolist() == [True, True, False]
    assert set(kept.index) == set(next_year(small).regions.index)


def test_the_years_follow_a_set(read, small):
    found = read(DATA.replace("2021", "2026"))
    own = make_set(
        found, [Choice("x", "Nieuw", "punten")], small, title="Nieuw", added="2026-11-02"
    )
    both = with_own_sets(small, [own])
    assert (small.catalog.last_year, both.catalog.last_year) == (2025, 2026)
    assert both.observations.query("indicator == 'eigen_nieuw'").year.unique().tolist() == [2026]


def test_a_set_of_newer_municipalities_than_the_figures_is_refused(own, small):
    """After going back to a version of before a merger."""
    newer = own.observations.assign(region=own.observations["region"].replace("GM0758", "GM2000"))
    with pytest.raises(MonitorError, match="gemeenten van 2026"):
        with_own_sets(small, [dataclasses.replace(own, boundary_year=2026, observations=newer)])


@pytest.mark.parametrize("name", ["observations-", "scales-", "set.json"])
def test_a_damaged_set_is_named(own, store, name):
    save_set(own, DATA.encode(), store)
    (path,) = files(store, "own/eigen_onderzoek", name)
    store.fs.pipe_file(path, b"{}")
    with pytest.raises(MonitorError, match="beschadigd"):
        load_sets(store)


def test_a_damaged_set_keeps_no_app_from_its_figures(own, small, tmp_path):
    store = open_store(tmp_path)
    save_set(own, DATA.encode(), store)
    (tmp_path / "own" / "kapot").mkdir()
    (tmp_path / "own" / "kapot" / "set.json").write_text("[]")
    both, faults = with_stored_sets(small, tmp_path)
    assert "eigen_buurtkracht" in both.catalog.indicators
    assert ["kapot" in str(f) for f in faults] == [True]
    assert [str(f) for f in left_out(both, tmp_path)] == [str(f) for f in faults]


def test_a_set_that_does_not_fit_is_left_out_and_told(own, small, tmp_path):
    newer = own.observations.assign(region=own.observations["region"].replace("GM0758", "GM2000"))
    odd = dataclasses.replace(own, boundary_year=2026, observations=newer)
    save_set(odd, DATA.encode(), open_store(tmp_path))
    both, faults = with_stored_sets(small, tmp_path)
    assert both is small
    assert "gemeenten van 2026" in str(faults[0])
    assert [str(f) for f in left_out(small, tmp_path)] == [str(f) for f in faults]


def test_the_state_tells_of_a_new_set(own, tmp_path):
    assert stored_state(tmp_path) == ""
    save_set(own, DATA.encode(), open_store(tmp_path))
    stored._seen.clear()  # five seconds later
    assert stored_state(tmp_path) == state(open_store(tmp_path))


def test_a_folder_is_the_one_that_was_named(own, tmp_path):
    save_set(own, DATA.encode(), open_store(tmp_path / ODD))
    assert [p.name for p in tmp_path.iterdir()] == [ODD]


def test_a_set_is_removed_by_its_id_only(own, store):
    save_set(own, DATA.encode(), store)
    with pytest.raises(MonitorError, match="geen eigen set"):
        remove_set("../elsewhere", store)
    remove_set(own.file.id, store)
    assert load_sets(store) == []
    assert files(store, "own/eigen_onderzoek") == []


def test_a_store_that_cannot_be_written_says_so(own, tmp_path):
    (tmp_path / "own").write_text("a file where a folder should be")
    with pytest.raises(MonitorError, match="niet te schrijven"):
        save_set(own, b"", open_store(tmp_path))


def test_the_sets_lie_beside_a_plain_snapshot_and_in_a_store(tmp_path):
    assert store_of(tmp_path).root == str(tmp_path)
    (tmp_path / "snapshot").mkdir()
    (tmp_path / "snapshot" / "manifest.json").write_text("{}")
    assert store_of(tmp_path / "snapshot").root == str(tmp_path)


def test_a_snapshot_with_a_set_can_be_scored(own, small):
    scores = pytest.importorskip("monitor.analysis.scores")
    both = with_own_sets(small, [own])
    table = scores.score_year(both, 2021)
    column = table.z["eigen_buurtkracht"]
    scale = own.scales.iloc[0]
    assert column["GM0518"] == pytest.approx((0.5 - scale["mean"]) / scale["sd"])
    assert isinstance(table.table, pd.DataFrame)


# ---------------------------------------------------------------- one writer at a time


def test_while_another_is_at_work_nothing_is_written(own, store):
    save_set(own, DATA.encode(), store)
    before = state(store)
    with hold_lock(store, "verversen"):
        for write in (
            lambda: save_set(own, b"other", store, replace=True),
            lambda: remove_set("eigen_onderzoek", store),
        ):
            with pytest.raises(MonitorError, match="verversen"):
                write()
    assert state(store) == before
    remove_set("eigen_onderzoek", store)
    assert names_in(store, "own/eigen_onderzoek") == []


def test_a_set_that_is_replaced_while_it_is_read_is_read_again(own, store, monkeypatch):
    save_set(own, DATA.encode(), store)
    real, turns = module._read, []

    def read(where, id_):
        turns.append(id_)
        if len(turns) == 1:  # another process replaces the set between two reads of this one
            newer = dataclasses.replace(own, added="2026-02-02")
            save_set(newer, DATA.encode(), store, replace=True)
            raise ValueError("a part is gone")
        return real(where, id_)

    monkeypatch.setattr(module, "_read", read)
    assert [s.added for s in load_sets(store)] == ["2026-02-02"]
