"""What a verdict is called: the three words, and what each rests on, said once for every surface.

`monitor.analysis.verdict` decides. A sentence may hold ``**`` around what stands out; `plain` takes
it away where bold cannot be shown, as in titles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from monitor.analysis.verdict import LIKELY, Verdict, Word, word_of
from monitor.regions.groups import Group
from monitor.text import _, language, listing, number, span

_MANY = {"middelgroot"}
HEDGED = 0.99  # a share of draws above it, or below 1 less it, is not written as all or none


def word(found: Word) -> str:
    """Return the word: zeker, waarschijnlijk, niet te zeggen."""
    return {
        "certain": _("zeker"),
        "likely": _("waarschijnlijk"),
        "unclear": _("niet te zeggen"),
    }[found]


def start(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def share(value: float) -> str:
    """Write a share of the draws over methods: whole percents downwards, never all or none.

    Downwards, so that no share reads as a limit that it does not reach.
    """
    if math.isnan(value):
        return "–"
    if value > HEDGED:
        return _("meer dan 99%")
    if value < 1 - HEDGED:
        return _("minder dan 1%")
    return number(math.floor(100 * value + 1e-9), "%", 0)


def group_name(group: Group, left_out: Sequence[str] = ()) -> str:
    """Name a group as in the middle of a sentence, with who is left out.

    Parameters
    ----------
    left_out : sequence of str
        Names of municipalities.
    """
    text = group.spoken[language()] or group.title[language()]
    if left_out:
        text = _("{group} zonder {left}").format(group=text, left=listing(list(left_out)))
    return text


def is_many(group: Group | None) -> bool:
    """Whether the name of a group takes a verb in the plural."""
    return group is not None and group.many


def gap_title(
    name: str, others: str, found: Verdict | None, gap: float, *, year: int, many: bool = False
) -> str:
    """Conclude about the gap of a group, and say no more than the verdict.

    Parameters
    ----------
    name, others : str
        As in the middle of a sentence.
    gap : float
        What is shown: of the definition and weighting that were chosen.
    many : bool
        The name takes a verb in the plural.
    """
    single = {
        "behind": _("{name} blijft {word} achter: gemiddeld {size} punten lager dan {others}"),
        "ahead": _("{name} ligt {word} voor: gemiddeld {size} punten hoger dan {others}"),
        "unclear": _(
            "Of {name} afwijkt van {others} is niet te zeggen: gemeten verschil {signed} punten"
        ),
    }
    plural = {
        "behind": _("{name} blijven {word} achter: gemiddeld {size} punten lager dan {others}"),
        "ahead": _("{name} liggen {word} voor: gemiddeld {size} punten hoger dan {others}"),
        "unclear": _(
            "Of {name} afwijken van {others} is niet te zeggen: gemeten verschil {signed} punten"
        ),
    }
    if found is None or math.isnan(gap):
        text = _("In {year} is er voor {name} geen score, dus ook geen verschil")
        return text.format(year=year, name=name)
    kind = _kind(found)
    return (plural if many else single)[kind].format(
        name=name if kind == "unclear" else start(name),
        others=others,
        word=word(found.word),
        size=number(abs(gap), decimals=1),
        signed=number(gap, decimals=1, signed=True),
    )


def gap_brief(name: str, found: Verdict | None, gap: float, *, year: int) -> str:
    """Say the same in few words, above one of several charts."""
    texts = {
        "behind": _("{name}: {word} {size} punten achter"),
        "ahead": _("{name}: {word} {size} punten voor"),
        "unclear": _(
            "{name}: verschil van {signed} punten, niet te zeggen of het meer is dan toeval"
        ),
    }
    if found is None or math.isnan(gap):
        return _("{name}: geen score in {year}").format(name=start(name), year=year)
    return texts[_kind(found)].format(
        name=start(name),
        word=word(found.word),
        size=number(abs(gap), decimals=1),
        signed=number(gap, decimals=1, signed=True),
    )


def gap_word(found: Verdict | None) -> str:
    """Name the verdict on a gap in a word or two, for a table."""
    if found is None:
        return _("geen cijfers")
    side = {"behind": _("{word} achter"), "ahead": _("{word} voor"), "unclear": "{word}"}
    return side[_kind(found)].format(word=word(found.word))


def _kind(found: Verdict) -> str:
    return "behind" if found.behind else "ahead" if found.ahead else "unclear"


def _combinations(count: int) -> str:
    text = _("beide combinaties") if count == 2 else _("alle {n} combinaties")
    return text.format(n=count)


def gap_rests_on(found: Verdict) -> str:
    """Say what the verdict on a gap rests on, or why there is none."""
    values = {
        "cases": _combinations(found.cases),
        "clear": found.clear,
        "low": number(found.lowest, decimals=1, signed=True),
        "high": number(found.highest, decimals=1, signed=True),
        "share": number(min(math.floor(100 * found.share + 1e-9), 99), "%", 0),
        "draws": number(found.draws, decimals=0),
    }
    texts = {
        "certain": _(
            "**Zeker**: in {cases} van definitie en weging ligt het 95%-interval aan"
            " dezelfde kant van nul (verschil {low} tot {high}), en in ten minste {share} van"
            " {draws} berekeningen met andere keuzes in de methode is het teken hetzelfde."
        ),
        "likely": _(
            "**Waarschijnlijk**: in {cases} van definitie en weging heeft het verschil"
            " hetzelfde teken ({low} tot {high}); bij {clear} daarvan ligt ook het 95%-interval"
            " geheel aan die kant van nul. In ten minste {share} van {draws} berekeningen met"
            " andere keuzes in de methode is het teken hetzelfde."
        ),
    }
    if found.word != "unclear":
        return texts[found.word].format(**values)
    why = []
    if found.same_sign < found.cases:
        why.append(
            _("onder een andere definitie of weging keert het verschil om ({low} tot {high})")
        )
    if not found.default_clear:
        why.append(_("het 95%-interval bevat nul als elke gemeente even zwaar telt"))
    if found.share < LIKELY and found.same_sign == found.cases:
        why.append(
            _("in maar {share} van {draws} berekeningen met andere keuzes blijft het teken gelijk")
        )
    reasons = listing([w.format(**values) for w in why])
    return _("**Niet te zeggen**: {reasons}.").format(reasons=reasons)


def zero_in(lower: float, upper: float, *, gap: float = 0.0, none: str = "") -> str:
    """Say where an interval lies: below 0, above 0, or with 0 in it.

    Parameters
    ----------
    gap : float
        What the interval is of; NaN has none, and then ``none`` (no figures) is said.
    """
    if math.isnan(gap):
        return none or _("geen cijfers")
    if math.isnan(lower) or math.isnan(upper):
        return _("interval onbekend: te weinig gemeenten")
    return _("onder nul") if upper < 0 else _("boven nul") if lower > 0 else _("bevat nul")


def bounds(lower: float, upper: float, decimals: int = 1) -> str:
    """Write an interval of a difference, and say so where it holds 0.

    With a decimal more where ``decimals`` would write a bound that excludes 0 as 0.
    """
    if math.isnan(lower) or math.isnan(upper):
        return zero_in(lower, upper)
    if lower <= 0 <= upper:
        return f"{span(lower, upper, decimals=decimals)}, {zero_in(lower, upper)}"
    near = min(abs(lower), abs(upper)) < 0.5 * 10**-decimals
    return span(lower, upper, decimals=decimals + near)


def quarter(place: str, sure: pd.Series) -> str:
    """Say in which quarter of the country a municipality stands, and how sure that is.

    Parameters
    ----------
    place : {"top", "middle", "bottom"}
    sure : Series
        Row of `monitor.analysis.robust.robustness`: ``p_bottom, p_top``.
    """
    held = {
        "top": sure["p_top"],
        "bottom": sure["p_bottom"],
        "middle": 1 - sure["p_top"] - sure["p_bottom"],
    }[place]
    found = word_of(float(held))
    where = {
        "top": _("Dat is in het **hoogste kwart** van Nederland"),
        "bottom": _("Dat is in het **laagste kwart** van Nederland"),
        "middle": _("Dat is in de middelste helft van Nederland"),
    }[place]
    if found == "unclear":
        text = _("{where}; of dat bij andere keuzes in de methode zo blijft is **niet te zeggen**")
    else:
        text = _("{where}, ook bij andere keuzes in de methode: **{word}**")
    said = text.format(where=where, word=word(found))
    return f"{said} ({_('in {share} van de berekeningen').format(share=share(float(held)))})."


def rank_span(low: float, high: float) -> str:
    """Write between which places a municipality stands in 90% of the draws over methods."""
    return rank_between(number(low, decimals=0), number(high, decimals=0))


def rank_between(low: str, high: str) -> str:
    """Put two places, written already, into the words of `rank_span`."""
    return _("{low} tot {high} in 90% van de berekeningen").format(low=low, high=high)


def lowest_words(sure: pd.DataFrame) -> pd.Series:
    """Judge of every municipality whether it belongs to the lowest quarter (``p_bottom``)."""
    return sure["p_bottom"].map(word_of)


def lowest_word(part: float) -> str:
    """Judge whether a municipality is in the lowest quarter, yes or no (``p_bottom``)."""
    if math.isnan(part):
        return _("te weinig cijfers")
    found = word_of(max(part, 1 - part))
    if found == "unclear" or part >= LIKELY:
        return word(found)
    return _("{word} niet").format(word=word(found))


def lowest_title(sure: pd.DataFrame, area: str) -> str:
    """Say how many municipalities of an area belong to the lowest quarter, and how surely."""
    counts = lowest_words(sure).value_counts()
    parts = [
        f"{counts[kind]} {word(kind)}" for kind in ("certain", "likely") if counts.get(kind, 0)
    ]
    if not parts:
        text = _("Van geen gemeente in {area} is te zeggen dat zij bij het laagste kwart hoort")
        return text.format(area=area)
    text = _("Gemeenten in {area} bij het laagste kwart van Nederland: {parts}")
    return text.format(area=area, parts=listing(parts))


def draws_band() -> str:
    """Say what a band around a rank or score is."""
    return _("90% van de berekeningen met andere keuzes in de methode")


def certain_rule() -> str:
    """Say when something of one municipality is called certain or likely."""
    return _(
        "Zeker: in ten minste 95% van de berekeningen met andere keuzes in de methode;"
        " waarschijnlijk: in ten minste 90%."
    )


def places_moved(place: pd.Series) -> str:
    """Judge whether a place on the ranking changed (a row of `rank_changes`)."""
    down, up = float(place["p_worse"]), float(place["p_better"])
    if math.isnan(down):
        return _("te weinig cijfers")
    found = word_of(max(down, up))
    if found == "unclear":
        return word(found)
    text = _("{word} gedaald") if down > up else _("{word} gestegen")
    return text.format(word=word(found))
