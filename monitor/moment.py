"""What time it is, for whoever writes it down."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> str:
    """Return the moment, in ISO format with time zone, to the second.

    ``SOURCE_DATE_EPOCH`` (seconds, reproducible-builds.org) stands for the clock where it is set.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.replace(microsecond=0).isoformat()


def this_year() -> int:
    """Return the year of ``now``: no figure is of a later one."""
    return int(now()[:4])
