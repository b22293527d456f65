"""The page Vergelijk: the heat table, what differs most, and the file."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from monitor.analysis.districts import lagging_count
from monitor.answers import about_steering
from monitor.answers.view import snapshot
from monitor.charts import heat
from monitor.charts.aandachtsgebieden import parts
from monitor.charts.chart import Chart
from monitor.export.tables import to_xlsx
from monitor.text import _, listing, plural
from monitor.ui import files
from monitor.ui.data_page import coverage as data_page
from monitor.ui.shell import current_theme
from monitor.ui.vergelijk.places import Row, home_of, is_district, name_of, source, spoken_name
from monitor.ui.vergelijk.told import full_table


def heat_chart(of: Row) -> Chart:
    """Return the table of all indicators that any of the areas has.

    Parameters
    ----------
    of : Row
    """
    found = of.found
    quarter = found.quarter.dropna(axis=1, how="all")
    names = [name_of(p) for p in of.places]
    shown = heat.cells(quarter, found.values, found.first, names, found.last)
    count = lagging_count(quarter)
    told = [
        _("{name} {n}").format(name=name, n=int(n)) for name, n in zip(names, count, strict=True)
    ]
    return Chart(
        fig=shown.drawn(current_theme()),
        title=_("In het laagste kwart, van {n} indicatoren: {told}").format(
            n=len(quarter.columns), told=listing(told)
        ),
        subtitle=(
            _("Elk nieuwste cijfer in zijn kwart van de wijken van Nederland, {year}")
            if of.districts
            else _("Elk cijfer in zijn kwart van de gemeenten van Nederland, {year}")
        ).format(year=of.year),
        note=heat.key(),
        source=source(of),
        data=lambda: full_table(of),
        alt=_("Tabel van de gekozen gebieden bij indicatoren, gekleurd naar kwart."),
        key="vergelijktabel",
    )


def parts_chart(of: Row) -> Chart:
    """Return what the difference of the first two is made of; both have a score.

    Parameters
    ----------
    of : Row
    """
    one, other = of.places[:2]
    chart = parts.parts_chart(of.apart(one, other), name_of(other), of.year, current_theme())
    title = _("{one} naast {other}: {told}").format(
        one=name_of(one), other=name_of(other), told=chart.title
    )
    return replace(
        chart,
        title=title,
        note=overlap(one, other),
        source=source(of),
        alt=_("Staven die samen het verschil zijn. {title}.").format(title=title),
        key="vergelijkopbouw",
    )


def overlap(one: str, other: str) -> str:
    """Say where an area is a part of the other one, or how much both have in common.

    Parameters
    ----------
    one, other : str
        Codes of areas or districts.

    Returns
    -------
    str
        Empty where they have nothing in common.
    """
    inner, outer = _homes(one), _homes(other)
    part, whole = (other, one) if outer < inner or is_district(other) else (one, other)
    within = is_district(part) or min(inner, outer, key=len) <= inner & outer
    if one == other or not inner & outer or (is_district(one) and is_district(other)):
        return ""
    if within:
        text = _("Het cijfer van {whole} telt {part} mee.")
        return text.format(part=spoken_name(part), whole=spoken_name(whole))
    return plural(
        len(inner & outer),
        _("{count} gemeente telt in beide mee, van de {n} van {first} en de {m} van {second}."),
        _("{count} gemeenten tellen in beide mee, van de {n} van {first} en de {m} van {second}."),
        n=len(inner), m=len(outer), first=spoken_name(one), second=spoken_name(other),
    )  # fmt: skip


def _homes(place: str) -> set[str]:
    """Return the municipalities of an area, or the one in which a district lies."""
    return {home_of(place)} if is_district(place) else {*about_steering.area(place).codes}


def file_button(of: Row) -> None:
    """Offer all figures in one Excel file; it is made when it is asked for.

    Parameters
    ----------
    of : Row
    """
    shot, style = snapshot(), data_page.style()
    st.download_button(
        _("Alle cijfers (Excel)"),
        data=files.in_session(lambda: to_xlsx(full_table(of), shot, style)),
        file_name=f"vergelijk-{'-'.join(of.places)}-{of.year}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="vergelijk-bestand",
        on_click="ignore",
    )
