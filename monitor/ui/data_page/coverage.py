"""The page Data: choose a part, search the catalog, say which figures there are."""

from __future__ import annotations

import html
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from monitor.analysis.coverage import find, spans
from monitor.catalog import Indicator
from monitor.export.origins import note_of
from monitor.fields import Style
from monitor.marks import columns
from monitor.ui import data, files, selection, widgets
from monitor.ui.params import PARTS
from monitor.ui.show_table import show_grid
from monitor.ui.texts import _, language, plural

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
    dimensions = data.snapshot().catalog.dimensions
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
    catalog = data.snapshot().catalog
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
    known = data.snapshot().catalog.series_of_all
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
        Of `monitor.ui.data.coverage`, for the indicators shown.
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
        Of `monitor.ui.data.coverage`, for the indicators shown.
    indicators : list of str
        Ids.
    year : int
    """
    now = data.snapshot().catalog.indicators
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
    shot = data.snapshot()
    return _(
        "Cijfers per indicator en jaar voor de {n} gemeenten van {year}; wijs een vakje aan voor"
        " de aantallen"
    ).format(n=len(shot.regions), year=shot.catalog.boundary_year)


def coverage_alt(table: pd.DataFrame) -> str:
    """Describe the chart to who cannot see it.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.data.coverage`, for the indicators shown.
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
        Of `monitor.ui.data.coverage`, for the indicators shown.
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


def catalog(indicators: list[str]) -> None:
    """Show what is measured: name, dimension, direction, unit, years, source, remarks.

    Parameters
    ----------
    indicators : list of str
        Ids.
    """
    known, span = data.snapshot().catalog, spans(data.coverage())
    scored = sum(known.indicators[i].scored for i in indicators)
    widgets.heading(
        plural(len(indicators), _("{count} indicator"), _("{count} indicatoren"))
        + plural(
            scored, _("; {count} telt mee in de score"), _("; {count} tellen mee in de score")
        ),
        _("Wat er wordt gemeten, in welke richting het telt en waar het vandaan komt"),
    )
    heads = [_("Indicator"), _("Dimensie"), _("Telt mee"), _("Eenheid"), _("Jaren"), _("Bron")]
    rows = [_row(known.indicators[i], span) for i in indicators]
    show_grid(heads, rows, _("Catalogus van indicatoren"))
    with st.container(horizontal=True):
        st.download_button(
            _("Catalogus (CSV)"),
            data=files.csv_bytes(_plain(indicators, span)),
            file_name="catalogus.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _row(indicator: Indicator, span: pd.DataFrame) -> list[str]:
    shot, lang = data.snapshot().catalog, language()
    note = note_of(data.snapshot(), indicator.id)
    under = f'<div class="remark">{html.escape(note)}</div>' if note else ""
    marks = _marks(indicator)
    mark = f'<div class="remark">{html.escape(marks)}</div>' if marks else ""
    links = [_table_link(id_) for id_ in shot.sources_of(indicator.id)]
    return [
        f"<b>{html.escape(indicator.title[lang])}</b>{under}",
        html.escape(shot.dimensions[indicator.dimension].title[lang]),
        html.escape(_direction(indicator)),
        html.escape(indicator.unit[lang]),
        f"{html.escape(_years(indicator.id, span))}{mark}",
        ", ".join(links),
    ]


def _plain(indicators: list[str], span: pd.DataFrame) -> pd.DataFrame:
    shot, lang = data.snapshot().catalog, language()
    found = [shot.indicators[i] for i in indicators]
    return pd.DataFrame(
        {
            "id": [i.id for i in found],
            _("Indicator"): [i.title[lang] for i in found],
            _("Dimensie"): [shot.dimensions[i.dimension].title[lang] for i in found],
            _("Telt mee"): [_direction(i) for i in found],
            _("Eenheid"): [i.unit[lang] for i in found],
            _("Jaren"): [_years(i.id, span) for i in found],
            _("Bron"): [", ".join(shot.sources_of(i.id)) for i in found],
            _("Toelichting"): [note_of(data.snapshot(), i.id) for i in found],
        }
    )


def _direction(indicator: Indicator) -> str:
    """Say in which direction an indicator counts."""
    return {
        1: _("ja, hoger is veerkrachtiger"),
        -1: _("ja, lager is veerkrachtiger"),
        0: _("nee"),
    }[indicator.direction]


def _years(indicator: str, span: pd.DataFrame) -> str:
    if indicator not in span.index:
        return _("geen cijfers")
    row = span.loc[[indicator]].iloc[0]
    first, last, count = int(row["first"]), int(row["last"]), int(row["count"])
    if first == last:
        return str(first)
    return _("{first}–{last} ({n} metingen)").format(first=first, last=last, n=count)


def _marks(indicator: Indicator) -> str:
    marks = []
    if data.snapshot().catalog.is_estimate(indicator.id):
        marks.append(_("modelschatting (RIVM)"))
    if indicator.breaks:
        years = ", ".join(str(y) for y in indicator.breaks)
        marks.append(_("niveaubreuk in {years}").format(years=years))
    return "; ".join(marks)


# ---------------------------------------------------------------- shared by the parts


def _table_link(id_: str) -> str:
    """Return the id of a source as HTML, with a link to the table where it is one of CBS."""
    table = data.snapshot().catalog.tables.get(id_)
    if table is None:
        return html.escape(id_)
    return source_link(id_, table.host)


def source_link(id_: str, host: str) -> str:
    """Return a link to a table: CBS's own viewer, or the service of its other publishers.

    Parameters
    ----------
    id_ : str
        Of the table.
    host : str
        Of the service that gives it.
    """
    addresses = {
        "opendata.cbs.nl": "https://opendata.cbs.nl/#/CBS/nl/dataset/",
        "dataderden.cbs.nl": "https://dataderden.cbs.nl/ODataApi/odata/",
    }
    if host not in addresses:
        return html.escape(id_)
    return f'<a href="{addresses[host]}{html.escape(id_)}">{html.escape(id_)}</a>'
