"""Ranks on disk are the ranks that would be worked out, or they are made anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from monitor.analysis import kept_ranks
from monitor.analysis.gap_choices import method_draws
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.store.kept import KEPT

YEAR = 2022


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def few_draws(snapshot: Snapshot) -> pd.DataFrame:
    return robustness(snapshot, YEAR, draws=20)


@pytest.fixture
def asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, few_draws: pd.DataFrame
) -> list[tuple[str, int]]:
    """Which ranks were worked out, in a cache that is empty at first."""
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path))
    made: list[tuple[str, int]] = []

    def work(shown: Snapshot, year: int) -> pd.DataFrame:
        made.append((shown.id, year))
        return few_draws.copy()

    monkeypatch.setattr(kept_ranks, "robustness", work)
    return made


def named(snapshot: Snapshot, name: str) -> Snapshot:
    return replace(snapshot, manifest={**snapshot.manifest, "id": name})


def test_the_second_time_they_come_from_the_disk_to_the_last_bit(snapshot, few_draws, asked):
    for _again in range(2):
        found = kept_ranks.kept_robustness(snapshot, YEAR)
        pd.testing.assert_frame_equal(found, few_draws, check_exact=True)
    assert asked == [(snapshot.id, YEAR)]
    assert len(list(kept_ranks.folder(snapshot).iterdir())) == 1  # nothing half written is left


@pytest.mark.parametrize("year", [YEAR, 2013])  # nobody has a total in the latter
def test_draws_too_come_from_the_disk_to_the_last_bit(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, year: int
) -> None:
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path))
    scores = score_year(snapshot, year)
    made = method_draws(snapshot, scores)
    for _again in range(2):
        found = kept_ranks.kept_draws(snapshot, scores)
        pd.testing.assert_index_equal(found.units, made.units)
        np.testing.assert_array_equal(found.totals, made.totals, strict=True)
        monkeypatch.delattr(kept_ranks, "method_draws", raising=False)


def test_another_year_or_snapshot_or_code_is_another_file(snapshot, asked, monkeypatch):
    kept_ranks.kept_robustness(snapshot, YEAR)
    kept_ranks.kept_robustness(snapshot, YEAR + 1)
    kept_ranks.kept_robustness(named(snapshot, "other"), YEAR)
    monkeypatch.setattr(kept_ranks, "_code", lambda: "changed")
    kept_ranks.kept_robustness(snapshot, YEAR)
    mine = snapshot.id
    assert asked == [(mine, YEAR), (mine, YEAR + 1), ("other", YEAR), (mine, YEAR)]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def one_bit(file: Path) -> None:
    """Change a figure: the middle of the file holds them."""
    held = bytearray(file.read_bytes())
    held[len(held) // 3] ^= 1
    file.write_bytes(bytes(held))


@pytest.mark.parametrize("spoil", [cut, emptied, one_bit])
def test_a_damaged_file_is_made_anew(
    snapshot, few_draws, asked, spoil: Callable[[Path], None]
) -> None:
    kept_ranks.kept_robustness(snapshot, YEAR)
    spoil(kept_ranks.folder(snapshot) / f"{YEAR}.parquet")
    for _again in range(2):
        found = kept_ranks.kept_robustness(snapshot, YEAR)
        pd.testing.assert_frame_equal(found, few_draws, check_exact=True)
    assert len(asked) == 2  # once at first, once for the damage


def test_folders_of_long_ago_go(snapshot, asked, tmp_path):
    for age in range(KEPT + 2):
        kept_ranks.kept_robustness(named(snapshot, f"s{age}"), YEAR)
        for each in (tmp_path / "ranks").iterdir():  # an hour passes
            before = each.stat().st_mtime - 3600
            os.utime(each, (before, before))
    left = {each.name.split("-")[0] for each in (tmp_path / "ranks").iterdir()}
    assert left == {"s2", "s3", "s4", "s5"}


def test_where_nothing_can_be_written_they_are_worked_out(
    snapshot, few_draws, asked, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "file"))
    found = kept_ranks.kept_robustness(snapshot, YEAR)
    pd.testing.assert_frame_equal(found, few_draws)
