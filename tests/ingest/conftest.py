"""A snapshot built once from the invented figures, through the server and the real client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.catalog_read import load_catalog
from monitor.ingest.build import Report, build
from monitor.ingest.fetch import Sources
from monitor.sources import http
from tests.cbs_server import Address, serve

INVENTED = Path(__file__).parent.parent / "figures"
SHAPES = str(INVENTED / "boundaries" / "gemeente_gegeneraliseerd_2024.geojson")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three attempts and hardly any wait."""
    patience = http.Patience(attempts=3, first=0.01, longest=0.05, connect=1, read=2)
    monkeypatch.setattr(http, "patience", patience)


@pytest.fixture
def url() -> Iterator[Address]:
    with serve(INVENTED) as address:
        yield address


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of a build without a clock."""
    target = tmp_path_factory.mktemp("built") / "snapshot"
    with serve(INVENTED) as address:
        sources = Sources(f"{address}/files", cbs=address, boundaries=SHAPES, pdok=address)
        return build(load_catalog(), sources, target, moment=None)
