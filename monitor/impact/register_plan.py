"""The plan that a register makes: its municipalities, each from the year its initiative began."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from monitor.impact.plan import EARLIEST, LATEST, Plan, default_plan
from monitor.impact.register import INITIATIVE, STATUSES, Initiative


def plan_of(
    register: Iterable[Initiative],
    municipalities: Callable[[Initiative], Iterable[str]],
    title: str,
    made: date,
) -> Plan | None:
    """Return the plan of a register, with the outcomes of the default question.

    Parameters
    ----------
    register : iterable of Initiative
        Those that only prepare, begin outside ``EARLIEST`` to ``LATEST``, or whose start or place
        is not known, take no part.
    municipalities : callable
        Gives the present municipalities of an initiative.
    title : str
        Of the plan.
    made : date
        When the plan is made: the day it is asked for.

    Returns
    -------
    Plan or None
        Where a municipality has more than one initiative the first one counts; None where no
        initiative has both a start and a place.
    """
    begins: dict[str, int] = {}
    for one in register:
        if one.kind != INITIATIVE or one.status == STATUSES[0] or not one.start:
            continue
        year = int(one.start[:4])
        if not EARLIEST <= year <= LATEST:
            continue
        begins |= {c: min(year, begins.get(c, year)) for c in municipalities(one)}
    if not begins:
        return None
    first = default_plan()
    return Plan(
        title=title,
        made=made,
        start=min(begins.values()),
        until=max(first.until, *begins.values()),
        outcomes=first.outcomes,
        municipalities=dict(sorted(begins.items())),
    )
