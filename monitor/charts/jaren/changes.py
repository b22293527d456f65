"""The changes of every municipality, in a table."""

from __future__ import annotations

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.change import ENTERED, LEFT, Change
from monitor.analysis.verdict import word_of
from monitor.analysis.years import marks
from monitor.answers import about_changes, about_scores
from monitor.charts import words
from monitor.charts.chart import Chart
from monitor.charts.jaren.two_years import TwoYears
from monitor.charts.sources import source_line
from monitor.text import _, span


def changes_chart(change: Change, chosen: TwoYears) -> Chart:
    """Return the changes of every municipality: a table, with nothing drawn.

    Parameters
    ----------
    change : Change
        Between its two years.
    chosen : TwoYears
    """
    return Chart(
        fig=None,
        title=_title(chosen),
        subtitle=_subtitle(chosen),
        note=f"{_reading()} {naming.certain_rule()}",
        source=source_line(),
        data=_table(change, chosen),
        alt="",
        key="jaren-tabel",
    )


def _table(change: Change, chosen: TwoYears) -> pd.DataFrame:
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


def _title(chosen: TwoYears) -> str:
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


def _subtitle(chosen: TwoYears) -> str:
    """Say what the table of changes holds."""
    return _(
        "Sociale veerkracht, {area}, {a} en {b}; {country}. Klik op een kolom om te sorteren."
    ).format(
        area=words.area_name(chosen),
        a=chosen.year_b,
        b=chosen.year,
        country=change_words.beside(about_changes.area_change(chosen.year_b, chosen.year, "nl")),
    )


def _reading() -> str:
    return _(
        "Verandering: op de indicatoren die in beide jaren bekend zijn; nieuw of vervallen telt"
        " daarin niet mee."
    )
