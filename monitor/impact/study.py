"""The event study and what its conclusion bears, from the library ``diff_diff``.

It is loaded here, when it is called, and in `area`: never with a page.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd

from monitor.impact.effect import Trial
from monitor.impact.placebo import Array


def quiet() -> None:
    """Silence what the library warns of: that it norms weights, standard errors nobody uses.

    For good, and only what is warned of there: `warnings.catch_warnings` is for the whole process,
    and two threads that leave it in the other order silence everything.
    """
    warnings.filterwarnings("ignore", module=r"diff_diff\.|monitor\.impact\.(area|study)$")


def weights(trial: Trial) -> Array:
    """Return how much each municipality counts beside the participants; adds up to their number."""
    there = trial.nearest >= 0
    share = there / there.sum(axis=2, keepdims=True)
    out = np.zeros(len(trial.panel.values))
    np.add.at(out, trial.nearest[there], share[there])
    return out


def event_study(trial: Trial) -> Any:
    """Estimate the effects by year with the library: Callaway and Sant'Anna (2021).

    Against never-treated municipalities, weighted as `weights` says; measurements are numbered, so
    that a step is one from measurement to measurement.

    Returns
    -------
    EventStudyResults
        Of diff_diff.
    """
    from diff_diff import CallawaySantAnna, SurveyDesign  # noqa: PLC0415 - slow, and for this alone

    beside = weights(trial)
    years = [y for y in trial.panel.years if y <= trial.until]
    number = {y: i for i, y in enumerate(years, 1)}
    first = [number[next(y for y in years if y >= b)] for b in trial.begins]
    began = np.zeros(len(beside), dtype=int)
    began[trial.members] = np.array(first)[trial.starts]
    used = np.flatnonzero((beside > 0) | (began > 0))
    long = pd.DataFrame(
        {
            "unit": np.repeat(used, len(years)),
            "time": np.tile([number[y] for y in years], len(used)),
            "y": trial.panel.values[years].to_numpy(dtype=float)[used].ravel(),
            "began": np.repeat(began[used], len(years)),
            "weight": np.repeat(np.where(began > 0, 1.0, beside)[used], len(years)),
        }
    )
    quiet()
    fitted = CallawaySantAnna(control_group="never_treated", base_period="universal").fit(
        long,
        outcome="y",
        unit="unit",
        time="time",
        first_treat="began",
        survey_design=SurveyDesign(weights="weight"),
    )
    return fitted.aggregate("event_study")


def breakdown(study: Any) -> float | None:
    """Return how large a break after the start the conclusion bears (Rambachan and Roth 2023).

    Returns
    -------
    float or None
        As a multiple of the largest step before the start; 0 where 0 lies in the interval without
        any break; None where it cannot be worked out or bears more than 10.
    """
    from diff_diff import HonestDiD  # noqa: PLC0415 - slow, and for this alone

    quiet()
    try:
        found = HonestDiD(method="relative_magnitude").breakdown_value(study)
    except (ValueError, np.linalg.LinAlgError):
        return None
    return None if found is None else float(found)
