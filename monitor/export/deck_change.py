"""The slide on change: how a group and the others moved between two years, in words."""

from __future__ import annotations

from monitor import change_words, naming
from monitor.analysis.moved import Moved
from monitor.analysis.story import Story
from monitor.export.deck_names import Names, Words
from monitor.text import _, join, listing, plural


def moved_words(story: Story, n: Names) -> Words:
    """Say how the group and the others moved between the two years."""
    moved = story.moved
    start, end = story.choice.ends
    if moved is None:
        title = _("Geen verandering te tonen tussen {start} en {end}").format(start=start, end=end)
        note = _("Kies twee verschillende jaren waarin de gemeenten een totaalscore hebben.")
        return Words(title, note, note, title)
    if not moved.group.compared or not moved.others.compared:
        return _incomparable(story, n, moved)
    sides = n.sides(moved)
    title = _("{start}–{end}: {sides} punten").format(
        start=start,
        end=end,
        sides=listing([f"{name} {change_words.points(side.points)}" for name, side in sides]),
    )
    lead = _("Verandering op wat in beide jaren bekend is, {weighing}: {counted}. {rests}")
    lead = lead.format(
        weighing=change_words.weighing(story.choice.weighted),
        counted=change_words.counted(moved.group),
        rests=change_words.anew(moved.group) + ".",
    )
    alt = _("Staven: verandering per gemeente, {spread}.").format(spread=_spread(story))
    both = [(n.group, moved.group.missing), (n.others, moved.others.missing)]
    gone = change_words.without_change(both, story.name_of)
    return Words(title, join([lead, gone]), join(_moved_notes(story, n, moved)), alt)


def _moved_notes(story: Story, n: Names, moved: Moved) -> list[str]:
    return [
        change_words.both_sides(n.group, n.others, moved, lambda i: _measure(i, n), story.name_of),
        _("De verandering per gemeente loopt {spread}.").format(spread=_spread(story)),
        _unmoved_sentence(story.unmoved),
        _("Wat in of uit de score kwam telt in de verandering niet mee."),
        _("De schaal ligt vast: een nieuw jaar verandert een oude score niet."),
    ]


def _measure(name: str, n: Names) -> str:
    return n.indicators.get(name, n.dimensions.get(name, name))


def _incomparable(story: Story, n: Names, moved: Moved) -> Words:
    """Say that the two years do not compare, and why."""
    start, end = moved.group.start, moved.group.end
    title = _("{start} en {end} zijn niet te vergelijken").format(start=start, end=end)
    found = moved.others if moved.group.compared else moved.group
    name = n.others if moved.group.compared else n.group
    note = change_words.incomparable(
        naming.start(name), found, story.comparable, lambda i: _measure(i, n)
    )
    return Words(title, note, note, title)


def _spread(story: Story) -> str:
    first, last = story.change.iloc[0], story.change.iloc[-1]
    return _("van {last} ({low}) tot {first} ({high})").format(
        last=last["name"],
        low=change_words.points(last["change"]),
        first=first["name"],
        high=change_words.points(first["change"]),
    )


def _unmoved_sentence(count: int) -> str:
    if not count:
        return ""
    return plural(
        count,
        _("Eén indicator heeft maar één meting voor beide jaren en kan dus niet bewegen."),
        _("{count} indicatoren hebben maar één meting voor beide jaren en kunnen niet bewegen."),
    )
