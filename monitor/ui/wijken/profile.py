"""The page Wijken: one district, its profile and its figures."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from monitor.answers import about_districts, about_scores
from monitor.charts import words
from monitor.charts.chart import finish
from monitor.charts.wijken.profile import profile_chart
from monitor.text import _, number, plural
from monitor.ui import files, show_chart, widgets
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table
from monitor.ui.vergelijk import places


def show_profile(code: str) -> None:
    """Show the district that was chosen beside its municipality and the country.

    Parameters
    ----------
    code : str
        Of a district.
    """
    chart = profile_chart(code, current_theme())
    if chart is None:
        widgets.heading(str(about_districts.edition().table.at[code, "name"]))
        widgets.empty(_("Van deze wijk zijn er geen cijfers."))
        return
    show_chart.show_chart(finish(chart))
    st.html(places.link(code))
    _show_years(code)
    _show_neighbourhoods(code)


def _show_years(code: str) -> None:
    """Show the raw figures over the years, of the district and its municipality."""
    table = about_districts.edition().table
    home = str(table.at[code, "region"])
    names = {code: str(table.at[code, "name"]), home: about_scores.names()[home]}
    with st.expander(_("Cijfers over de jaren"), key="wijkjaren"):
        for place, name in names.items():
            years, writers = years_table(place, name)
            show_table(years, key=f"jaren-{place}", rows=writers)


def years_table(place: str, name: str) -> tuple[pd.DataFrame, list[Callable[[float], str]]]:
    """Return the raw figures of a place over the years, and what writes those of each row.

    Parameters
    ----------
    place : str
        Code.
    name : str
        Heading of the column with what is measured.
    """
    found = about_districts.district_years(place)
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
    found, years = about_districts.neighbourhoods(code)
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
