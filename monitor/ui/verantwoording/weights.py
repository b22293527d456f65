"""The page Verantwoording: what the score is made of."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.reweigh import composition, estimate_share
from monitor.answers import about_scores
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.verantwoording import weights as charts
from monitor.charts.words import measure, unit
from monitor.origins import note_of, publisher_of
from monitor.text import _, language, number
from monitor.ui.shell import current_theme


def weights_chart(chosen: Selection) -> Chart:
    """Return the weight of every indicator.

    Parameters
    ----------
    chosen : Selection
    """
    rows = _weight_rows(chosen)
    title = _weights_title(chosen)
    return Chart(
        fig=base.with_key(
            charts.weights_figure(current_theme(), language(), rows),
            current_theme(),
            _weights_key(),
        ),
        title=title,
        subtitle=_weights_subtitle(),
        source=source_line(),
        data=lambda: _weights_readable(rows),
        alt=_("Staven met het gewicht van elke indicator. {title}.").format(title=title),
        key="opbouw-score",
    )


def _weight_rows(chosen: Selection) -> pd.DataFrame:
    """Return the weight of every indicator as rows of the chart."""
    rows = composition(about_scores.scores(chosen.year), snapshot().catalog)
    rows["name"] = [measure(str(i)) for i in rows.index]
    rows["text"] = [number(100 * w, "%", 1) for w in rows["weight"]]
    rows["hover"] = [
        f"<b>{row['name']}</b><br>{measure(str(row['dimension']))}, {row['text']}"
        + (f"<br>{_('modelschatting')}" if row["estimate"] else "")
        for _id, row in rows.iterrows()
    ]
    return rows


def _weights_title(chosen: Selection) -> str:
    """Say how much of the score is a model estimate."""
    share = estimate_share(about_scores.scores(chosen.year))
    return _("{share} van de score van {year} rust op modelschattingen").format(
        share=number(100 * share, "%", 0), year=chosen.year
    )


def _weights_subtitle() -> str:
    """Say what is drawn."""
    return _(
        "Gewicht van elke indicator in het totaal, gemiddeld over de gemeenten: waar een cijfer"
        " ontbreekt wegen de andere meer"
    )


def _weights_key() -> list[tuple[str, str, str]]:
    """Say what the hatch means."""
    return [("▨", "bad", _("modelschatting"))]


def _weights_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the score is made of as a table for people."""
    entries = [snapshot().catalog.indicators[str(i)] for i in rows.index]
    return pd.DataFrame(
        {
            _("Indicator"): rows["name"],
            _("Dimensie"): [measure(str(d)) for d in rows["dimension"]],
            _("Hoger is"): [
                _("veerkrachtiger") if e.direction > 0 else _("minder veerkrachtig")
                for e in entries
            ],
            _("Eenheid"): [unit(e.id) for e in entries],
            _("Gewicht in het totaal (%)"): (100 * rows["weight"]).round(2),
            _("Modelschatting"): rows["estimate"],
            _("Referentiejaar"): [e.reference_year for e in entries],
            _("Nieuwste meting"): rows["newest"],
            _("Gemeenten met een cijfer (%)"): (100 * rows["known"]).round(1),
            _("Bron"): [", ".join(_publishers(e.id)) for e in entries],
            _("Toelichting"): [note_of(snapshot(), e.id) for e in entries],
        }
    )


def _publishers(indicator: str) -> list[str]:
    shot = snapshot()
    return sorted({publisher_of({"id": s}, shot) for s in shot.catalog.sources_of(indicator)})
