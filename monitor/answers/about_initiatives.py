"""Answers about programmes and initiatives: where they are, and which outcomes may prove them."""

from __future__ import annotations

from monitor.answers.remember import once
from monitor.answers.view import snapshot
from monitor.impact.outcomes import outcome_table
from monitor.impact.register_places import on_the_map
from monitor.impact.result import Outcome


@once(5_000)
def municipalities_of(places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the present municipalities of the places of an initiative.

    Parameters
    ----------
    places : tuple of str
        Codes of municipalities, of now or before, and of districts and provinces.
    """
    shown = snapshot()
    last = shown.recoding.sort_values("share").drop_duplicates("code", keep="last")
    moved = dict(zip(last["code"], last["to"], strict=True))
    return tuple(on_the_map(places, shown.regions.index, moved))


@once(10)
def outcomes_of(start: int, until: int, participants: tuple[tuple[str, int], ...]) -> list[Outcome]:
    """Return which outcomes may prove anything of what began in ``start``, and why not.

    Parameters
    ----------
    participants : tuple of (str, int)
        Code and first year of who takes part; none for an area.
    """
    return outcome_table(snapshot(), start, until, (), dict(participants))
