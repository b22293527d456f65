"""The page Vergelijk: one measure over the years."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from monitor import change_words, line_words, naming
from monitor.answers import about_changes
from monitor.answers.selected import Selection
from monitor.charts import words
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.vergelijk import lines
from monitor.charts.wijken import words as district_words
from monitor.charts.words import measure, written
from monitor.text import _, language, listing
from monitor.ui.shell import current_theme
from monitor.ui.vergelijk.places import Row, name_of


def chart(of: Row, chosen: Selection) -> Chart:
    """Return the chart of the chosen measure, of which some area has a figure.

    Parameters
    ----------
    of : Row
    chosen : Selection
    """
    table = of.lines(chosen.what)
    names = {p: name_of(p) for p in of.places}
    if not of.districts:  # no figure of the country stands beside those of districts
        country = _("Nederland")
        names = {p: n for p, n in names.items() if n != country} | {lines.COUNTRY: country}
    shown = table.dropna(how="all", subset=list(names))
    start = None if not chosen.is_score else _start(table, of, chosen.year_b)
    return Chart(
        fig=lines.figure(
            current_theme(),
            language(),
            shown,
            names=names,
            hover=_hover(shown, names, chosen.what),
            break_word=_("trendbreuk"),
            unit="%" if words.unit(chosen.what) == "%" else "",
            year=None if of.districts else of.year,
        ),
        title=_title(table, of, chosen.what, start),
        subtitle=_subtitle(of, chosen),
        note=_note(of, chosen.what, start),
        source=_source(of, chosen),
        data=lambda: shown[list(names)].rename(columns=names).round(3).rename_axis(_("Jaar"))
        .reset_index(),
        alt=_("Lijnen over de jaren: {names}.").format(names=listing(list(names.values()))),
        key="vergelijklijn",
    )  # fmt: skip


def _source(of: Row, chosen: Selection) -> str:
    if of.districts:
        return district_words.sources(chosen.what)
    return source_line(*([] if chosen.is_score else [chosen.what]))


def _start(table: pd.DataFrame, of: Row, wanted: int) -> int | None:
    """Return the year from which every area compares: the wanted one, else the first."""
    every = table[list(of.places)].sum(axis=1, skipna=False)
    return line_words.since(every, of.year, wanted) if pd.notna(every.get(of.year)) else None


def _title(table: pd.DataFrame, of: Row, what: str, start: int | None) -> str:
    if start is not None:
        gained = {p: table[p].loc[[start, of.year]].diff().iloc[-1] for p in of.places}
        told = [f"{name_of(p)} {change_words.points(float(g))}" for p, g in gained.items()]
        return _("{measure} sinds {start}, in punten: {told}").format(
            measure=measure(what), start=start, told=listing(told)
        )
    ends = {p: table[p].dropna() for p in of.places}
    told = [
        f"{name_of(p)} {written(float(s.iloc[-1]), what)} ({s.index[-1]})"
        for p, s in ends.items()
        if len(s)
    ]
    return f"{measure(what)}: {listing(told)}"


def _subtitle(of: Row, chosen: Selection) -> str:
    parts = [
        "" if chosen.is_score else _("elke meting"),
        words.legend(chosen.what),
        line_words.against(chosen.year) if chosen.is_score else "",
        "" if of.single else change_words.weighing(weighted=True),
    ]
    return naming.start("; ".join(p for p in parts if p))


def _hover(table: pd.DataFrame, names: Mapping[str, str], what: str) -> pd.DataFrame:
    told = {
        p: [
            f"<b>{name}, {year}</b><br>{words.figure(float(value), what)}"
            for year, value in table[p].items()
        ]
        for p, name in names.items()
    }
    return pd.DataFrame(told, index=table.index)


def _note(of: Row, what: str, start: int | None) -> str:
    """Say what the changes rest on, of all areas together."""
    if start is None:
        return ""
    found = about_changes.area_change(start, of.year, of.codes, what=what)
    return change_words.footing(found, measure, name_of)
