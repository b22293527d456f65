"""The page Wijken: what an average hides, the heat table, the profile of a district."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from monitor.analysis.districts import lagging_count
from monitor.analysis.scores import TOTAL
from monitor.charts.chart import Chart, finish
from monitor.charts.wijken import heat, hidden, profile
from monitor.ui import data, files, selection, widgets, words
from monitor.ui.heat import cells
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table
from monitor.ui.texts import _, language, number, plural
from monitor.ui.vergelijk import places
from monitor.ui.wijken import rows as own
from monitor.ui.wijken.rows import Area

MOST, HIDDEN = 20, 14


def hidden_chart(of: Area) -> Chart | None:
    """Return the chart of what a good average hides; None where no municipality can be told of.

    Parameters
    ----------
    of : Area
    """
    every = data.behind_average()
    table = every[every.index.isin(of.codes)]
    if table.empty:
        return None
    shown = table.head(HIDDEN)
    return Chart(
        fig=hidden.figure(current_theme(), language(), shown),
        title=hidden.title(shown),
        subtitle=hidden.subtitle(of.name, data.edition().year),
        source=own.sources(TOTAL),
        data=lambda: hidden.table(table),
        alt=_("Per gemeente twee stippen: de gemeente als geheel en haar laagste wijk."),
        key="wijkenachter",
    )


def heat_chart(of: Area) -> Chart | None:
    """Return the heat table of the lowest districts of an area; None where none has a rank.

    Parameters
    ----------
    of : Area
    """
    table = own.rows(of, TOTAL).dropna(subset=["rank"])
    if table.empty:
        return None
    lowest = table.tail(MOST).iloc[::-1]
    edition, quarter = data.edition(), data.district_quarters()
    alone = len(of.codes) == 1
    names = lowest["name"] if alone else lowest["name"] + " (" + lowest["home"] + ")"
    values, measured = (f.loc[lowest.index] for f in (edition.values, edition.measured))
    shown = cells(quarter.loc[lowest.index], values, measured, list(names))
    count = lagging_count(quarter.loc[table.index])
    text = _("Op drie of meer indicatoren in het laagste kwart: {many} van {districts}")
    return Chart(
        fig=shown.drawn(),
        title=text.format(many=int((count >= 3).sum()), districts=own.districts(len(table))),
        subtitle=_("De {n} laagste wijken, {area}, {year}: elk nieuwste cijfer in zijn kwart van"
                      " de wijken van Nederland").format(
            n=len(lowest), area=of.name, year=edition.year
        ),
        note=_("Geen: {none}; een of twee: {few}; drie of meer: {many}.").format(
            none=int((count == 0).sum()),
            few=int(count.between(1, 2).sum()),
            many=int((count >= 3).sum()),
        ) + " " + heat.key(),
        source=own.sources(TOTAL),
        data=lambda: _heat_table(table, values=edition.values, count=count),
        alt=_("Tabel van wijken bij indicatoren, gekleurd naar kwart."),
        key="wijkentabel",
    )  # fmt: skip


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


def choose_district(of: Area) -> None:
    """Offer the districts of the area, for the profile.

    Parameters
    ----------
    of : Area
    """
    table = own.rows(of, TOTAL).sort_values(["home", "name"])
    labels = {c: f"{n} ({h})" for c, n, h in zip(table.index, table["name"], table["home"],
                                                 strict=True)}  # fmt: skip
    widgets.choose(
        "wijk",
        _("Klik op een wijk, of kies er een"),
        ["", *labels],
        shown=lambda code: labels.get(code, _("geen wijk")),
    )


def show_profile() -> None:
    """Show the district that was chosen beside its municipality and the country."""
    code, edition = selection.get("wijk"), data.edition()
    if code not in edition.table.index:
        return
    row = edition.table.loc[[code]].iloc[0]
    home = str(row["region"])
    chart = _profile_chart(code, row, home)
    if chart is None:
        widgets.heading(str(row["name"]))
        widgets.empty(_("Van deze wijk zijn er geen cijfers."))
        return
    widgets.show_chart(finish(chart))
    st.html(places.link(code))
    _show_years(code, home)
    _show_neighbourhoods(code)


def _profile_chart(code: str, row: pd.Series, home: str) -> Chart | None:
    rows = _profile_rows(code, home)
    if rows.empty:
        return None
    low = int(lagging_count(data.district_quarters().loc[[code]]).iloc[0])
    title = _("{name}: {low} van de {n} indicatoren in het laagste kwart van Nederland")
    return Chart(
        fig=profile.figure(current_theme(), language(), rows),
        title=title.format(name=row["name"], low=low, n=len(rows)),
        subtitle=_subtitle(code, row, home),
        note=_note(),
        source=own.sources(TOTAL),
        data=lambda: pd.DataFrame(
            {
                _("Indicator"): rows["measure"],
                _("Wijk"): rows["value"],
                data.names()[home]: rows["value_home"],
                _("Gemeten in"): rows["measured"],
                _("Punten boven Nederland"): rows["own"].round(1),
            }
        ),
        alt=_("Stippen: de wijk en haar gemeente op elke indicator; de lijn is Nederland."),
        key="wijkprofiel",
    )


def _profile_rows(code: str, home: str) -> pd.DataFrame:
    """Return a row an indicator that the district has: points, figures, texts."""
    edition, rows = data.edition(), []
    z = edition.z.reindex([code, home])
    values, measured = edition.values.reindex([code, home]), edition.measured.reindex([code])
    both = _("{own}; gemeente {home}")
    for name in map(str, z.columns):
        mine, its = (float(v) for v in values[name])
        if math.isnan(mine):
            continue
        year = int(measured[name].iloc[0])
        label = f"{words.measure(name)}, {year}"
        told = "–" if math.isnan(its) else words.written(its, name)
        text = both.format(own=words.written(mine, name), home=told)
        points = [10 * float(v) for v in z[name]]
        rows.append((words.measure(name), label, *points, mine, its, year, text))
    columns = ["measure", "label", "own", "home", "value", "value_home", "measured", "text"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(hover="<b>" + table["label"] + "</b><br>" + table["text"])


def _subtitle(code: str, row: pd.Series, home: str) -> str:
    parts = [
        data.names()[home],
        _("{n} inwoners").format(n=number(float(row["inhabitants"]), decimals=0)),
    ]
    sure = data.district_certainty()
    if code in sure.index:
        low, high = (float(sure[side][code]) for side in ("rank_low", "rank_high"))
        parts.append(own.rank_words(float(row["rank"]), low, high))
    elif row["small"]:
        parts.append(own.why_words()["small"])
    return "; ".join(parts)


def _note() -> str:
    return _(
        "Punten boven of onder Nederland; 10 is één standaardafwijking tussen wijken. Gezondheid,"
        " eenzaamheid, regie, rondkomen, vrijwilligerswerk en sport zijn modelschattingen: een"
        " aanwijzing waar te kijken, geen bewijs."
    )


def _show_years(code: str, home: str) -> None:
    """Show the raw figures over the years, of the district and its municipality."""
    names = {code: str(data.edition().table.at[code, "name"]), home: data.names()[home]}
    with st.expander(_("Cijfers over de jaren"), key="wijkjaren"):
        for place, name in names.items():
            found = data.district_years(place)
            table = found.rename(index=words.measure).rename_axis(name).reset_index()
            table.columns = pd.Index([str(c) for c in table.columns])
            show_table(table, key=f"jaren-{place}")
        told = _("Misdrijven: in {year} per 1.000 inwoners, in andere jaren het aantal.")
        st.html(f"<p class='chart-note'>{told.format(year=data.edition().year)}</p>")


def _show_neighbourhoods(code: str) -> None:
    """Show the raw figures of the neighbourhoods: to read beside each other, not to rank."""
    found, years = data.neighbourhoods(code)
    if found.empty:
        return
    labels = {name: f"{words.measure(name)}, {year}" for name, year in years.items()}
    head = {"name": _("Buurt"), "inhabitants": _("Inwoners")}
    table = found.rename_axis(_("Code")).reset_index().rename(columns=head | labels)
    told = plural(len(found), _("{count} buurt"), _("{count} buurten"))
    with st.expander(_("Cijfers van {neighbourhoods}").format(neighbourhoods=told),
                     key="wijkbuurten"):  # fmt: skip
        show_table(table, key=f"buurten-{code}")
        text = _(
            "Zonder score en zonder rang: van buurten zijn er te weinig cijfers, en die van kleine"
            " buurten zeggen weinig. Een streep: geen cijfer."
        )
        st.html(f"<p class='chart-note'>{text}</p>")
        files.csv_button(table, f"buurten-{code}", key="buurten-csv")
