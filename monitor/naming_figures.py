"""How a figure is written by its unit: once, for pages, factsheet and command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from monitor.text import _, listing, number

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.catalog_entries import Indicator


def figure(value: float, item: Indicator) -> str:
    """Write a figure of an indicator with its digits, without its unit but for %."""
    return number(value, "%" if item.unit.nl == "%" else "", item.decimals)


def percent(share: float) -> str:
    """Write a share (0-1) in whole percents."""
    return number(100 * share, "%", 0)


def enough_decimals(
    parts: Iterable[float], reckon: Callable[..., float], whole: float, decimals: int
) -> int:
    """Return the fewest decimals with which parts, as they are written, give a whole as written.

    Parameters
    ----------
    parts : iterable of float
    reckon : callable
        Makes the whole of the parts.
    whole : float
        Of the parts as they are, in full.
    decimals : int
        Of the whole as it is written; the parts have at least as many, and six at most.
    """
    known, told, half = list(parts), round(whole, decimals), 0.5 * 10**-decimals
    for places in range(decimals, 6):
        if abs(reckon(*(round(part, places) for part in known)) - told) < half - 1e-9:
            return places
    return 6


def known_words(known: Iterable[tuple[str, float]], needed: float) -> str:
    """Say of which dimensions too little is known, how much, and how much a score takes.

    Parameters
    ----------
    known : iterable of (str, float)
        Title of a dimension, and the share (0-1) of its weight that is known.
    needed : float
        The least share of the weight (`monitor.analysis.scores.ScoreOptions.min_share`).
    """
    parts = [f"{title} {percent(share)}" for title, share in known]
    said = _("van het gewicht: {names}; nodig is {needed}")
    return said.format(names=listing(parts), needed=percent(needed))


def estimated(indicators: Iterable[str], catalog: Catalog) -> str:
    """Say of figures of districts whether they are model estimates: all, some, or none (empty)."""
    guessed = [catalog.is_district_estimate(i) for i in indicators]
    if not any(guessed):
        return ""
    return _("modelschattingen") if all(guessed) else _("deels modelschattingen")
