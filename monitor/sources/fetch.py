"""Fetch a table from whichever of CBS's services is up: v3 first, v4 where v3 stays down."""

from __future__ import annotations

import pandas as pd

from monitor.errors import MonitorError
from monitor.sources import cbs, cbs_v4
from monitor.sources.bounds import OverBoundError, ServiceDownError
from monitor.sources.http import NotThereError
from monitor.sources.request import Progress, TableData, TableRequest


def fetch_table(
    request: TableRequest, *, base_url: str | None = None, progress: Progress | None = None
) -> TableData:
    """Fetch a table; ``service`` in the answer tells which service it came from.

    Parameters and errors are those of :func:`monitor.sources.cbs.fetch_table`. Only a service that
    is down leads to the other: an unknown topic or a table that is gone stays an error.

    Raises
    ------
    ServiceDownError
        Both services are down, or v3 is and v4 does not have the table.
    """
    try:
        return cbs.fetch_table(request, base_url=base_url, progress=progress)
    except OverBoundError:
        raise
    except ServiceDownError as down:
        try:
            return cbs_v4.fetch_table(request, base_url=base_url, progress=progress)
        except (ServiceDownError, NotThereError) as err:
            raise ServiceDownError(
                f"Tabel {request.table.id} is niet op te halen: {down.what};"
                f" ook OData v4 biedt geen uitkomst: {err.what}",
                where=down.where,
                remedy="Probeer het later opnieuw.",
            ) from err
        except MonitorError as err:
            raise MonitorError(
                f"{err.what} (via OData v4; {down.what})", where=err.where, remedy=err.remedy
            ) from err


def fetch_regions(*, base_url: str | None = None) -> pd.DataFrame:
    """Fetch the list of municipalities since 1830 from whichever service is up.

    Returns and raises as :func:`monitor.sources.cbs.fetch_regions`.
    """
    try:
        return cbs.fetch_regions(base_url=base_url)
    except ServiceDownError:
        return cbs_v4.fetch_regions(base_url=base_url)
