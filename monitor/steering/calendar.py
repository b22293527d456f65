"""When each indicator is measured again, and what change that measurement could show."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.snapshot import Snapshot
from monitor.steering.usual import StepsOf, step_over


@dataclass(frozen=True)
class Next:
    """The next measurement of a scored indicator.

    Attributes
    ----------
    indicator : str
    newest : int
        Year of its newest figure; 0 where it has none.
    year : int
        Year that the next figure will be about: measured already and not published yet, else the
        newest and the cycle after it.
    state : {"planned", "measured", "due"}
        ``measured``: the catalog knows that it was measured; ``due``: by its cycle it could have
        been there when the snapshot was made.
    usual : float
        A change beyond it would be more than usual over the years between the two, in the unit of
        the indicator; NaN where it was measured in a comparable way once only.
    estimate : bool
        It is worked out by a model, so that it cannot show what a policy did.
    """

    indicator: str
    newest: int
    year: int
    state: str
    usual: float
    estimate: bool


def next_measurements(snapshot: Snapshot, steps: StepsOf) -> list[Next]:
    """Return the next measurement of every scored indicator, the soonest first."""
    made = int(str(snapshot.manifest.get("built_at") or snapshot.catalog.last_year)[:4])
    o = snapshot.observations
    newest = o[o["value"].notna()].groupby("indicator")["year"].max()
    out = []
    for item in snapshot.catalog.scored:
        last = int(newest.get(item.id, 0))
        awaited = [y for y in item.awaited if y > last]
        year = min(awaited) if awaited else last + item.cycle
        state = "measured" if awaited else "due" if year < made else "planned"
        usual = step_over(steps, item.id, year - last).usual
        estimate = snapshot.catalog.is_estimate(item.id)
        out.append(Next(item.id, last, year, state, usual, estimate))
    return sorted(out, key=lambda n: n.year)
