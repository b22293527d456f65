"""A chart of a page, enlarged for a slide: the same marks and words, in type for a room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from monitor.charts import base
from monitor.charts.slides import SIZE

_WIDTH = 1744
"""Pixels of a slide of 1920 x 1080 that a figure may take."""
_LENGTHS = {"size", "thickness", "xshift", "yshift", "standoff"}
_WHOLE = "ticklabelstandoff"  # plotly takes no part of a pixel there
_FRAMES = {"margin", "pad"}
_PENS = {"line", "error_x", "error_y"}  # elsewhere a width may be in the unit of an axis


def enlarged(fig: BaseFigure, size: int = SIZE) -> go.Figure:
    """Return a chart with all that is measured in pixels enlarged, and without a height.

    Parameters
    ----------
    fig : Figure or Finished
        In the type of a page (`monitor.charts.base.SIZE`); it is left as it is.
    size : int
        Of the type on the slide, in pixels.
    """
    factor = size / base.SIZE
    out = go.Figure(_scaled(fig.to_dict(), factor))
    out.layout.template = None  # plotly puts its own in
    out.update_layout(height=None)
    _set_key(out, factor)
    return out


def _scaled(part: Any, factor: float, name: str = "") -> Any:
    if isinstance(part, Mapping):
        return {
            key: round(value * factor)
            if key == _WHOLE
            else _times(value, factor)
            if key in _LENGTHS or name in _FRAMES or (key == "width" and name in _PENS)
            else _scaled(value, factor, key)
            for key, value in part.items()
        }
    if isinstance(part, list | tuple):
        return [_scaled(each, factor, name) for each in part]
    return part


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, list | tuple):
        return [_times(each, factor) for each in value]
    return value * factor if isinstance(value, int | float) else value


def _set_key(fig: go.Figure, factor: float) -> None:
    """Set the key of a chart in one row where it fits, and as on the page on a narrow screen."""
    text = fig.layout.title.text or ""
    rows, row = text.count("<br>") + 1, text.replace("<br>", "   ")
    plain = re.sub("<[^>]+>", "", row)
    if rows == 1 or base.room_for([plain], base.KEY_SIZE * factor) > _WIDTH:
        return
    narrow = {"title.text": text, "title.pad.t": fig.layout.title.pad.t,
              "margin.t": fig.layout.margin.t}  # fmt: skip
    saved = factor * (base.key_room(rows) - base.key_room(1))
    fig.update_layout(
        meta={"portrait": narrow},
        margin={"t": fig.layout.margin.t - saved},
        title={"text": row, "pad": {"t": 4 * factor}},
    )
