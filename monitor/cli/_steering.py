"""What the commands about steering share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.analysis.scores import YearScores
    from monitor.snapshot import Snapshot
    from monitor.steering.usual import StepsOf


def all_scores(snapshot: Snapshot) -> dict[int, YearScores]:
    """Return the scores of all years, as steering asks them."""
    from monitor.analysis.scores import score_years  # noqa: PLC0415 - keep --help quick

    catalog = snapshot.catalog
    return score_years(snapshot, range(catalog.first_year, catalog.last_year + 1))


def steps_by(snapshot: Snapshot) -> StepsOf:
    """Return what works out the steps of a measure of a snapshot."""
    from monitor.steering.usual import steps_of  # noqa: PLC0415 - keep --help quick

    return lambda measure: steps_of(snapshot, measure, {})


def text_of(data: bytes, where: str) -> str:
    """Return the text of a file that somebody gives.

    Raises
    ------
    MonitorError
        Where it is not in UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise MonitorError(
            "Dit bestand is geen tekst in UTF-8",
            where=where,
            remedy="Sla het op als tekst in UTF-8.",
        ) from err


def or_null(value: float) -> float | None:
    """Return a figure for JSON: NaN is null."""
    return None if math.isnan(value) else value
