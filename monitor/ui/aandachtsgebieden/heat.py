"""The page Aandachtsgebieden: members x indicators, each figure in its quarter of the country."""

from __future__ import annotations

from monitor.analysis.districts import lagging_count, quarters
from monitor.charts.chart import Chart
from monitor.charts.wijken import heat as chart
from monitor.ui import data, widgets
from monitor.ui.aandachtsgebieden.comparison import Comparison, source
from monitor.ui.heat import cells
from monitor.ui.texts import _


def heat(asked: Comparison) -> None:
    """Show the table of the members of the group.

    Parameters
    ----------
    asked : Comparison
    """
    widgets.show_kept(lambda: _heat(asked), "warmte", asked)


def _heat(asked: Comparison) -> Chart:
    scores, names = data.scores(asked.year), data.names()
    whole = data.group_members(asked.group, asked.definition, asked.year)
    members = [code for code in whole if code not in asked.leave_out]
    quarter = quarters(scores.z, scores.z.index).loc[members]
    quarter = quarter.dropna(axis=1, how="all")
    count = lagging_count(quarter).sort_values(ascending=False, kind="stable")
    quarter = quarter.loc[count.index]
    values, measured = scores.values.loc[count.index], scores.measured.loc[count.index]
    places = [str(names[c]) for c in count.index]
    shown = cells(quarter, values, measured, places)
    title = _("{name} staat op de meeste indicatoren in het laagste kwart: {n}")
    return Chart(
        fig=shown.drawn(),
        title=title.format(name=places[0], n=int(count.iloc[0])),
        subtitle=_("Elk cijfer in zijn kwart van de gemeenten van Nederland, {year}").format(
            year=asked.year
        ),
        note=_("Geen: {none}; een of twee: {few}; drie of meer: {many}.").format(
            none=int((count == 0).sum()),
            few=int(count.between(1, 2).sum()),
            many=int((count >= 3).sum()),
        )
        + " "
        + chart.key(),
        source=source(),
        data=lambda: shown.figures.rename_axis(_("Gemeente")).reset_index(),
        alt=_("Tabel van gemeenten bij indicatoren, gekleurd naar kwart."),
        key="warmte",
    )
