"""A municipality among those that are most alike: a dot each, with its band."""

from __future__ import annotations

import pandas as pd

from monitor import naming
from monitor.analysis.profile import Look
from monitor.answers import about_ranks, about_scores
from monitor.answers.selected import Selection
from monitor.charts import base, care_words
from monitor.charts.chart import Chart, finish
from monitor.charts.gemeente.words import alike_in, labels, name_of, peers_higher
from monitor.charts.kaart.ranking import ranking_figure
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.text import _, number


def peers_chart(look: Look, chosen: Selection, code: str, theme: Theme) -> tuple[Chart, list[str]]:
    """Return the comparable municipalities, ready to be shown, and their codes as drawn.

    Parameters
    ----------
    look : Look
    chosen : Selection
    code : str
        Of a municipality.
    theme : Theme
    """
    among = rows(look, chosen, code)
    chart = Chart(
        fig=base.with_key(
            ranking_figure(theme, among, reference=100),
            theme,
            _key(among),
        ),
        title=_title(look, code),
        subtitle=_subtitle(look, chosen.year),
        source=source_line(),
        data=lambda: _table(look),
        alt=_("Stippen: de score van deze gemeente tussen de vergelijkbare gemeenten."),
        key="vergelijkbaar",
    )
    return finish(chart, clickable=True), [str(c) for c in among.index]


def rows(look: Look, chosen: Selection, code: str) -> pd.DataFrame:
    """Return the rows of the chart: the municipality among the comparable ones, highest first.

    Parameters
    ----------
    look : Look
    chosen : Selection
    code : str
        Of a municipality.

    Returns
    -------
    DataFrame, index code
        ``value``, ``name``, ``text``, ``member``, ``chosen``, ``low``, ``high``.
    """
    totals, sure = about_scores.scores(chosen.year).table["total"], about_ranks.robust(chosen.year)
    found = pd.DataFrame({"value": totals.reindex([code, *look.peers.index]).dropna()})
    care = care_words.with_care("total", chosen.year)
    names = labels(chosen.province)
    found["name"] = [f"{names[c]}*" if care[c] else names[c] for c in found.index]
    found["text"] = [
        f"{number(v, decimals=1)}, {_('plaats {rank}').format(rank=number(r, decimals=0))}"
        for v, r in zip(found["value"], sure["rank"].reindex(found.index), strict=True)
    ]
    found["member"] = found["chosen"] = found.index == code
    found[["low", "high"]] = sure[["total_low", "total_high"]].reindex(found.index)
    return found.sort_values("value", ascending=False)


def _title(look: Look, code: str) -> str:
    """Say how many comparable municipalities score higher."""
    if look.profile["value"].isna()["total"]:
        return _("Vergelijkbare gemeenten van {name}").format(name=name_of(code))
    return peers_higher(look)


def _subtitle(look: Look, year: int) -> str:
    """Say what comparable means, what is drawn, and what a click does."""
    return f"{drawn(look, year)}; {_('klik op een stip om te openen')}."


def drawn(look: Look, year: int) -> str:
    """Say what comparable means and what is drawn.

    Parameters
    ----------
    look : Look
    year : int
    """
    text = _("Score {year} van wie het meest lijkt in {features}")
    return text.format(year=year, features=alike_in(look, year))


def _key(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what the marks mean that occur."""
    key = [("■", "line", naming.draws_band())]
    if rows["name"].str.endswith("*").any():
        key.append(("*", "ink", _("met zorg te lezen")))
    return key


def _table(look: Look) -> pd.DataFrame:
    """Return the comparable municipalities as a table for people."""
    own = look.peers
    return pd.DataFrame(
        {
            _("Gemeente"): own["name"],
            _("Code"): own.index,
            _("Provincie"): own["province_name"],
            _("Score"): own["total"].round(2),
            **{
                f"{measure(name)} ({look.context_years[name]})": own[name].round(1)
                for name in look.context_years.dropna().index
            },
            _("Afstand (kleiner: meer gelijk)"): own["distance"].round(3),
        }
    )
