"""The figures of a presentation: each with the table of the same figures."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from monitor import change_words, naming
from monitor.analysis.area_change import AreaChange
from monitor.analysis.over_time import APART
from monitor.analysis.story import REST, Story
from monitor.analysis.story_rows import biggest, extremes
from monitor.charts import slides
from monitor.charts.aandachtsgebieden import gap, lagging
from monitor.charts.enlarge import enlarged
from monitor.charts.marks import note_above
from monitor.charts.theme import Theme
from monitor.export import native
from monitor.export.deck_names import Names, rank_text
from monitor.export.native import Native
from monitor.text import _, interval, number, plural


class Drawn(NamedTuple):
    """A figure, the table of its figures, and the same as PowerPoint draws it itself."""

    figure: go.Figure | None = None
    table: pd.DataFrame | None = None
    native: Native | None = None


NOTHING = Drawn()
DRIVERS, MOVERS = 8, 16
_NAMES = 28
"""Size of the type where it gives names of rows 26 pixels."""


def gap_of(story: Story, n: Names, theme: Theme) -> Drawn:
    """Draw the gap in every year that has one."""
    gaps, marked = story.gaps.dropna(subset=["gap"]), story.choice.year
    if marked not in gaps.index:
        return NOTHING
    zero = _("0 = gelijk aan {others}").format(others=n.others)
    last = number(float(gaps["gap"][marked]), decimals=1, signed=True)
    hover = [
        _gap_hover(int(year), row)
        for year, row in zip(gaps.index, gaps.to_dict("records"), strict=True)
    ]
    shown = gaps.assign(clear=gaps["conclusion"].isin(["behind", "ahead"]), hover=hover)
    extent = gap.extent_of([gaps])
    page = gap.figure(theme, shown, marked=marked, label=last, zero=zero, extent=extent)
    figure = enlarged(page).update_yaxes(ticklabelstandoff=8)
    zeros = [naming.zero_in(a, b) for a, b in zip(gaps["lower"], gaps["upper"], strict=True)]
    against = _("vergeleken met {year}").format(year=marked)
    table = pd.DataFrame(
        {
            _("Jaar"): gaps.index,
            f"{n.group}, {against}": gaps["mean_group"].round(1).to_numpy(),
            f"{n.others}, {against}": gaps["mean_others"].round(1).to_numpy(),
            _("Verschil, {against}").format(against=against): gaps["gap"].round(1).to_numpy(),
            _("Ondergrens"): gaps["lower"].round(1).to_numpy(),
            _("Bovengrens"): gaps["upper"].round(1).to_numpy(),
            _("95%-interval"): zeros,
            _("Verschil van dat jaar zelf"): gaps["own"].round(1).to_numpy(),
        }
    )
    return Drawn(figure, table, native.gap(gaps, zero=zero, last=last, marked=marked))


def _gap_hover(year: int, row: Mapping[Any, Any]) -> str:
    lines = [f"<b>{year}</b>", interval(row["gap"], row["lower"], row["upper"])]
    if abs(row["own"] - row["gap"]) > APART:
        own = _("verschil van dat jaar zelf: {own}")
        lines.append(own.format(own=change_words.points(row["own"])))
    return "<br>".join(lines)


def drivers_of(story: Story, n: Names, theme: Theme) -> Drawn:
    """Draw the largest parts of the gap, the rest as one, and the gap itself."""
    if story.drivers.empty:
        return NOTHING
    parts = biggest(story.drivers, DRIVERS)
    labels = [
        plural(row["count"], _("Nog {count} indicator"), _("Overige {count} indicatoren"))
        if row["indicator"] == REST
        else _name(row["indicator"], n)
        for row in parts.to_dict("records")
    ]
    values = [*parts["points"], story.gap.gap]
    rows = pd.DataFrame(
        {
            "label": [*labels, _("Verschil samen")],
            "value": values,
            "text": [number(v, decimals=2, signed=True) for v in values],
            "tone": [*("good" if v >= 0 else "bad" for v in parts["points"]), "accent"],
        }
    )
    dimension = [n.dimensions.get(d, "") for d in story.drivers["dimension"]]
    names = [_name(i, n) for i in story.drivers["indicator"]]
    points = story.drivers["points"].round(2)
    table = pd.DataFrame({_("Indicator"): names, _("Dimensie"): dimension, _("Punten"): points})
    own = native.bars(rows, _("Punten"), 2)
    return Drawn(slides.bars_figure(theme, rows), table, own)


def _name(indicator: str, n: Names) -> str:
    return n.indicators.get(indicator, _("Onevenwicht tussen dimensies"))


def moved_rows(
    sides: Sequence[tuple[str, AreaChange]],
    names: pd.Series,
    values: pd.Series,
    tones: Sequence[str],
    decimals: int,
) -> pd.DataFrame:
    """Return the bars of a change: the sides (`Names.sides`), then the members.

    Parameters
    ----------
    sides : sequence of (str, AreaChange)
    names, values : Series
        Of the members, in their order.
    tones : sequence of str
        Of the members; the first side has the accent.
    decimals : int

    Returns
    -------
    DataFrame
        ``label, value, text, tone``.
    """
    every = [*(side.points for _name, side in sides), *values]
    return pd.DataFrame(
        {
            "label": [*(naming.start(name) for name, _side in sides), *names],
            "value": every,
            "text": [number(v, decimals=decimals, signed=True) for v in every],
            "tone": ["accent", *["muted"] * (len(sides) - 1), *tones],
        }
    )


def change_of(story: Story, n: Names, theme: Theme) -> Drawn:
    """Draw the change of both sides and of the members."""
    moved = story.moved
    if moved is None or story.change.empty:
        return NOTHING
    kept = extremes(story.change, MOVERS)
    tones = ["good" if v >= 0 else "bad" for v in kept["change"]]
    rows = moved_rows(n.sides(moved), kept["name"], kept["change"], tones, 1)
    start, end = story.choice.ends
    columns = {
        "name": _("Gemeente"),
        "total_start": _("Score {year}").format(year=start),
        "total_end": _("Score {year}").format(year=end),
        "change": _("Verandering"),
        "extra": _("Nieuw of vervallen"),
    }
    table = story.change.assign(extra=story.change["entered"] + story.change["left"])
    table = table[[*columns]].rename(columns=columns).round(1)
    own = native.bars(rows, _("Verandering"), 1)
    return Drawn(slides.bars_figure(theme, rows), table, own)


def risk_of(story: Story, n: Names, theme: Theme) -> Drawn:
    """Draw the rank intervals of who belongs to the lowest quarter, or comes nearest to it."""
    if story.risk.empty:
        return NOTHING
    risk = story.risk
    part = [naming.share(p) for p in risk["p_bottom"]]
    said = [naming.lowest_word(p) for p in risk["p_bottom"]]
    ranks = [rank_text(a, b) for a, b in zip(risk["rank_low"], risk["rank_high"], strict=True)]
    shown = _(
        "rang {rank} ({interval}); in {part} van de berekeningen in het laagste kwart: {word}"
    )
    hover = [
        f"<b>{html.escape(str(name))}</b><br>"
        + shown.format(rank=number(r, decimals=0), interval=i, part=c, word=w)
        for name, r, i, c, w in zip(risk["name"], risk["rank"], ranks, part, said, strict=True)
    ]
    rows = risk.assign(label=risk["name"], text=said)
    quarter = _("laagste kwart van Nederland")
    drawn = rows.rename(columns={"rank_low": "low", "rank_high": "high"}).assign(hover=hover)
    page = lagging.figure(theme, drawn, ranked=story.ranked, quarter=quarter)
    note_above(page, theme, _("oordeel"), story.ranked + 1, xanchor="left", yshift=20)
    figure = enlarged(page, _NAMES)
    table = pd.DataFrame(
        {
            _("Gemeente"): risk["name"],
            _("Score"): risk["total"].round(1),
            _("Rang"): risk["rank"],
            _("Rang 5–95%"): ranks,
            _("Deel van de berekeningen in laagste kwart"): part,
            _("Oordeel"): said,
        }
    )
    return Drawn(figure, table, native.ranks(rows, ranked=story.ranked, quarter=quarter))
