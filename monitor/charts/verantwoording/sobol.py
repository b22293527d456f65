"""Which choice of method matters most."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.answers import about_scores
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.marks import FOOT, name_rows
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.naming_figures import percent
from monitor.text import _, number


def sobol_chart(year: int, theme: Theme) -> Chart:
    """Return how much of the shifts in rank each choice explains.

    Parameters
    ----------
    year : int
    theme : Theme
    """
    found = about_scores.sensitivity(year)
    rows = _rows(found)
    title = _title(rows)
    drawn = figure(theme, rows)
    return Chart(
        fig=base.with_key(drawn, theme, _key()),
        title=title,
        subtitle=_subtitle(found, year),
        source=source_line(),
        data=lambda: _readable(rows),
        alt=_("Staven per keuze. {title}.").format(title=title),
        key="sobol",
    )


def _choice_name(choice: str) -> str:
    """Name a choice of the uncertainty analysis."""
    return {
        "normalisation": _("vergelijkbaar maken"),
        "aggregation": _("samenvoegen"),
        "weights": _("gewichten"),
        "omission": _("een indicator weglaten"),
        "sampling": _("steekproeffout"),
        "level_break": _("niveaubreuk of niet"),
    }[choice]


def _choice_note(choice: str) -> str:
    return {
        "normalisation": _("standaardafwijking, laagste tot hoogste of rangplaats"),
        "aggregation": _("gewoon, meetkundig of Mazziotta-Pareto"),
        "weights": _("elk gewicht tot een kwart hoger of lager"),
        "omission": _("geen of één van de indicatoren doet niet mee"),
        "sampling": _("waar de bron marges geeft"),
        "level_break": _("of de meting van ervaren gezondheid in 2022 veranderde"),
    }[choice]


def _rows(found: pd.DataFrame) -> pd.DataFrame:
    """Return the choices as rows of the chart, most important first."""
    rows = found.sort_values("total", ascending=False)
    rows["name"] = [_choice_name(str(c)) for c in rows.index]
    rows["text"] = [_share(v) for v in rows["total"]]
    rows["hover"] = [
        _("<b>{name}</b>: {note}<br>alleen {first}, samen met andere keuzes {total}").format(
            name=row["name"],
            note=_choice_note(str(choice)),
            first=_share(row["first"]),
            total=_share(row["total"]),
        )
        for choice, row in rows.iterrows()
    ]
    return rows


def _share(value: float) -> str:
    return percent(max(value, 0.0))  # an estimate below 0 is chance


def _title(rows: pd.DataFrame) -> str:
    """Say which choice matters most."""
    return _("Wat de volgorde het meest bepaalt: {first} ({share})").format(
        first=rows["name"].iloc[0], share=rows["text"].iloc[0]
    )


def _subtitle(found: pd.DataFrame, year: int) -> str:
    """Say what is drawn."""
    return _(
        "Aandeel in de verschuiving van rangen, {year} (Sobol-indices, {n} berekeningen)"
    ).format(year=year, n=number(found.attrs["draws"], decimals=0))


def _key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [
        ("■", "accent", _("de keuze alleen")),
        ("■", "accent_soft", _("samen met andere keuzes")),
        ("―", "muted", _("95%-interval")),
    ]


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the indices as a table for people."""
    return pd.DataFrame(
        {
            _("Keuze"): rows["name"],
            _("Mogelijkheden"): [_choice_note(str(c)) for c in rows.index],
            _("Eerste orde (alleen)"): rows["first"].round(3),
            _("Eerste orde, ± 95%"): rows["first_ci"].round(3),
            _("Totale orde (samen)"): rows["total"].round(3),
            _("Totale orde, ± 95%"): rows["total_ci"].round(3),
        }
    )


def figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw what every choice explains: alone (dark) and together with others (light).

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, first, total, total_ci`` (shares of the variance), ``text, hover``.
    """
    fig = base.figure(theme, 44 * len(rows) + 40)
    at = list(range(len(rows)))
    fig.add_bar(
        y=at,
        x=rows["total"].to_list(),
        orientation="h",
        width=0.62,
        marker={"color": theme.accent, "opacity": 0.28},
        error_x={
            "type": "data",
            "array": rows["total_ci"].to_list(),
            "color": theme.muted,
            "thickness": 1.5,
            "width": 4,
        },
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    fig.add_bar(
        y=at,
        x=rows["first"].clip(lower=0).to_list(),
        orientation="h",
        width=0.34,
        marker={"color": theme.accent},
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    for i, (total, ci, text) in enumerate(
        zip(rows["total"], rows["total_ci"], rows["text"], strict=True)
    ):
        fig.add_annotation(
            x=total + ci, y=i, text=f"<b>{text}</b>", showarrow=False, xanchor="left", xshift=8
        )
    name_rows(fig, theme, rows["name"].to_list())
    fig.update_layout(barmode="overlay", bargap=0)
    top = max((rows["total"] + rows["total_ci"]).to_list())
    fig.update_xaxes(range=[0, max(0.5, top * 1.16)], tickformat=".0%", zeroline=False, nticks=6)
    fig.update_layout(margin={"b": FOOT, "r": 32})  # for the last share
    return fig
