"""The page Data: choose a part, search the catalog, say which figures there are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from monitor.analysis.coverage import find
from monitor.answers.view import snapshot
from monitor.fields import Style
from monitor.marks import columns
from monitor.text import _, language, plural
from monitor.ui import selection, widgets
from monitor.ui.params import PARTS

_SIGNS = {"partly": "◐", "carried": "·"}
"""What stands in a cell beside its colour, so that colour alone tells nothing."""


def choose_part() -> str:
    """Let the reader choose a part of the page; it is kept in the URL."""
    names = {
        "dekking": _("Dekking"),
        "catalogus": _("Catalogus"),
        "bronnen": _("Bronnen"),
        "downloads": _("Downloads"),
        "eigen": _("Eigen set"),
    }
    with st.container(key="parts"):
        widgets.choose("deel", _("Onderdeel"), PARTS, shown=lambda p: names[p], kind="segmented")
    return selection.get("deel", PARTS[0])


def search() -> None:
    """Show the search field and the choice of a dimension."""
    key = widgets.set_control("zoek", selection.get("zoek"))
    st.text_input(
        _("Zoek een indicator"),
        key=key,
        max_chars=80,
        placeholder=_("bijvoorbeeld eenzaam, RIVM of 85012NED"),
        on_change=lambda: selection.put({"zoek": st.session_state[key]}),
    )
    dimensions = snapshot().catalog.dimensions
    widgets.choose(
        "dimensie",
        _("Dimensie"),
        ["", *dimensions],
        shown=lambda d: dimensions[d].title[language()] if d else _("Alle dimensies"),
    )


def chosen(*, former: bool) -> list[str]:
    """Return the indicators that the search and the dimension leave, former series or not.

    Parameters
    ----------
    former : bool
    """
    catalog = snapshot().catalog
    dimension = selection.get("dimensie")
    known = dimension if dimension in catalog.dimensions else ""
    return find(catalog, selection.get("zoek"), known, former=former)


def style() -> Style:
    """Return the language of what is written to a file."""
    return "en" if language() == "en" else "nl"


def titles(indicators: list[str]) -> dict[str, str]:
    """Return the names of indicators, in their order.

    Parameters
    ----------
    indicators : list of str
        Ids.
    """
    known = snapshot().catalog.series_of_all
    return {i: known[i].title[language()] for i in indicators}


# ---------------------------------------------------------------- coverage


def _legend() -> dict[str, str]:
    """Return the names of the states of a cell."""
    return {
        "measured": _("gemeten"),
        "partly": _("gemeten in een deel van de gemeenten"),
        "carried": _("ouder cijfer telt nog"),
        "missing": _("geen cijfer"),
        "new_level": _("niveaubreuk"),
    }


def signed_legend() -> dict[str, str]:
    """Return the names of the states with the sign that stands in their cells."""
    return {state: f"{name} {_SIGNS.get(state, '')}".strip() for state, name in _legend().items()}


def cells(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the coverage with what stands in a cell and what its hover tells.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.answers.about_scores.coverage`, for the indicators shown.
    names : dict of str to str
        Of `titles`.

    Returns
    -------
    DataFrame
        ``indicator``, ``year``, ``measured``, ``merged``, ``estimate``, ``provisional``,
        ``bridged``, ``carried``, ``missing``, ``state``, ``new_level``, ``text``, ``sign``.
    """
    words = _legend()
    texts = [_cell(row, names, words) for row in table.to_dict("records")]
    return table.assign(text=texts, sign=table["state"].map(_SIGNS).fillna(""))


def _cell(row: Mapping[Hashable, Any], names: dict[str, str], words: dict[str, str]) -> str:
    lines = [f"{names[str(row['indicator'])]}, {row['year']}: {words[str(row['state'])]}"]
    counts = (
        ("measured", _("{count} gemeente gemeten"), _("{count} gemeenten gemeten")),
        ("carried", *[_("{count} met een ouder cijfer")] * 2),
        ("missing", *[_("{count} zonder cijfer")] * 2),
        ("estimate", _("{count} modelschatting"), _("{count} modelschattingen")),
        ("bridged", *[_("{count} overbrugd uit een andere tabel")] * 2),
        ("provisional", *[_("{count} voorlopig")] * 2),
        ("merged", *[_("{count} omgerekend na herindeling")] * 2),
    )
    told = [plural(row[name], one, more) for name, one, more in counts if row[name]]
    if row["state"] != "missing":
        lines.append(", ".join(told))
    if row["new_level"]:
        lines.append(_("Vanaf dit jaar een andere definitie of een ander model: niveaubreuk."))
    return "\n".join(lines)


def coverage_title(table: pd.DataFrame, indicators: list[str], year: int) -> str:
    """Say how well a year and the choice are covered; former series do not count.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.answers.about_scores.coverage`, for the indicators shown.
    indicators : list of str
        Ids.
    year : int
    """
    now = snapshot().catalog.indicators
    own = [name for name in indicators if name in now] or indicators
    of_year = table[(table["year"] == year) & table["indicator"].isin(own)]
    count = of_year["state"].value_counts()
    measured = int(count.get("measured", 0) + count.get("partly", 0))
    return plural(
        measured,
        _("In {year} is {count} van de {n} indicatoren gemeten; voor {carried} telt een ouder"
          " cijfer"),
        _("In {year} zijn {count} van de {n} indicatoren gemeten; voor {carried} telt een ouder"
          " cijfer"),
        year=year,
        n=len(of_year),
        carried=int(count.get("carried", 0)),
    )  # fmt: skip


def coverage_subtitle() -> str:
    """Say what a cell is."""
    shot = snapshot()
    return _(
        "Cijfers per indicator en jaar voor de {n} gemeenten van {year}; wijs een vakje aan voor"
        " de aantallen"
    ).format(n=len(shot.regions), year=shot.catalog.boundary_year)


def coverage_alt(table: pd.DataFrame) -> str:
    """Describe the chart to who cannot see it.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.answers.about_scores.coverage`, for the indicators shown.
    """
    return _(
        "Raster van {n} indicatoren en {years} jaren; elk vakje zegt of er cijfers van dat jaar"
        " zijn. De tabel eronder noemt de aantallen."
    ).format(n=table["indicator"].nunique(), years=table["year"].nunique())


def readable(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the coverage as a table for people.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.answers.about_scores.coverage`, for the indicators shown.
    names : dict of str to str
        Of `titles`.
    """
    return pd.DataFrame(
        {
            _("Indicator"): table["indicator"].map(names),
            _("Jaar"): table["year"],
            _("Stand"): table["state"].map(_legend()),
            _("Gemeten"): table["measured"],
            _("Ouder cijfer"): table["carried"],
            _("Geen cijfer"): table["missing"],
            **columns(table.rename(columns={"merged": "harmonised"})),
            _("Niveaubreuk"): table["new_level"],
        }
    )


# ---------------------------------------------------------------- catalog


# ---------------------------------------------------------------- shared by the parts
