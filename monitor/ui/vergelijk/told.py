"""What the page says of areas beside each other."""

from __future__ import annotations

import math
from typing import Literal

from monitor import change_words, naming
from monitor.analysis.scores import TOTAL
from monitor.analysis.verdict import Word, word_of
from monitor.answers import about_beside, about_groups, about_scores, about_steering
from monitor.charts.chart import SUBTITLE
from monitor.charts.vergelijk.places import Row, all_names, name_of
from monitor.charts.words import legend, measure
from monitor.text import _, inside, listing, number
from monitor.ui.vergelijk import districts


def title(of: Row) -> str:
    """Say how the lowest and the highest of them score, no more surely than the draws allow.

    Parameters
    ----------
    of : Row
    """
    known = of.found.scores[TOTAL].dropna().sort_values()
    if len(known) < 2:
        return _("{names}: te weinig cijfers voor een vergelijking van de score").format(
            names=all_names(of)
        )
    low, high = str(known.index[0]), str(known.index[-1])
    found, _share = _verdict(of, low, high)
    texts = {
        "": _("{low} {x}, {high} {y}"),
        "unclear": _("{low} {x}, {high} {y}: niet te zeggen of dat meer is dan toeval"),
    }
    clear = _("{low} {word} lager dan {high}: {x} tegen {y}")
    return texts.get(found, clear).format(
        low=name_of(low),
        high=name_of(high),
        word=naming.word(found) if found else "",
        x=number(float(known.iloc[0]), decimals=1),
        y=number(float(known.iloc[-1]), decimals=1),
    )


def subtitle(of: Row) -> str:
    """Say which score it is, how means are made, and how old the figures are.

    Parameters
    ----------
    of : Row
    """
    if of.districts:
        score = districts.which_score(of)
        whole = f"{all_names(of)}; {score}"
        return whole if len(whole) <= SUBTITLE else score  # the charts name them too
    parts = [
        all_names(of),
        f"{inside(measure(TOTAL))} {of.year}" + (f", {legend(TOTAL)}" if of.single else ""),
        "" if of.single else change_words.weighing(weighted=True),
        change_words.measured_itself(about_scores.fresh_share(of.year, of.codes), of.year),
    ]
    return "; ".join(p for p in parts if p)


def _verdict(of: Row, one: str, other: str) -> tuple[Word | Literal[""], float]:
    """Judge whether an area scores lower or higher than another, as its figures have it.

    Returns
    -------
    tuple of str and float
        The word, and the share of the draws over methods that have the same sign. No word for a
        group: that hangs on its definition too (`monitor.analysis.verdict`); none for a district:
        its figures are estimates of one model, so that the draws hold too little doubt.
    """
    gap = of.apart(one, other)
    if of.districts:
        lower = about_beside.district_lower(one, other)
        return "", lower if gap.gap < 0 else 1 - lower
    found = about_groups.gap_over_choices(gap, of.year)
    share = found.p_behind if gap.gap < 0 else 1 - found.p_behind
    group = "group" in {about_steering.area(p).kind for p in (one, other)}
    return "" if group else word_of(share), share


def sentences(of: Row) -> list[str]:
    """Say how the first stands to each other one, and on what all of it was compared.

    Parameters
    ----------
    of : Row
    """
    pairs = [_pair(of, of.places[0], other) for other in of.places[1:]]
    own = districts.sentences(of) if of.districts else [_without(of)]
    return [line for line in [*pairs, _compared_on(of), *own] if line]


def _pair(of: Row, one: str, other: str) -> str:
    gap = of.apart(one, other).gap
    names = {"one": name_of(one), "other": name_of(other)}
    if math.isnan(gap):
        return _("{one} en {other}: geen score in {year}, dus ook geen verschil.").format(
            **names, year=of.year
        )
    found, share = _verdict(of, one, other)
    texts = _pair_texts() | ({"": districts.pair_text()} if of.districts else {})
    kind = found if found in texts else "lower" if gap < 0 else "higher"
    return texts[kind].format(
        **names,
        size=number(abs(gap), decimals=1),
        signed=number(gap, decimals=1, signed=True),
        share=naming.share(share),
        word=naming.word(found) if found else "",
    )


def _pair_texts() -> dict[str, str]:
    return {
        "": _(
            "{one} naast {other}: gemeten verschil **{signed} punten**, met hetzelfde teken in"
            " {share} van de berekeningen met andere keuzes in de methode; wat van een groep te"
            " zeggen is, hangt ook aan haar definitie (pagina Aandachtsgebieden)."
        ),
        "unclear": _(
            "{one} naast {other}: gemeten verschil {signed} punten, met hetzelfde teken in {share}"
            " van de berekeningen met andere keuzes in de methode; of het echt hoger of lager is,"
            " is **niet te zeggen**."
        ),
        "lower": _(
            "{one} naast {other}: **{size} punten lager**, en in {share} van de berekeningen met"
            " andere keuzes in de methode ook lager: **{word}**."
        ),
        "higher": _(
            "{one} naast {other}: **{size} punten hoger**, en in {share} van de berekeningen met"
            " andere keuzes in de methode ook hoger: **{word}**."
        ),
    }


def _compared_on(of: Row) -> str:
    """Say on how many indicators they were compared, and who lacks which."""
    found = of.found
    every = int(found.values.notna().any().sum())
    said = _("Vergeleken op indicatoren die alle gekozen gebieden hebben: **{n} van {every}**")
    said = said.format(n=len(found.known_of_all()), every=every)
    lacks = [
        _("{indicators} ({places})").format(
            indicators=listing([inside(measure(i)) for i in names]),
            places=listing([name_of(p) for p in places]),
        )
        for places, names in found.lacking().items()
    ]
    if not lacks:
        return f"{said}."
    told = _("{said}. Niet bekend, en dus alleen in de score van de andere: {lacks}.")
    return told.format(said=said, lacks="; ".join(lacks))


def _without(of: Row) -> str:
    table = about_scores.scores(of.year).table[TOTAL]
    sides = []
    for place in of.places:
        own = table.reindex(list(about_steering.area(place).codes))
        sides.append((name_of(place), tuple(map(str, own.index[own.isna()]))))
    return change_words.without_total(sides, lambda code: str(about_scores.names()[code]))
