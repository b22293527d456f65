"""The page Jaren: its controls, tables and sentences."""

from __future__ import annotations

import json
import math
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from monitor.analysis.change import Change
from monitor.analysis.highlights import mean_change
from monitor.analysis.scores import ScoreOptions
from monitor.analysis.years import difference
from monitor.charts.classes import Scale, difference_scale, figure_scale, score_scale
from monitor.ui import data, selection, widgets, words
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, listing, number
from monitor.ui.words import measure, written

SIDES = {"jaren-a": "year_b", "jaren-b": "year"}
METHOD = "normalisatie"
METHODS = ("z", "minmax", "ampi", "rank")
NAMED = 4  # municipalities in one sentence


def controls() -> None:
    """Show the slim row: two years, area, what to colour, group, how figures become comparable."""
    known = data.groups()
    with widgets.controls():
        widgets.choose("year_b", _("Jaar links"), data.years(), kind="slider")
        widgets.choose("year", _("Jaar rechts"), data.years(), kind="slider")
        widgets.choose("scope", _("Gebied"), ["nb", "nl"], shown=words.area_name, kind="segmented")
        measures = words.measure_labels()
        widgets.choose("what", _("Kleur"), list(measures), shown=measures.__getitem__)
        widgets.choose(
            "group",
            _("Omlijnd"),
            [*known, selection.NO_GROUP],
            shown=lambda g: (
                known[g].title[selection.current().lang] if g in known else _("geen groep")
            ),
        )
        widgets.choose(
            METHOD,
            _("Vergelijkbaar gemaakt met"),
            list(METHODS),
            shown=_method_name,
            help=_("Hoe cijfers met verschillende eenheden op één schaal komen."),
        )


def _method_name(method: str) -> str:
    return {
        "z": _("z-scores (standaard)"),
        "minmax": _("min-max"),
        "ampi": _("AMPI"),
        "rank": _("percentielrangen"),
    }[method]


def options() -> ScoreOptions:
    """Return the method that the reader chose for this page."""
    chosen = selection.get(METHOD, METHODS[0])
    return ScoreOptions(normalisation=chosen if chosen in METHODS else "z")  # type: ignore[arg-type]


def compare(chosen: Selection) -> tuple[Change, pd.DataFrame]:
    """Return the change of all municipalities, and the difference of what is shown, of the area.

    Raises
    ------
    MonitorError
        For percentile ranks, with the reason.
    """
    change = data.change(chosen.year_b, chosen.year, options())
    table = difference(data.snapshot(), change, chosen.what)
    table["name"] = data.names()
    return change, table.reindex(selection.regions_in_scope(chosen.scope))


def scale(chosen: Selection) -> Scale:
    """Return the classes of both years: one scale."""
    if chosen.is_score:
        return score_scale(current_theme())
    return figure_scale(data.all_values(chosen.what), current_theme())


def scale_of_difference(chosen: Selection) -> Scale:
    """Return the classes of the difference, around 0."""
    return difference_scale(
        data.differences(chosen.what, options()), current_theme(), higher_is_better=_higher(chosen)
    )


def _higher(chosen: Selection) -> bool:
    indicator = data.snapshot().catalog.indicators.get(chosen.what)
    return indicator is None or indicator.direction >= 0


def year_map(table: pd.DataFrame, side: str, chosen: Selection) -> pd.DataFrame:
    """Return what one of the two maps draws: ``value`` and the columns of its hover."""
    column, year = ("start", chosen.year_b) if side == "jaren-a" else ("end", chosen.year)
    shown = pd.DataFrame({"value": table[column], "name": table["name"]})
    shown["text"] = [f"{year}: {_figure(v, chosen)}" for v in table[column]]
    return shown


def difference_map(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return what the difference map draws: ``value`` and the columns of its hover."""
    shown = pd.DataFrame({"value": table["value"], "name": table["name"]})
    shown["text"] = [
        _signed(v, chosen) if pd.notna(v) else _why_not(r)
        for v, r in zip(table["value"], table["reason"], strict=True)
    ]
    return shown


HOVER = "<b>%{customdata[0]}</b><br>%{customdata[1]}"


def _figure(value: float, chosen: Selection) -> str:
    if math.isnan(value):
        return _("geen cijfer")
    unit = "" if chosen.is_score else words.unit(chosen.what)
    text = written(value, chosen.what)
    return text if not unit or unit == "%" else f"{text} {unit}"


def _signed(value: float, chosen: Selection) -> str:
    if chosen.is_score:
        return number(value, _("punten"), decimals=1, signed=True)
    indicator = data.snapshot().catalog.indicators[chosen.what]
    unit = _("procentpunt") if indicator.unit.nl == "%" else words.unit(chosen.what)
    return number(value, unit, indicator.decimals, signed=True)


def _why_not(reason: str) -> str:
    return {
        "same": _("geen nieuwe meting tussen deze jaren"),
        "break": _("niveaubreuk: niet te vergelijken"),
    }.get(reason, _("niet in beide jaren een cijfer"))


def year_title(table: pd.DataFrame, side: str, chosen: Selection) -> str:
    """Say what a map of one year shows: its extremes."""
    column, year = ("start", chosen.year_b) if side == "jaren-a" else ("end", chosen.year)
    known = table.dropna(subset=[column]).sort_values(column)
    if known.empty:
        return _("{year}: geen cijfers").format(year=year)
    return _("{year}: van {low} ({place}) tot {high} ({top})").format(
        year=year,
        low=written(known[column].iloc[0], chosen.what),
        place=known["name"].iloc[0],
        high=written(known[column].iloc[-1], chosen.what),
        top=known["name"].iloc[-1],
    )


def difference_title(table: pd.DataFrame, chosen: Selection) -> str:
    """Say what the difference map shows: how many rose and fell."""
    known = table["value"].dropna()
    if known.empty:
        return _("Geen verschil te tonen")
    return _("{rose} gemeenten omhoog, {fell} omlaag").format(
        rose=int((known > 0).sum()), fell=int((known < 0).sum())
    )


def difference_subtitle(chosen: Selection) -> str:
    """Say what the difference map draws."""
    if chosen.is_score:
        return _(
            "Verschil {b} min {a}, op wat in beide jaren gemeten is; eigen schaal rond 0"
        ).format(a=chosen.year_b, b=chosen.year)
    return _("Verschil {b} min {a}; eigen schaal rond 0").format(a=chosen.year_b, b=chosen.year)


def source(chosen: Selection) -> str:
    """Return source and date of what is shown."""
    return widgets.source_line() if chosen.is_score else widgets.source_line(chosen.what)


def immediate(chosen: Selection, classes: Scale) -> None:
    """Give the browser the classes of all years, so that a slider recolours its map at once.

    The rest of the page follows by the selection; `years.js` says how.
    """
    known = data.by_year(chosen.what, options()).reindex(selection.regions_in_scope(chosen.scope))
    told = {
        "maps": {key: f"control-{field}" for key, field in SIDES.items()},
        "regions": list(known.index),
        "years": {
            str(y): "".join("-" if c < 0 else str(c) for c in classes.number(known[y]))
            for y in known
        },
        "colours": list(classes.colours),
        "missing": current_theme().hatch,
    }
    with st.container(key="jaren-film", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="film" data-years="{escape(json.dumps(told))}">'
            f'<button type="button" data-film="play" data-stop="{escape(_("Stop"))}">'
            f"{escape(_('Speel alle jaren af'))}</button>"
            f'<span class="film-year" role="status"></span></div>'
        )
        st.html(f"<script>{_script()}</script>", unsafe_allow_javascript=True)


@cache
def _script() -> str:
    return (Path(__file__).parent / "jaren.js").read_text(encoding="utf-8")


def sentences(change: Change, table: pd.DataFrame, chosen: Selection) -> list[str]:
    """Return what stands out between the two years, each with its figure."""
    lines: list[str] = []
    if chosen.what == selection.TOTAL:
        mean, rose, fell = mean_change(data.snapshot(), change.start, change.end, data.in_brabant())
        lines.append(
            _(
                "Op wat in beide jaren gemeten is, veranderde de score van Noord-Brabant met"
                " **{mean}** punten; {rose} gemeenten stegen, {fell} daalden."
            ).format(mean=number(mean, decimals=1, signed=True), rose=rose, fell=fell)
        )
    lines += _about_extremes(table, chosen)
    lines += _about_missing(table)
    if chosen.is_score:
        lines.append(_about_breaks(change))
    return [line for line in lines if line]


def _about_extremes(table: pd.DataFrame, chosen: Selection) -> list[str]:
    known = table.dropna(subset=["value"]).sort_values("value")
    if len(known) < 2:
        return []
    first, last = known.iloc[-1], known.iloc[0]
    return [
        _("Het meest omhoog ging **{a}** ({x}), het meest omlaag **{b}** ({y}).").format(
            a=first["name"],
            x=_signed(first["value"], chosen),
            b=last["name"],
            y=_signed(last["value"], chosen),
        )
        if first["value"] > 0 > last["value"]
        else _("De verandering loopt van {y} (**{b}**) tot {x} (**{a}**).").format(
            a=first["name"],
            x=_signed(first["value"], chosen),
            b=last["name"],
            y=_signed(last["value"], chosen),
        )
    ]


def _about_missing(table: pd.DataFrame) -> list[str]:
    counts = table.loc[table["value"].isna(), "reason"].value_counts()
    return [
        _("Van **{n}** gemeenten is er geen verschil: {why}.").format(
            n=int(n), why=_why_not(str(r))
        )
        for r, n in counts.items()
    ]


def _about_breaks(change: Change) -> str:
    broken = [i for i in map(str, change.status) if (change.status[i] == "break").any()]
    if not broken:
        return ""
    return _(
        "Niveaubreuk tussen deze jaren bij {names}: het landelijke niveau is daar gelijk gehouden,"
        " alleen verschuivingen tussen gemeenten tellen."
    ).format(names=listing([measure(i).lower() for i in broken]))


def slope_rows(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the lines of the slope chart: the group and the chosen one stand out."""
    members = set(data.group_members(chosen.group, chosen.definition, chosen.year))
    rows = table.dropna(subset=["start", "end"]).copy()
    better = rows["end"] >= rows["start"] if _higher(chosen) else rows["end"] <= rows["start"]
    marked = rows.index.isin(members)
    rows["tone"] = "faint"
    rows.loc[marked, "tone"] = better[marked].map({True: "good", False: "bad"})
    rows.loc[rows.index == chosen.gemeente, "tone"] = "accent"
    shown = marked | (rows.index == chosen.gemeente)
    rows["label"] = [
        f"{n} {written(v, chosen.what)}" if m else ""
        for n, v, m in zip(rows["name"], rows["end"], shown, strict=True)
    ]
    rows["text"] = [
        f"<b>{n}</b><br>{chosen.year_b}: {_figure(a, chosen)}"
        f"<br>{chosen.year}: {_figure(b, chosen)}"
        for n, a, b in zip(rows["name"], rows["start"], rows["end"], strict=True)
    ]
    return rows


def slope_title(rows: pd.DataFrame, chosen: Selection) -> str:
    """Say how many of the group rose."""
    members = rows.index.isin(data.group_members(chosen.group, chosen.definition, chosen.year))
    own = rows[members] if members.any() else rows
    name = words.group_name(chosen) if members.any() else words.area_name(chosen.scope)
    return _("{name}: {n} van de {all} gemeenten hoger dan in {year}").format(
        name=name, n=int((own["end"] > own["start"]).sum()), all=len(own), year=chosen.year_b
    )


def slope_subtitle(chosen: Selection) -> str:
    """Say what the slope chart draws."""
    return _("{measure} ({unit}), {a} en {b}, {area}; gekleurd: {group}").format(
        measure=measure(chosen.what),
        unit=words.unit(chosen.what),
        a=chosen.year_b,
        b=chosen.year,
        area=words.area_name(chosen.scope),
        group=words.group_name(chosen) or _("geen groep"),
    )


def readable(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the figures of the maps as a table for people."""
    unit = words.unit(chosen.what)
    return pd.DataFrame(
        {
            _("Gemeente"): table["name"],
            _("Code"): table.index,
            f"{measure(chosen.what)} {chosen.year_b} ({unit})": table["start"].round(3),
            f"{measure(chosen.what)} {chosen.year} ({unit})": table["end"].round(3),
            _("Verschil op gelijke grond"): table["value"].round(3),
            _("Geen verschil omdat"): [_why_not(r) if r else "" for r in table["reason"]],
        }
    )


def year_subtitle(side: str, chosen: Selection) -> str:
    """Say what a map of one year draws."""
    name = words.group_name(chosen)
    text = _("{measure}, {area}; beide jaren op één schaal").format(
        measure=measure(chosen.what), area=words.area_name(chosen.scope)
    )
    return f"{text}; {_('omlijnd')}: {name}" if name and side == "jaren-a" else text


def difference_legend(chosen: Selection) -> str:
    """Say what a colour of the difference map means."""
    if chosen.is_score:
        return _("punten verschil")
    indicator = data.snapshot().catalog.indicators[chosen.what]
    return _("procentpunt verschil") if indicator.unit.nl == "%" else words.unit(chosen.what)


def map_height(chosen: Selection) -> int:
    """Return the height of a map: the Netherlands is taller than Noord-Brabant."""
    return 330 if chosen.scope == "nb" else 520


def nothing(chosen: Selection) -> str:
    """Say that neither year has a figure, and which years have one."""
    known = data.by_year(chosen.what, options()).notna().any()
    years = [y for y in known.index if known[y]]
    listed = f"{years[0]}–{years[-1]}" if years else _("geen enkel jaar")
    return _(
        "Van {measure} is er voor {a} en {b} geen cijfer. Kies andere jaren ({years})."
    ).format(measure=measure(chosen.what), a=chosen.year_b, b=chosen.year, years=listed)
