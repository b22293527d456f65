"""Figures to take away: observations and scores in the format that the reader's tool reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.charts.sources import source_line
from monitor.export.package import to_package
from monitor.export.tables import observation_table, score_table, to_csv, to_parquet, to_xlsx
from monitor.fields import Style
from monitor.snapshot import Snapshot
from monitor.text import _, plural
from monitor.ui import selection, widgets
from monitor.ui.data_page import coverage
from monitor.ui.params import FORMATS, SETS
from monitor.ui.show_table import show_table

_SLOW = 20_000
"""Rows from which Excel takes some seconds."""


@dataclass(frozen=True)
class _Format:
    """How a table is written: ending, type, and the function that does it."""

    ending: str
    mime: str
    write: Callable[[str, pd.DataFrame, Snapshot, Style], bytes]


WRITERS = {
    "csv-nl": _Format("csv", "text/csv", lambda _n, f, _s, _l: to_csv(f, "nl")),
    "csv": _Format("csv", "text/csv", lambda _n, f, _s, _l: to_csv(f, "en")),
    "xlsx": _Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda _n, f, s, lang: to_xlsx(f, s, lang),
    ),
    "parquet": _Format(
        "parquet", "application/vnd.apache.parquet", lambda _n, f, _s, _l: to_parquet(f)
    ),
    "pakket": _Format(
        "zip", "application/zip", lambda name, f, s, _l: to_package({name: f}, s, "en")
    ),
}


def show(indicators: list[str]) -> None:
    """Let the reader choose what to take away and how, and give it.

    Parameters
    ----------
    indicators : list of str
        Ids.
    """
    known = snapshot().catalog.series_of_all
    widgets.heading(
        _("Cijfers om mee te nemen"),
        _("Waarnemingen zijn de cijfers zelf; scores zijn het totaal en de dimensies per jaar"),
    )
    names = {"waarnemingen": _("Waarnemingen"), "scores": _("Scores")}
    widgets.choose("set", _("Wat"), SETS, shown=lambda s: names[s], kind="segmented")
    widgets.choose("vorm", _("Bestand"), FORMATS, shown=_format_name, kind="segmented")
    what, form = selection.get("set", SETS[0]), selection.get("vorm", FORMATS[0])
    table = _table(what, indicators)
    _button(what, form, table)
    if what == "waarnemingen":
        scope = plural(len(indicators), _("{count} indicator"), _("{count} indicatoren"))
        if len(indicators) == len(known):
            scope = _("alle {indicators}").format(indicators=scope)
    else:
        scope = plural(len(about_scores.years()), _("{count} jaar"), _("{count} jaren"))
    lines = [
        plural(
            len(table),
            _("**{count}** rij: {scope}, alle gemeenten."),
            _("**{count}** rijen: {scope}, alle gemeenten."),
            scope=scope,
        ),
        _format_help(form),
    ]
    if form == "xlsx" and len(table) > _SLOW:
        lines.append(
            _(
                "Dit Excel-bestand maken duurt zo'n 15 seconden; kies minder indicatoren om"
                " sneller klaar te zijn."
            )
        )
    widgets.facts(lines)
    with st.expander(_("Voorbeeld: de eerste rijen")):
        show_table(table.head(8))
    st.html(f'<p class="chart-source">{_source(what, indicators)}</p>')


def _source(what: str, indicators: list[str]) -> str:
    return source_line(*(indicators if what == "waarnemingen" else ()))


def _table(what: str, indicators: list[str]) -> pd.DataFrame:
    lang = coverage.style()
    if what == "scores":
        return score_table(snapshot(), [about_scores.scores(y) for y in about_scores.years()])
    return observation_table(snapshot(), indicators=indicators, lang=lang)


def _button(what: str, form: str, table: pd.DataFrame) -> None:
    shot, lang, writer = snapshot(), coverage.style(), WRITERS[form]
    name = {"waarnemingen": "observations", "scores": "scores"}[what]
    st.download_button(
        _("Downloaden"),
        # Only made when it is asked for; what it needs is fixed here, outside the session.
        data=lambda: writer.write(name, table, shot, lang),
        file_name=f"sociale-veerkracht-{what}-{shot.id}.{writer.ending}",
        mime=writer.mime,
        type="primary",
        key="download",
        on_click="ignore",
    )


def _format_name(form: str) -> str:
    return {
        "csv-nl": _("CSV (Nederlands)"),
        "csv": _("CSV (internationaal)"),
        "xlsx": "Excel",
        "parquet": "Parquet",
        "pakket": _("Datapakket"),
    }[form]


def _format_help(form: str) -> str:
    return {
        "csv-nl": _("Puntkomma's en decimale komma's: opent goed in een Nederlandse Excel."),
        "csv": _("Komma's en decimale punten, met de kolomnamen van het gegevensmodel."),
        "xlsx": _("Met werkbladen over de bronnen en de methode."),
        "parquet": _("Voor programma's als R, Python en DuckDB; typen blijven bewaard."),
        "pakket": _(
            "Een zip met CSV en datapackage.json (Frictionless): elke kolom beschreven, met bron"
            " en licentie."
        ),
    }[form]
