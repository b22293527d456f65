"""The figures of the page Kaart: a row per municipality, for the map, the ranking and the table."""

from __future__ import annotations

import math

import pandas as pd

from monitor import change_words, marks, naming
from monitor.analysis.highlights import rank_of
from monitor.analysis.scores import TOTAL
from monitor.answers import about_changes, about_ranks, about_scores
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import care_words, words
from monitor.charts.words import measure
from monitor.text import _, number, year_span


def figures(chosen: Selection) -> pd.DataFrame:
    """Return the figures of the map: a row per municipality of the area.

    Parameters
    ----------
    chosen : Selection

    Returns
    -------
    DataFrame, index region
        ``value, name, rank (float), low, high (rank interval), measured, harmonised`` and
        the marks of an indicator,
        ``total_low, total_high, p_bottom`` and ``care`` (why to read it with care, or empty).
    """
    codes = about_scores.inside(chosen.area)
    if chosen.is_score:
        scores, sure = about_scores.scores(chosen.year), about_ranks.robust(chosen.year)
        table = pd.DataFrame({"value": scores.table[chosen.what]})
        table["measured"] = scores.table["oldest_year"]
        table["harmonised"] = scores.table["harmonised"]
        if chosen.what == TOTAL:
            table[["low", "high"]] = sure[["rank_low", "rank_high"]]
            columns = ["total_low", "total_high", "p_bottom"]
            table[columns] = sure[columns]
    else:
        table = about_scores.figures(chosen.what, chosen.year).copy()
    table["rank"] = rank_of(table["value"], higher_first=_higher_first(chosen))
    table["name"] = about_scores.names()
    table["care"] = care_words.with_care(chosen.what, chosen.year)
    return table.reindex(codes).reindex(
        columns=[
            *("value", "name", "rank", "low", "high", "measured"),
            *("harmonised", *(marks.OF_STATUS if not chosen.is_score else ())),
            *("total_low", "total_high", "p_bottom", "care"),
        ]
    )


def _higher_first(chosen: Selection) -> bool:
    indicator = snapshot().catalog.indicators.get(chosen.what)
    return indicator is None or indicator.direction >= 0


def whole(values: pd.Series) -> list[int | str]:
    """Return whole numbers as such (shorter to send than text), a dash where there is none.

    Parameters
    ----------
    values : Series
        NaN where there is none.
    """
    return ["–" if math.isnan(v) else int(v) for v in values.astype(float)]


def standing(row: pd.Series, chosen: Selection) -> str:
    """Write the figure of one municipality and its rank, with the span of the rank if known.

    Parameters
    ----------
    row : Series
        Of `figures`.
    chosen : Selection
    """
    figure = words.figure(row["value"], chosen.what)
    rank, low, high = row[["rank", "low", "high"]].astype(float)
    if math.isnan(rank):
        return f"{figure}; {_('te weinig cijfers voor een rang')}"
    text = _("rang {rank} van Nederland").format(rank=number(rank, decimals=0))
    if not math.isnan(low):
        text = f"{text} ({naming.rank_span(low, high)})"
    return f"{figure}; {text}"


def ages(table: pd.DataFrame, chosen: Selection) -> list[int | str]:
    """Write the age and the marks of each figure, briefly.

    Parameters
    ----------
    table : DataFrame
        Of `figures`.
    chosen : Selection
    """
    if not chosen.is_score:
        told = [care_words.marks(row, chosen.year) for row in table.to_dict("records")]
        return [", ".join(t for t in pair if t) for pair in zip(told, table["care"], strict=True)]
    mark = f" · {_('deels omgerekend na herindeling')}"
    years = whole(table["measured"])
    own = [f"{y}{mark}" if h else y for y, h in zip(years, table["harmonised"], strict=True)]
    return [f"{y} · {care}" if care else y for y, care in zip(own, table["care"], strict=True)]


def when(table: pd.DataFrame, chosen: Selection) -> str:
    """Write the year, and when the figures were measured where that is another.

    Parameters
    ----------
    table : DataFrame
        Of `figures`.
    chosen : Selection
    """
    if chosen.is_score:
        return str(chosen.year)
    return change_words.when(table["measured"], chosen.year)


def readable(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the figures as a table for people, in the order of the ranking.

    Parameters
    ----------
    table : DataFrame
        Of `figures`.
    chosen : Selection
    """
    ordered = table.sort_values(["rank", "name"])
    out = pd.DataFrame(
        {
            _("Gemeente"): ordered["name"],
            _("Code"): ordered.index,
            f"{measure(chosen.what)} {when(table, chosen)} ({words.unit(chosen.what)})": ordered[
                "value"
            ].round(3),
            _("Rang in Nederland"): ordered["rank"],
        }
    )
    if ordered["low"].notna().any():
        out[_("Rang, ondergrens 90%")] = ordered["low"]
        out[_("Rang, bovengrens 90%")] = ordered["high"]
        out[_("In het laagste kwart van Nederland")] = ordered["p_bottom"].map(naming.lowest_word)
    oldest = _("Oudste cijfer") if chosen.is_score else _("Gemeten in")
    out[oldest] = ordered["measured"]
    out[_("Let op")] = ordered["care"]
    return out.assign(**marks.columns(ordered))


def nothing(chosen: Selection) -> str:
    """Say that there is no figure of this measure in this area and year.

    Parameters
    ----------
    chosen : Selection
    """
    return _("{measure}: geen cijfer voor {year}").format(
        measure=measure(chosen.what), year=chosen.year
    )


def years_known(chosen: Selection) -> str:
    """Say which years have a figure of this measure in this area.

    Parameters
    ----------
    chosen : Selection
    """
    years = years_with_figures(chosen)
    if not years:
        return _("Van deze maat is er voor dit gebied in geen enkel jaar een cijfer.")
    said = _("Er zijn cijfers voor **{years}**. Kies een ander jaar.")
    return said.format(years=year_span(years[0], years[-1]))


def nearest_year(chosen: Selection) -> int | None:
    """Return the year nearest to the chosen one that has figures, the later one of two.

    Parameters
    ----------
    chosen : Selection
    """
    near = sorted(years_with_figures(chosen), key=lambda y: (abs(y - chosen.year), -y))
    return near[0] if near else None


def years_with_figures(chosen: Selection) -> list[int]:
    """Return the years in which this measure has a figure in this area.

    Parameters
    ----------
    chosen : Selection
    """
    known = about_changes.by_year(chosen.what).reindex(about_scores.inside(chosen.area))
    return [int(y) for y in known.columns[known.notna().any()]]
