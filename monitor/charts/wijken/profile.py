"""One district beside its municipality and the Netherlands, indicator by indicator."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from monitor import naming
from monitor.analysis.districts import lagging_count
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_scores
from monitor.answers.view import snapshot
from monitor.charts import base, marks, words
from monitor.charts.chart import Chart
from monitor.charts.theme import Theme
from monitor.charts.wijken import words as district_words
from monitor.text import _, listing, number

_ROW = 36
_NARROW = 8
"""Ems that a line of a name may always take; a row has room for two."""


def profile_chart(code: str, theme: Theme) -> Chart | None:
    """Return a district beside its municipality and the country; None where it has no figures.

    Parameters
    ----------
    code : str
        Of a district.
    theme : Theme
    """
    row = about_districts.edition().table.loc[[code]].iloc[0]
    home = str(row["region"])
    rows = _rows(code, home)
    if rows.empty:
        return None
    low = int(lagging_count(about_districts.district_quarters().loc[[code]]).iloc[0])
    title = _("{name}: {low} van de {n} indicatoren in het laagste kwart van Nederland")
    return Chart(
        fig=_figure(theme, rows),
        title=title.format(name=row["name"], low=low, n=len(rows)),
        subtitle=_subtitle(code, row, home),
        note=_note(code, list(rows["indicator"])),
        source=district_words.sources(TOTAL),
        data=lambda: pd.DataFrame(
            {
                _("Indicator"): rows["measure"],
                _("Wijk"): rows["value"],
                about_scores.names()[home]: rows["value_home"],
                _("Gemeten in"): rows["measured"],
                _("Punten boven Nederland"): rows["own"].round(1),
            }
        ),
        alt=_("Stippen: de wijk en haar gemeente op elke indicator; de lijn is Nederland."),
        key="wijkprofiel",
    )


def _rows(code: str, home: str) -> pd.DataFrame:
    """Return a row an indicator that the district has: points, figures, texts."""
    edition, rows = about_districts.edition(), []
    z = edition.z.reindex([code, home])
    values, measured = edition.values.reindex([code, home]), edition.measured.reindex([code])
    both = _("{own}; gemeente {home}")
    for name in map(str, z.columns):
        mine, its = (float(v) for v in values[name])
        if math.isnan(mine):
            continue
        year = int(measured[name].iloc[0])
        label = f"{words.measure(name)}, {year}"
        told = "–" if math.isnan(its) else words.written(its, name)
        text = both.format(own=words.written(mine, name), home=told)
        points = [10 * float(v) for v in z[name]]
        rows.append((name, words.measure(name), label, *points, mine, its, year, text))
    columns = ["indicator", "measure", "label", "own", "home", "value", "value_home"]
    table = pd.DataFrame(rows, columns=[*columns, "measured", "text"])
    return table.assign(hover="<b>" + table["label"] + "</b><br>" + table["text"])


def _subtitle(code: str, row: pd.Series, home: str) -> str:
    parts = [
        about_scores.names()[home],
        _("{n} inwoners").format(n=number(float(row["inhabitants"]), decimals=0)),
        district_words.standing(code),
    ]
    return "; ".join(parts)


def _note(code: str, shown: list[str]) -> str:
    """Say what the points are, which figures are estimates, and how some were made."""
    made, catalog = about_districts.edition().made.loc[code, shown], snapshot().catalog
    told = [_("Punten boven of onder Nederland; 10 is één standaardafwijking tussen wijken.")]
    guessed = [words.measure(i) for i in shown if catalog.is_district_estimate(i)]
    if guessed:
        text = _("Modelschattingen, een aanwijzing waar te kijken en geen bewijs: {names}.")
        told.append(text.format(names=listing(guessed)))
    for how, said in district_words.made_words().items():
        names = [words.measure(i) for i in shown if made[i] == how]
        told += [f"{naming.start(said)}: {listing(names)}."] if names else []
    return " ".join(told)


def _figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw a dot for the district and one for the municipality; the line is the Netherlands.

    Parameters
    ----------
    rows : DataFrame
        ``label``, ``own``, ``home`` (points above the Netherlands or NaN), ``text`` (the figures
        written) and ``hover``.
    """
    fig = base.figure(theme, _ROW * len(rows) + 64)
    both = rows[["own", "home"]].notna().all(axis=1).to_list()
    marks.add_spans(fig, rows["own"], rows["home"], both, theme.faint)
    marks.add_dots(fig, rows["home"], 10, theme.ink, hover=rows["hover"], fill=theme.paper)
    colours = [theme.bad if v < 0 else theme.good for v in rows["own"]]
    marks.add_dots(fig, rows["own"], 12, colours, hover=rows["hover"])
    low, high = marks.around_zero([*rows["own"], *rows["home"]], 0.08)
    fig.add_vline(x=0, line={"color": theme.muted, "width": 1})
    fig.update_xaxes(side="top", zeroline=False, range=[low, high])
    marks.name_rows(fig, theme, base.in_two(rows["label"], _NARROW))
    marks.add_texts(fig, theme, high, rows["text"].to_list())
    key = [
        ("●", "good", _("deze wijk")),
        ("○", "ink", _("gemeente")),
        ("│", "muted", _("Nederland")),
    ]
    return base.with_key(fig, theme, key)
