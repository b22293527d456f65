"""The page Aandachtsgebieden: the gap by year, its parts and other definitions, in words."""

from __future__ import annotations

import pandas as pd

from monitor import change_words, line_words, naming
from monitor.analysis.over_time import APART
from monitor.charts import base
from monitor.charts.aandachtsgebieden import gap as charts
from monitor.charts.chart import Chart
from monitor.text import _, interval, language, listing, number
from monitor.ui.aandachtsgebieden.comparison import (
    Comparison,
    name_of,
    others_of,
    source,
)
from monitor.ui.shell import current_theme


def gap_rows(asked: Comparison) -> pd.DataFrame:
    """Return the gap of every year, each read against the chosen one, and its hover.

    Parameters
    ----------
    asked : Comparison

    Returns
    -------
    DataFrame, index year
        ``gap``, ``lower``, ``upper``, ``conclusion``, ``mean_group``, ``mean_others``, ``n_group``,
        ``n_others``, ``own``, ``clear``, ``zero``, ``hover``.
    """
    table = asked.gap_line().copy()
    table["clear"] = table["conclusion"].isin(["behind", "ahead"])
    table["zero"] = [
        naming.zero_in(r["lower"], r["upper"], gap=r["gap"], none=_("niet te vergelijken"))
        for _year, r in table.iterrows()
    ]
    table["hover"] = [_gap_hover(int(str(y)), r) for y, r in table.iterrows()]
    return table


def _gap_hover(year: int, row: pd.Series) -> str:
    lines = [
        f"<b>{year}</b>",
        interval(row["gap"], row["lower"], row["upper"]),
        f"95%: {row['zero']}",
    ]
    if abs(row["own"] - row["gap"]) > APART:
        own = _("verschil van dat jaar zelf: {own}")
        lines.append(own.format(own=number(row["own"], decimals=1, signed=True)))
    return "<br>".join(lines)


def _gap_title(asked: Comparison) -> str:
    """Say what the gap of the chosen year is, with the word of the verdict."""
    return naming.gap_brief(name_of(asked), asked.verdict(), asked.gap().gap, year=asked.year)


def _gap_subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _("Verschil met {others} in punten; {weighing}; {against}").format(
        others=others_of(asked),
        weighing=change_words.weighing(asked.weighted),
        against=line_words.against(asked.year),
    )


def _gap_key(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what the marks of the gap by year mean."""
    key = [("■", "accent_soft", _("95%-interval")), *zero_key("accent")]
    return key + line_words.apart_key(rows, "gap", APART)


def zero_key(colour: str) -> list[tuple[str, str, str]]:
    """Say what a filled and an open dot mean, where the interval is drawn beside it.

    Parameters
    ----------
    colour : str
        Of the dots, as hex.

    Returns
    -------
    list of (str, str, str)
        Sign, colour, meaning.
    """
    return [("●", colour, _("sluit nul uit")), ("○", colour, _("bevat nul"))]


def _gap_alt(asked: Comparison, rows: pd.DataFrame) -> str:
    """Describe the line for who cannot see it."""
    return _(
        "Lijn met band: het verschil van {name} met {others} is {now} in {year}; daarmee vergeleken"
        " {years}."
    ).format(
        name=name_of(asked),
        others=others_of(asked),
        now=number(asked.gap().gap, decimals=1, signed=True),
        year=asked.year,
        years=listing(
            [
                f"{number(gap, decimals=1, signed=True)} ({y})"
                for y, gap in rows["gap"].dropna().items()
                if y != asked.year
            ]
        )
        or _("geen enkel jaar"),
    )


def _gap_readable(asked: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    against = _("vergeleken met {year}").format(year=asked.year)
    others = others_of(asked)[:1].upper() + others_of(asked)[1:]
    return pd.DataFrame(
        {
            _("Jaar"): rows.index.astype(str),
            _("Verschil (punten), {against}").format(against=against): rows["gap"].round(2),
            _("Ondergrens 95%"): rows["lower"].round(2),
            _("Bovengrens 95%"): rows["upper"].round(2),
            _("95%-interval"): rows["zero"],
            _("Verschil van dat jaar zelf"): rows["own"].round(2),
            f"{name_of(asked, start=True)}, {against}": rows["mean_group"].round(2),
            f"{others}, {against}": rows["mean_others"].round(2),
            _("Gemeenten in de groep"): rows["n_group"],
            _("Gemeenten ernaast"): rows["n_others"],
        }
    ).reset_index(drop=True)


def gap_chart(shown: list[Comparison], place: int) -> Chart:
    """Return the gap by year of one of the groups beside each other, all on one scale.

    Parameters
    ----------
    shown : list of Comparison
        Drawn on one scale.
    place : int
        Which of them.
    """
    rows, one = [gap_rows(c) for c in shown], shown[place]
    table = rows[place]
    return Chart(
        fig=base.with_key(
            charts.gap_figure(
                current_theme(),
                language(),
                table,
                marked=one.year,
                label=number(one.gap().gap, decimals=1, signed=True),
                zero=_("gelijk aan {others}").format(others=others_of(one)),
                extent=charts.extent_of(rows),
            ),
            current_theme(),
            _gap_key(table),
        ),
        title=_gap_title(one),
        subtitle=_gap_subtitle(one),
        source=source(),
        data=_gap_readable(one, table),
        alt=_gap_alt(one, table),
        key=f"verschil-{one.group}",
    )
