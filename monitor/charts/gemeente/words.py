"""Municipalities in words: their names, what makes them alike, figures with unit and year."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.profile import Look
from monitor.answers import about_scores, remember
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.text import _, listing, number, plural


def labels(focus: str) -> dict[str, str]:
    """Return all municipalities by name, those of the focus province first; made once.

    Outside the focus province a name has its province beside it.

    Parameters
    ----------
    focus : str
        Code of the province.
    """
    return remember.kept("gemeenten", focus, lambda: _labels(focus))


def _labels(focus: str) -> dict[str, str]:
    regions = snapshot().regions.sort_values(
        "name", key=lambda names: names.str.lstrip("'").str.lower(), kind="stable"
    )
    here = regions["province"] == focus
    elsewhere = regions["name"] + " (" + regions["province_name"] + ")"
    order = (*regions["name"][here].items(), *elsewhere[~here].items())
    return {str(code): str(name) for code, name in order}


def chosen_code(chosen: Selection) -> str:
    """Return the municipality of the page: the chosen one, else the first of the list.

    Parameters
    ----------
    chosen : Selection
    """
    return chosen.gemeente or next(iter(labels(chosen.province)))


def name_of(code: str) -> str:
    """Return the name of a municipality.

    Parameters
    ----------
    code : str
    """
    return str(about_scores.names()[code])


def with_unit(value: float, what: str) -> str:
    """Write a figure with its unit, a dash where there is none.

    Parameters
    ----------
    value : float
        NaN where there is none.
    what : str
        ``total``, a dimension or an indicator.
    """
    return "–" if pd.isna(value) else words.figure(value, what)


def context_parts(look: Look, year: int) -> list[str]:
    """Say how many people live there and how many are old, dated where it is not of the year.

    Parameters
    ----------
    look : Look
    year : int
        That is shown.
    """
    context, parts = look.context, []
    if pd.notna(context["bevolking"]):
        people = _("{n} inwoners").format(n=number(context["bevolking"], decimals=0))
        parts.append(dated(people, look.context_years["bevolking"], year))
    if pd.notna(context["aandeel_65plus"]):
        share = number(context["aandeel_65plus"], "%", decimals=0)
        old = _("{share} is 65 jaar of ouder").format(share=share)
        parts.append(dated(old, look.context_years["aandeel_65plus"], year))
    return parts


def dated(text: str, measured: float, year: int) -> str:
    """Put the year of measurement behind what is not of the year that is shown.

    Parameters
    ----------
    text : str
    measured : float
        Year of the measurement.
    year : int
        That is shown.
    """
    return text if measured == year else f"{text} ({measured:.0f})"


def alike_in(look: Look, year: int) -> str:
    """Name the features that make municipalities comparable, dated where not of the year.

    Parameters
    ----------
    look : Look
    year : int
        That is shown.
    """
    names = {
        "bevolking": _("inwoners"),
        "bevolkingsdichtheid": _("dichtheid"),
        "stedelijkheid": _("stedelijkheid"),
        "aandeel_65plus": _("aandeel 65-plus"),
    }
    years = look.context_years.dropna()
    return listing([dated(text, years.get(name, year), year) for name, text in names.items()])


def peers_higher(look: Look) -> str:
    """Say how many of the comparable municipalities score higher.

    Parameters
    ----------
    look : Look
    """
    return plural(
        look.peers_higher,
        _("{count} van {n} vergelijkbare gemeenten scoort hoger"),
        _("{count} van {n} vergelijkbare gemeenten scoren hoger"),
        n=look.peers_known,
    )
