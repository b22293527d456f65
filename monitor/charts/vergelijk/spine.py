"""The spine of some areas: every measure a row, a mark an area, the spread of the country."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.profile import SCORES
from monitor.analysis.scores import TOTAL
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.gemeente import spine as gemeente
from monitor.charts.gemeente import spine_figure
from monitor.charts.theme import Theme
from monitor.charts.vergelijk.lines import LOOKS
from monitor.charts.vergelijk.places import Row, name_of, source
from monitor.charts.words import figure, measure, written
from monitor.text import _, inside, listing

_SIGNS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲"}


def spine_chart(of: Row, theme: Theme) -> Chart:
    """Return the spine: all areas on every measure, beside the spread of the country.

    Parameters
    ----------
    of : Row
    theme : Theme
    """
    points = _rows(of)
    names = {p: name_of(p) for p in of.places}
    return Chart(
        fig=_figure(
            theme,
            points,
            names=names,
            legend=_legend(of),
        ),
        title=_title(of),
        subtitle=_subtitle(of),
        source=source(of),
        data=lambda: _table(of),
        alt=_("Merktekens op elke maat: {names}; de lijn is Nederland.").format(
            names=listing(list(names.values()))
        ),
        key="vergelijkprofiel",
    )


def _rows(of: Row) -> pd.DataFrame:
    """Return the rows of the spine: scores, then the indicators under their dimension.

    Parameters
    ----------
    of : Row

    Returns
    -------
    DataFrame
        ``head``, ``label``, a column an area with its place on the axis and one ``hover-`` with its
        text, ``p05`` to ``p95``, ``note``, ``chosen``.
    """
    apart, parts = of.found.apart.T.join(of.found.spread), []
    values = of.found.scores.join(of.found.values)
    apart = apart[apart[list(of.places)].notna().any(axis=1)]
    for dimension in (TOTAL, *SCORED):
        own = apart[[_dimension(of, m) == dimension for m in apart.index]]
        if own.empty:
            continue
        head = _("Score") if dimension == TOTAL else measure(dimension)
        parts.append(pd.DataFrame({"head": True, "label": head}, index=[f"head-{dimension}"]))
        told = {
            f"hover-{p}": [_hover(of, p, str(m), float(values[str(m)][p])) for m in own.index]
            for p in of.places
        }
        parts.append(own.assign(head=False, label=[measure(str(m)) for m in own.index], **told))
    return pd.concat(parts).assign(note="", chosen=False)


def _dimension(of: Row, what: str) -> str:
    if what in SCORES:
        return TOTAL
    catalog = snapshot().catalog
    item = catalog.district_indicator(what) if of.districts else catalog.indicators[what]
    return item.dimension


def _hover(of: Row, place: str, what: str, value: float) -> str:
    if math.isnan(value):
        return ""
    told = figure(value, what)
    if what in of.found.last:
        told += f", {int(of.found.last[what][place])}"
    return f"<b>{name_of(place)}</b><br>{measure(what)}: {told}"


def _title(of: Row) -> str:
    """Say on which indicator they lie furthest apart, and how far."""
    own = of.found.apart.drop(columns=list(SCORES))
    width = (own.max() - own.min())[own.notna().sum() > 1]
    if width.empty:
        return _("Geen indicator die twee van hen hebben")
    what = str(width.idxmax())
    weak, strong = str(own[what].idxmin()), str(own[what].idxmax())
    return _("Het verst uit elkaar op {measure}: {weak} {x}, {strong} {y}").format(
        measure=inside(measure(what)),
        weak=name_of(weak),
        x=written(float(of.found.values[what][weak]), what),
        strong=name_of(strong),
        y=written(float(of.found.values[what][strong]), what),
    )


def _subtitle(of: Row) -> str:
    """Say what the spine draws."""
    text = (
        _("Verschil met Nederland in punten van de wijkindex, {year}")
        if of.districts
        else _("Verschil met Nederland in punten, {year}")
    )
    return text.format(year=of.year)


def _legend(of: Row) -> dict[str, str]:
    """Return the words of the axis and of the key."""
    words = gemeente.legend("")
    spread = _("wijken") if of.districts else _("gemeenten")
    return words | {"half": f"{words['half']} ({spread})"}


def _table(of: Row) -> pd.DataFrame:
    """Return the points of the spine as a table for people."""
    points = of.found.apart.T.round(2).rename(columns=name_of)
    points.index = pd.Index([measure(str(m)) for m in points.index], name=_("Maat"))
    return points.reset_index()


def _figure(
    theme: Theme,
    rows: pd.DataFrame,
    *,
    names: Mapping[str, str],
    legend: dict[str, str],
) -> go.Figure:
    """Draw the spine: every measure a row, every area the mark that its line has.

    Parameters
    ----------
    rows : DataFrame, index measure, in the order drawn
        ``head``, ``label``, ``note`` (empty), ``p05, p25, p75, p95``; a column an area (points
        above the Netherlands), and its ``hover-<area>``.
    names : mapping of column to str
        The areas, in the order of their looks.
    legend : mapping
        As of `monitor.charts.gemeente.spine_figure.figure`.
    """
    fig, drawn = spine_figure.begun(theme, rows, legend, columns=list(names), row=spine_figure.BARE)
    key = []
    for (area, name), (colour, symbol) in zip(names.items(), LOOKS, strict=False):
        fig.add_scatter(
            x=drawn[area].to_list(),
            y=drawn["y"].to_list(),
            mode="markers",
            marker={
                "symbol": symbol, "size": 12, "opacity": 1, "color": getattr(theme, colour),
                "line": {"color": theme.paper, "width": 1.5},
            },
            customdata=drawn[f"hover-{area}"].to_list(),
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        key.append((_SIGNS[symbol], colour, name))
    return base.with_key(fig, theme, [*key, *spine_figure.spread_key(legend)])
