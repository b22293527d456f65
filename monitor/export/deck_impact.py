"""The slide on the programme: could it be seen, what was seen, what follows."""

from __future__ import annotations

from monitor.export.deck_names import Words
from monitor.impact import words
from monitor.impact.checks import checks, other_years
from monitor.impact.result import Result
from monitor.impact.smallest_words import smallest_line, smallest_sentence
from monitor.impact.summary import refused_together, telling
from monitor.snapshot import Snapshot
from monitor.text import _, join, municipalities


def impact_words(snapshot: Snapshot, result: Result) -> Words:
    """Give the verdict as the title, on the outcome that says most."""
    first = telling(result)
    many = len(result.plan.municipalities)
    text = (
        _("{title} ({many}), vanaf {year}: {moment}.")
        if many
        else _("{title}, vanaf {year}: {moment}.")
    )
    lead = text.format(
        title=result.plan.title,
        many=municipalities(many),
        year=result.plan.start,
        moment=words.plan_moment(result),
    )
    notes = [
        smallest_sentence(snapshot, first.smallest) if first.smallest else "",
        *checks(snapshot, first),
        *other_years(snapshot, first),
        _("Alle uitkomsten van het plan staan op de dia, niet de mooiste."),
        _("Kenmerk van het plan: {hash}.").format(hash=result.hash),
    ]
    return Words(words.verdict_sentence(snapshot, first).rstrip("."), lead, join(notes))


def impact_blocks(snapshot: Snapshot, result: Result) -> list[tuple[str, list[str]]]:
    """Say what could be seen, and the conclusion of every other outcome."""
    sizes = [f.smallest for f in result.findings if f.smallest]
    say = smallest_sentence if len(sizes) == 1 else smallest_line
    seen = [say(snapshot, one) for one in sizes]
    judged = [f for f in result.findings if not f.outcome.refused and f is not telling(result)]
    others = [words.verdict_sentence(snapshot, f) for f in judged]
    others += refused_together(snapshot, result.findings)
    return [
        (heading, lines)
        for heading, lines in (
            (_("Kunnen we het zien?"), seen),
            (_("Hoe sterk is dat?"), _strength(snapshot, result)),
            (_("De andere uitkomsten"), others),
        )
        if lines
    ]


def _strength(snapshot: Snapshot, result: Result) -> list[str]:
    """Say how strong the evidence of the verdict in the title is."""
    first = telling(result)
    lines = [f"{words.rung_words(first.verdict).capitalize()}."]
    if first.rank:
        text = _("De provincie staat op plaats {rank} van {n}, gerangschikt op ongewoonheid.")
        lines.append(text.format(rank=first.rank, n=len(first.placebos)))
    if first.moved:
        lines += other_years(snapshot, first)[:2]
    return lines
