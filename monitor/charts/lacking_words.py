"""Why a year has no score, and who has none or lacks a figure, in the reader's language."""

from __future__ import annotations

from monitor.analysis.lacking import FEW, Short, short_dimensions, without_figure
from monitor.analysis.scores import TOTAL
from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.text import _, inside, language, listing, plural


def why_none(year: int) -> str:
    """Say why nobody has a total in a year; empty where someone has one.

    Parameters
    ----------
    year : int
    """
    return " ".join(_short(s) for s in short_dimensions(about_scores.scores(year)))


def no_total(year: int) -> list[str]:
    """Say which years after the last with a score have none, and who has none in a year.

    Parameters
    ----------
    year : int
    """
    later = range(about_scores.years()[-1] + 1, snapshot().catalog.last_year + 1)
    lines = [
        _("**{year} heeft nog geen score.** {why}").format(year=y, why=why_none(y)) for y in later
    ]
    total = about_scores.scores(year).table[TOTAL]
    gone = total.index[total.isna()]
    if 0 < len(gone) <= FEW:
        text = _("**Zonder score in {year}**: {names}.")
        lines.append(text.format(year=year, names=_names(tuple(gone))))
    return lines


def no_figure(year: int) -> list[str]:
    """Name the municipalities without a figure that nearly all others have.

    Parameters
    ----------
    year : int
    """
    titles = snapshot().catalog.indicators
    text = _("**Zonder cijfer in {year}** voor {indicators}: {names}. Hun score rust op de rest.")
    return [
        text.format(
            year=year,
            indicators=listing([inside(titles[i].title[language()]) for i in indicators]),
            names=_names(codes),
        )
        for codes, indicators in without_figure(about_scores.scores(year)).items()
    ]


def _names(codes: tuple[str, ...]) -> str:
    return listing([about_scores.names()[c] for c in codes])


def _short(found: Short) -> str:
    title = snapshot().catalog.dimensions[found.dimension].title[language()]
    return plural(
        found.known,
        _("Van {dimension} is {count} van de {all} indicatoren bekend, nodig zijn er {needed}."),
        _("Van {dimension} zijn {count} van de {all} indicatoren bekend, nodig zijn er {needed}."),
        dimension=inside(title),
        all=found.count,
        needed=found.needed,
    )
