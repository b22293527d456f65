"""The page Kaart: its table, its sentences, its small panels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from monitor.analysis.highlights import rank_of
from monitor.catalog import SCORED
from monitor.charts.classes import Scale, figure_scale, score_scale
from monitor.charts.map import map_figure
from monitor.charts.ranking import ranking_figure
from monitor.charts.theme import Theme
from monitor.ui import data, navigation, selection, widgets, words, years
from monitor.ui.kaart_facts import sentences
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language, number, span
from monitor.ui.words import measure, written


@dataclass(frozen=True, eq=False)
class View:
    """All that the page shows of one selection, made once and shared: never change it.

    Attributes
    ----------
    table : DataFrame
        Of `figures`.
    map, ranking : dict
        What `widgets.show_chart` is called with.
    sentences : list of str
    """

    table: pd.DataFrame
    map: dict[str, Any]
    ranking: dict[str, Any]
    sentences: list[str]


def view(chosen: Selection, theme: Theme) -> View | None:
    """Make the view of a selection; None where there is no figure at all."""
    table = figures(chosen)
    if table["value"].isna().all():
        return None
    return View(
        table, _map(table, chosen, theme), _ranking(table, chosen, theme), sentences(table, chosen)
    )


def _map(table: pd.DataFrame, chosen: Selection, theme: Theme) -> dict[str, Any]:
    classes = scale(chosen)
    hover, template = hover_table(table, chosen)
    fig = map_figure(
        theme,
        language(),
        hover,
        classes,
        geojson=data.geometry_url(),
        scope=chosen.scope,
        legend=words.legend(chosen.what),
        missing=_("geen cijfer"),
        ticks=[words.short(b) for b in classes.breaks],
        hover=template,
        outlined=data.group_members(chosen.group, chosen.definition, chosen.year),
        chosen=chosen.gemeente,
    )
    fig.update_layout(meta=told(chosen).token)
    chart = {
        "fig": fig,
        "title": map_title(table, chosen),
        "subtitle": map_subtitle(chosen),
        "source": source(chosen),
        "data": lambda: readable(table, chosen),
        "alt": map_alt(table, chosen),
        "key": "kaart",
        "fluid": True,
    }
    return widgets.finish(chart)


def told(chosen: Selection) -> years.Told:
    """Return the classes of all years, for a map that follows its year at once."""
    key = (chosen.what, chosen.scope, current_theme().name)
    return data.kept("kaart-jaren", key, lambda: _told(chosen))


def _told(chosen: Selection) -> years.Told:
    codes, classes = selection.regions_in_scope(chosen.scope), scale(chosen)
    known = data.by_year(chosen.what).reindex(codes)
    return years.tell(
        {"kaart": (["year"], classes.colours)},
        {str(y): years.signs(classes, known[y]) for y in known},
        regions=codes,
        missing=current_theme().hatch,
    )


def _ranking(table: pd.DataFrame, chosen: Selection, theme: Theme) -> dict[str, Any]:
    rows, template = ranking_rows(table, chosen)
    reference = 100 if chosen.is_score else None
    chart = {
        "fig": ranking_figure(theme, language(), rows, reference=reference, hover=template),
        "title": ranking_title(rows, chosen),
        "subtitle": ranking_subtitle(chosen),
        "source": source(chosen),
        "data": lambda: readable(table, chosen),
        "alt": _("Ranglijst van gemeenten met hun waarde; de groep staat vet."),
        "key": "ranglijst",
    }
    return widgets.finish(chart)


def controls() -> None:
    """Show the slim row: year, area, what to colour, group."""
    known = data.groups()
    with widgets.controls():
        widgets.choose("year", _("Jaar"), data.years(), kind="segmented")
        widgets.choose("scope", _("Gebied"), ["nb", "nl"], shown=words.area_name, kind="segmented")
        labels = words.measure_labels()
        widgets.choose("what", _("Kleur"), list(labels), shown=labels.__getitem__)
        widgets.choose(
            "group",
            _("Omlijnd"),
            [*known, selection.NO_GROUP],
            shown=lambda g: known[g].title[language()] if g in known else _("geen groep"),
            help=_("De gemeenten van deze groep zijn op de kaart omlijnd."),
        )


def figures(chosen: Selection) -> pd.DataFrame:
    """Return the figures of the map: a row per municipality of the area.

    Returns
    -------
    DataFrame, index region
        ``value, name, rank (float), low, high (rank interval), measured, harmonised, estimate``.
    """
    codes = selection.regions_in_scope(chosen.scope)
    if chosen.is_score:
        scores, sure = data.scores(chosen.year), data.robust(chosen.year)
        table = pd.DataFrame({"value": scores.table[chosen.what]})
        table["measured"] = scores.table["oldest_year"]
        table["harmonised"], table["estimate"] = scores.table["harmonised"], False
        if chosen.what == selection.TOTAL:
            table[["low", "high"]] = sure[["rank_low", "rank_high"]]
            table[["total_low", "total_high", "lagging"]] = sure[
                ["total_low", "total_high", "lagging"]
            ]
    else:
        table = data.figures(chosen.what, chosen.year).copy()
    table["rank"] = rank_of(table["value"], higher_first=_higher_first(chosen))
    table["name"] = data.names()
    return table.reindex(codes).reindex(
        columns=[
            *("value", "name", "rank", "low", "high", "measured", "harmonised", "estimate"),
            *("total_low", "total_high", "lagging"),
        ]
    )


def _higher_first(chosen: Selection) -> bool:
    indicator = data.snapshot().catalog.indicators.get(chosen.what)
    return indicator is None or indicator.direction >= 0


def scale(chosen: Selection) -> Scale:
    """Return the classes of the map."""
    if chosen.is_score:
        return score_scale(current_theme())
    return figure_scale(data.all_values(chosen.what), current_theme())


def hover_table(table: pd.DataFrame, chosen: Selection) -> tuple[pd.DataFrame, str]:
    """Return what differs per municipality in the hover, and the template with the words.

    The name comes from the geometry: what is sent at each change stays small.
    """
    shown = pd.DataFrame({"value": table["value"]})
    shown["text"] = words.figures(table["value"], chosen.what)
    shown["rank"] = _whole(table["rank"])
    shown["marks"] = _ages(table, chosen)
    age = _("oudste cijfer: {year}").format(year="%{customdata[2]}")
    place = _("rang {rank} van Nederland").format(rank="%{customdata[1]}")
    if table["low"].notna().any():
        shown["low"], shown["high"] = _whole(table["low"]), _whole(table["high"])
        place += f" ({_('onzekerheid')} %{{customdata[3]}}–%{{customdata[4]}})"
    lines = ["<b>%{properties.name}</b>", "%{customdata[0]}", place]
    return shown, "<br>".join([*lines, age if chosen.is_score else "%{customdata[2]}"])


def _whole(values: pd.Series) -> list[int | str]:
    """Return whole numbers as such (shorter to send than text), a dash where there is none."""
    return ["–" if math.isnan(v) else int(v) for v in values.astype(float)]


def _ages(table: pd.DataFrame, chosen: Selection) -> list[int | str]:
    """Write the age and the marks of each figure, briefly."""
    if not chosen.is_score:
        return [words.marks(row, chosen.year) for row in table.to_dict("records")]
    mark = f" · {_('deels omgerekend na herindeling')}"
    years = _whole(table["measured"])
    return [f"{y}{mark}" if h else y for y, h in zip(years, table["harmonised"], strict=True)]


def _rank_text(rank: float, low: float, high: float) -> str:
    if math.isnan(rank):
        return _("te weinig cijfers voor een rang")
    text = _("rang {rank} van Nederland").format(rank=number(rank, decimals=0))
    if math.isnan(low):
        return text
    return f"{text} ({_('onzekerheid')} {span(low, high, decimals=0)})"


def map_title(table: pd.DataFrame, chosen: Selection) -> str:
    """Say what the map shows: the extremes of the area."""
    known = table.dropna(subset=["value"]).sort_values("value")
    low, high = known.iloc[0], known.iloc[-1]
    return _("{measure}: van {low} in {place} tot {high} in {top}").format(
        measure=measure(chosen.what),
        low=written(low["value"], chosen.what),
        place=low["name"],
        high=written(high["value"], chosen.what),
        top=high["name"],
    )


def readable(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the figures as a table for people, in the order of the ranking."""
    ordered = table.sort_values(["rank", "name"])
    out = pd.DataFrame(
        {
            _("Gemeente"): ordered["name"],
            _("Code"): ordered.index,
            f"{measure(chosen.what)} ({words.unit(chosen.what)})": ordered["value"].round(3),
            _("Rang in Nederland"): ordered["rank"],
        }
    )
    if ordered["low"].notna().any():
        out[_("Rang, ondergrens 90%")] = ordered["low"]
        out[_("Rang, bovengrens 90%")] = ordered["high"]
    oldest = _("Oudste cijfer") if chosen.is_score else _("Gemeten in")
    out[oldest] = ordered["measured"]
    out[_("Omgerekend na herindeling")] = ordered["harmonised"]
    if not chosen.is_score:
        out[_("Modelschatting")] = ordered["estimate"]
    return out


def opened(table: pd.DataFrame, chosen: Selection) -> None:
    """Show the municipality that was clicked, with the way to its own page."""
    if chosen.gemeente is None or chosen.gemeente not in table.index:
        hint = _("Klik op een gemeente voor haar cijfers.")
        st.html(f'<p class="hint">{hint}</p>')
        return
    row = table.loc[[chosen.gemeente]].iloc[0]
    ranks = row[["rank", "low", "high"]].astype(float)
    scores = data.scores(chosen.year).table.loc[[chosen.gemeente]].iloc[0]
    with st.container(key="opened"):
        widgets.heading(
            str(row["name"]),
            f"{words.figure(row['value'], chosen.what)}; {_rank_text(*ranks)}",
        )
        parts = [f"{measure(d)} **{number(scores[d], decimals=1)}**" for d in SCORED]
        age = str(_ages(table.loc[[chosen.gemeente]], chosen)[0])
        if chosen.is_score:
            age = _("oudste cijfer: {year}").format(year=age)
        widgets.facts([f for f in (" · ".join(parts), age) if f])
        with st.container(horizontal=True, vertical_alignment="center", key="opened-links"):
            if navigation.exists("gemeente"):
                st.page_link(
                    navigation.path("gemeente"),
                    label=_("Naar het profiel"),
                    query_params=selection.query(),
                )
            st.button(
                _("Sluiten"),
                type="tertiary",
                on_click=selection.put,
                kwargs={"gemeente": None},
            )


def map_subtitle(chosen: Selection) -> str:
    """Say what is drawn: measure, year, area, outline."""
    text = _("{measure} per gemeente, {area}, {year}").format(
        measure=measure(chosen.what), area=words.area_name(chosen.scope), year=chosen.year
    )
    name = words.group_name(chosen)
    return f"{text}; {_('omlijnd')}: {name}" if name else text


def map_alt(table: pd.DataFrame, chosen: Selection) -> str:
    """Describe the map for who cannot see it."""
    return _("Kaart: {title}. De tabel eronder noemt alle gemeenten.").format(
        title=map_title(table, chosen)
    )


def source(chosen: Selection) -> str:
    """Return source and date of what is shown."""
    if chosen.is_score:
        return widgets.source_line()
    return widgets.source_line(chosen.what)


def nothing(chosen: Selection) -> str:
    """Say that there is no figure of this measure in this year, and which years have one."""
    years = [y for y in data.years() if data.figures(chosen.what, y)["value"].notna().any()]
    listed = f"{years[0]}–{years[-1]}" if years else _("geen enkel jaar")
    return _("Van {measure} is er voor {year} geen cijfer. Kies een ander jaar ({years}).").format(
        measure=measure(chosen.what), year=chosen.year, years=listed
    )


ROWS = 20


def ranking_rows(table: pd.DataFrame, chosen: Selection) -> tuple[pd.DataFrame, str]:
    """Return the rows of the ranking, highest first, and the hover template.

    In Noord-Brabant all municipalities; in the Netherlands the ten highest and ten lowest, the
    group and the chosen one.
    """
    members = set(data.group_members(chosen.group, chosen.definition, chosen.year))
    known = table.dropna(subset=["value"]).sort_values("rank")
    if chosen.scope == "nl":
        edge = set(known.index[: ROWS // 2]) | set(known.index[-ROWS // 2 :])
        known = known[known.index.isin(edge | members | {chosen.gemeente})]
    rows = known.rename(columns={"low": "rank_low", "high": "rank_high"})
    rows = rows.assign(
        member=rows.index.isin(members),
        chosen=rows.index == chosen.gemeente,
        low=rows["total_low"],
        high=rows["total_high"],
        text=words.figures(rows["value"], chosen.what),
    )
    return rows, "<b>%{customdata[0]}</b><br>%{customdata[1]}"


def ranking_title(rows: pd.DataFrame, chosen: Selection) -> str:
    """Say who stands first and last."""
    return _("{first} staat vooraan, {last} achteraan").format(
        first=rows["name"].iloc[0], last=rows["name"].iloc[-1]
    )


def ranking_subtitle(chosen: Selection) -> str:
    """Say what the ranking draws."""
    text = _("{measure}, {year}; vet: {group}").format(
        measure=measure(chosen.what),
        year=chosen.year,
        group=words.group_name(chosen) or _("geen groep"),
    )
    if chosen.what == selection.TOTAL:
        text += _("; band: 90% van de uitkomsten bij andere redelijke keuzes")
    return text
