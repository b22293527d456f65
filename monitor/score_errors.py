"""What `monitor.score` refuses, as an error of the monitor: its English stands in the catalogs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.errors import MonitorError
from monitor.score.errors import ScoreError
from monitor.spoken import dutch


@contextmanager
def in_dutch() -> Iterator[None]:
    """Say in Dutch what the score refuses; around a call, or as a decorator.

    Raises
    ------
    MonitorError
        In the place of a `ScoreError`.
    """
    try:
        yield
    except ScoreError as err:
        raise MonitorError(
            dutch(err.what), where=dutch(err.where), remedy=dutch(err.remedy)
        ) from err
