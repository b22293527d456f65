"""The page Verantwoording: what its charts come down to, in sentences."""

from __future__ import annotations

import math

import pandas as pd

from monitor.analysis.certainty import certainty_of, with_bounds
from monitor.analysis.coherence import Coherence
from monitor.analysis.groups import Gap
from monitor.analysis.reweigh import Shift, rose_and_fell
from monitor.analysis.robust import DRAWS
from monitor.analysis.scores import ScoreOptions, YearScores
from monitor.answers import about_scores
from monitor.answers.selected import Selection
from monitor.charts import care_words, words
from monitor.charts.verantwoording.gaps import Pairs, where
from monitor.charts.words import measure
from monitor.naming_figures import percent
from monitor.text import _, listing_short, number


def change_sentences(
    shift: Shift, pairs: Pairs, chosen: Selection, options: ScoreOptions
) -> list[str]:
    """Say what changed: who rose and fell, and what the gap of the groups does.

    Parameters
    ----------
    shift : Shift
    pairs : Pairs
        Of `monitor.charts.verantwoording.gaps.gap_pairs`.
    chosen : Selection
    options : ScoreOptions
        The choices.
    """
    if options == ScoreOptions():
        return [
            _(
                "Dit is de **gewone score**: alles telt even zwaar. Verschuif een gewicht of kies"
                " een voorbeeld, en hier staat wat er verandert."
            ),
            _(
                "Gewicht 2× telt dubbel, 0× telt niet mee. Het geldt **alleen op deze pagina**; de"
                " link bewaart de keuze."
            ),
        ]
    up, down, same = rose_and_fell(shift, pd.Index(about_scores.inside(chosen.area)))
    lines = [
        _(
            "Gemeenten in {area}: omhoog **{up}**, omlaag **{down}**, op dezelfde plaats"
            " **{same}**."
        ).format(area=words.area_name(chosen), up=up, down=down, same=same),
        _(
            "In heel Nederland verschuift een gemeente gemiddeld **{places}** plaatsen; de"
            " rangcorrelatie met de gewone score is **{r}** (1 = dezelfde volgorde)."
        ).format(
            places=number(shift.mean_places, decimals=1), r=number(shift.agreement, decimals=2)
        ),
    ]
    return lines + [
        _gap_sentence(group, *pair) for (group, weighted), pair in pairs.items() if not weighted
    ]


def _gap_sentence(group: str, before: Gap, after: Gap) -> str:
    text = _("{group}: het verschil met de rest gaat van {a} naar **{b}** punten; {what}.")
    if before.conclusion == after.conclusion:
        what = _("het 95%-interval: nog steeds {where}").format(where=where(after))
    else:
        what = _("het 95%-interval: **{where}** (was: {was})").format(
            where=where(after), was=where(before)
        )
    return text.format(
        group=words.group_title(group),
        a=number(before.gap, decimals=1, signed=True),
        b=number(after.gap, decimals=1, signed=True),
        what=what,
    )


def impossible() -> str:
    """Say why there is no score, and what to do."""
    return _(
        "Met deze gewichten is er geen score: van een dimensie, of van alle dimensies samen, staat"
        " alles op 0. Geef minstens één onderdeel een gewicht boven 0."
    )


def sure_sentences(
    robust: pd.DataFrame, found: pd.DataFrame, scores: YearScores, chosen: Selection
) -> list[str]:
    """Say what the uncertainty analysis did and found.

    Parameters
    ----------
    robust : DataFrame
        Of `monitor.answers.about_ranks.robust`.
    found : DataFrame
        Of `monitor.answers.about_scores.sensitivity`.
    scores : YearScores
    chosen : Selection
    """
    sure = certainty_of(robust, about_scores.inside(chosen.province))
    own = (
        robust[robust["lagging"]]
        .reindex(about_scores.inside(chosen.province))
        .dropna(subset=["total"])
    )
    names = list(about_scores.names().reindex(own.sort_values("total").index)[:5])
    return [
        _(
            "De score is **{n} keer** opnieuw berekend, telkens met een andere combinatie van"
            " keuzes in de methode."
        ).format(n=number(DRAWS, decimals=0)),
        _(
            "Het interval van een rang is gemiddeld **{places} plaatsen** breed, dat van een score"
            " **{points} punten**. Lees een kleiner verschil niet als echt."
        ).format(places=number(sure.width, decimals=0), points=number(sure.points, decimals=1)),
        _(
            "Zeker of waarschijnlijk bij het laagste kwart, in ten minste 90% van de berekeningen:"
            " **{n} van {all}** gemeenten, waarvan **{own}** in {province}{names}."
        ).format(
            n=sure.lagging,
            all=sure.ranked,
            own=sure.lagging_area,
            province=words.province(chosen.province),
            names=f": {listing_short(names, sure.lagging_area)}" if names else "",
        ),
        _(
            "Een andere combinatie van keuzes verschuift een gemeente gemiddeld **{places}"
            " plaatsen**."
        ).format(places=number(found.attrs["mean_shift"], decimals=1)),
        _(
            "Niet meegewogen: welke indicatoren er überhaupt te krijgen waren, en de steekproeffout"
            " van cijfers waarvan de bron geen marges geeft. De band is dus eerder te smal dan te"
            " breed."
        ),
        care_words.bounds(with_bounds(scores)),
    ]


def together_sentences(found: Coherence) -> list[str]:
    """Say what the correlations mean for who reads the score.

    Parameters
    ----------
    found : Coherence
    """
    lines = []
    for _at, row in found.pairs.iterrows():
        text = (
            _(
                "**{a}** en **{b}** gaan tegen elkaar in (r = {r}): in het gemiddelde heffen zij"
                " elkaar deels op. Kijk bij deze dimensie naar de losse indicatoren."
            )
            if row["kind"] == "opposed"
            else _("**{a}** en **{b}** zeggen bijna hetzelfde (r = {r}): samen tellen zij dubbel.")
        )
        lines.append(
            text.format(
                a=measure(row["first"]), b=measure(row["second"]), r=number(row["r"], decimals=2)
            )
        )
    for dimension, row in found.dimensions.iterrows():
        if not math.isnan(row["first_share"]):
            lines.append(
                _(
                    "{name}: één achterliggende lijn vat **{share}** van de verschillen samen."
                ).format(name=measure(str(dimension)), share=percent(row["first_share"]))
            )
    lines.append(
        _(
            "Een lage alfa keurt een dimensie niet af: zij is gekozen om wat ertoe doet, niet om"
            " één verborgen eigenschap te meten. Wel verbergt het gemiddelde dan verschillen."
        )
    )
    return lines
