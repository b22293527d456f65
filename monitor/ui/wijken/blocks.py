"""The page Wijken: what an average hides, the heat table, the profile of a district."""

from __future__ import annotations

import html
import math
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from monitor.analysis.districts import lagging_count, why_no_rank
from monitor.analysis.scores import TOTAL
from monitor.charts.chart import Chart, finish
from monitor.charts.wijken import heat, hidden, profile
from monitor.ui import data, files, selection, show_chart, widgets, words
from monitor.ui.heat import cells
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table
from monitor.ui.texts import _, language, listing, number, plural
from monitor.ui.vergelijk import places
from monitor.ui.wijken import rows as own
from monitor.ui.wijken import words as district_words
from monitor.ui.wijken.rows import Area

MOST, HIDDEN = 20, 14
_CLOSED = "wijk-closed"


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
        source=district_words.sources(TOTAL),
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
    names = district_words.called(of, lowest)
    which = _("De {n} laagste wijken").format(n=MOST)
    if len(table) <= MOST:
        which = district_words.districts(len(table))
    values, measured = (f.loc[lowest.index] for f in (edition.values, edition.measured))
    shown = cells(quarter.loc[lowest.index], values, measured, list(names))
    count = lagging_count(quarter.loc[table.index])
    text = _("Op drie of meer indicatoren in het laagste kwart: {many} van {districts}")
    return Chart(
        fig=shown.drawn(),
        title=text.format(
            many=int((count >= 3).sum()), districts=district_words.districts(len(table))
        ),
        subtitle=_("{which}, {area}, {year}: elk nieuwste cijfer in zijn kwart van de wijken van"
                   " Nederland").format(which=which, area=of.name, year=edition.year),
        note=_("Geen: {none}; een of twee: {few}; drie of meer: {many}.").format(
            none=int((count == 0).sum()),
            few=int(count.between(1, 2).sum()),
            many=int((count >= 3).sum()),
        ) + " " + heat.key(),
        source=district_words.sources(TOTAL),
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
    elsewhere = selection.get("wijk")
    if elsewhere and not own.opened(of) and elsewhere in data.edition().table.index:
        told = _("{name} ligt buiten {area}.").format(name=places.name_of(elsewhere), area=of.name)
        st.html(f'<p class="chart-note">{html.escape(told)}</p>')


def opened(of: Area, measure: str) -> None:
    """Show what the chosen district has of what is drawn; on a phone at the foot of the screen.

    Parameters
    ----------
    of : Area
    measure : str
        One of `monitor.ui.wijken.rows.measures`.
    """
    code = own.opened(of)
    if st.session_state.get(_CLOSED) != code:
        st.session_state.pop(_CLOSED, None)
    table = own.rows(of, measure)
    if code not in table.index or _CLOSED in st.session_state:
        return
    mine = table.loc[[code]]
    with st.container(key="opened"):
        name = f"{mine['name'].iloc[0]} ({mine['home'].iloc[0]})"
        widgets.heading(name, "; ".join(district_words.told(mine, measure)[0]))
        with st.container(horizontal=True, key="opened-links"):
            st.button(_("Sluiten"), type="tertiary", on_click=_close, args=(code,))


def _close(code: str) -> None:
    st.session_state[_CLOSED] = code


def nothing_ranked(of: Area) -> str:
    """Say that no district has a rank, and which figures there are all the same.

    Parameters
    ----------
    of : Area
    """
    text = _("Geen wijk in {area} heeft een rang: de tabel onder de kaart zegt waarom.")
    table = data.edition().table
    codes = table.index[table["region"].isin(of.codes) & ~table["small"]]
    known = data.edition().values.reindex(codes).notna().any()
    names = [words.measure(str(i)) for i in known.index[known]]
    more = _("Wel zijn er cijfers, te kiezen bij Kleur: {names}.").format(names=listing(names))
    return f"{text.format(area=of.name)} {more}" if names else text.format(area=of.name)


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
    show_chart.show_chart(finish(chart))
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
        note=_note(code, list(rows["indicator"])),
        source=district_words.sources(TOTAL),
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
        rows.append((name, words.measure(name), label, *points, mine, its, year, text))
    columns = ["indicator", "measure", "label", "own", "home", "value", "value_home"]
    table = pd.DataFrame(rows, columns=[*columns, "measured", "text"])
    return table.assign(hover="<b>" + table["label"] + "</b><br>" + table["text"])


def _subtitle(code: str, row: pd.Series, home: str) -> str:
    parts = [
        data.names()[home],
        _("{n} inwoners").format(n=number(float(row["inhabitants"]), decimals=0)),
    ]
    sure = data.district_certainty()
    if code in sure.index:
        low, high = (float(sure[side][code]) for side in ("rank_low", "rank_high"))
        parts.append(district_words.rank_words(float(row["rank"]), low, high))
    else:
        parts.append(district_words.why_words()[why_no_rank(row)])
    return "; ".join(parts)


def _note(code: str, shown: list[str]) -> str:
    """Say what the points are, which figures are estimates, and how some were made."""
    made, catalog = data.edition().made.loc[code, shown], data.snapshot().catalog
    told = [_("Punten boven of onder Nederland; 10 is één standaardafwijking tussen wijken.")]
    guessed = [words.measure(i) for i in shown if catalog.is_district_estimate(i)]
    if guessed:
        text = _("Modelschattingen, een aanwijzing waar te kijken en geen bewijs: {names}.")
        told.append(text.format(names=listing(guessed)))
    for how, said in district_words.made_words().items():
        names = [words.measure(i) for i in shown if made[i] == how]
        told += [f"{said[0].upper()}{said[1:]}: {listing(names)}."] if names else []
    return " ".join(told)


def _show_years(code: str, home: str) -> None:
    """Show the raw figures over the years, of the district and its municipality."""
    names = {code: str(data.edition().table.at[code, "name"]), home: data.names()[home]}
    with st.expander(_("Cijfers over de jaren"), key="wijkjaren"):
        for place, name in names.items():
            table, writers = years_table(place, name)
            show_table(table, key=f"jaren-{place}", rows=writers)


def years_table(place: str, name: str) -> tuple[pd.DataFrame, list[Callable[[float], str]]]:
    """Return the raw figures of a place over the years, and what writes those of each row.

    Parameters
    ----------
    place : str
        Code.
    name : str
        Heading of the column with what is measured.
    """
    found = data.district_years(place)
    head = pd.Series([_measured_in(i, kind) for i, kind in found.index], name=name)
    table = pd.concat([head, found.rename(columns=str).reset_index(drop=True)], axis=1)
    return table, [partial(_written, i, kind) for i, kind in found.index]


def _measured_in(indicator: str, kind: str) -> str:
    """Name an indicator with its unit; a count is the number itself."""
    unit = _("aantal") if kind == "count" else words.unit(indicator)
    return words.measure(indicator) if unit == "%" else f"{words.measure(indicator)}, {unit}"


def _written(indicator: str, kind: str, value: float) -> str:
    if math.isnan(value):
        return "–"
    return number(value, decimals=0) if kind == "count" else words.written(value, indicator)


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
