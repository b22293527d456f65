"""Who stands beside the participants: by name, chosen on the years before, frozen by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from monitor.impact.effect import Trial
from monitor.impact.result import Beside


def comparison_of(trial: Trial) -> tuple[Beside, ...]:
    """Return every participant with the municipalities beside it, most alike first."""
    codes = [str(c) for c in trial.panel.values.index]
    pairs = zip(trial.members, trial.nearest[0], strict=True)
    return tuple(
        Beside(participant=codes[m], others=tuple(codes[o] for o in row if o >= 0))
        for m, row in pairs
    )


def frozen(chosen: Sequence[Beside], outcome: str) -> str:
    """Return twelve letters that change with the choice: who checks it needs no year after.

    Shares count to a thousandth: the last digits of a solver differ from machine to machine.
    """
    kept = [b.model_dump() | {"shares": [round(s, 3) for s in b.shares]} for b in chosen]
    text = json.dumps([outcome, *kept], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
