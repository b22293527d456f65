"""The page Aandachtsgebieden: who lags and sank further."""

from __future__ import annotations

import pandas as pd

from monitor import naming
from monitor.analysis.verdict import Word, weakest, word_of
from monitor.answers import about_changes, about_scores
from monitor.charts import base
from monitor.charts.aandachtsgebieden import places as place_charts
from monitor.charts.chart import Chart
from monitor.text import _, language, listing_short, number, plain, plural, span
from monitor.ui.aandachtsgebieden.comparison import (
    Comparison,
    members,
    source,
)
from monitor.ui.shell import current_theme


def moves_chart(asked: Comparison, start: int, rows: pd.DataFrame) -> Chart:
    """Return who lags or sank since the earlier year.

    Parameters
    ----------
    asked : Comparison
    start : int
        The earlier year.
    rows : DataFrame
        Of `move_rows`.
    """
    title = moves_title(rows, start)
    return Chart(
        fig=base.with_key(
            place_charts.moves_figure(
                current_theme(), language(), rows, ranked=len(about_scores.names())
            ),
            current_theme(),
            _moves_key(asked, start),
        ),
        title=title,
        subtitle=moves_subtitle(),
        note=naming.certain_rule(),
        source=source(),
        data=_moves_readable(rows, asked, start),
        alt=_("Rangen in twee jaren. {title}.").format(title=title),
        key="verslechterd",
    )


def start_years(asked: Comparison) -> list[int]:
    """Return the years before the chosen one.

    Parameters
    ----------
    asked : Comparison
    """
    return [y for y in about_scores.years() if y < asked.year]


def start_year(asked: Comparison, wanted: int) -> int:
    """Return the year that changes are counted from.

    Parameters
    ----------
    asked : Comparison
    wanted : int
        Taken where it is one of `start_years`.
    """
    earlier = start_years(asked)
    return wanted if wanted in earlier else earlier[0]


def move_rows(asked: Comparison, start: int) -> pd.DataFrame:
    """Return who is in the lowest quarter or lost places, certainly or likely, lowest first.

    Parameters
    ----------
    asked : Comparison
    start : int
        The earlier year.

    Returns
    -------
    DataFrame, index code
        ``name``, ``start``, ``end``, ``change``, ``low``, ``high``, ``worse``, ``lagging``,
        ``both``, ``harmonised``, ``member``, ``found``, ``low_word``, ``moved_word``, ``text``,
        ``hover``.
    """
    table = about_changes.worsening(start, asked.year).reindex(
        about_scores.inside(asked.of.province)
    )
    own = table[(table["lagging"] | table["worsening"]).fillna(False).astype(bool)]
    own = own.sort_values("rank_end", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": about_scores.names().reindex(own.index),
            "start": own["rank_start"],
            "end": own["rank_end"],
            "change": own["rank_change"],
            "low": own["low"],
            "high": own["high"],
            "worse": own["worsening"].astype(bool),
            "lagging": own["lagging"].astype(bool),
            "both": own["both"].astype(bool),
            "harmonised": _harmonised(asked, start).reindex(own.index),
            "member": own.index.isin(list(members(asked))),
        }
    )
    low, down = own["p_bottom"].map(word_of), own["p_worse"].map(word_of)
    shown["found"] = [weakest(a, b) for a, b in zip(low, down, strict=True)]
    shown["low_word"] = own["p_bottom"].map(naming.lowest_word)
    shown["moved_word"] = [naming.places_moved(r) for _i, r in own.iterrows()]
    shown["text"] = [number(c, decimals=0, signed=True) for c in shown["change"]]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("van rang {start} naar {end}").format(
            start=number(r["start"], decimals=0), end=number(r["end"], decimals=0)
        )
        + "<br>"
        + plural(
            r["change"],
            _("{count} plaats ({bounds})"),
            _("{count} plaatsen ({bounds})"),
            bounds=span(r["low"], r["high"], decimals=0),
        )
        for _i, r in shown.iterrows()
    ]
    return shown


def _harmonised(asked: Comparison, start: int) -> pd.Series:
    """Return who has figures of either year made from merged municipalities."""
    a, b = (about_scores.scores(y).table["harmonised"] for y in (start, asked.year))
    return a | b


def moves_title(rows: pd.DataFrame, start: int) -> str:
    """Name who belongs to the lowest quarter and sank further, and how surely.

    Parameters
    ----------
    rows : DataFrame
        Of `move_rows`.
    start : int
        The earlier year.
    """
    both = rows[rows["both"]]
    if both.empty:
        return _(
            "Van geen gemeente is te zeggen dat zij bij het laagste kwart hoort en sinds {year} is"
            " gezakt"
        ).format(year=start)
    found: Word = weakest(*both["found"])
    return _("In het laagste kwart en sinds {year} gezakt, {word}: {names}").format(
        year=start,
        word=naming.word(found),
        names=plain(listing_short(list(both["name"][:5]), len(both))),
    )


def moves_subtitle() -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland op de indicatoren van beide jaren; rechts de plaatsen gewonnen of"
        " verloren; vet: de groep"
    )


def _moves_key(asked: Comparison, start: int) -> list[tuple[str, str, str]]:
    """Say what the marks mean, and who is shown."""
    return [
        ("○", "muted", str(start)),
        ("●", "muted", str(asked.year)),
        ("●", "bad", _("zakte zeker of waarschijnlijk tien plaatsen of meer")),
        ("●", "muted", _("hoort zeker of waarschijnlijk bij het laagste kwart")),
    ]


def _moves_readable(rows: pd.DataFrame, asked: Comparison, start: int) -> pd.DataFrame:
    """Return the moves as a table for people."""
    return pd.DataFrame(
        {
            _("Gemeente"): rows["name"],
            _("Code"): rows.index,
            _("Rang in {year}").format(year=start): rows["start"],
            _("Rang in {year}").format(year=asked.year): rows["end"],
            _("Plaatsen gewonnen"): rows["change"],
            _("Ondergrens 90%"): rows["low"],
            _("Bovengrens 90%"): rows["high"],
            _("In het laagste kwart"): rows["low_word"],
            _("Plaats op de ranglijst"): rows["moved_word"],
            _("Omgerekend na herindeling"): rows["harmonised"],
        }
    )
