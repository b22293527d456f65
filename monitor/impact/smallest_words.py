"""From which size an effect would be seen, in its own unit and in people."""

from __future__ import annotations

from monitor.impact.people import HOUSEHOLDS
from monitor.impact.result import Smallest
from monitor.impact.verdict import ENOUGH
from monitor.impact.words import amount, outcome_title, scale
from monitor.snapshot import Snapshot
from monitor.text import (
    _,
    municipalities,
    number,
)

CRIME, TURNOUT = "environment", "opkomst_"


def smallest_sentence(snapshot: Snapshot, smallest: Smallest) -> str:
    """Say from which size an effect would be seen, in its own unit and in people."""
    where = _("bij {many}").format(many=municipalities(smallest.participants))
    if smallest.participants == 1:
        where = _("in één provincie") if smallest.area else _("in één gemeente")
    text = _(
        "{outcome}: {where} is een effect te zien vanaf {size}{people}. Tussen twee metingen"
        " verandert dit cijfer gewoonlijk ten hoogste {usual}."
    )
    said = text.format(
        where=where,
        outcome=outcome_title(snapshot, smallest.outcome),
        size=amount(snapshot, smallest.outcome, smallest.size),
        people=_people(snapshot, smallest),
        usual=amount(snapshot, smallest.outcome, smallest.usual),
    )
    if not smallest.proof:
        return f"{said} {_('Als bewijs telt het cijfer niet.')}"
    if smallest.others >= ENOUGH:
        return said
    never = _(
        "Een effect wordt hier nooit vastgesteld, hooguit dat het niet groter was: er staan te"
        " weinig gemeenten naast ({others} van de {enough} die nodig zijn)."
    )
    if smallest.area:
        never = _(
            "Van een hele provincie wordt een effect nooit vastgesteld, hooguit dat het niet groter"
            " was: van zo weinig provincies is er bij toeval altijd één de eerste."
        )
    return f"{said} {never.format(others=smallest.others, enough=ENOUGH)}"


def smallest_line(snapshot: Snapshot, smallest: Smallest) -> str:
    """Say the same where there is little room: of many outcomes on one slide."""
    text = _("{outcome}, {where}: vanaf {size}{people}")
    said = text.format(
        outcome=outcome_title(snapshot, smallest.outcome),
        where=municipalities(smallest.participants),
        size=amount(snapshot, smallest.outcome, smallest.size),
        people=_people(snapshot, smallest),
    )
    return "; ".join(filter(None, (said, smallest_remark(smallest)))) + "."


def smallest_remark(smallest: Smallest) -> str:
    """Say in a table that such an effect would never be claimed, and why; else empty."""
    if not smallest.proof:
        return _("geen bewijs")
    return "" if smallest.others >= ENOUGH else _("nooit een effect: te weinig gemeenten ernaast")


def _people(snapshot: Snapshot, smallest: Smallest) -> str:
    people = people_words(snapshot, smallest)
    return f" ({people})" if people else ""


def people_words(snapshot: Snapshot, smallest: Smallest) -> str:
    """Write the smallest effect in people; empty where its unit has none."""
    counted = (smallest.people, smallest.per)
    return counted_words(snapshot, smallest.outcome, smallest.size, *counted)


def counted_words(
    snapshot: Snapshot, outcome: str, size: float, people: float | None, per: int
) -> str:
    """Write a size in people, as `monitor.impact.people.in_people` counts them; else empty."""
    if people is None:
        return ""
    item = snapshot.catalog.indicators[outcome]
    month = number(scale(snapshot, outcome) * abs(size) / 12, decimals=0)
    whole = _("zo'n {count} mensen")
    if item.dimension == CRIME:
        whole = _("zo'n {count} misdrijven per jaar")
    elif item.weight == HOUSEHOLDS and item.unit.nl == "%":
        whole = _("zo'n {count} huishoudens")
    elif item.weight == HOUSEHOLDS:
        whole = _("{month} euro per maand voor elk van zo'n {count} huishoudens")
    voters = _("zo'n {count} op elke {per} kiesgerechtigden")
    share = voters if outcome.startswith(TURNOUT) else _("zo'n {count} op elke {per}")
    count = number(float(f"{people:.2g}"), decimals=0)
    text = share if per else whole
    return text.format(count=count, per=number(per, decimals=0), month=month)
