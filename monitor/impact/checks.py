"""What a conclusion rests on besides: who counts, the years before, other starts, other places."""

from __future__ import annotations

import math

from monitor.impact.people import in_people
from monitor.impact.result import Finding, Shift
from monitor.impact.smallest_words import counted_words
from monitor.impact.verdict import UNPROVEN
from monitor.impact.words import amount, area_name, chance_words
from monitor.snapshot import Snapshot
from monitor.text import _, listing, number


def checks(snapshot: Snapshot, finding: Finding) -> list[str]:
    """Say what the conclusion rests on besides: the years before, a break, a second opinion."""
    outcome, said = finding.outcome.id, [p for p in [verdict_people(snapshot, finding)] if p]
    if finding.outcome.gaps and not finding.outcome.refused:
        text = _(
            "Niet meegerekend, zonder cijfer in alle jaren of zonder gemeente ernaast: {names}."
        )
        names = snapshot.regions["name"].reindex(list(finding.outcome.gaps))
        said.append(text.format(names=listing([str(n) for n in names])))
    if finding.outcome.untimely and not finding.outcome.refused:
        text = _("Niet meegerekend, want te vroeg of te laat begonnen voor dit cijfer: {names}.")
        names = snapshot.regions["name"].reindex(list(finding.outcome.untimely))
        said.append(text.format(names=listing([str(n) for n in names])))
    said += _measured(snapshot, finding)
    if finding.before_size is not None and finding.verdict.rung > UNPROVEN:
        text = _(
            "Vóór de start gingen beide gelijk op; een verschil vanaf {size} zou zijn opgevallen."
        )
        said.append(text.format(size=amount(snapshot, outcome, finding.before_size)))
    if finding.breakdown is not None:
        text = _(
            "Het effect houdt stand zolang een breuk na de start hooguit {times} keer zo groot is"
            " als de grootste ervoor."
        )
        said.append(text.format(times=number(finding.breakdown)))
    return [*said, *_other_places(snapshot, finding)]


def _measured(snapshot: Snapshot, finding: Finding) -> list[str]:
    """Say what was measured where the conclusion does not: with its interval, or another way."""
    found, outcome = finding.verdict, finding.outcome.id
    if found.effect is None or found.kind == "effect":
        return []
    sizes = (found.effect, finding.second, found.low, found.high)
    told = [
        amount(snapshot, outcome, s, signed=True) if s is not None and math.isfinite(s) else ""
        for s in sizes
    ]
    if finding.second is not None:
        text = _("Gemeten verschil {first}; een tweede rekenwijze geeft {second}.")
    elif all(told[2:]):
        text = _("Gemeten verschil {first} (van {low} tot {high}).")
    else:
        text = _("Gemeten verschil {first}.")
    return [text.format(first=told[0], second=told[1], low=told[2], high=told[3])]


def verdict_people(snapshot: Snapshot, finding: Finding) -> str:
    """Say what an effect, or the largest that was not ruled out, is for people; else empty."""
    verdict, outcome = finding.verdict, finding.outcome.id
    size = {"effect": verdict.effect, "none_larger": verdict.size}.get(verdict.kind)
    if size is None:
        return ""
    codes = [one.participant for one in finding.beside]
    counted = in_people(snapshot, outcome, size, codes=codes)
    people = counted_words(snapshot, outcome, size, *counted)
    text = _("{size} is {people}.")
    return text.format(size=amount(snapshot, outcome, size), people=people) if people else ""


def _other_places(snapshot: Snapshot, finding: Finding) -> list[str]:
    """Say at which place an area stands, with and without those that their mix did not follow."""
    if not finding.placebos:
        return []
    size = abs(finding.placebos[0].effect)
    larger = sum(abs(p.effect) > size for p in finding.placebos[1:])
    text = _(
        "Geordend naar hoe ongewoon het verschil is: plaats {rank} van {n}; naar grootte {place}."
    )
    said = [text.format(rank=finding.rank, n=len(finding.placebos), place=1 + larger)]
    ill = [area_name(snapshot, p.area) for p in finding.placebos[1:] if not p.fits]
    if ill:
        one = _("Zonder {names}, die haar mix vóór de start niet volgde: plaats {rank} van {n}.")
        many = _("Zonder {names}, die hun mix vóór de start niet volgden: plaats {rank} van {n}.")
        text = one if len(ill) == 1 else many
        left = len(finding.placebos) - len(ill)
        said.append(text.format(names=listing(ill), rank=finding.rank_fit, n=left))
    return said


def other_years(snapshot: Snapshot, finding: Finding) -> list[str]:
    """Say what another start gives, whether the sign hangs on it, and what placebo years give.

    Returns
    -------
    list of str
        Two sentences on other starts, where there are any, come first.
    """
    effect, said = finding.verdict.effect, []
    if finding.moved and effect is not None:
        text = _("Met een andere start is het verschil {told}.")
        said.append(text.format(told=_told(snapshot, finding, finding.moved)))
        turned = any(one.effect * effect < 0 for one in finding.moved)
        said.append(
            _(
                "Of het hoger of lager uitkomt hangt dus van het beginjaar af: de richting zegt"
                " niets."
            )
            if turned
            else _("De richting blijft daarbij gelijk.")
        )
    if finding.pretended:
        text = _("Alsof het eerder begon, op de jaren vóór de start alleen: {told}.")
        said.append(text.format(told=_told(snapshot, finding, finding.pretended)))
    if finding.pretended and finding.never[1]:
        text = _(
            "Van de {n} keer dat er niets was (elke provincie, in elk van die jaren en vanaf de"
            " start) was het verschil er {k} keer minstens zo ongewoon."
        )
        said.append(text.format(k=finding.never[0], n=finding.never[1]))
    return said


def _told(snapshot: Snapshot, finding: Finding, shifts: tuple[Shift, ...]) -> str:
    """Name the effect of every start, and how often chance goes as far where that is known."""
    plain, chance = _("{effect} (vanaf {year})"), _("{effect} (vanaf {year}, {p})")
    return listing(
        [
            (plain if one.p is None else chance).format(
                effect=amount(snapshot, finding.outcome.id, one.effect, signed=True),
                year=one.start,
                p=chance_words(one.p or 0.0),
            )
            for one in shifts
        ]
    )
