"""Members x indicators, each figure in its quarter of the country."""

from __future__ import annotations

from monitor.analysis.districts import lagging_count, quarters
from monitor.answers import about_groups, about_scores
from monitor.charts import heat as chart
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, listing, plural

_MOST_NAMED = 3


def heat_chart(asked: Comparison, theme: Theme) -> Chart:
    """Return the table of the members of the group.

    Parameters
    ----------
    asked : Comparison
    theme : Theme
    """
    scores, names = about_scores.scores(asked.year), about_scores.names()
    whole = about_groups.group_members(asked.group, asked.definition, asked.year)
    members = [code for code in whole if code not in asked.leave_out]
    quarter = quarters(scores.z, scores.z.index).loc[members]
    quarter = quarter.dropna(axis=1, how="all")
    count = lagging_count(quarter).sort_values(ascending=False, kind="stable")
    quarter = quarter.loc[count.index]
    values, measured = scores.values.loc[count.index], scores.measured.loc[count.index]
    places = [str(names[c]) for c in count.index]
    shown = chart.cells(quarter, values, measured, places)
    return Chart(
        fig=shown.drawn(theme),
        title=title(dict(zip(places, count, strict=True))),
        subtitle=_("Elk cijfer in zijn kwart van de gemeenten van Nederland, {year}").format(
            year=asked.year
        ),
        note=chart.counted(count),
        source=source_line(),
        data=lambda: shown.figures.rename_axis(_("Gemeente")).reset_index(),
        alt=_("Tabel van gemeenten bij indicatoren, gekleurd naar kwart."),
        key="warmte",
    )


def title(count: dict[str, int]) -> str:
    """Say who stands on the most indicators in the lowest quarter: all of them, or nobody.

    Parameters
    ----------
    count : dict of str to int
        Indicators in the lowest quarter, by name.
    """
    most = max(count.values())
    first = [name for name, n in count.items() if n == most]
    if not most:
        return _("Geen gemeente staat op een indicator in het laagste kwart")
    text = _("{name} staat op de meeste indicatoren in het laagste kwart: {n}")
    if len(first) > 1:
        text = _("{name} staan op de meeste indicatoren in het laagste kwart, elk op {n}")
    if len(first) > _MOST_NAMED:
        return plural(
            most,
            _("{many} gemeenten staan op {count} indicator in het laagste kwart, geen op meer"),
            _("{many} gemeenten staan op {count} indicatoren in het laagste kwart, geen op meer"),
            many=len(first),
        )
    return text.format(name=listing(first), n=most)
