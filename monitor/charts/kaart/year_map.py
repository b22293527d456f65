"""The map of one year, and what the browser gets to show the other years on it by itself."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.scores import TOTAL
from monitor.answers import (
    about_changes,
    about_groups,
    about_ranks,
    about_scores,
    about_shapes,
    remember,
)
from monitor.answers.selected import Selection
from monitor.charts import recolour, sources, words
from monitor.charts.chart import Chart, finished
from monitor.charts.classes import Scale, figure_scale, score_scale
from monitor.charts.finished import Finished
from monitor.charts.kaart.figures import (
    ages,
    figures,
    nothing,
    readable,
    when,
    whole,
    years_with_figures,
)
from monitor.charts.map import map_figure
from monitor.charts.theme import Theme
from monitor.charts.words import measure, written
from monitor.text import _, language

KEY = "kaart"


def told_of(table: pd.DataFrame, chosen: Selection) -> Chart:
    """Return the map with all that is told of it, not yet drawn.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.kaart.figures.figures`.
    chosen : Selection
    """
    return Chart(
        fig=None,
        title=title(table, chosen),
        subtitle=_subtitle(table, chosen),
        note=sources.awaited(chosen.year) if chosen.is_score else "",
        source=sources.source_of(chosen.what),
        data=lambda: readable(table, chosen),
        alt=_alt(chosen),
        key=KEY,
        fluid=True,
    )


def drawn(table: pd.DataFrame, chosen: Selection, theme: Theme) -> Finished:
    """Draw the map.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.kaart.figures.figures`.
    chosen : Selection
    theme : Theme
    """
    hover, template = _hover_table(table, chosen)
    known = about_changes.by_year(chosen.what).reindex(table.index)
    fig = map_figure(
        theme,
        hover,
        words.key(_scale(chosen, theme), _legend(chosen), always=bool(known.isna().any(axis=None))),
        geojson=about_shapes.geometry_url(),
        scope=chosen.scope,
        extent=about_shapes.extent(chosen.area),
        hover=template,
        outlined=about_groups.group_codes(chosen),
        chosen=chosen.gemeente,
        names=_names(known, chosen),
        points=about_shapes.middles(),
    )
    fig.update_layout(meta=told(chosen, theme).token)
    return finished(fig, fluid=True, clickable=True)


def _names(known: pd.DataFrame, chosen: Selection) -> list[tuple[str, str]]:
    """Return the names that may stand on the map, whatever the year: they are drawn once.

    The chosen municipality, those that stood lowest and highest in most years, then the largest.
    """
    some = known.dropna(axis=1, how="all")
    ends = [each.mode() for each in (some.idxmin(), some.idxmax()) if not some.empty]
    largest = about_groups.population().reindex(known.index).sort_values(ascending=False).index
    order = dict.fromkeys([chosen.gemeente, *(str(each.iloc[0]) for each in ends), *largest])
    title_of = about_scores.names()
    return [(code, str(title_of[code])) for code in order if code in known.index]


def _legend(chosen: Selection) -> str:
    """Say beside the colours what they mean, of a score with its weaker and stronger end."""
    said = words.legend(chosen.what)
    return _("zwakker ‹ {what} › sterker").format(what=said) if chosen.is_score else said


def told(chosen: Selection, theme: Theme) -> recolour.Told:
    """Return the classes of all years, and the hovers once the ranks of all years are known.

    Parameters
    ----------
    chosen : Selection
    theme : Theme
    """
    known = chosen.what != TOTAL or about_ranks.ranks_known()
    key = (chosen.what, chosen.area, theme.name, language(), known)
    return remember.kept("kaart-jaren", key, lambda: _told(chosen, theme, hovers=known))


def _told(chosen: Selection, theme: Theme, *, hovers: bool) -> recolour.Told:
    codes, classes = about_scores.inside(chosen.area), _scale(chosen, theme)
    known = about_changes.by_year(chosen.what).reindex(codes)
    return recolour.tell(
        {KEY: (["year"], classes.colours)},
        {str(y): recolour.signs(classes, known[y]) for y in known},
        regions=codes,
        missing=theme.hatch,
        hovers={str(y): _hover(replace(chosen, year=y)) for y in about_scores.years()}
        if hovers
        else {},
    )


def _hover(chosen: Selection) -> pd.DataFrame:
    return _hover_table(figures(chosen), chosen)[0].drop(columns="value")


def years_at_once(chosen: Selection, theme: Theme) -> list[int]:
    """Return the years that the browser can show on the map that it has, by what `told` gives it.

    None as long as ranks are computed, or where the outlined group is another one by year; never
    a year without any figure, for which the page shows no map.

    Parameters
    ----------
    chosen : Selection
    theme : Theme
    """
    outlines = {
        tuple(about_groups.group_members(chosen.group, chosen.definition, y))
        for y in about_scores.years()
    }
    if not told(chosen, theme).has_hovers or len(outlines) > 1:
        return []
    return years_with_figures(chosen)


def _scale(chosen: Selection, theme: Theme) -> Scale:
    """Return the classes of the map."""
    if chosen.is_score:
        return score_scale(theme)
    return figure_scale(about_scores.all_values(chosen.what), theme)


def _hover_table(table: pd.DataFrame, chosen: Selection) -> tuple[pd.DataFrame, str]:
    """Return what differs per municipality in the hover, and the template with the words.

    The name comes from the geometry: what is sent at each change stays small.
    """
    shown = pd.DataFrame({"value": table["value"]})
    shown["text"] = words.figures(table["value"], chosen.what)
    shown["rank"] = whole(table["rank"])
    shown["marks"] = ages(table, chosen)
    age = _("oudste cijfer: {year}").format(year="%{customdata[2]}")
    place = _("rang {rank} van Nederland").format(rank="%{customdata[1]}")
    if chosen.what == TOTAL:
        shown["low"], shown["high"] = whole(table["low"]), whole(table["high"])
        place += f" ({naming.rank_between('%{customdata[3]}', '%{customdata[4]}')})"
    lines = ["<b>%{properties.name}</b>", "%{customdata[0]}", place]
    return shown, "<br>".join([*lines, age if chosen.is_score else "%{customdata[2]}"])


def title(table: pd.DataFrame, chosen: Selection) -> str:
    """Say what the map shows: the extremes of the area.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.kaart.figures.figures`.
    chosen : Selection
    """
    known = table.dropna(subset=["value"]).sort_values("value")
    if known.empty:
        return nothing(chosen)
    low, high = known.iloc[0], known.iloc[-1]
    return _("{measure} {year}: van {low} in {place} tot {high} in {top}").format(
        measure=measure(chosen.what),
        year=when(table, chosen),
        low=written(low["value"], chosen.what),
        place=low["name"],
        high=written(high["value"], chosen.what),
        top=high["name"],
    )


def _subtitle(table: pd.DataFrame, chosen: Selection) -> str:
    """Say what is drawn: measure, year, area, outline."""
    text = _("{measure} per gemeente, {area}, {year}").format(
        measure=measure(chosen.what), area=words.area_name(chosen), year=when(table, chosen)
    )
    if chosen.is_score:
        share = about_scores.fresh_share(chosen.year, chosen.area, chosen.what)
        text += f"; {change_words.measured_itself(share, chosen.year)}"
    name = words.group_name(chosen)
    return f"{text}; {_('omlijnd')}: {name}" if name else text


def _alt(chosen: Selection) -> str:
    """Describe the map for who cannot see it; the same for every year (see `years_at_once`)."""
    return _(
        "Kaart: {measure} per gemeente, {area}. De titel erboven noemt jaar en uitersten, "
        "de tabel eronder alle gemeenten."
    ).format(measure=measure(chosen.what), area=words.area_name(chosen))
