"""The page Verantwoording: which choice of method matters most."""

from __future__ import annotations

import pandas as pd

from monitor.answers import about_scores
from monitor.answers.selected import Selection
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.verantwoording import weights as charts
from monitor.text import _, language, number
from monitor.ui.shell import current_theme
from monitor.ui.verantwoording.sure import share


def sobol_chart(chosen: Selection) -> Chart:
    """Return how much of the shifts in rank each choice explains.

    Parameters
    ----------
    chosen : Selection
    """
    found = about_scores.sensitivity(chosen.year)
    rows = _sobol_rows(found)
    title = _sobol_title(rows)
    return Chart(
        fig=base.with_key(
            charts.sobol_figure(current_theme(), language(), rows),
            current_theme(),
            _sobol_key(),
        ),
        title=title,
        subtitle=_sobol_subtitle(found, chosen.year),
        source=source_line(),
        data=lambda: _sobol_readable(rows),
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


def _sobol_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Return the choices as rows of the chart, most important first."""
    rows = found.sort_values("total", ascending=False)
    rows["name"] = [_choice_name(str(c)) for c in rows.index]
    rows["text"] = [share(v) for v in rows["total"]]
    rows["hover"] = [
        _("<b>{name}</b>: {note}<br>alleen {first}, samen met andere keuzes {total}").format(
            name=row["name"],
            note=_choice_note(str(choice)),
            first=share(row["first"]),
            total=share(row["total"]),
        )
        for choice, row in rows.iterrows()
    ]
    return rows


def _sobol_title(rows: pd.DataFrame) -> str:
    """Say which choice matters most."""
    return _("Wat de volgorde het meest bepaalt: {first} ({share})").format(
        first=rows["name"].iloc[0], share=rows["text"].iloc[0]
    )


def _sobol_subtitle(found: pd.DataFrame, year: int) -> str:
    """Say what is drawn."""
    return _(
        "Aandeel in de verschuiving van rangen, {year} (Sobol-indices, {n} berekeningen)"
    ).format(year=year, n=number(found.attrs["draws"], decimals=0))


def _sobol_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [
        ("■", "accent", _("de keuze alleen")),
        ("■", "accent_soft", _("samen met andere keuzes")),
        ("―", "muted", _("95%-interval")),
    ]


def _sobol_readable(rows: pd.DataFrame) -> pd.DataFrame:
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
