"""The heat table of the lowest districts of an area: indicators in their quarter."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.districts import lagging_count
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.charts import heat, words
from monitor.charts.chart import Chart
from monitor.charts.theme import Theme
from monitor.charts.wijken import words as district_words
from monitor.charts.wijken.rows import Area, rows
from monitor.text import _

_MOST = 20


def heat_chart(of: Area, theme: Theme) -> Chart | None:
    """Return the heat table of the lowest districts of an area; None where none has a rank.

    Parameters
    ----------
    of : Area
    theme : Theme
    """
    table = rows(of, TOTAL).dropna(subset=["rank"])
    if table.empty:
        return None
    lowest = table.tail(_MOST).iloc[::-1]
    edition, quarter = about_districts.edition(), about_districts.district_quarters()
    names = district_words.called(of, lowest)
    which = _("De {n} laagste wijken").format(n=_MOST)
    if len(table) <= _MOST:
        which = district_words.districts(len(table))
    values, measured = (f.loc[lowest.index] for f in (edition.values, edition.measured))
    shown = heat.cells(quarter.loc[lowest.index], values, measured, list(names))
    count = lagging_count(quarter.loc[table.index])
    text = _("Op drie of meer indicatoren in het laagste kwart: {many} van {districts}")
    return Chart(
        fig=shown.drawn(theme),
        title=text.format(
            many=int((count >= 3).sum()), districts=district_words.districts(len(table))
        ),
        subtitle=_(
            "{which}, {area}, {year}: elk nieuwste cijfer in zijn kwart van de wijken van Nederland"
        ).format(which=which, area=of.name, year=edition.year),
        note=heat.counted(count),
        source=district_words.sources(TOTAL),
        data=lambda: _heat_table(table, values=edition.values, count=count),
        alt=_("Tabel van wijken bij indicatoren, gekleurd naar kwart."),
        key="wijkentabel",
    )


def _heat_table(table: pd.DataFrame, *, values: pd.DataFrame, count: pd.Series) -> pd.DataFrame:
    figures = values.loc[table.index].rename(columns=words.measure)
    head = pd.DataFrame(
        {
            _("Wijk"): table["name"],
            _("Gemeente"): table["home"],
            _("Indicatoren in het laagste kwart"): count.reindex(table.index),
        }
    )
    return head.join(figures).reset_index(drop=True)
