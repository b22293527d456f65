"""The page Data: what is measured, in a table."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from monitor.analysis.coverage import spans
from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.catalog_entries import Indicator
from monitor.origins import note_of
from monitor.text import _, language, plural
from monitor.ui import files, widgets
from monitor.ui.show_table import show_grid


def catalog(indicators: list[str]) -> None:
    """Show what is measured: name, dimension, direction, unit, years, source, remarks.

    Parameters
    ----------
    indicators : list of str
        Ids.
    """
    known, span = snapshot().catalog, spans(about_scores.coverage())
    scored = sum(known.indicators[i].scored for i in indicators)
    widgets.heading(
        plural(len(indicators), _("{count} indicator"), _("{count} indicatoren"))
        + plural(
            scored, _("; {count} telt mee in de score"), _("; {count} tellen mee in de score")
        ),
        _("Wat er wordt gemeten, in welke richting het telt en waar het vandaan komt"),
    )
    heads = [_("Indicator"), _("Dimensie"), _("Telt mee"), _("Eenheid"), _("Jaren"), _("Bron")]
    rows = [_row(known.indicators[i], span) for i in indicators]
    show_grid(heads, rows, _("Catalogus van indicatoren"))
    with st.container(horizontal=True):
        st.download_button(
            _("Catalogus (CSV)"),
            data=files.csv_bytes(_plain(indicators, span)),
            file_name="catalogus.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _row(indicator: Indicator, span: pd.DataFrame) -> list[str]:
    shot, lang = snapshot().catalog, language()
    note = note_of(snapshot(), indicator.id)
    under = f'<div class="remark">{html.escape(note)}</div>' if note else ""
    marks = _marks(indicator)
    mark = f'<div class="remark">{html.escape(marks)}</div>' if marks else ""
    links = [_table_link(id_) for id_ in shot.sources_of(indicator.id)]
    return [
        f"<b>{html.escape(indicator.title[lang])}</b>{under}",
        html.escape(shot.dimensions[indicator.dimension].title[lang]),
        html.escape(_direction(indicator)),
        html.escape(indicator.unit[lang]),
        f"{html.escape(_years(indicator.id, span))}{mark}",
        ", ".join(links),
    ]


def _plain(indicators: list[str], span: pd.DataFrame) -> pd.DataFrame:
    shot, lang = snapshot().catalog, language()
    found = [shot.indicators[i] for i in indicators]
    return pd.DataFrame(
        {
            "id": [i.id for i in found],
            _("Indicator"): [i.title[lang] for i in found],
            _("Dimensie"): [shot.dimensions[i.dimension].title[lang] for i in found],
            _("Telt mee"): [_direction(i) for i in found],
            _("Eenheid"): [i.unit[lang] for i in found],
            _("Jaren"): [_years(i.id, span) for i in found],
            _("Bron"): [", ".join(shot.sources_of(i.id)) for i in found],
            _("Toelichting"): [note_of(snapshot(), i.id) for i in found],
        }
    )


def _direction(indicator: Indicator) -> str:
    """Say in which direction an indicator counts."""
    return {
        1: _("ja, hoger is veerkrachtiger"),
        -1: _("ja, lager is veerkrachtiger"),
        0: _("nee"),
    }[indicator.direction]


def _years(indicator: str, span: pd.DataFrame) -> str:
    if indicator not in span.index:
        return _("geen cijfers")
    row = span.loc[[indicator]].iloc[0]
    first, last, count = int(row["first"]), int(row["last"]), int(row["count"])
    if first == last:
        return str(first)
    return _("{first}–{last} ({n} metingen)").format(first=first, last=last, n=count)


def _marks(indicator: Indicator) -> str:
    marks = []
    if snapshot().catalog.is_estimate(indicator.id):
        marks.append(_("modelschatting (RIVM)"))
    if indicator.breaks:
        years = ", ".join(str(y) for y in indicator.breaks)
        marks.append(_("niveaubreuk in {years}").format(years=years))
    return "; ".join(marks)


def _table_link(id_: str) -> str:
    """Return the id of a source as HTML, with a link to the table where it is one of CBS."""
    table = snapshot().catalog.tables.get(id_)
    if table is None:
        return html.escape(id_)
    return source_link(id_, table.host)


def source_link(id_: str, host: str) -> str:
    """Return a link to a table: CBS's own viewer, or the service of its other publishers.

    Parameters
    ----------
    id_ : str
        Of the table.
    host : str
        Of the service that gives it.
    """
    addresses = {
        "opendata.cbs.nl": "https://opendata.cbs.nl/#/CBS/nl/dataset/",
        "dataderden.cbs.nl": "https://dataderden.cbs.nl/ODataApi/odata/",
    }
    if host not in addresses:
        return html.escape(id_)
    return f'<a href="{addresses[host]}{html.escape(id_)}">{html.escape(id_)}</a>'
