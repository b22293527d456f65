"""The page Verantwoording: how sure ranks are, and which choice matters."""

from __future__ import annotations

import pandas as pd

from monitor import text as texts
from monitor.analysis.certainty import certainty_of, with_bounds
from monitor.analysis.robust import DRAWS
from monitor.analysis.scores import YearScores
from monitor.answers import about_scores
from monitor.answers.selected import Selection
from monitor.charts import care_words, words
from monitor.text import _, number


def share(value: float) -> str:
    """Write a share (0-1) in percents; chance below 0 is none.

    Parameters
    ----------
    value : float
    """
    return number(100 * max(value, 0.0), "%", 0)


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
            names=f": {texts.listing_short(names, sure.lagging_area)}" if names else "",
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
