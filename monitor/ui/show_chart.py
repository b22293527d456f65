"""A chart on a page, with title, source, downloads and table."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from monitor.answers import remember, static
from monitor.charts import base
from monitor.charts.chart import Chart, finish
from monitor.text import _, language
from monitor.ui import files, glossary, share
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table
from monitor.ui.widgets import heading


def show_kept(
    build: Callable[[], Chart | None],
    *depends: Hashable,
    on_select: Callable[[], None] | None = None,
) -> None:
    """Show a chart that is made once for all readers who make the same choice.

    Parameters
    ----------
    build : callable
        Makes the chart; where there is none, nothing is shown.
    *depends : hashable
        The name of the chart, and all that it depends on but language and design.
    on_select : callable, optional
        As in `show_chart`; it belongs to the reader, so it is not kept.
    """
    key = (*depends, language(), current_theme().name)

    def made() -> Chart | None:
        chart = build()
        return chart and finish(chart, clickable=on_select is not None)

    shown = remember.kept("chart", key, made)
    if shown is not None:
        show_chart(shown, on_select=on_select)


def show_chart(
    chart: Chart, *, on_select: Callable[[], None] | None = None, under: bool = True
) -> None:
    """Show a chart as every page does: title, what is drawn, chart, source, downloads, table.

    Parameters
    ----------
    chart : Chart
    on_select : callable, optional
        Called when the reader clicks a point: read ``st.session_state[chart.key]``.
    under : bool
        Whether source, table and downloads follow at once.
    """
    heading(chart.title, chart.subtitle)
    draw(chart, on_select=on_select)
    if under:
        foot(chart)


def draw(chart: Chart, *, on_select: Callable[[], None] | None = None) -> None:
    """Draw a chart without title and foot; ``on_select`` as in `show_chart`.

    Parameters
    ----------
    chart : Chart
    on_select : callable, optional
        Called when the reader clicks a point.
    """
    if looked_for := share.wanted():
        looked_for.offer(chart)
        return
    asked: dict[str, Any] = {"config": base.config(_topojson()), "alt": chart.alt}
    if on_select is not None:
        asked |= {"on_select": on_select, "selection_mode": "points"}
    if chart.fluid:
        with st.container(key=f"fluid-{chart.key}"):
            st.plotly_chart(chart.fig, key=chart.key, theme=None, height="stretch", **asked)
    else:
        st.plotly_chart(chart.fig, key=chart.key, theme=None, **asked)


def foot(chart: Chart) -> None:
    """Show source and date, and below a line that opens the table, the pictures and the CSV.

    Parameters
    ----------
    chart : Chart
    """
    if share.wanted():
        return
    note = f'<p class="chart-note">{glossary.mark(html.escape(chart.note))}</p>'
    source = f'<p class="chart-source">{html.escape(chart.source)}</p>'
    st.html(f"{note}{source}" if chart.note else source)
    more = st.expander(_("Tabel en downloads"), key=f"table-{chart.key}", on_change="rerun")
    if not more.open:  # else a page of eight charts makes and sends all this at each choice
        return
    with more:
        row = st.container(horizontal=True, vertical_alignment="center", key=f"save-{chart.key}")
        with row:
            files.image_buttons(chart.title, chart.subtitle, chart.caption, chart.key)
            files.csv_button(chart.data, files.name_of(chart.title), key=f"csv-{chart.key}")
        show_table(chart.table)


def is_open(key: str) -> bool:
    """Return whether the reader has opened table and downloads of a chart.

    Parameters
    ----------
    key : str
        Of the chart.
    """
    return bool(st.session_state.get(f"table-{key}"))


def _topojson() -> str:
    return static.static_url("topo/")
