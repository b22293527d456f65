"""An answer in one sentence, where there is room for one: a slide, a factsheet."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.impact.result import Finding, Result
from monitor.impact.words import area_name, outcome_title, refusal, verdict_sentence
from monitor.snapshot import Snapshot
from monitor.text import _, listing


def telling(result: Result) -> Finding:
    """Return the finding that says most: an effect, else none larger than, else the first."""
    order = {"effect": 0, "none_larger": 1, "unknown": 2}
    return min(result.findings, key=lambda f: order[f.verdict.kind])


def about(snapshot: Snapshot, result: Result, code: str) -> str:
    """Say what was seen of a programme of a whole province, to who reads of a municipality in it.

    Parameters
    ----------
    code : str
        The municipality.

    Returns
    -------
    str
        Empty where the programme is not one of its province.
    """
    area = result.plan.area
    if not area or snapshot.regions.at[code, "province"] != area:
        return ""
    text = _("{title} (heel {area}, vanaf {year}). {verdict}")
    return text.format(
        title=result.plan.title,
        area=area_name(snapshot, area),
        year=result.plan.start,
        verdict=verdict_sentence(snapshot, telling(result)),
    )


def refused_together(snapshot: Snapshot, findings: Iterable[Finding]) -> list[str]:
    """Say of which outcomes nothing can be said, those with the same reason in one sentence."""
    groups: dict[str, list[str]] = {}
    for one in findings:
        if one.outcome.refused:
            title = outcome_title(snapshot, one.outcome.id)
            groups.setdefault(refusal(one.outcome), []).append(title)
    text = _("Niet te zeggen: {outcomes}. {why}")
    return [text.format(outcomes=listing(titles), why=why) for why, titles in groups.items()]
