"""Addresses of what the browser fetches once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plotly.offline import get_plotlyjs, get_plotlyjs_version

from monitor.store.place import replace_file

STATIC = Path(__file__).parents[2] / "static"


def static_url(name: str) -> str:
    """Return the address of a file in ``static/`` as the browser asks for it.

    Relative to the page, which stands one level deep whatever prefix a proxy keeps or strips.

    Parameters
    ----------
    name : str
        Path within ``static/``.
    """
    return f"app/static/{name}"


@cache
def plotly_url() -> str:
    """Return the address of plotly.js for a page that draws by itself: fetched once."""
    name = f"plotly-{get_plotlyjs_version()}.min.js"
    if not (STATIC / name).exists():
        replace_file(STATIC / name, get_plotlyjs().encode())  # two first readers may come at once
    return static_url(name)
