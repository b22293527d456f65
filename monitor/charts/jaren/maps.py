"""Three maps: a year, another year, and what lies between them."""

from __future__ import annotations

import math

import pandas as pd

from monitor import change_words
from monitor.analysis.years import all_differences
from monitor.answers import about_changes, about_groups, about_scores, about_shapes, remember
from monitor.answers.view import snapshot
from monitor.charts import care_words, recolour, words
from monitor.charts.chart import Chart
from monitor.charts.classes import Scale, difference_scale, figure_scale, score_scale
from monitor.charts.jaren.two_years import TwoYears, area_change, higher_is_better
from monitor.charts.jaren.words import differences, readable, sides, signed
from monitor.charts.map import map_figure
from monitor.charts.sources import source_of
from monitor.charts.theme import Theme
from monitor.charts.words import measure, written
from monitor.text import _, municipalities, number

LEFT, RIGHT, APART = "jaren-a", "jaren-b", "jaren-verschil"
_FOLLOWS = {LEFT: ["year_b"], RIGHT: ["year"], APART: ["year_b", "year"]}
NAME, MARK = "<b>%{properties.name}</b>", "%{customdata[1]}"


def map_chart(key: str, table: pd.DataFrame, chosen: TwoYears, theme: Theme) -> Chart:
    """Return one of the three maps.

    Parameters
    ----------
    key : {LEFT, RIGHT, APART}
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    theme : Theme
    """
    apart = key == APART
    classes = _scale_of_difference(chosen, theme) if apart else _scale(chosen, theme)
    legend = _difference_legend(chosen) if apart else words.legend(chosen.what)
    title = difference_title(table, chosen) if apart else _year_title(table, key, chosen)
    drawn, hover = _difference_map(table, chosen) if apart else _year_map(table, key, chosen)
    fig = map_figure(
        theme,
        drawn,
        # both years have the same legend
        words.key(classes, legend, always=not apart and _lacks(table)),
        geojson=about_shapes.geometry_url(),
        scope=chosen.scope,
        extent=about_shapes.extent(chosen.area),
        hover=hover,
        outlined=about_groups.group_codes(chosen),
        chosen=chosen.gemeente,
    )
    fig.update_layout(meta=told(chosen, theme).token)
    if chosen.scope == "nl":  # a map of a third of the page is hardly wider than its legend
        fig.update_geos(domain={"y": [0.16, 1]})
    return Chart(
        fig=fig,
        title=title,
        subtitle=_difference_subtitle(table, chosen) if apart else _year_subtitle(key, chosen),
        source=source_of(chosen.what),
        data=lambda: readable(table, chosen),
        alt=_("Kaart: {title}. De tabel eronder noemt alle gemeenten.").format(title=title),
        key=key,
        fluid=True,
    )


def told(chosen: TwoYears, theme: Theme) -> recolour.Told:
    """Return the classes of all years, made once for all readers: no year chosen changes them.

    Parameters
    ----------
    chosen : TwoYears
    theme : Theme
    """
    of = (chosen.what, chosen.area, chosen.options, theme.name)
    return remember.kept("jaren-told", of, lambda: _told(chosen, theme))


def _told(chosen: TwoYears, theme: Theme) -> recolour.Told:
    """Return the classes of all years, and of what lies between every two of them."""
    codes = about_scores.inside(chosen.area)
    own, around = _scale(chosen, theme), _scale_of_difference(chosen, theme)
    known = about_changes.by_year(chosen.what, chosen.options).reindex(codes)
    frames = {str(y): recolour.signs(own, known[y]) for y in known}
    scored = about_scores.scored_years(chosen.options)
    between = all_differences(snapshot(), scored, chosen.what)
    for (a, b), values in between.items():
        frames[f"{a}-{b}"] = recolour.signs(around, values.reindex(codes))
    for y in known:
        frames[f"{y}-{y}"] = "-" * len(codes)
    colours = {LEFT: own.colours, RIGHT: own.colours, APART: around.colours}
    return recolour.tell(
        {key: (fields, colours[key]) for key, fields in _FOLLOWS.items()},
        frames,
        regions=codes,
        missing=theme.hatch,
    )


def _scale(chosen: TwoYears, theme: Theme) -> Scale:
    """Return the classes of both years: one scale."""
    if chosen.is_score:
        return score_scale(theme)
    return figure_scale(about_scores.all_values(chosen.what), theme)


def _scale_of_difference(chosen: TwoYears, theme: Theme) -> Scale:
    """Return the classes of the difference, around 0."""
    return difference_scale(
        about_changes.differences(chosen.what, chosen.options),
        theme,
        higher_is_better=higher_is_better(chosen),
    )


def _lacks(table: pd.DataFrame) -> bool:
    return bool(table[["start", "end"]].isna().any(axis=None))


def _side(key: str, chosen: TwoYears) -> tuple[str, int]:
    return ("start", chosen.year_b) if key == LEFT else ("end", chosen.year)


def _year_map(table: pd.DataFrame, key: str, chosen: TwoYears) -> tuple[pd.DataFrame, str]:
    """Return ``value`` and what differs per municipality in the hover, and the hover template.

    The name comes from the geometry and the words from the template: little is sent per change.
    """
    column, year = _side(key, chosen)
    shown = pd.DataFrame({"value": table[column]})
    shown["text"] = words.figures(table[column], chosen.what)
    shown["marks"], mark = _marks(shown.index, year, chosen)
    return shown, f"{NAME}<br>{year}: %{{customdata[0]}}<br>{mark}"


def _marks(codes: pd.Index, year: int, chosen: TwoYears) -> tuple[list[int | str], str]:
    """Return what a reader must know of each figure, and the words around it."""
    if not chosen.is_score:
        rows = about_scores.figures(chosen.what, year).reindex(codes).to_dict("records")
        return [care_words.marks(r, year) if pd.notna(r["value"]) else "" for r in rows], MARK
    own = about_scores.scores(year, chosen.options).table.reindex(codes)
    merged = f" · {_('deels omgerekend na herindeling')}"
    marks = [
        "–" if pd.isna(m) else f"{int(m)}{merged}" if h else int(m)
        for m, h in zip(own["oldest_year"], own["harmonised"], strict=True)
    ]
    return marks, _("oudste cijfer: {year}").format(year=MARK)


def _difference_map(table: pd.DataFrame, chosen: TwoYears) -> tuple[pd.DataFrame, str]:
    """Return ``value`` and what differs per municipality in the hover, and the hover template."""
    values = table["value"] if chosen.year != chosen.year_b else table["value"] * float("nan")
    shown = pd.DataFrame({"value": values})
    shown["text"] = [
        text if known else change_words.why_not(reason)
        for text, known, reason in zip(
            differences(values, chosen), values.notna(), table["reason"], strict=True
        )
    ]
    for column in ("start", "end"):
        shown[column] = words.figures(table[column], chosen.what)
    a, b = sides(table, chosen)
    ends = f"<br>{a}: %{{customdata[1]}}<br>{b}: %{{customdata[2]}}"
    return shown, f"{NAME}<br>%{{customdata[0]}}{ends}"


def _year_title(table: pd.DataFrame, key: str, chosen: TwoYears) -> str:
    """Say what a map of one year shows: its extremes."""
    column, year = _side(key, chosen)
    told = change_words.when(table[f"measured_{column}"], year)
    known = table.dropna(subset=[column]).sort_values(column)
    if known.empty:
        return _("{year}: geen cijfers").format(year=year)
    return _("{year}: van {low} ({place}) tot {high} ({top})").format(
        year=told,
        low=written(known[column].iloc[0], chosen.what),
        place=known["name"].iloc[0],
        high=written(known[column].iloc[-1], chosen.what),
        top=known["name"].iloc[-1],
    )


def _year_subtitle(key: str, chosen: TwoYears) -> str:
    """Say what a map of one year draws."""
    name, year = words.group_name(chosen), _side(key, chosen)[1]
    text = _("{measure}, {area}; beide jaren op één schaal").format(
        measure=measure(chosen.what), area=words.area_name(chosen)
    )
    if chosen.is_score:
        share = about_scores.fresh_share(year, chosen.area, chosen.what)
        text += f"; {change_words.measured_itself(share, year)}"
    return f"{text}; {_('omlijnd')}: {name}" if name else text


def difference_title(table: pd.DataFrame, chosen: TwoYears) -> str:
    """Say what the difference map shows: how many rose and fell.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    """
    known = table["value"].dropna()
    if chosen.year == chosen.year_b:
        return _("Geen verschil te tonen")
    if known.empty:
        why = table["reason"].mode()
        return _("Geen verschil te tonen: {why}").format(why=change_words.why_not(str(why.iloc[0])))
    return _("Van {municipalities} {rose} omhoog en {fell} omlaag").format(
        municipalities=municipalities(len(known)),
        rose=number(int((known > 0).sum()), decimals=0),
        fell=number(int((known < 0).sum()), decimals=0),
    )


def _difference_subtitle(table: pd.DataFrame, chosen: TwoYears) -> str:
    """Say what the difference map draws, beside the Netherlands."""
    a, b = sides(table, chosen)
    text = _("Verschil {b} min {a}; eigen schaal rond 0").format(a=a, b=b)
    if chosen.is_score:
        text = _(
            "Verschil {b} min {a}, op wat in beide jaren bekend is; eigen schaal rond 0"
        ).format(a=a, b=b)
    country = area_change("nl", chosen).points
    if math.isnan(country):
        return text
    return f"{text}; {_('Nederland')} {signed(country, chosen)}"


def _difference_legend(chosen: TwoYears) -> str:
    """Say what a colour of the difference map means."""
    if chosen.is_score:
        return _("punten verschil")
    indicator = snapshot().catalog.indicators[chosen.what]
    return _("procentpunt verschil") if indicator.unit.nl == "%" else words.unit(chosen.what)
