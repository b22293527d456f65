"""A plan on the present boundaries: outcomes and places are known, former ones follow."""

from __future__ import annotations

from monitor.errors import MonitorError
from monitor.impact.outcomes import candidates
from monitor.impact.plan import Plan
from monitor.snapshot import Snapshot


def on_present(snapshot: Snapshot, plan: Plan) -> tuple[Plan, dict[str, str]]:
    """Bring the participants of a plan to the present boundaries.

    Returns
    -------
    plan : Plan
        Where two participants became one, the first year counts.
    recoded : dict of str to str
        Former municipalities, to the present one that each became.

    Raises
    ------
    MonitorError
        Names an outcome or a place that the snapshot does not know, or a municipality that went to
        more than one.
    """
    known = {*snapshot.catalog.indicators, *candidates(snapshot)}
    strange = next((o for o in plan.outcomes if o not in known), None)
    if strange is not None:
        raise MonitorError(
            f"De uitkomst '{strange}' bestaat niet",
            remedy=f"Kies uit: {', '.join(candidates(snapshot))}.",
        )
    if plan.area and plan.area not in {*snapshot.regions["province"]}:
        raise _unknown(snapshot, plan.area)
    recoded = {
        c: _became(snapshot, c) for c in plan.municipalities if c not in snapshot.regions.index
    }
    begins: dict[str, int] = {}
    for code, year in plan.municipalities.items():
        now = recoded.get(code, code)
        begins[now] = min(year, begins.get(now, year))
    return plan.model_copy(update={"municipalities": begins}), recoded


def _became(snapshot: Snapshot, code: str) -> str:
    """Return the present municipality of a former one."""
    former = snapshot.recoding[snapshot.recoding["code"] == code]
    if former.empty:
        raise _unknown(snapshot, code)
    if len(former) > 1:
        names = ", ".join(snapshot.regions.loc[former["to"], "name"])
        raise MonitorError(
            f"De gemeente '{code}' ({former['name'].iloc[0]}) is opgegaan in meer dan één: {names}",
            remedy="Noem de gemeente waar het nu ligt.",
        )
    return str(former["to"].iloc[0])


def _unknown(snapshot: Snapshot, code: str) -> MonitorError:
    return MonitorError(
        f"De plaats '{code}' bestaat niet op de grenzen van {snapshot.catalog.boundary_year}",
        remedy="Noem een code van een gemeente (GM....) of provincie (PV..).",
    )
