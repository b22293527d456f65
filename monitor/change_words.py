"""Sentences about change, the same on every page, slide and sheet (docs/method.md, Change).

The change of an area comes from `monitor.analysis.area_change`; nothing is reckoned here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from monitor import naming
from monitor.analysis.area_change import AreaChange
from monitor.analysis.moved import Moved
from monitor.text import (
    _,
    inside,
    join,
    listing,
    municipalities,
    number,
    plural,
    year_span,
)

Named = Callable[[str], str]
MANY = 6  # more names are counted


def points(value: float) -> str:
    """Write a change in points of the score, with its sign."""
    return number(value, decimals=1, signed=True)


def _with_interval(found: AreaChange) -> str:
    """Write a change in points with its interval, ``+5,4 (2,1–8,7)``; say where that holds 0."""
    if np.isnan(found.lower):
        return points(found.points)
    return f"{points(found.points)} ({naming.bounds(found.lower, found.upper)})"


def moved(name: str, found: AreaChange, country: AreaChange | None, *, strong: str = "") -> str:
    """Say how an area or a municipality changed, beside the Netherlands.

    Parameters
    ----------
    name : str
        As at the start of a sentence.
    country : AreaChange or None
        Of the Netherlands; None where it is no comparison.
    strong : str
        Put around the figure: ``**`` for `monitor.ui.widgets.facts`.
    """
    text = _("{name}: {points} punten van {start} naar {end}").format(
        name=name,
        points=f"{strong}{_with_interval(found)}{strong}",
        start=found.start,
        end=found.end,
    )
    parts = [text, *([beside(country)] if country is not None else [])]
    if len(found.compared) > 1:
        parts += [_both_weighings(found), counted(found)]
    return "; ".join(parts) + "."


def both_sides(
    name: str, others: str, found: Moved, named: Named, name_of: Named, *, strong: str = ""
) -> str:
    """Say how a group and what it is compared with changed, beside the Netherlands.

    Parameters
    ----------
    name, others : str
        As in a sentence.
    named, name_of : callable
        The words of an indicator, and of a municipality: who does not compare is named.
    strong : str
        As `moved` takes it.
    """
    told = f"{naming.start(others)}: {_with_interval(found.others)}"
    gone = [(name, found.group.missing), (others, found.others.missing)]
    third = [] if found.beside is None else [beside(found.beside)]
    return join(
        [
            moved(naming.start(name), found.group, None, strong=strong),
            "; ".join([told, *third]) + ".",
            without_change(gone, name_of),
            rests_on(found.group, named),
        ]
    )


def beside(country: AreaChange) -> str:
    """Write the change of the Netherlands itself, as it stands beside every other."""
    return _("Nederland {points}").format(points=points(country.points))


def weighing(weighted: bool) -> str:
    """Say how a mean is made."""
    return _("gewogen naar inwoners") if weighted else _("elke gemeente telt even zwaar")


def _both_weighings(found: AreaChange) -> str:
    """Say how the mean of a change is made, and what it is with the other weighing."""
    if np.isnan(found.otherwise):
        return weighing(found.weighted)
    text = _("{weighing} (naar inwoners: {points})")
    if found.weighted:
        text = _("{weighing} (elke gemeente even zwaar: {points})")
    return text.format(weighing=weighing(found.weighted), points=points(found.otherwise))


def counted(found: AreaChange) -> str:
    """Say how many municipalities rose."""
    return plural(
        found.rose,
        _("{count} van de {all} gemeenten steeg"),
        _("{count} van de {all} gemeenten stegen"),
        all=len(found.compared),
    )


def anew(found: AreaChange) -> str:
    """Say how much of the weight was measured between the two years."""
    if np.isnan(found.anew):
        return ""
    start, end = sorted((found.start, found.end))
    return _("{share} van het gewicht is tussen {start} en {end} opnieuw gemeten").format(
        share=number(100 * found.anew, "%", 0), start=start, end=end
    )


def _longer(found: AreaChange, named: Named) -> str:
    """Name what was measured anew over more years than the two, with the year it counts from."""
    ordered = sorted(found.since, key=lambda pair: pair[1])
    parts = [
        _("{names} sinds {year}").format(names=listing([inside(named(i)) for i, _y in own]), year=y)
        for y, own in ((y, list(g)) for y, g in groupby(ordered, key=lambda pair: pair[1]))
    ]
    if not parts:
        return ""
    return _("Deels over langere tijd: {parts}").format(parts="; ".join(parts))


def anew_since(found: AreaChange) -> str:
    """Say how much was measured anew and from which year the oldest of it counts, in short."""
    share = anew(found)
    if not share or not found.since:
        return f"{share}." if share else ""
    year = min(y for _i, y in found.since)
    return _("{share}, deels sinds {year}.").format(share=share, year=year)


def rests_on(found: AreaChange, named: Named) -> str:
    """Say under a change how much was measured anew, and since when."""
    known = [anew(found), _longer(found, named)]
    return " ".join(f"{text}." for text in known if text)


def missing(found: AreaChange, name_of: Named) -> str:
    """Name or count the municipalities that do not compare."""
    if not found.missing or not found.compared:
        return ""
    return _("Niet te vergelijken, dus niet meegeteld: {names}.").format(
        names=_names(found.missing, name_of)
    )


def footing(found: AreaChange, named: Named, name_of: Named) -> str:
    """Say under the change of an area what it rests on, and who is not in it."""
    return join([rests_on(found, named), missing(found, name_of)])


def without_total(sides: Sequence[tuple[str, Sequence[str]]], name_of: Named) -> str:
    """Name who has no total on each side of a comparison, with their number.

    Parameters
    ----------
    sides : sequence of (str, codes)
        What a side is called in a sentence, and its municipalities without a total.
    """
    said = _("Te weinig cijfers voor een score, dus niet meegeteld: {names}.")
    return _on_each_side(said, sides, name_of)


def without_change(sides: Sequence[tuple[str, Sequence[str]]], name_of: Named) -> str:
    """Name who does not compare on each side of a comparison of two years.

    Parameters
    ----------
    sides : sequence of (str, codes)
        What a side is called in a sentence, and its municipalities without a change.
    """
    said = _("Niet te vergelijken, dus niet meegeteld: {names}.")
    return _on_each_side(said, sides, name_of)


def _on_each_side(said: str, sides: Sequence[tuple[str, Sequence[str]]], name_of: Named) -> str:
    parts = [
        _("{n} van {side} ({names})").format(n=len(codes), side=side, names=_names(codes, name_of))
        if len(codes) <= MANY
        else _("{n} van {side}").format(n=len(codes), side=side)
        for side, codes in sides
        if codes
    ]
    return said.format(names=listing(parts)) if parts else ""


def _names(codes: Sequence[str], name_of: Named) -> str:
    """Name municipalities with their number; many are only counted."""
    if len(codes) > MANY:
        return municipalities(len(codes))
    return listing([name_of(c) for c in codes])


def incomparable(name: str, found: AreaChange, years: Sequence[int], named: Named) -> str:
    """Say that two years do not compare, why, and which years do.

    Parameters
    ----------
    years : sequence of int
        Those that compare with the year of the page.
    """
    text = _("{name}: {start} en {end} zijn niet te vergelijken.").format(
        name=name, start=found.start, end=found.end
    )
    why = [
        _("Van {dimension} is {share} van het gewicht in beide jaren bekend; nodig is {needed}.")
        .format(
            dimension=inside(named(d)),
            share=number(100 * share, "%", 0),
            needed=number(100 * found.needed, "%", 0),
        )
        for d, share in found.short
    ]  # fmt: skip
    return join([text, *why, _others(found.end, years)])


def why_not(reason: str) -> str:
    """Say why there is no difference (`monitor.analysis.years.difference`).

    Parameters
    ----------
    reason : str
        ``same``, ``break``, ``few``; any other is for want of a figure.
    """
    return {
        "same": _("geen nieuwe meting tussen deze jaren"),
        "break": _("niveaubreuk: niet te vergelijken"),
        "few": _("te weinig in beide jaren bekend om te vergelijken"),
    }.get(reason, _("niet in beide jaren een cijfer"))


def _others(year: int, years: Sequence[int]) -> str:
    """Say which years do compare."""
    if not years:
        return _("Geen ander jaar is met {year} te vergelijken.").format(year=year)
    return _("Wel te vergelijken met {year}: {years}.").format(year=year, years=ranges(years))


def ranges(years: Sequence[int]) -> str:
    """Write years in a row as one: ``2016, 2018–2021``."""
    out: list[list[int]] = []
    for year in sorted(years):
        if out and year == out[-1][-1] + 1:
            out[-1].append(year)
        else:
            out.append([year])
    return ", ".join(year_span(r[0], r[-1]) for r in out)


def measured_itself(share: float, year: int) -> str:
    """Say how much of the weight of a score was measured in the year itself."""
    if np.isnan(share):
        return ""
    return _("{share} in {year} zelf gemeten").format(share=number(100 * share, "%", 0), year=year)


def when(measured: pd.Series, year: int) -> str:
    """Write the year that figures stand for, and when they were measured where that is another.

    Parameters
    ----------
    measured : Series of float
        Years of measurement; all NaN for a score.
    """
    years = sorted({int(y) for y in measured.dropna()})
    if not years or years == [year]:
        return str(year)
    if len(years) == 1:
        return _("{year} (meting van {measured})").format(year=year, measured=years[0])
    said = _("{year} (metingen van {measured})")
    return said.format(year=year, measured=year_span(years[0], years[-1]))
