"""A plan as a file that ``python -m monitor impact --plan`` reads."""

from __future__ import annotations

import json

from monitor.impact.plan import Plan


def plan_toml(plan: Plan) -> bytes:
    """Return a plan as TOML; read again it has the same hash.

    Parameters
    ----------
    plan : Plan
        Its texts are written as JSON strings, which TOML's basic strings are too.
    """
    plain = plan.model_dump(mode="json", exclude={"municipalities"})
    lines = [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in plain.items() if v != ""]
    lines[1] = f"made = {plan.made.isoformat()}"
    if plan.municipalities:
        lines += ["", "[municipalities]"]
        lines += [f"{code} = {year}" for code, year in plan.municipalities.items()]
    return ("\n".join(lines) + "\n").encode()
