"""The page Verantwoording: who moves up and down with other weights."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.reweigh import Shift, movers, shift_of
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.verantwoording import weights as charts
from monitor.errors import MonitorError
from monitor.text import _, language, number, plural
from monitor.ui.shell import current_theme
from monitor.ui.verantwoording.choices import options

_MOST = 16  # municipalities that moved, at most


def shifted(chosen: Selection) -> Shift | None:
    """Return what the choices change in the ranks; None where they leave no score.

    Parameters
    ----------
    chosen : Selection
    """
    try:
        other = about_scores.scores(chosen.year, options())
    except MonitorError:  # all weights of a dimension at 0
        return None
    return (
        shift_of(about_scores.scores(chosen.year), other)
        if other.table["total"].notna().any()
        else None
    )


def impossible() -> str:
    """Say why there is no score, and what to do."""
    return _(
        "Met deze gewichten is er geen score: van een dimensie, of van alle dimensies samen, staat"
        " alles op 0. Geef minstens één onderdeel een gewicht boven 0."
    )


def mover_rows(shift: Shift, chosen: Selection) -> pd.DataFrame:
    """Return the municipalities that moved furthest, most won first, with their words.

    Parameters
    ----------
    shift : Shift
    chosen : Selection

    Returns
    -------
    DataFrame
        ``total_before``, ``total_after``, ``rank_before``, ``rank_after``, ``places``, ``name``,
        ``member``, ``text``, ``hover``.
    """
    rows = movers(shift, pd.Index(about_scores.inside(chosen.area)), _MOST)
    members = set(about_groups.group_members(chosen.group, chosen.definition, chosen.year))
    rows["name"] = about_scores.names().reindex(rows.index)
    rows["member"] = rows.index.isin(members)
    rows["text"] = [number(p, decimals=0, signed=True) for p in rows["places"]]
    rows["hover"] = [_mover_hover(row) for _code, row in rows.iterrows()]
    return rows


def _mover_hover(row: pd.Series) -> str:
    return _("<b>{name}</b><br>rang {before} wordt {after}<br>score {a} wordt {b}").format(
        name=row["name"],
        before=number(row["rank_before"], decimals=0),
        after=number(row["rank_after"], decimals=0),
        a=number(row["total_before"], decimals=1),
        b=number(row["total_after"], decimals=1),
    )


def _movers_title(rows: pd.DataFrame) -> str:
    """Say who wins and who loses most."""
    if rows.empty:
        return _("Geen gemeente wisselt van plaats")
    first, last = rows.iloc[0], rows.iloc[-1]
    won, lost = int(first["places"]), -int(last["places"])
    if won > 0 and lost > 0:
        text = _("{up} stijgt {won}, {down} daalt {lost}")
    elif won > 0:
        text = _("{up} stijgt {won}; niemand in het gebied daalt")
    else:
        text = _("{down} daalt {lost}; niemand in het gebied stijgt")
    return text.format(
        up=first["name"], down=last["name"], won=_places(won), lost=_places(abs(lost))
    )


def _places(count: int) -> str:
    return plural(count, _("{count} plaats"), _("{count} plaatsen"))


def _movers_subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland, {year}: de grootste stijgers en dalers in {area}; vet: {group}"
    ).format(
        year=chosen.year,
        area=words.area_name(chosen),
        group=words.group_name(chosen) or _("geen groep"),
    )


def _movers_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [("○", "muted", _("gewone score")), ("●", "muted", _("met deze keuzes"))]


def _movers_readable(shift: Shift, chosen: Selection) -> pd.DataFrame:
    """Return the ranks of the whole area as a table for people."""
    own = shift.table.reindex(about_scores.inside(chosen.area)).dropna()
    own = own.sort_values("places", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Gemeente"): about_scores.names().reindex(own.index),
            _("Code"): own.index,
            _("Rang, gewone score"): own["rank_before"],
            _("Rang, met deze keuzes"): own["rank_after"],
            _("Plaatsen gewonnen"): own["places"],
            _("Gewone score"): own["total_before"].round(2),
            _("Score met deze keuzes"): own["total_after"].round(2),
        }
    )


def movers_chart(shift: Shift, rows: pd.DataFrame, chosen: Selection) -> Chart:
    """Return who wins and who loses most places.

    Parameters
    ----------
    shift : Shift
    rows : DataFrame
        Of `mover_rows`.
    chosen : Selection
    """
    title = _movers_title(rows)
    return Chart(
        fig=base.with_key(
            charts.movers_figure(
                current_theme(), language(), rows, ranked=int(shift.table["rank_after"].max())
            ),
            current_theme(),
            _movers_key(),
        ),
        title=title,
        subtitle=_movers_subtitle(chosen),
        source=source_line(),
        data=lambda: _movers_readable(shift, chosen),
        alt=_("Rangen voor en na. {title}.").format(title=title),
        key="verschuivers",
    )
