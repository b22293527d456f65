"""What time it is, for whoever writes it down."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta


def now() -> str:
    """Return the moment, in ISO format with time zone, to the second.

    ``SOURCE_DATE_EPOCH`` (seconds, reproducible-builds.org) stands for the clock where it is set.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.replace(microsecond=0).isoformat()


def today() -> date:
    """Return the day of ``now``."""
    return date.fromisoformat(now()[:10])


def is_to_come(day: date) -> bool:
    """Whether a day is still to come everywhere: somewhere it is tomorrow already."""
    return day > today() + timedelta(days=1)


def this_year() -> int:
    """Return the year of ``now``: no figure is of a later one."""
    return int(now()[:4])
