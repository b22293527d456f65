"""The page Gemeente: comparable municipalities, what to learn from them, weak districts."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from monitor import naming
from monitor.analysis.profile import Look
from monitor.answers import about_ranks, about_scores
from monitor.answers.about_initiatives import municipalities_of
from monitor.answers.selected import Selection
from monitor.charts import base, care_words
from monitor.charts.chart import Chart, finish
from monitor.charts.kaart.ranking import ranking_figure
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure, written
from monitor.export.factsheet_words import alike_in, dated, peers_higher
from monitor.text import _, language, number
from monitor.ui import navigation, selection, widgets
from monitor.ui.gemeente.head import labels, name_of, with_unit
from monitor.ui.impact import seen

_LESSONS = 5
_EXAMPLES = 2


def _peers_title(look: Look, code: str) -> str:
    """Say how many comparable municipalities score higher."""
    if look.profile["value"].isna()["total"]:
        return _("Vergelijkbare gemeenten van {name}").format(name=name_of(code))
    return peers_higher(look)


def _peers_subtitle(look: Look, year: int) -> str:
    """Say what comparable means, what is drawn, and what a click does."""
    return f"{peers_drawn(look, year)}; {_('klik op een stip om te openen')}."


def peers_drawn(look: Look, year: int) -> str:
    """Say what comparable means and what is drawn.

    Parameters
    ----------
    look : Look
    year : int
    """
    text = _("Score {year} van wie het meest lijkt in {features}")
    return text.format(year=year, features=alike_in(look, year))


def _peers_key(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what the marks mean that occur."""
    key = [("■", "line", naming.draws_band())]
    if rows["name"].str.endswith("*").any():
        key.append(("*", "ink", _("met zorg te lezen")))
    return key


def peers_rows(look: Look, chosen: Selection, code: str) -> pd.DataFrame:
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
    rows = pd.DataFrame({"value": totals.reindex([code, *look.peers.index]).dropna()})
    care = care_words.with_care("total", chosen.year)
    names = labels()
    rows["name"] = [f"{names[c]}*" if care[c] else names[c] for c in rows.index]
    rows["text"] = [
        f"{number(v, decimals=1)}, {_('plaats {rank}').format(rank=number(r, decimals=0))}"
        for v, r in zip(rows["value"], sure["rank"].reindex(rows.index), strict=True)
    ]
    rows["member"] = rows["chosen"] = rows.index == code
    rows[["low", "high"]] = sure[["total_low", "total_high"]].reindex(rows.index)
    return rows.sort_values("value", ascending=False)


def _peers_table(look: Look) -> pd.DataFrame:
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


def lessons(look: Look, code: str, year: int) -> list[str]:
    """Return per lagging indicator the comparable municipalities that do clearly better.

    Parameters
    ----------
    look : Look
    code : str
        Of a municipality.
    year : int
    """
    lines = []
    for indicator in look.lessons["indicator"].drop_duplicates().head(_LESSONS):
        best = look.lessons[look.lessons["indicator"] == indicator].head(_EXAMPLES)
        theirs = ", ".join(
            f"{name_of(str(r.region))} {written(float(str(r.value_region)), indicator)}"
            for r in best.itertuples()
        )
        lines.append(
            _("**{measure}**: hier {own}; {theirs}").format(
                measure=dated(measure(indicator), best["measured"].iloc[0], year),
                own=with_unit(float(best["value"].iloc[0]), indicator),
                theirs=theirs,
            )
        )
    return lines


def lessons_subtitle() -> str:
    """Say when a municipality is named as an example."""
    return _(
        "Indicatoren die 5 punten of meer achterblijven bij de vergelijkbare gemeenten, en wie het"
        " daar ten minste 10 punten beter doet."
    )


def no_lessons(code: str) -> str:
    """Say that nothing lags clearly, or nobody does clearly better.

    Parameters
    ----------
    code : str
        Of a municipality.
    """
    return _(
        "{name} blijft op geen indicator zo ver achter bij vergelijkbare gemeenten dat een andere"
        " het ten minste 10 punten beter doet."
    ).format(name=name_of(code))


def show_initiatives(codes: list[str]) -> None:
    """Link to the initiatives of this municipality and the comparable ones, where there are any.

    Parameters
    ----------
    codes : list of str
        Of municipalities.
    """
    count = Counter(
        c
        for one in seen.register(selection.current().province)
        for c in municipalities_of(one.places)
        if c in codes
    )
    if not count:
        return
    widgets.heading(_("Initiatieven in deze gemeenten"), _("Uit het register op de pagina Impact"))
    with st.container(horizontal=True, key="gemeente-initiatieven"):
        for code, n in count.most_common(_LESSONS):
            st.page_link(
                navigation.path("impact"),
                label=f"{name_of(code)} ({n})",
                query_params=selection.query() | {"blik": "register", "plaats": code},
            )


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
    rows = peers_rows(look, chosen, code)
    chart = Chart(
        fig=base.with_key(
            ranking_figure(theme, language(), rows, reference=100),
            theme,
            _peers_key(rows),
        ),
        title=_peers_title(look, code),
        subtitle=_peers_subtitle(look, chosen.year),
        source=source_line(),
        data=lambda: _peers_table(look),
        alt=_("Stippen: de score van deze gemeente tussen de vergelijkbare gemeenten."),
        key="vergelijkbaar",
    )
    return finish(chart, clickable=True), [str(c) for c in rows.index]
