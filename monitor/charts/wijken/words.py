"""What is told of the rows of districts: ranks, gaps, ages, sources."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.district_index import newest
from monitor.analysis.districts import fresh_share, why_no_rank
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import words
from monitor.charts.wijken.rows import Area, parts_of
from monitor.origins import origin_line, origins
from monitor.site import monitor_name
from monitor.text import _, number, plural


def why_words(measure: str = TOTAL) -> dict[str, str]:
    """Say why a district has no rank, or no figure of another measure than the total.

    Parameters
    ----------
    measure : str, optional
        One of `monitor.charts.wijken.rows.measures`.
    """
    layout = _("geen cijfer: andere wijkindeling in 2020")
    if measure in (TOTAL, *SCORED):
        layout = _("geen score: andere wijkindeling in 2020")
    return {
        "small": _("minder dan {n} inwoners: geen kleur en geen rang").format(
            n=about_districts.edition().small
        ),
        "layout": layout,
        "figures": _("te weinig cijfers voor een score"),
        "none": _("geen cijfer in de bron"),
    }


def made_words() -> dict[str, str]:
    """Say how a figure was made."""
    return {
        "weighted": _("gewogen uit buurten"),
        "successor": _("op naam gevonden na herindeling"),
        "merged": _("omgerekend na herindeling"),
    }


def told(table: pd.DataFrame, measure: str) -> list[list[str]]:
    """Say of every district its figure, rank or why there is none, how it was made and how old.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.
    """
    why, made, is_score = why_words(measure), made_words(), measure in (TOTAL, *SCORED)
    aged = _("oudste cijfer: {year}") if is_score else _("gemeten in {year}")
    every = []
    for text, row in zip(
        words.figures(table["value"], measure), table.to_dict("records"), strict=True
    ):
        reason = why.get(row["why"], "")
        lines = [reason] if reason and math.isnan(row["value"]) else [text, reason]
        if measure == TOTAL:
            lines.append(rank_words(row["rank"], row["rank_low"], row["rank_high"]))
        lines.append(made.get(row["made"], ""))
        lines.append("" if math.isnan(row["year"]) else aged.format(year=int(row["year"])))
        every.append([line for line in lines if line])
    return every


def sources(measure: str) -> str:
    """Return the line with the sources of a measure of districts, each with its own date.

    Parameters
    ----------
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    """
    return sources_of(parts_of(measure))


def sources_of(names: Sequence[str]) -> str:
    """Return the line with the sources of the newest figures of districts on some indicators.

    Parameters
    ----------
    names : sequence of str
        Ids.
    """
    edition, shot = about_districts.edition(), snapshot()
    own = not {*names}.isdisjoint(about_districts.beside_the_index())
    last = int(shot.district_figures["year"].max()) if own else edition.year
    figures = newest(shot, last, pd.Index(names))
    return _("Bron: {sources}. Bewerking: {monitor}.").format(
        sources=origin_line(origins(shot, names, figures)), monitor=monitor_name()
    )


def aged(measure: str, table: pd.DataFrame) -> str:
    """Say of which year a score is: that of the edition, and how much of it is older.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`; those with a figure to show count.
    """
    edition, shown = about_districts.edition(), table.dropna(subset=["drawn"])
    if shown.empty:
        return str(edition.year)
    share = fresh_share(edition, measure, shown.index)
    told = [change_words.measured_itself(share, edition.year)]
    if shown["year"].min() < edition.year:
        told.append(_("oudste uit {year}").format(year=int(shown["year"].min())))
    return _("{year}: nieuwste cijfer per indicator ({told})").format(
        year=edition.year, told=", ".join(told)
    )


def called(of: Area, table: pd.DataFrame) -> pd.Series:
    """Name districts; with their municipality, where there is more than one.

    Parameters
    ----------
    of : Area
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.

    Returns
    -------
    Series of str, index code
    """
    return table["name"] if len(of.codes) == 1 else table["name"] + " (" + table["home"] + ")"


def districts(count: int) -> str:
    """Write a number of districts: ``1 wijk``, ``16 wijken``.

    Parameters
    ----------
    count : int
    """
    return plural(count, _("{count} wijk"), _("{count} wijken"))


def rank_words(rank: float, low: float, high: float) -> str:
    """Write a rank with its span; empty where there is none.

    Parameters
    ----------
    rank, low : float
    high : float
        1 is the highest; NaN where there is none.
    """
    if math.isnan(rank):
        return ""
    ranked = len(about_districts.edition().ranked)
    text = _("rang {rank} van {n} wijken in Nederland").format(
        rank=number(rank, decimals=0), n=number(ranked, decimals=0)
    )
    return f"{text} ({naming.rank_span(low, high)})"


def standing(code: str) -> str:
    """Write the rank of one district with its span; where it has none: why.

    Parameters
    ----------
    code : str
        Of a district.
    """
    row = about_districts.edition().table.loc[[code]].iloc[0]
    sure = about_districts.district_certainty()
    if code not in sure.index:
        return why_words()[why_no_rank(row)]
    low, high = (float(sure[side][code]) for side in ("rank_low", "rank_high"))
    return rank_words(float(row["rank"]), low, high)


def readable(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the rows for people; the rank is that of the total, and stands beside it alone.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.wijken.rows.rows`.
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    """
    why, made = why_words(measure), made_words()
    ranks = {_("Rang"): "rank", _("Rang van"): "rank_low", _("Rang tot"): "rank_high"}
    columns = {
        _("Wijk"): table["name"],
        _("Code"): table.index,
        _("Gemeente"): table["home"],
        _("Inwoners"): table["inhabitants"],
        words.measure(measure): table["value"],
        _("Gemeten in") if measure not in (TOTAL, *SCORED) else _("Oudste cijfer"): table["year"],
        **{name: table[column] for name, column in ranks.items() if measure == TOTAL},
        _("Let op"): [
            "; ".join(t for t in (why.get(w, ""), made.get(m, "")) if t)
            for w, m in zip(table["why"], table["made"], strict=True)
        ],
    }
    return pd.DataFrame(columns).reset_index(drop=True)
