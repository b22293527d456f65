"""The page Aandachtsgebieden: members x indicators, each figure in its quarter of the country."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from monitor.analysis.districts import lagging_count, quarters
from monitor.charts.wijken import heat as chart
from monitor.ui import data, widgets, words
from monitor.ui.aandacht import Comparison, source
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language


def heat(asked: Comparison) -> None:
    """Show the table of the members of the group."""
    widgets.show_kept(lambda: _heat(asked), "warmte", asked)


def _heat(asked: Comparison) -> dict[str, Any]:
    scores, names = data.scores(asked.year), data.names()
    whole = data.group_members(asked.group, asked.definition, asked.year)
    members = [code for code in whole if code not in asked.leave_out]
    quarter = quarters(scores.z, scores.z.index).loc[members]
    quarter = quarter.dropna(axis=1, how="all")
    count = lagging_count(quarter).sort_values(ascending=False, kind="stable")
    quarter = quarter.loc[count.index]
    values, measured = scores.values.loc[count.index], scores.measured.loc[count.index]
    ids = [str(i) for i in quarter]
    places = [str(names[c]) for c in count.index]
    texts = pd.DataFrame({i: [_text(v, i) for v in values[i]] for i in ids})
    told = pd.DataFrame(
        {
            i: [_hover(n, i, v, y) for n, v, y in zip(places, values[i], measured[i], strict=True)]
            for i in ids
        }
    )
    columns = [words.measure(i) for i in ids]
    shown = quarter.set_axis(columns, axis=1).set_axis(places, axis=0)
    title = _("{name} staat op de meeste indicatoren in het laagste kwart: {n}")
    figures = values[ids].set_axis(columns, axis=1).set_axis(places, axis=0)
    return {
        "fig": chart.figure(current_theme(), language(), shown, texts, told),
        "title": title.format(name=places[0], n=int(count.iloc[0])),
        "subtitle": _("Elk cijfer in zijn kwart van de gemeenten van Nederland, {year}").format(
            year=asked.year
        ),
        "note": _("Geen: {none}; een of twee: {few}; drie of meer: {many}.").format(
            none=int((count == 0).sum()),
            few=int(count.between(1, 2).sum()),
            many=int((count >= 3).sum()),
        )
        + " "
        + chart.key(),
        "source": source(),
        "data": lambda: figures.rename_axis(_("Gemeente")).reset_index(),
        "alt": _("Tabel van gemeenten bij indicatoren, gekleurd naar kwart."),
        "key": "warmte",
    }


def _text(value: float, indicator: str) -> str:
    return "–" if math.isnan(value) else words.written(value, indicator)


def _hover(name: str, indicator: str, value: float, year: float) -> str:
    head = f"<b>{name}</b><br>{words.measure(indicator)}: "
    if math.isnan(value):
        return head + _("geen cijfer")
    return f"{head}{words.figure(value, indicator)}, {int(year)}"
