"""A store, a small catalog, and a server of invented figures that fails on request."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.catalog_read import load_catalog
from monitor.ingest import refresh as run
from monitor.ingest.options import Options
from monitor.ingest.refresh import Outcome, refresh
from monitor.sources import http
from monitor.store import Store, open_store
from tests.cbs_server import Address, serve
from tests.ingest.refresh.next_year import invented_groups, stores, year_on  # noqa: F401

FIGURES = Path(__file__).parents[2] / "figures"
# a count, three indicators of one table (one goes on in a second), a survey with bounds,
# a rate, and a set that is no table
SMALL = (
    "bevolking", "ervaren_gezondheid", "regie", "eenzaam", "sporten", "misdrijven", "opkomst_tk"
)  # fmt: skip
HEALTH, CRIME, PEOPLE = "50090NED", "47018NED", "70072ned"
CRIMES = "GeregistreerdeMisdrijven_17"
"""The topic of ``CRIME``, as ``tests.figures.make`` numbered it."""

between: list[Callable[[], None]] = []
"""What happens half-way a run of an app under test."""


def small_catalog() -> Catalog:
    """The real catalog, with fewer indicators: the tests are about refreshing, not about them.

    What a table may lack is left out: test_lacking.py has it.
    """
    whole = load_catalog()
    fewer = {k: settled(whole.indicators[k]) for k in SMALL}
    return whole.model_copy(update={"indicators": fewer, "former": {}, "districts": None})


def settled(indicator: Indicator) -> Indicator:
    """An indicator with the sources that have to be there."""
    sources = [s for s in indicator.source if s.may_lack != "figures"]
    sources[0] = sources[0].model_copy(update={"fallback": ""})
    gone = {"lower": {}, "upper": {}, "may_lack": ""}
    sources = [s.model_copy(update=gone) if s.may_lack else s for s in sources]
    return indicator.model_copy(update={"source": sources})


def silent(_id: str, _title: str):
    return lambda _done, _expected: None


def touch(url: Address, *tables: str, modified: str = "2026-02-02T00:00:00") -> None:
    """As CBS does when it puts new figures in a table."""
    for table in tables:
        url.state.tables[table].about["modified"] = modified


def asked(url: Address, what: str = "DataSet") -> set[str]:
    """The tables whose figures were asked for since the log was emptied."""
    return {e["path"].split("/")[3] for e in url.log if what in e["path"]}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    patience = http.Patience(attempts=2, first=0.01, longest=0.02, connect=1, read=1)
    monkeypatch.setattr(http, "patience", patience)


@pytest.fixture(autouse=True)
def no_embedded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The embedded snapshot holds real municipalities: no last good one for invented figures."""
    monkeypatch.setattr(run, "EMBEDDED", tmp_path / "nothing")


@pytest.fixture
def url() -> Iterator[Address]:
    with serve(FIGURES) as address:
        yield address


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store")


@pytest.fixture
def go(store: Store, url: Address) -> Callable[..., Outcome]:
    """``go()`` refreshes; keywords are those of Options, and ``catalog``."""

    def once(catalog: Catalog | None = None, **options) -> Outcome:
        url.log.clear()
        wanted = {"cbs": url, "pdok": url, "files": str(FIGURES / "files"), **options}
        return refresh(store, catalog or small_catalog(), Options(**wanted), silent)

    return once


@pytest.fixture(scope="session")
def first_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one version and a full cache, made once."""
    folder = tmp_path_factory.mktemp("first") / "store"
    embedded, run.EMBEDDED = run.EMBEDDED, folder / "nothing"
    try:
        with serve(FIGURES) as url:
            options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
            refresh(open_store(folder), small_catalog(), options, silent)
    finally:
        run.EMBEDDED = embedded
    return folder


@pytest.fixture
def warm(first_store: Path, store: Store) -> Store:
    """The store as one refresh left it."""
    shutil.copytree(first_store, store.root)
    return store


@pytest.fixture
def without_cache(warm: Store) -> Store:
    """The same on a machine that fetched nothing yet."""
    shutil.rmtree(warm.beside / "cache")
    return warm
