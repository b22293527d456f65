"""The chart of a note: two lines as a picture, drawn without a browser."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pandas as pd

from monitor.charts.provinciale_staten.growth import columns
from monitor.charts.theme import LIGHT
from monitor.text import language

FONT = Path(__file__).parent / "fonts" / "MonitorSans-Regular.ttf"
WIDTH, HEIGHT, DPI = 6.3, 2.3, 220  # inches, as wide as the text of the page


def growth_png(line: pd.DataFrame, name: str) -> bytes:
    """Draw the score of an area and of the Netherlands over the years.

    Parameters
    ----------
    line : DataFrame, index year
        ``value`` and ``country``; years without a value are left out.
    name : str
        Of the area.

    Returns
    -------
    bytes
        A PNG.
    """
    # heavy, and for this alone; the Agg canvas needs no screen
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    shown = line[line["value"].notna()]
    figure: Any = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI)
    FigureCanvasAgg(figure)
    type_ = FontProperties(fname=str(FONT), size=9)
    axes = figure.add_axes((0.07, 0.14, 0.7, 0.8))
    drawn, look = columns(name), {"country": (LIGHT.muted, ":"), "value": (LIGHT.accent, "-")}
    ends = [float(shown[c].iloc[-1]) for c in drawn] if len(shown) else []
    for (column, label), shift in zip(drawn.items(), _shifts(ends), strict=False):
        colour, style = look[column]
        values = shown[column].to_numpy()
        axes.plot(shown.index, values, style, color=colour, marker="o", markersize=3.5, lw=1.8)
        axes.annotate(label, (shown.index[-1], values[-1]), (8, shift), color=colour,
                      textcoords="offset points", va="center", fontproperties=type_)  # fmt: skip
    axes.set_xticks(list(shown.index))
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set_fontproperties(type_)
    if language() == "nl":
        axes.yaxis.set_major_formatter(lambda v, _place: f"{v:g}".replace(".", ","))
    axes.grid(axis="y", color=LIGHT.line)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    low, high = (float(shown.min().min()), float(shown.max().max())) if ends else (99.0, 101.0)
    axes.set_ylim(min(low, 98.5) - 0.5, max(high, 101.5) + 0.5)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _shifts(ends: list[float]) -> list[float]:
    """Move two names apart that would stand on each other."""
    if len(ends) < 2 or abs(ends[0] - ends[1]) > 0.6:
        return [0.0, 0.0]
    return [-6.0, 6.0] if ends[0] <= ends[1] else [6.0, -6.0]
