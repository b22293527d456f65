"""The page Jaren: the changes of every municipality, in a table."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from monitor import change_words, naming
from monitor.analysis.change import ENTERED, LEFT, Change
from monitor.analysis.verdict import word_of
from monitor.analysis.years import marks
from monitor.answers import about_changes, about_scores, remember
from monitor.answers.selected import Selection
from monitor.charts import words
from monitor.charts.sources import source_line
from monitor.text import _, span
from monitor.ui import files, widgets
from monitor.ui.jaren.two_years import depends
from monitor.ui.show_table import show_table


def _changes_table(change: Change, chosen: Selection) -> pd.DataFrame:
    """Return the changes of the total, a row per municipality, the largest fall of places first."""
    codes = about_scores.inside(chosen.area)
    places = about_changes.rank_change(chosen.year_b, chosen.year)
    noted = marks(change).loc[codes]
    own, won = change.table.loc[codes], places.loc[codes]
    table = pd.DataFrame(
        {
            _("Gemeente"): about_scores.names()[codes],
            str(chosen.year_b): _tenths(own["total_start"]),
            str(chosen.year): _tenths(own["total_end"]),
            _("Verandering"): _tenths(own["change"]),
            _("nieuw of vervallen"): _tenths(own[ENTERED] + own[LEFT]),
            _("opnieuw gemeten (%)"): (100 * own["anew"]).round(0),
            _("Plaatsen gewonnen"): won["rank_change"].round(0) + 0.0,
            _("90% van de berekeningen"): [
                span(a, b, decimals=0) if pd.notna(a) else ""
                for a, b in zip(won["low"], won["high"], strict=True)
            ],
            _("Oordeel"): [naming.places_moved(r) for _c, r in won.iterrows()],
            _("Let op"): [_note(r) for _c, r in noted.iterrows()],
        }
    )
    return table.sort_values(_("Plaatsen gewonnen"), na_position="last", kind="stable")


def _tenths(values: pd.Series) -> pd.Series:
    return values.round(1) + 0.0  # no minus before a zero


def _note(row: pd.Series) -> str:
    parts = []
    if row["broken"]:
        parts.append(_("niveaubreuk ({n})").format(n=int(row["broken"])))
    if row["harmonised"]:
        parts.append(_("samengevoegde gemeente"))
    if row["same"]:
        parts.append(_("zonder nieuwe meting ({n})").format(n=int(row["same"])))
    if pd.notna(row["oldest"]):
        parts.append(_("oudste cijfer {year}").format(year=int(row["oldest"])))
    return ", ".join(parts)


def _changes_title(chosen: Selection) -> str:
    """Say how many certainly or likely won and lost places."""
    if not about_changes.area_change(chosen.year_b, chosen.year, chosen.area).compared:
        return _("Geen gemeente is over {a} en {b} te vergelijken").format(
            a=chosen.year_b, b=chosen.year
        )
    won = about_changes.rank_change(chosen.year_b, chosen.year).loc[
        about_scores.inside(chosen.area)
    ]
    up, down = (won[c].map(word_of) for c in ("p_better", "p_worse"))
    return _(
        "Gestegen op de ranglijst: {up} zeker, {up_too} waarschijnlijk; gedaald: {down} zeker,"
        " {down_too} waarschijnlijk"
    ).format(
        up=int((up == "certain").sum()),
        up_too=int((up == "likely").sum()),
        down=int((down == "certain").sum()),
        down_too=int((down == "likely").sum()),
    )


def _changes_subtitle(chosen: Selection) -> str:
    """Say what the table of changes holds."""
    return _(
        "Sociale veerkracht, {area}, {a} en {b}; {country}. Klik op een kolom om te sorteren."
    ).format(
        area=words.area_name(chosen),
        a=chosen.year_b,
        b=chosen.year,
        country=change_words.beside(about_changes.area_change(chosen.year_b, chosen.year, "nl")),
    )


def _changes_note() -> str:
    return _(
        "Verandering: op de indicatoren die in beide jaren bekend zijn; nieuw of vervallen telt"
        " daarin niet mee."
    )


@dataclass(frozen=True, eq=False)
class _Changes:
    """The table of changes with all that is said of it, made once for all readers."""

    table: pd.DataFrame
    title: str


def _changes(change: Change, chosen: Selection) -> _Changes:
    return _Changes(_changes_table(change, chosen), _changes_title(chosen))


def show_changes(change: Change, chosen: Selection) -> None:
    """Show the table of changes with its title, the meaning of its marks, source and CSV.

    Parameters
    ----------
    change : Change
    chosen : Selection
    """
    shown = remember.kept("jaren-changes", depends(chosen), lambda: _changes(change, chosen))
    widgets.heading(shown.title, _changes_subtitle(chosen))
    st.html(f'<p class="chart-note">{_("Let op")}: {" · ".join(_marks())}</p>')
    show_table(shown.table, key="jaren-tabel", height=440)
    st.html(f'<p class="chart-note">{escape(f"{_changes_note()} {naming.certain_rule()}")}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="chart-source">{escape(source_line())}</p>')
        st.download_button(
            _("Cijfers (CSV)"),
            data=files.in_session(lambda: files.csv_bytes(shown.table)),
            file_name=f"verandering-{chosen.year_b}-{chosen.year}.csv",
            mime="text/csv",
            key="csv-jaren-tabel",
            on_click="ignore",
        )


def _marks() -> list[str]:
    """Return the marks of the last column, each with its meaning on hover."""
    meanings = {
        _("niveaubreuk"): _(
            "Bij zoveel indicatoren is tussen deze jaren anders gemeten. Het landelijke niveau is"
            " daar gelijk gehouden: alleen verschuivingen tussen gemeenten tellen."
        ),
        _("samengevoegde gemeente"): _(
            "Een cijfer is opgeteld of gemiddeld uit gemeenten die inmiddels zijn samengevoegd."
        ),
        _("zonder nieuwe meting"): _(
            "Van zoveel indicatoren dient één meting voor beide jaren: daarin kan niets veranderen."
        ),
        _("oudste cijfer"): _("Het jaar van de oudste meting in de score van het rechterjaar."),
    }
    return [widgets.term(word, meaning) for word, meaning in meanings.items()]
