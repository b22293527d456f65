"""The page Verantwoording: how sure ranks are, and which choice matters."""

from __future__ import annotations

import pandas as pd

from monitor import naming
from monitor.analysis.certainty import certainty_of, with_bounds
from monitor.analysis.robust import DRAWS
from monitor.analysis.scores import YearScores
from monitor.ui import data, selection, words
from monitor.ui.selection import Selection
from monitor.ui.texts import _, number

_EDGE = 12  # of the whole country: highest and lowest


def _choice_name(choice: str) -> str:
    """Name a choice of the uncertainty analysis."""
    return {
        "normalisation": _("vergelijkbaar maken"),
        "aggregation": _("samenvoegen"),
        "weights": _("gewichten"),
        "omission": _("een indicator weglaten"),
        "sampling": _("steekproeffout"),
        "level_break": _("niveaubreuk of niet"),
    }[choice]


def _choice_note(choice: str) -> str:
    return {
        "normalisation": _("standaardafwijking, laagste tot hoogste of rangplaats"),
        "aggregation": _("gewoon, meetkundig of Mazziotta-Pareto"),
        "weights": _("elk gewicht tot een kwart hoger of lager"),
        "omission": _("geen of één van de indicatoren doet niet mee"),
        "sampling": _("waar de bron marges geeft"),
        "level_break": _("of de meting van ervaren gezondheid in 2022 veranderde"),
    }[choice]


def sobol_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Return the choices as rows of the chart, most important first."""
    rows = found.sort_values("total", ascending=False)
    rows["name"] = [_choice_name(str(c)) for c in rows.index]
    rows["text"] = [share(v) for v in rows["total"]]
    rows["hover"] = [
        _("<b>{name}</b>: {note}<br>alleen {first}, samen met andere keuzes {total}").format(
            name=row["name"],
            note=_choice_note(str(choice)),
            first=share(row["first"]),
            total=share(row["total"]),
        )
        for choice, row in rows.iterrows()
    ]
    return rows


def share(value: float) -> str:
    """Write a share (0-1) in percents; chance below 0 is none."""
    return number(100 * max(value, 0.0), "%", 0)


def sobol_title(rows: pd.DataFrame) -> str:
    """Say which choice matters most."""
    return _("Wat de volgorde het meest bepaalt: {first} ({share})").format(
        first=rows["name"].iloc[0], share=rows["text"].iloc[0]
    )


def sobol_subtitle(found: pd.DataFrame, year: int) -> str:
    """Say what is drawn."""
    return _(
        "Aandeel in de verschuiving van rangen, {year} (Sobol-indices, {n} berekeningen)"
    ).format(year=year, n=number(found.attrs["draws"], decimals=0))


def sobol_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    return [
        ("■", "accent", _("de keuze alleen")),
        ("■", "accent_soft", _("samen met andere keuzes")),
        ("―", "muted", _("95%-interval")),
    ]


def sobol_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the indices as a table for people."""
    return pd.DataFrame(
        {
            _("Keuze"): rows["name"],
            _("Mogelijkheden"): [_choice_note(str(c)) for c in rows.index],
            _("Eerste orde (alleen)"): rows["first"].round(3),
            _("Eerste orde, ± 95%"): rows["first_ci"].round(3),
            _("Totale orde (samen)"): rows["total"].round(3),
            _("Totale orde, ± 95%"): rows["total_ci"].round(3),
        }
    )


def rank_rows(robust: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return ranks with their interval, best first; of the country only the ends and the group."""
    members = set(data.group_members(chosen.group, chosen.definition, chosen.year))
    own = robust.reindex(selection.regions_in_scope(chosen.scope)).dropna(subset=["rank"])
    own = own.sort_values(["rank", "rank_median"])
    if chosen.scope == "nl":
        ends = set(own.index[:_EDGE]) | set(own.index[-_EDGE:])
        own = own[own.index.isin(ends | members)]
    rows = own.rename(columns={"rank_low": "low", "rank_high": "high"})
    rows["name"], rows["member"] = data.names().reindex(rows.index), rows.index.isin(members)
    rows["hover"] = [
        _("<b>{name}</b><br>rang {rank} ({inside})<br>{share} in het laagste kwart: {word}")
        .format(
            name=row["name"],
            rank=number(row["rank"], decimals=0),
            inside=naming.rank_span(row["low"], row["high"]),
            share=naming.share(row["p_bottom"]),
            word=naming.lowest_word(row["p_bottom"]),
        )
        for _code, row in rows.iterrows()
    ]  # fmt: skip
    return rows


def ranks_title(robust: pd.DataFrame, chosen: Selection) -> str:
    """Say how wide ranks are."""
    found = certainty_of(robust, data.inside(chosen.province))
    return _("Het interval van een rang is gemiddeld {n} plaatsen breed").format(
        n=number(found.width, decimals=0)
    )


def ranks_subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    text = _("Rang in Nederland, {year}; vet: {group}").format(
        year=chosen.year, group=words.group_name(chosen) or _("geen groep")
    )
    if chosen.scope == "nl":
        text += _("; de {n} eerste, de {n} laatste en de groep").format(n=_EDGE)
    return text


def ranks_key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    band = _("90% van {draws} berekeningen").format(draws=number(DRAWS, decimals=0))
    return [
        ("●", "ink", _("gewone score")),
        ("■", "faint", band),
        ("●", "bad", _("zeker of waarschijnlijk in het laagste kwart")),
        ("■", "missing", _("laagste kwart van Nederland")),
    ]


def ranks_readable(robust: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the ranks of the whole area as a table for people."""
    own = robust.reindex(selection.regions_in_scope(chosen.scope)).sort_values("rank")
    return pd.DataFrame(
        {
            _("Gemeente"): data.names().reindex(own.index),
            _("Code"): own.index,
            _("Score"): own["total"].round(2),
            _("Rang in Nederland"): own["rank"],
            _("Rang, ondergrens 90%"): own["rank_low"],
            _("Rang, bovengrens 90%"): own["rank_high"],
            _("Deel van de berekeningen in laagste kwart"): own["p_bottom"].round(3),
            _("Oordeel"): own["p_bottom"].map(naming.lowest_word),
        }
    )


def sure_sentences(
    robust: pd.DataFrame, found: pd.DataFrame, scores: YearScores, chosen: Selection
) -> list[str]:
    """Say what the uncertainty analysis did and found."""
    sure = certainty_of(robust, data.inside(chosen.province))
    own = robust[robust["lagging"]].reindex(data.inside(chosen.province)).dropna(subset=["total"])
    names = list(data.names().reindex(own.sort_values("total").index)[:5])
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
            province=words.province(),
            names=f": {words.listing_short(names, sure.lagging_area)}" if names else "",
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
        words.bounds(with_bounds(scores)),
    ]
