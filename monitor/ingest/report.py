"""What a refresh tells: its report, and in short how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.errors import MonitorError
from monitor.ingest.drift import moved_topics
from monitor.ingest.gather import Gathered
from monitor.ingest.tables import TableResult
from monitor.moment import now
from monitor.snapshot import Snapshot


def _table_lines(tables: Iterable[TableResult]) -> list[dict[str, Any]]:
    lines = []
    for result in tables:
        data = result.kept.data if result.kept is not None else None
        lines.append(
            {
                "id": result.request.table.id,
                "title": data.title if data else result.request.table.title,
                "origin": result.origin,
                "service": data.service if data else None,
                "modified": (data.modified or None) if data else None,
                "fetched_at": result.kept.fetched_at if result.kept else None,
                "rows": len(data.frame) if data else 0,
                "message": result.message,
            }
        )
    return lines


def first_part(started: str, got: Gathered, last: Snapshot | None) -> dict[str, Any]:
    """Return the part of the report that does not need the new figures."""
    moved = moved_topics(got.fetched.tables, last.manifest) if last is not None else []
    return {
        "started_at": started,
        "finished_at": now(),
        "previous": last.id if last is not None else None,
        "digest": got.digest,
        "tables": _table_lines(got.tables),
        "district_tables": _table_lines(got.district_tables),
        "sources": [{"id": k, **v} for k, v in got.origins.items()],
        "moved_topics": moved,
        "stopped": [],
    }


def stopped_lines(
    stopped: Mapping[str, str], last: Snapshot | None, without: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return a line for every indicator that was stopped, with the snapshot its figures are from.

    Parameters
    ----------
    stopped : mapping of indicator to str
        The reason.
    without : tuple of str
        Indicators that have no figures at all.
    """
    kept_from = last.id if last is not None else None
    return [
        {"indicator": k, "reason": v, "kept_from": None if k in without else kept_from}
        for k, v in stopped.items()
    ]


def status(outcome: str, started: str, **more: Any) -> dict[str, Any]:
    """Return how a refresh went, in short."""
    return {"outcome": outcome, "started_at": started, "finished_at": now(), **more}


def message(err: BaseException) -> str:
    """Say what ended a refresh; of what nobody foresaw the details are for the log only."""
    if isinstance(err, MonitorError):
        return str(err)
    if isinstance(err, KeyboardInterrupt):
        return "De verversing is afgebroken."
    return f"Onverwacht ({type(err).__name__}); de details staan in het logbestand."
