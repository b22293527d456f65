"""What is said of one municipality: its place, how surely, its strong and weak, its lessons."""

from __future__ import annotations

import pandas as pd

from monitor import change_words, naming, naming_care
from monitor.analysis.profile import Look, strengths, weaknesses
from monitor.analysis.scores import TOTAL
from monitor.answers import about_ranks, about_scores
from monitor.answers.selected import Selection
from monitor.catalog_entries import SCORED
from monitor.charts import words
from monitor.charts.gemeente.words import context_parts, dated, name_of, with_unit
from monitor.charts.words import measure, written
from monitor.text import _, inside, listing, number

_LESSONS = 5
_EXAMPLES = 2


def title(look: Look, code: str) -> str:
    """Say where it stands: score and place.

    Parameters
    ----------
    look : Look
    code : str
        Of a municipality.
    """
    row = look.profile.T[TOTAL]
    if pd.isna(row["value"]):
        return _("{name}: te weinig cijfers voor een score").format(name=name_of(code))
    return _("{name} scoort {score}: plaats {rank} van {n}").format(
        name=name_of(code),
        score=number(row["value"], decimals=1),
        rank=number(row["rank"], decimals=0),
        n=number(row["n"], decimals=0),
    )


def subtitle(look: Look, chosen: Selection) -> str:
    """Say what kind of municipality it is, and how the score reads.

    Parameters
    ----------
    look : Look
    chosen : Selection
    """
    parts = context_parts(look, chosen.year)
    parts.append(_("sociale veerkracht {year}, 100 = Nederland in 2020").format(year=chosen.year))
    parts.append(change_words.measured_itself(look.fresh, chosen.year))
    return " · ".join(p for p in parts if p)


def sentences(look: Look, chosen: Selection, code: str) -> list[str]:
    """Return the key sentences: where it stands, how sure, on what strong and weak.

    Parameters
    ----------
    look : Look
    chosen : Selection
    code : str
        Of a municipality.
    """
    row = look.profile.T[TOTAL]
    if pd.isna(row["value"]):
        return [_missing(look), *_strong_and_weak(look, chosen.year)]
    sure = about_ranks.robust(chosen.year).T[code]
    return [
        _against(row, sure, look),
        _how_sure(sure),
        *with_care(look, chosen.year, code),
        *_strong_and_weak(look, chosen.year),
    ]


def with_care(look: Look, year: int, code: str) -> list[str]:
    """Say why to read this score with care, where there is a reason.

    Parameters
    ----------
    look : Look
    year : int
    code : str
        Of a municipality.
    """
    odd = about_scores.odd()
    return naming_care.careful_sentences(
        about_scores.with_care(year).T[code],
        odd[odd["region"] == code],
        words.titles(),
        float(look.context["bevolking"]),
    )


def _missing(look: Look) -> str:
    without = look.profile.index[look.profile["value"].isna()]
    gone = [inside(measure(d)) for d in SCORED if d in without]
    return _("Van {dimensions} zijn te weinig cijfers bekend voor een score in dit jaar.").format(
        dimensions=listing(gone)
    )


def _against(row: pd.Series, sure: pd.Series, look: Look) -> str:
    beside = _("Nederland staat gemiddeld op {nl}, {province} op {own}.").format(
        nl=number(row["country"], decimals=1),
        province=words.province(look.province),
        own=number(row["province"], decimals=1),
    )
    return f"{naming.quarter(row['place'], sure)} {beside}"


def _how_sure(sure: pd.Series) -> str:
    return _("De plaats is **{between}** met andere keuzes in de methode.").format(
        between=naming.rank_span(sure["rank_low"], sure["rank_high"])
    )


def _strong_and_weak(look: Look, year: int) -> list[str]:
    lines = []
    for words_, found in (
        (_("Staat het best op {list}."), strengths(look.profile)),
        (_("Staat het zwakst op {list}."), weaknesses(look.profile)),
    ):
        if len(found):
            named = [_placed(m, row, year) for m, row in found.iterrows()]
            lines.append(words_.format(list=listing(named)))
    return lines


def _placed(what: object, row: pd.Series, year: int) -> str:
    """Write a place, dated where the figure is not of the year."""
    old = int(row["measured"]) != year
    text = (
        _("**{measure}** ({measured}: plaats {rank} van {n})")
        if old
        else _("**{measure}** (plaats {rank} van {n})")
    )
    return text.format(
        measure=inside(measure(str(what))),
        measured=int(row["measured"]),
        rank=number(row["rank"], decimals=0),
        n=number(row["n"], decimals=0),
    )


def lessons(look: Look, code: str, year: int) -> list[str]:
    """Return per lagging indicator the comparable municipalities that do clearly better.

    Parameters
    ----------
    look : Look
    code : str
        Of a municipality.
    year : int
    """
    lines = []
    for indicator in look.lessons["indicator"].drop_duplicates().head(_LESSONS):
        best = look.lessons[look.lessons["indicator"] == indicator].head(_EXAMPLES)
        theirs = ", ".join(
            f"{name_of(str(r.region))} {written(float(str(r.value_region)), indicator)}"
            for r in best.itertuples()
        )
        lines.append(
            _("**{measure}**: hier {own}; {theirs}").format(
                measure=dated(measure(indicator), best["measured"].iloc[0], year),
                own=with_unit(float(best["value"].iloc[0]), indicator),
                theirs=theirs,
            )
        )
    return lines


def lessons_subtitle() -> str:
    """Say when a municipality is named as an example."""
    return _(
        "Indicatoren die 5 punten of meer achterblijven bij de vergelijkbare gemeenten, en wie het"
        " daar ten minste 10 punten beter doet."
    )


def no_lessons(name: str) -> str:
    """Say that nothing lags clearly, or nobody does clearly better.

    Parameters
    ----------
    name : str
        Of a municipality.
    """
    return _(
        "{name} blijft op geen indicator zo ver achter bij vergelijkbare gemeenten dat een andere"
        " het ten minste 10 punten beter doet."
    ).format(name=name)
