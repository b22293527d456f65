"""The map of districts by a measure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_shapes
from monitor.answers.extent import Extent, extent_of
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import words
from monitor.charts.chart import Chart
from monitor.charts.classes import Scale, figure_scale, score_scale
from monitor.charts.map import map_figure
from monitor.charts.theme import Theme
from monitor.charts.wijken import words as district_words
from monitor.charts.wijken.rows import Area, rows
from monitor.text import _

_MANY = 40
"""Districts from which lines are thin."""
_AIR = 0.03


def map_chart(of: Area, measure: str, chosen: str, theme: Theme) -> Chart:
    """Return the map of the districts of an area.

    Parameters
    ----------
    of : Area
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    chosen : str
        Code of the district that was opened; empty for none.
    theme : Theme
    """
    table = rows(of, measure)
    legend = words.legend(measure) if measure not in (TOTAL, *SCORED) else _("100 = Nederland")
    hover = _hover(table, measure)
    fig = map_figure(
        theme,
        hover,
        replace(words.key(_scale(measure, theme), legend), missing=hatched(table)),
        geojson=about_districts.district_geometry_url(of.province),
        scope="nb",
        extent=_extent(of, table.index),
        hover="%{customdata[0]}",
        chosen=chosen or None,
    )
    fig.update_traces(marker_line_width=0.6 if len(table) > _MANY else 1)
    return Chart(
        fig=fig,
        title=title(of, table, measure),
        subtitle=subtitle(of, measure, table),
        note=missing(table, measure),
        source=district_words.sources(measure),
        data=lambda: district_words.readable(table, measure),
        alt=_("Kaart: {measure} per wijk, {area}.").format(
            measure=words.measure(measure), area=of.name
        ),
        key="wijkenkaart",
        fluid=True,
    )


def hatched(table: pd.DataFrame) -> str:
    """Say what is hatched: a district that is too small, one without a figure, or both.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.
    """
    small = table["why"][table["drawn"].isna()] == "small"
    if not small.any():
        return _("geen cijfer")
    if not small.all():
        return _("te klein of<br>geen cijfer")
    return _("minder dan<br>{n} inwoners").format(n=about_districts.edition().small)


def _scale(measure: str, theme: Theme) -> Scale:
    if measure == TOTAL or measure in SCORED:
        return score_scale(theme)
    edition = about_districts.edition()
    if measure not in edition.values:
        return figure_scale(about_districts.district_newest(measure)["value"], theme)
    return figure_scale(edition.values.loc[edition.ranked.index, measure], theme)


def _hover(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    told = [
        "<br>".join([f"<b>{row['name']}</b> ({row['home']})", *lines])
        for row, lines in zip(
            table.to_dict("records"), district_words.told(table, measure), strict=True
        )
    ]
    return pd.DataFrame({"value": table["drawn"], "told": told}, index=table.index)


def _extent(of: Area, codes: pd.Index) -> Extent:
    """Return what holds all districts; the province where none has a shape."""
    known = [box for code, box in about_districts.district_boxes().items() if code in codes]
    return extent_of(known, _AIR) if known else about_shapes.extent(of.province)


def title(of: Area, table: pd.DataFrame, measure: str) -> str:
    """Say from what in which district to what in which other the figures go.

    Parameters
    ----------
    of : Area
        Whose districts they are.
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    """
    known = table.dropna(subset=["drawn"]).sort_values("drawn")
    if known.empty and measure in (TOTAL, *SCORED):
        return _("{measure}: geen wijk met een score").format(measure=words.measure(measure))
    if known.empty:
        return _("{measure}: geen cijfers van wijken").format(measure=words.measure(measure))
    names = district_words.called(of, known)
    low, high = (words.written(float(known["drawn"].iloc[n]), measure) for n in (0, -1))
    told = {"measure": words.measure(measure), "low": low, "place": names.iloc[0]}
    if len(known) == 1:
        return _("{measure}: {low} in {place}").format(**told)
    text = _("{measure}: van {low} in {place} tot {high} in {top}")
    return text.format(**told, high=high, top=names.iloc[-1])


def subtitle(of: Area, measure: str, table: pd.DataFrame) -> str:
    """Say what is drawn, of whom and of which year.

    Parameters
    ----------
    of : Area
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.
    """
    years = table["year"].dropna()
    shown = str(int(years.max()) if len(years) else about_districts.edition().year)
    if measure in (TOTAL, *SCORED):
        shown = district_words.aged(measure, table)
    text = _("{measure} per wijk, {area}, {year}").format(
        measure=words.measure(measure), area=of.name, year=shown
    )
    guessed = snapshot().catalog.is_district_estimate(measure)
    return f"{text}; {_('modelschatting')}" if guessed else text


def missing(table: pd.DataFrame, measure: str) -> str:
    """Count what has no colour, and say why; the table names them.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    """
    count = table["why"].value_counts()
    parts = [
        (_("{n} met minder dan {small} inwoners"), int(count.get("small", 0))),
        (_("{n} met een andere indeling in 2020"), int(count.get("layout", 0))),
        (_("{n} met te weinig cijfers"), int(count.get("figures", 0))),
        (_("{n} zonder cijfer in de bron"), int(count.get("none", 0))),
    ]
    small = about_districts.edition().small
    told = [text.format(n=n, small=small) for text, n in parts if n]
    if not told:
        return ""
    text = _("Zonder kleur: {n} van {districts} ({parts}); de tabel noemt ze.")
    if measure == TOTAL:
        text = _("Zonder rang: {n} van {districts} ({parts}); de tabel noemt ze.")
    return text.format(
        n=int((table["why"] != "").sum()),
        districts=district_words.districts(len(table)),
        parts=", ".join(told),
    )
