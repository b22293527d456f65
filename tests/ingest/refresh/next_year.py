"""Stores of before and after the next boundary year, made once for the tests of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from monitor.catalog_read import load_catalog
from monitor.ingest import refresh as run
from monitor.ingest.options import Options
from monitor.ingest.refresh import Outcome, refresh
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.store import save_set
from monitor.own.understand import understand
from monitor.regions.groups import load_groups
from monitor.snapshot import open_snapshot
from monitor.store import Store, open_store
from tests.cbs_server import serve
from tests.figures import next_year as world
from tests.figures.make import HERE

OWN = "gemeente;jaar;x\n" + "".join(
    f"GM90{n:02};2024;{n},5\n" for n in range(1, 15)
)  # GM9001 1.5, GM9002 2.5 ...


@pytest.fixture(scope="session")
def year_on(tmp_path_factory) -> Path:
    return world.write_next_year(tmp_path_factory.mktemp("next") / "figures")


@pytest.fixture
def invented_groups(year_on: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of invented municipalities, as geodata/groups.toml would name them."""
    monkeypatch.setattr(load_groups, "__defaults__", (year_on / "groups.toml", None))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")  # November 2026


def refreshed(store: Store, folder: Path, **options) -> Outcome:
    with serve(folder) as url:
        wanted = Options(cbs=url, pdok=url, files=str(folder / "files"), **options)
        return refresh(store, load_catalog(), wanted, lambda _id, _title: lambda _done, _all: None)


@pytest.fixture(scope="session")
def stores(year_on, tmp_path_factory) -> dict[str, tuple[Store, Outcome]]:
    """A store of before with an own set, as it goes on: catalog untouched, and to 2026."""
    place = tmp_path_factory.mktemp("stores")
    kept, run.EMBEDDED = run.EMBEDDED, place / "nothing"
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1795000000")
            store = open_store(place / "store")
            before = refreshed(store, HERE)
            _add_own_set(store)
            untouched = refreshed(store, year_on)
            old = open_store(place / "old")
            Path(place / "store").rename(place / "old")
            shutil.copytree(place / "old", place / "store")
            moved = refreshed(open_store(place / "store"), year_on, boundary_year=world.YEAR)
    finally:
        run.EMBEDDED = kept
    return {
        "before": (old, before),
        "untouched": (old, untouched),
        "moved": (open_store(place / "store"), moved),
    }


def _add_own_set(store: Store) -> None:
    snapshot = open_snapshot(store.location)
    read = understand(OWN.encode(), "eigen.csv", snapshot.regions, snapshot.recoding)
    choice = Choice("x", "Buurtkracht", "punten", "social", 1)
    own = make_set(read, [choice], snapshot, title="Onderzoek", added="2026-01-02")
    save_set(own, OWN.encode(), store)
