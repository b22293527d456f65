"""The page Jaren: a line per municipality from the one year to the other."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.over_time import APART
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.jaren import slope as charts
from monitor.charts.words import figures, measure, written
from monitor.text import _, language
from monitor.ui import show_chart, widgets
from monitor.ui.jaren.two_years import Known, depends, group_codes, higher_is_better
from monitor.ui.jaren.words import readable, sides, source
from monitor.ui.shell import current_theme


def show_slope(table: pd.DataFrame, chosen: Selection, known: Known) -> None:
    """Show a line per municipality from the one year to the other.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.jaren.two_years.compare`.
    chosen : Selection
    known : {"nothing", "some", "both"}
        Of `monitor.ui.jaren.two_years.compare`.
    """
    if known == "both":
        show_chart.show_kept(lambda: _slope(table, chosen), "jaren-lijnen", *depends(chosen))
    else:
        widgets.empty(_("Geen gemeente is over deze jaren te vergelijken. Kies andere jaren."))


def _slope(table: pd.DataFrame, chosen: Selection) -> Chart:
    rows = slope_rows(table, chosen)
    title = slope_title(table, chosen)
    ends = sides(table, chosen)
    hover = "<b>%{customdata[0]}</b>" + "".join(
        f"<br>{year}: %{{customdata[{i}]}}" for i, year in enumerate(ends, start=1)
    )
    return Chart(
        fig=base.with_key(
            charts.slope_figure(
                current_theme(),
                language(),
                rows,
                years=(str(chosen.year_b), str(chosen.year)),
                hover=f"{hover}%{{customdata[3]}}",
            ),
            current_theme(),
            _slope_key(rows, chosen),
        ),
        title=title,
        subtitle=_slope_subtitle(rows, chosen),
        source=source(chosen),
        data=lambda: readable(table, chosen),
        alt=_("Lijn per gemeente van het ene naar het andere jaar: {title}.").format(title=title),
        key="jaren-lijnen",
    )


def slope_rows(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the lines of the slope chart: the group and the chosen one stand out.

    A score is read against the right year: its left end is the right one less the change, and
    ``own`` what the left year shows by itself. A figure keeps both ends.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.jaren.two_years.compare`.
    chosen : Selection

    Returns
    -------
    DataFrame, index code
        ``start``, ``end``, ``value``, ``measured_start``, ``measured_end``, ``reason``, ``name``,
        ``own``, ``tone``, ``label``, ``before``, ``after``, ``note``.
    """
    members = set(group_codes(chosen))
    rows = table.dropna(subset=["value" if chosen.is_score else "start", "end"]).copy()
    rows["own"] = rows["start"]
    if chosen.is_score:
        rows["start"] = rows["end"] - rows["value"]
    better = (
        rows["end"] >= rows["start"] if higher_is_better(chosen) else rows["end"] <= rows["start"]
    )
    marked = rows.index.isin(members)
    rows["tone"] = "faint"
    rows.loc[marked, "tone"] = better[marked].map({True: "good", False: "bad"})
    rows.loc[rows.index == chosen.gemeente, "tone"] = "accent"
    shown = marked | (rows.index == chosen.gemeente)
    rows["label"] = [
        f"{n} {written(v, chosen.what)}" if m else ""
        for n, v, m in zip(rows["name"], rows["end"], shown, strict=True)
    ]
    rows["before"] = figures(rows["start"], chosen.what)
    rows["after"] = figures(rows["end"], chosen.what)
    own = _("score van {year} zelf: {value}")
    rows["note"] = [
        f"<br>{own.format(year=chosen.year_b, value=written(o, chosen.what))}"
        if abs(o - s) > APART
        else ""
        for o, s in zip(rows["own"], rows["start"], strict=True)
    ]
    return rows


def slope_title(table: pd.DataFrame, chosen: Selection) -> str:
    """Say how many of the group rose.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.jaren.two_years.compare`.
    chosen : Selection
    """
    members = table.index.isin(group_codes(chosen))
    own = (table[members] if members.any() else table)["value"].dropna()
    name = words.group_name(chosen) if members.any() else words.area_name(chosen)
    return _("{name}: {n} van de {all} gemeenten hoger dan in {year}").format(
        name=name, n=int((own > 0).sum()), all=len(own), year=chosen.year_b
    )


def _slope_subtitle(rows: pd.DataFrame, chosen: Selection) -> str:
    """Say what the slope chart draws."""
    a, b = sides(rows, chosen)
    text = _("{measure} ({unit}), {a} en {b}, {area}")
    if chosen.is_score:
        text = _("{measure}, {a} vergeleken met {b} op wat in beide bekend is; {area}")
    return text.format(
        measure=measure(chosen.what),
        unit=words.unit(chosen.what),
        a=a,
        b=b,
        area=words.area_name(chosen),
    )


def _slope_key(rows: pd.DataFrame, chosen: Selection) -> list[tuple[str, str, str]]:
    """Say what the colours and the mark at the left mean, where they occur."""
    ways = (("good", _("{group}, vooruitgegaan")), ("bad", _("{group}, achteruitgegaan")))
    group = words.group_name(chosen)
    key = [("―", t, w.format(group=group)) for t, w in ways if (rows["tone"] == t).any()]
    count = int((rows["note"] != "").sum())
    if not count:
        return key
    own = _("score van {year} zelf, waar die meer dan 0,1 verschilt ({n} van {all})")
    return [*key, ("×", "muted", own.format(year=chosen.year_b, n=count, all=len(rows)))]
