"""The page Aandachtsgebieden: who lags, who sinks, what lies together, and what outcomes say."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.spatial import ALPHA, Clusters
from monitor.ui import data, widgets
from monitor.ui.aandacht import Comparison
from monitor.ui.texts import _, interval, listing, number, span
from monitor.ui.words import listing_short, measure


def members(asked: Comparison) -> set[str]:
    """Return the codes of the group, those without a total included."""
    gap = asked.gap()
    return {*gap.sides.group, *gap.missing}


def lagging_rows(asked: Comparison) -> pd.DataFrame:
    """Return the robustly lagging municipalities of Noord-Brabant, the lowest first."""
    table = data.robust(asked.year).reindex(data.in_brabant())
    own = table[table["lagging"].fillna(False).astype(bool)]
    own = own.sort_values(["p_bottom", "rank"], ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": data.names().reindex(own.index),
            "rank": own["rank"],
            "low": own["rank_low"],
            "high": own["rank_high"],
            "p": own["p_bottom"],
            "total": own["total"],
            "harmonised": data.scores(asked.year).table["harmonised"].reindex(own.index),
            "member": own.index.isin(list(members(asked))),
        }
    )
    shown["text"] = [number(100 * p, "%", 0) for p in shown["p"]]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("rang {rank} ({inside})").format(
            rank=number(r["rank"], decimals=0), inside=span(r["low"], r["high"], decimals=0)
        )
        + "<br>"
        + _("in {share} van de keuzes in het laagste kwart").format(share=r["text"])
        for _i, r in shown.iterrows()
    ]
    return shown


def lagging_title(rows: pd.DataFrame) -> str:
    """Say how many lag robustly, and how many of them belong to the group."""
    if rows.empty:
        return _("Geen gemeente van Noord-Brabant blijft robuust achter")
    if len(rows) == 1:
        return _("Alleen {name} blijft robuust achter").format(name=rows["name"].iloc[0])
    return _(
        "{n} Brabantse gemeenten blijven robuust achter, {own} daarvan in de groep (vet)"
    ).format(n=len(rows), own=int(rows["member"].sum()))


def lagging_subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland in {year} met 90%-interval over redelijke keuzes voor de score; rechts"
        " het aandeel van die keuzes waarin de gemeente in het laagste kwart valt"
    ).format(year=asked.year)


def lagging_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the lagging municipalities as a table for people."""
    return pd.DataFrame(
        {
            _("Gemeente"): rows["name"],
            _("Code"): rows.index,
            _("Score"): rows["total"].round(2),
            _("Rang in Nederland"): rows["rank"],
            _("Rang, ondergrens 90%"): rows["low"],
            _("Rang, bovengrens 90%"): rows["high"],
            _("Kans op laagste kwart"): rows["p"].round(3),
            _("Omgerekend na herindeling"): rows["harmonised"],
        }
    )


def start_years(asked: Comparison) -> list[int]:
    """Return the years before the chosen one."""
    return [y for y in data.years() if y < asked.year]


def start_year(asked: Comparison, wanted: int) -> int:
    """Return the year that changes are counted from."""
    earlier = start_years(asked)
    return wanted if wanted in earlier else earlier[0]


def move_rows(asked: Comparison, start: int) -> pd.DataFrame:
    """Return who lags robustly or lost places robustly, in Noord-Brabant, lowest rank first."""
    table = data.worsening(start, asked.year).reindex(data.in_brabant())
    own = table[(table["lagging"] | table["worsening"]).fillna(False).astype(bool)]
    own = own.sort_values("rank_end", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": data.names().reindex(own.index),
            "start": own["rank_start"],
            "end": own["rank_end"],
            "change": own["rank_change"],
            "low": own["low"],
            "high": own["high"],
            "worse": own["worsening"].astype(bool),
            "lagging": own["lagging"].astype(bool),
            "both": own["both"].astype(bool),
            "harmonised": _harmonised(asked, start).reindex(own.index),
            "member": own.index.isin(list(members(asked))),
        }
    )
    shown["text"] = [number(c, decimals=0, signed=True) for c in shown["change"]]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("van rang {start} naar {end}").format(
            start=number(r["start"], decimals=0), end=number(r["end"], decimals=0)
        )
        + "<br>"
        + _("{change} plaatsen").format(change=interval(r["change"], r["low"], r["high"], "", 0))
        for _i, r in shown.iterrows()
    ]
    return shown


def _harmonised(asked: Comparison, start: int) -> pd.Series:
    """Return who has figures of either year made from merged municipalities."""
    a, b = (data.scores(y).table["harmonised"] for y in (start, asked.year))
    return a | b


def moves_title(rows: pd.DataFrame, start: int) -> str:
    """Say who lags robustly and sank further."""
    both = list(rows.loc[rows["both"], "name"])
    if not both:
        return _("Geen gemeente blijft robuust achter en zakte sinds {year} ook nog").format(
            year=start
        )
    return _("Robuust achter en sinds {year} verder gezakt: {names}").format(
        year=start, names=listing_short(both[:5], len(both)).replace("**", "")
    )


def moves_subtitle(asked: Comparison, start: int) -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland in {start} (open) en {year} (dicht) van wie robuust achterblijft of"
        " robuust plaatsen verloor (gekleurd); op de indicatoren van beide jaren; rechts de"
        " plaatsen gewonnen of verloren; vet: de groep"
    ).format(start=start, year=asked.year)


def moves_readable(rows: pd.DataFrame, asked: Comparison, start: int) -> pd.DataFrame:
    """Return the moves as a table for people."""
    return pd.DataFrame(
        {
            _("Gemeente"): rows["name"],
            _("Code"): rows.index,
            _("Rang in {year}").format(year=start): rows["start"],
            _("Rang in {year}").format(year=asked.year): rows["end"],
            _("Plaatsen gewonnen"): rows["change"],
            _("Ondergrens 90%"): rows["low"],
            _("Bovengrens 90%"): rows["high"],
            _("Robuust achter"): rows["lagging"],
            _("Robuust gezakt"): rows["worse"],
            _("Omgerekend na herindeling"): rows["harmonised"],
        }
    )


def cluster_names() -> dict[str, str]:
    """Return the names of clusters in plain words."""
    return {
        "low-low": _("laag, tussen lage buren"),
        "low-high": _("laag, tussen hoge buren"),
        "": _("geen cluster"),
        "high-low": _("hoog, tussen lage buren"),
        "high-high": _("hoog, tussen hoge buren"),
    }


def cluster_rows(found: Clusters) -> pd.DataFrame:
    """Return the municipalities of Noord-Brabant with their cluster."""
    own = found.table.reindex(data.in_brabant())
    own["cluster"] = own["cluster"].fillna("")
    own["name"] = data.names()
    words = cluster_names()
    own["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("score {own}, buren gemiddeld {neighbours}").format(
            own=number(r["value"], decimals=1), neighbours=number(r["neighbours"], decimals=1)
        )
        + f"<br>{words[r['cluster']]} (q = {number(r['q'], decimals=2)})"
        for _i, r in own.iterrows()
    ]
    return own


def clusters_title(rows: pd.DataFrame) -> str:
    """Say where low scores lie together, or that no cluster holds."""
    low = list(rows.loc[rows["cluster"] == "low-low", "name"])
    high = list(rows.loc[rows["cluster"] == "high-high", "name"])
    if low:
        return _("Lage scores liggen bij elkaar in {names}").format(names=listing(low))
    if high:
        return _("Hoge scores liggen bij elkaar in {names}").format(names=listing(high))
    return _("In Noord-Brabant is geen cluster met zekerheid aan te wijzen")


def clusters_subtitle(asked: Comparison, found: Clusters) -> str:
    """Say what is tested, and whether scores cluster in the country as a whole."""
    text = _(
        "Gemeenten die met hun buren opvallend laag of hoog scoren, {year}; kans op een vals alarm"
        " onder 5%. Omlijnd: de groep."
    ).format(year=asked.year)
    whole = (
        _("In heel Nederland lijken buren op elkaar (Moran's I {moran}, p = {p})")
        if found.p < ALPHA
        else _("Ook in heel Nederland lijken buren niet aantoonbaar op elkaar (I {moran}, p = {p})")
    )
    numbers = {"moran": number(found.moran, decimals=2), "p": number(found.p, decimals=4)}
    return f"{text} {whole.format(**numbers)}"


def clusters_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clusters as a table for people, the most striking first."""
    ordered, words = rows.sort_values("q", kind="stable"), cluster_names()
    return pd.DataFrame(
        {
            _("Gemeente"): ordered["name"],
            _("Code"): ordered.index,
            _("Score"): ordered["value"].round(2),
            _("Gemiddelde van de buren"): ordered["neighbours"].round(2),
            _("Cluster"): [words[c] for c in ordered["cluster"]],
            _("p"): ordered["p"].round(4),
            _("q (na correctie)"): ordered["q"].round(4),
        }
    )


def outcome_rows(year: int) -> pd.DataFrame:
    """Return how the total goes along with each outcome, as the chart draws it."""
    table = data.outcomes(year)
    own = table[(table["score"] == "total") & table["pearson"].notna()].reset_index(drop=True)
    return pd.DataFrame(
        {
            "label": [
                f"{measure(r['outcome'])} {int(r['outcome_year'])}, "
                + _("{n} gemeenten").format(n=int(r["n"]))
                for _i, r in own.iterrows()
            ],
            "value": own["pearson"],
            "low": own["pearson_lower"],
            "high": own["pearson_upper"],
            "text": [number(v, decimals=2) for v in own["pearson"]],
            "hover": [
                "r = " + interval(r["pearson"], r["pearson_lower"], r["pearson_upper"], "", 2)
                for _i, r in own.iterrows()
            ],
            "clear": (own["pearson_lower"] > 0) | (own["pearson_upper"] < 0),
            "chosen": True,
        }
    )


def outcomes_title(rows: pd.DataFrame) -> str:
    """Say whether the score goes along with measured outcomes."""
    if (rows["low"] > 0).all():
        return _("De score gaat samen met uitkomsten die er niet in zitten")
    return _("De score gaat niet met alle uitkomsten samen")


def outcomes_subtitle(asked: Comparison) -> str:
    """Say what is drawn, and what it does not prove."""
    return _(
        "Correlatie (r) van de totaalscore van {year} met elke uitkomst, met 95%-interval; 0 is"
        " geen samenhang, 1 volledige. Samenhang is geen bewijs van oorzaak"
    ).format(year=asked.year)


def outcomes_readable(year: int) -> pd.DataFrame:
    """Return all correlations as a table for people, the dimensions included."""
    table = data.outcomes(year)
    return pd.DataFrame(
        {
            _("Uitkomst"): [measure(o) for o in table["outcome"]],
            _("Jaar"): table["outcome_year"].astype(str),
            _("Score"): [measure(s) for s in table["score"]],
            _("Gemeenten"): table["n"].astype(int),
            _("Correlatie (Pearson)"): table["pearson"].round(3),
            _("Ondergrens 95%"): table["pearson_lower"].round(3),
            _("Bovengrens 95%"): table["pearson_upper"].round(3),
            _("Rangcorrelatie (Spearman)"): table["spearman"].round(3),
        }
    )


def outcomes_source(year: int) -> str:
    """Return source and date of the outcomes."""
    return widgets.source_line(*dict.fromkeys(data.outcomes(year)["outcome"]))
