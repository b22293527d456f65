"""A server over the test figures, a client that does not wait, and short ways to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from monitor.catalog_read import load_catalog
from monitor.sources import http
from monitor.sources.request import TableRequest, TopicRef
from tests.cbs_server import Address, serve

FIGURES = Path(__file__).parent.parent / "figures"
ADULTS = {"Leeftijd": ("20300",), "Marges": ("MW00000",)}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three attempts, hardly any wait, a second for an answer."""
    patience = http.Patience(attempts=3, first=0.01, longest=0.05, connect=1, read=1)
    monkeypatch.setattr(http, "patience", patience)


@pytest.fixture
def url() -> Iterator[Address]:
    with serve(FIGURES) as address:
        yield address


@pytest.fixture
def ask() -> Callable[..., TableRequest]:
    """``ask("50090NED", "Eenzaam", codes=ADULTS)``: a request for topics of a catalog table."""

    def make(table: str, *topics: str, **options: object) -> TableRequest:
        refs = tuple(TopicRef(topic) for topic in topics)
        return TableRequest(load_catalog().tables[table], refs, **options)  # type: ignore[arg-type]

    return make


def csv_of(table: str, folder: Path = FIGURES) -> pd.DataFrame:
    """The figures as the file has them: what the client must bring back."""
    head = pd.read_csv(folder / "cbs" / f"{table}.csv", nrows=0).columns
    dims = ("RegioS", "WijkenEnBuurten", "Perioden", "Leeftijd", "Marges", "SoortMisdrijf")
    return pd.read_csv(folder / "cbs" / f"{table}.csv", dtype={d: str for d in dims if d in head})
