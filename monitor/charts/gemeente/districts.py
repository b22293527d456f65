"""The districts that stand clearly below their municipality on an indicator, as bars."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor import naming, naming_figures
from monitor.analysis.profile import Look
from monitor.answers.view import snapshot
from monitor.charts import base
from monitor.charts.chart import Chart, finish
from monitor.charts.gemeente.words import name_of
from monitor.charts.theme import Theme
from monitor.charts.wijken.words import sources_of
from monitor.charts.words import measure, written
from monitor.text import _, number, plural

_ROW = 58
_MOST = 12


def districts_chart(look: Look, code: str, theme: Theme) -> Chart | str:
    """Return the weak districts, ready to be shown; where there are none: why.

    Parameters
    ----------
    look : Look
    code : str
        Of a municipality.
    theme : Theme
    """
    if look.districts.empty:
        return _no_districts(look, code)
    chart = Chart(
        fig=_figure(theme, _rows(look)),
        title=_title(look, code),
        subtitle=_subtitle(look),
        note=_note(look),
        source=sources_of(list(look.districts["indicator"].unique())),
        data=lambda: _table(look),
        alt=_("Staven: hoeveel punten wijken onder hun gemeente staan."),
        key="wijken",
    )
    return finish(chart)


def _title(look: Look, code: str) -> str:
    """Say how many districts stand clearly below their municipality."""
    many, where = look.districts["district"].nunique(), _("een of meer indicatoren")
    if many == 1:
        where = plural(len(look.districts), _("{count} indicator"), _("{count} indicatoren"))
    return plural(
        many,
        _("In {name} staat {count} wijk op {where} ten minste 10 punten onder de gemeente"),
        _("In {name} staan {count} wijken op {where} ten minste 10 punten onder de gemeente"),
        name=name_of(code),
        where=where,
    )


def _subtitle(look: Look) -> str:
    """Say what is drawn."""
    text, weak = _("Punten onder het cijfer van de gemeente, per indicator"), len(look.districts)
    if weak <= _MOST:
        return text
    return text + _("; de {n} grootste van {all} verschillen").format(n=_MOST, all=weak)


def _note(look: Look) -> str:
    """Say what an average hides, and how far the figures may be trusted."""
    weak = look.districts
    lines = []
    if weak["behind_average"].any():
        lines.append(
            _(
                "Vet: de gemeente als geheel staat daar op of boven Nederland, zodat haar"
                " gemiddelde de wijk verbergt."
            )
        )
    guessed = naming_figures.estimated(weak["indicator"], snapshot().catalog)
    if guessed:
        text = _("{estimates}: een aanwijzing waar te kijken, geen bewijs.")
        lines.append(text.format(estimates=naming.start(guessed)))
    return " ".join(lines)


def _rows(look: Look) -> pd.DataFrame:
    """Return the bars: the largest differences first."""
    weak = look.districts.head(_MOST)
    labels, texts, hovers = [], [], []
    for row in weak.to_dict("records"):
        indicator = str(row["indicator"])
        own, home = (written(row[k], indicator) for k in ("value", "value_region"))
        label = f"{row['name']}<br>{measure(indicator)}, {int(row['measured'])}"
        labels.append(f"<b>{label}</b>" if row["behind_average"] else label)
        texts.append(_("{own}; gemeente {home}").format(own=own, home=home))
        points = number(row["points"], decimals=1, signed=True)
        hovers.append(f"{label}<br>{texts[-1]}<br>{points} {_('punten')}")
    return pd.DataFrame(
        {"label": labels, "points": weak["points"].to_list(), "text": texts, "hover": hovers}
    )


def _table(look: Look) -> pd.DataFrame:
    """Return the weak districts as a table for people."""
    weak = look.districts
    return pd.DataFrame(
        {
            _("Wijk"): weak["name"],
            _("Code"): weak["district"],
            _("Indicator"): [measure(i) for i in weak["indicator"]],
            _("Waarde"): weak["value"],
            _("Gemeente"): weak["value_region"],
            _("Verschil met de gemeente (punten)"): weak["points"].round(1),
            _("Gemeten in"): weak["measured"],
            _("Achter een goed gemiddelde"): weak["behind_average"],
        }
    )


def _no_districts(look: Look, code: str) -> str:
    """Say why no district is shown."""
    if not look.has_districts:
        return _("Voor {name} zijn er geen cijfers per wijk.").format(name=name_of(code))
    return none_below(name_of(code))


def none_below(name: str) -> str:
    """Say that no district stands clearly below its municipality on any indicator.

    Parameters
    ----------
    name : str
        Of the municipality.
    """
    return _(
        "Geen wijk in {name} staat op een indicator ten minste 10 punten onder de gemeente zelf."
    ).format(name=name)


def _figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw how far districts stand below their municipality, as bars from zero.

    The names stand above the bars: beside them, a phone would have no room for the figures.

    Parameters
    ----------
    rows : DataFrame, in the order drawn (worst first)
        ``label`` (two lines), ``points`` (negative), ``text`` (written beside the bar), ``hover``.
    """
    fig = base.figure(theme, _ROW * len(rows) + 40)
    places = list(range(len(rows)))
    fig.add_bar(
        x=rows["points"].abs().to_list(),
        y=[n + 0.28 for n in places],
        orientation="h",
        marker={"color": theme.bad},
        width=0.26,
        text=rows["text"].to_list(),
        textposition="outside",
        constraintext="none",  # else plotly makes it as small as the bar is low
        cliponaxis=False,
        textfont={"color": theme.ink},
        customdata=[[t] for t in rows["hover"]],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )
    fig.add_scatter(
        x=[0] * len(rows),
        y=[n + 0.13 for n in places],
        text=rows["label"].to_list(),
        mode="text",
        textposition="top right",
        textfont={"color": theme.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig.update_xaxes(
        side="top", zeroline=False, range=[0, float(rows["points"].abs().max())], nticks=5
    )
    fig.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.5])
    room = base.room_for(rows["text"], base.SIZE, gap=12)
    fig.update_layout(margin={"t": 32, "l": 4, "r": room})
    return fig
