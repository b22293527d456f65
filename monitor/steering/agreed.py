"""What was agreed beforehand, in sentences: norms and criteria, of an area and of others."""

from __future__ import annotations

import math
from collections.abc import Iterable

from monitor import naming
from monitor.analysis.area_change import AreaChange
from monitor.errors import MonitorError
from monitor.impact.words import amount, outcome_title, unit
from monitor.snapshot import Snapshot
from monitor.spoken import say_error
from monitor.steering.areas import Area, area_name, area_of, became
from monitor.steering.criteria import KeptCriterion, Standing, stand
from monitor.steering.norm import Judged, Norm, Word, judge_norm
from monitor.steering.usual import Scores, is_clear
from monitor.steering.words import figure
from monitor.text import (
    _,
    day,
    inside,
    join,
    language,
    made_and_taken_in,
    number,
    plain,
    plural,
)


def _word(found: Word) -> str:
    """Return the word of a verdict on a norm."""
    return {
        "met": _("gehaald"),
        "on_course": _("op koers"),
        "missed": _("niet gehaald"),
        "unclear": _("niet te zeggen"),
    }[found]


def _kind_of(norm_kind: str) -> str:
    """Name what set a norm."""
    return {"wet": _("wet"), "afspraak": _("afspraak"), "besluit": _("besluit")}[norm_kind]


def norm_sentence(snapshot: Snapshot, found: Judged) -> str:
    """Say of a norm whether it is met, from which figures, and why where that cannot be said."""
    norm = found.norm
    head = _("{area}, {measure}: **{word}**.").format(
        area=area_name(snapshot, found.area),
        measure=inside(outcome_title(snapshot, norm.measure)),
        word=_word(found.word),
    )
    target = _("Norm: {target} in {year} ({kind}: {source}).").format(
        target=figure(snapshot, norm.measure, norm.target),
        year=norm.year,
        kind=_kind_of(norm.kind),
        source=plain(norm.source[language()]),
    )
    stands = ""
    if not math.isnan(found.now):
        stands = _("Van {before} in {since} naar {now} in {measured}.").format(
            before=figure(snapshot, norm.measure, found.before),
            since=norm.since,
            now=figure(snapshot, norm.measure, found.now),
            measured=found.measured,
        )
    return join([head, target, stands, _why(snapshot, found), became(snapshot, norm.area)])


def _why(snapshot: Snapshot, found: Judged) -> str:
    """Say what a verdict on a norm rests on, or why there is none."""
    norm = found.norm
    more = _("Dat is meer dan een gemeente {span} gewoonlijk verandert ({usual}).")
    texts = {
        "met": more,
        "on_course": more,
        "missed": _(
            "Het scheelt met de norm meer dan een gemeente van de ene meting op de andere"
            " gewoonlijk verandert ({step})."
        ),
        "not_measured": _("Sinds {since} is er niet opnieuw gemeten."),
        "no_baseline": _("In {since} is dit niet gemeten."),
        "no_usual": _("Hoeveel een gemeente {span} gewoonlijk verandert, is niet bekend."),
        "break": _("Sinds {since} wordt er anders gemeten."),
        "incomparable": _("Deze jaren zijn niet te vergelijken."),
        "steady": _(
            "Het cijfer voldoet aan de norm, maar veranderde niet meer dan een gemeente {span}"
            " gewoonlijk doet ({usual})."
        ),
        "little": _("Dat is niet meer dan een gemeente {span} gewoonlijk verandert ({usual})."),
        "mixed": "" if found.change is None else _mixed(snapshot, norm.measure, found.change),
        "near": _(
            "Het scheelt met de norm niet meer dan een gemeente van de ene meting op de andere"
            " gewoonlijk verandert ({step})."
        ),
        "behind": _("Het gaat vooruit, maar minder snel dan nodig is."),
    }
    return texts[found.why or found.word].format(
        since=norm.since,
        usual=_size(snapshot, norm.measure, found.usual),
        step=_size(snapshot, norm.measure, found.step),
        span=plural(found.measured - norm.since, _("in één jaar"), _("in {count} jaar")),
    )


def _mixed(snapshot: Snapshot, measure: str, found: AreaChange) -> str:
    """Say that the municipalities of an area differ too much for their mean change to say much."""
    low, high = (_size(snapshot, measure, x, signed=True) for x in (found.lower, found.upper))
    text = _("De gemeenten verschillen daarin te veel van elkaar: het interval loopt van {low} tot"
             " {high}.")  # fmt: skip
    return text.format(low=low, high=high)


def criterion_sentence(snapshot: Snapshot, found: Standing) -> str:
    """Say what was asked for beforehand, where it stands, and which measurement decides."""
    asked, measure = found.criterion, found.criterion.measure
    word = {
        "grown": _("ja"),
        "not_shown": _("niet aangetoond"),
        "pending": _("nog niet te beslissen"),
        "incomparable": _("niet te zeggen: de jaren zijn niet te vergelijken")
        if found.change is None
        else _("niet te zeggen: hoeveel gewoon is, is niet bekend"),
    }[found.state]
    head = f"{plain(asked.title[language()])} **{naming.start(word)}**."
    text = _("Nodig: {needed} sinds {since}, en {more} meer dan Nederland.")
    if not asked.beyond_country:
        text = _("Nodig: {needed} sinds {since}, en meer dan Nederland.")
    needed = text.format(
        needed=_needed(snapshot, found),
        since=asked.since,
        more=_size(snapshot, measure, asked.beyond_country),
    )
    stands = ""
    if found.change is not None and found.country is not None:
        stands = _("Tot {year}: {own}; Nederland {country}.").format(
            year=found.measured,
            own=_size(snapshot, measure, found.change.points, signed=True),
            country=_size(snapshot, measure, found.country.points, signed=True),
        )
        if not is_clear(found.change):
            stands = join([stands, _mixed(snapshot, measure, found.change)])
    decides = _("De meting over {year} beslist.").format(year=asked.decided)
    pending = decides if found.state == "pending" else ""
    return join([head, needed, stands, pending, became(snapshot, asked.area), _recorded(found)])


def _recorded(found: Standing) -> str:
    """Say when a criterion was set and taken in, and whether that was before the figures."""
    made = found.criterion.made
    when = made_and_taken_in(made, found.seen) or _("vastgelegd op {day}").format(
        day=day(made.isoformat())
    )
    text = (
        _("{when} (kenmerk {hash}).")
        if found.beforehand
        else _("{when}, na de cijfers (kenmerk {hash}).")
    )
    return text.format(when=naming.start(when), hash=found.criterion.hash)


def _needed(snapshot: Snapshot, found: Standing) -> str:
    """Write what a change must exceed; how much is usual may not be known yet."""
    size, beyond = (
        _size(snapshot, found.criterion.measure, x)
        for x in (found.needed, found.criterion.beyond_usual)
    )
    if not math.isnan(found.needed):
        return _("meer dan {size}").format(size=size)
    if found.criterion.beyond_usual:
        return _("{size} meer dan gewoonlijk").format(size=beyond)
    return _("meer dan gewoonlijk")


def _size(snapshot: Snapshot, measure: str, value: float, *, signed: bool = False) -> str:
    """Write a change with its unit; of a score with one decimal, as everywhere beside it."""
    if measure in snapshot.catalog.indicators:
        return amount(snapshot, measure, value, signed=signed)
    return number(value, unit(snapshot, measure), 1, signed=signed)


# ---------------------------------------------------------------- of an area, and of others


def agreed(
    snapshot: Snapshot,
    scores: Scores,
    area: Area,
    norms: Iterable[Norm],
    criteria: Iterable[KeptCriterion],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say what was agreed beforehand of an area, and of all others; of a fault what is wrong."""
    told = [(k.criterion.area, _told(snapshot, scores, k)) for k in criteria]
    return parted(snapshot, area, [*told, *((n.area, _told(snapshot, scores, n)) for n in norms)])


def _told(snapshot: Snapshot, scores: Scores, one: Norm | KeptCriterion) -> str:
    try:
        if isinstance(one, Norm):
            return norm_sentence(snapshot, judge_norm(snapshot, scores, one))
        return criterion_sentence(snapshot, stand(snapshot, scores, one))
    except MonitorError as err:
        return plain(say_error(err))


def parted(
    snapshot: Snapshot, area: Area, agreed: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part what was agreed into what is about an area and what is about others.

    Parameters
    ----------
    agreed : iterable of (str, str)
        Code of an area, and what is said of it.
    """
    every = [(_is_about(snapshot, code, area), said) for code, said in agreed]
    return tuple(s for own, s in every if own), tuple(s for own, s in every if not own)


def _is_about(snapshot: Snapshot, code: str, area: Area) -> bool:
    """Whether what is about a code is about an area: a former municipality is of the present."""
    if code == area.code:
        return True
    try:
        named = area_of(snapshot, code)
    except MonitorError:  # the page says of which area nothing is known
        return False
    return named.kind == area.kind == "municipality" and named.codes == area.codes
