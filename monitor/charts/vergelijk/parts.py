"""What the difference of the first two areas is made of, as Aandachtsgebieden draws a gap."""

from __future__ import annotations

from dataclasses import replace

from monitor.answers import about_steering
from monitor.charts.aandachtsgebieden import parts
from monitor.charts.chart import Chart
from monitor.charts.theme import Theme
from monitor.charts.vergelijk.places import Row, home_of, is_district, name_of, source, spoken_name
from monitor.text import _, plural


def parts_chart(of: Row, theme: Theme) -> Chart:
    """Return what the difference of the first two is made of; both have a score.

    Parameters
    ----------
    of : Row
    theme : Theme
    """
    one, other = of.places[:2]
    chart = parts.parts_chart(of.apart(one, other), name_of(other), of.year, theme)
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
