"""Whether the score goes along with outcomes that are not in it."""

from __future__ import annotations

import pandas as pd

from monitor.answers import about_scores
from monitor.charts import base
from monitor.charts.aandachtsgebieden import dots
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.text import _, interval, municipalities, number


def outcomes_chart(asked: Comparison, theme: Theme) -> Chart:
    """Return how the score goes along with each outcome.

    Parameters
    ----------
    asked : Comparison
    theme : Theme
    """
    rows = _rows(asked.year)
    title = _title(rows)
    drawn = dots.figure(theme, rows, zero=_("geen samenhang"))
    return Chart(
        fig=base.with_key(
            drawn, theme, [("―", "accent", _("95%-interval")), *dots.zero_key("accent")]
        ),
        title=title,
        subtitle=_subtitle(asked),
        source=_source(asked.year),
        data=_readable(asked.year),
        alt=_("Punten met interval per uitkomst. {title}.").format(title=title),
        key="uitkomsten",
    )


def _rows(year: int) -> pd.DataFrame:
    """Return how the total goes along with each outcome, as the chart draws it."""
    table = about_scores.outcomes(year)
    own = table[(table["score"] == "total") & table["pearson"].notna()].reset_index(drop=True)
    return pd.DataFrame(
        {
            "label": [
                f"{measure(r['outcome'])} {int(r['outcome_year'])}{_of(int(r['n']))}"
                for _i, r in own.iterrows()
            ],
            "value": own["pearson"],
            "low": own["pearson_lower"],
            "high": own["pearson_upper"],
            "text": [number(v, decimals=2) for v in own["pearson"]],
            "hover": [
                "r = " + interval(r["pearson"], r["pearson_lower"], r["pearson_upper"], "", 2)
                for _i, r in own.iterrows()
            ],
            "clear": (own["pearson_lower"] > 0) | (own["pearson_upper"] < 0),
            "chosen": True,
        }
    )


def _of(n: int) -> str:
    """Say of how many municipalities an outcome is, where these are not all."""
    return "" if n == len(about_scores.names()) else f", {municipalities(n)}"


def _title(rows: pd.DataFrame) -> str:
    """Say whether the score goes along with measured outcomes."""
    if (rows["low"] > 0).all():
        return _("De score gaat samen met uitkomsten die er niet in zitten")
    return _("De score gaat niet met alle uitkomsten samen")


def _subtitle(asked: Comparison) -> str:
    """Say what is drawn, and what it does not prove."""
    return _(
        "Correlatie (r) van de score van {year} met elke uitkomst: 0 is geen samenhang, 1"
        " volledige; geen bewijs van oorzaak"
    ).format(year=asked.year)


def _source(year: int) -> str:
    """Return source and date of the outcomes."""
    return source_line(*dict.fromkeys(about_scores.outcomes(year)["outcome"]))


def _readable(year: int) -> pd.DataFrame:
    """Return all correlations as a table for people, the dimensions included."""
    table = about_scores.outcomes(year)
    return pd.DataFrame(
        {
            _("Uitkomst"): [measure(o) for o in table["outcome"]],
            _("Jaar"): table["outcome_year"].astype(str),
            _("Score"): [measure(s) for s in table["score"]],
            _("Gemeenten"): table["n"].astype(int),
            _("Correlatie"): table["pearson"].round(3),
            _("Ondergrens 95%"): table["pearson_lower"].round(3),
            _("Bovengrens 95%"): table["pearson_upper"].round(3),
            _("Rangcorrelatie"): table["spearman"].round(3),
        }
    )
