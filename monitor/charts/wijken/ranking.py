"""The ranking of districts by their score, each with its band; of many the ends alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.charts import care_words, words
from monitor.charts.chart import Chart
from monitor.charts.kaart.ranking import ranking_figure
from monitor.charts.theme import Theme
from monitor.charts.wijken import words as district_words
from monitor.charts.wijken.map import subtitle
from monitor.charts.wijken.rows import Area, rows
from monitor.text import _

_MOST = 40
_EDGE = 12
"""Districts at either end, where there are more than `_MOST`."""


def ranking_chart(of: Area, chosen: str, theme: Theme) -> Chart | None:
    """Return the ranking of the districts of an area; None without ranks.

    Parameters
    ----------
    of : Area
    chosen : str
        Code of the district that was opened; empty for none.
    theme : Theme
    """
    table = rows(of, TOTAL).dropna(subset=["rank"])
    if table.empty:
        return None
    shown = table
    if len(table) > _MOST:
        edge = [*table.index[:_EDGE], *table.index[-_EDGE:], *table.index[table.index == chosen]]
        shown = table[table.index.isin(edge)]
    drawn = shown.assign(
        name=district_words.called(of, shown),
        member=False,
        chosen=shown.index == chosen,
        low=shown["total_low"],
        high=shown["total_high"],
        text=[
            f"{words.figure(row['value'], TOTAL)}; {_ranked(row)}"
            for row in shown.to_dict("records")
        ],
    )
    first, last = district_words.called(of, table.iloc[[0, -1]])
    title_ = _("{first} staat vooraan, {last} achteraan")
    if len(table) == 1:
        title_ = _("Alleen {first} heeft een rang")
    more = _("; de {n} hoogste en laagste van {all}").format(n=_EDGE, all=len(table))
    return Chart(
        fig=ranking_figure(theme, drawn, reference=100),
        title=title_.format(first=first, last=last),
        subtitle=subtitle(of, TOTAL, table),
        note=_("Band: 90% van de berekeningen{more}.").format(
            more=more if len(table) > _MOST else ""
        )
        + f" {care_words.bounds(about_districts.edition().with_bounds())}",
        source=district_words.sources(TOTAL),
        data=lambda: district_words.readable(table, TOTAL),
        alt=_("Stippen: de score van elke wijk, met een band, de hoogste boven."),
        key="wijkenrang",
    )


def _ranked(row: Mapping[Any, Any]) -> str:
    return district_words.rank_words(row["rank"], row["rank_low"], row["rank_high"])
