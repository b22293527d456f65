"""A picture (PNG, SVG) of a chart as it stands on the screen; the browser makes it."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def script() -> str:
    """Return the JavaScript that defines ``monitorPicture``; pages and slides both hold it."""
    return Path(__file__).with_name("picture.js").read_text(encoding="utf-8")
