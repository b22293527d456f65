"""The page Aandachtsgebieden: who lags, and who sinks."""

from __future__ import annotations

import pandas as pd

from monitor import naming
from monitor.analysis.verdict import Word, weakest, word_of
from monitor.ui import data, words
from monitor.ui.aandachtsgebieden.comparison import Comparison
from monitor.ui.texts import _, number, plain, plural, span
from monitor.ui.words import listing_short


def members(asked: Comparison) -> set[str]:
    """Return the codes of the group, those without a total included."""
    gap = asked.gap()
    return {*gap.sides.group, *gap.missing}


def lagging_rows(asked: Comparison) -> pd.DataFrame:
    """Return who certainly or likely belongs to the lowest quarter, the lowest first."""
    table = data.robust(asked.year).reindex(data.inside(asked.of.province))
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
    shown["word"] = [naming.word(word_of(p)) for p in shown["p"]]
    shown["text"] = [
        f"{naming.share(p)}, {w}" for p, w in zip(shown["p"], shown["word"], strict=True)
    ]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("rang {rank} ({inside})").format(
            rank=number(r["rank"], decimals=0), inside=naming.rank_span(r["low"], r["high"])
        )
        + "<br>"
        + _("in {share} van de berekeningen in het laagste kwart: {word}").format(
            share=naming.share(r["p"]), word=r["word"]
        )
        for _i, r in shown.iterrows()
    ]
    return shown


def lagging_title(asked: Comparison, rows: pd.DataFrame) -> str:
    """Say how many belong to the lowest quarter, how surely, and how many are of the group."""
    own = data.robust(asked.year).reindex(data.inside(asked.of.province))
    title = naming.lowest_title(own, words.province(asked.of.province))
    members_too = _("{title}; in de groep (vet): {own}")
    return title if rows.empty else members_too.format(title=title, own=int(rows["member"].sum()))


def lagging_subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland in {year}; rechts het deel van de berekeningen in het laagste kwart"
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
            _("Deel van de berekeningen in laagste kwart"): rows["p"].round(3),
            _("Oordeel"): rows["word"],
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
    """Return who is in the lowest quarter or lost places, certainly or likely, lowest first."""
    table = data.worsening(start, asked.year).reindex(data.inside(asked.of.province))
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
    low, down = own["p_bottom"].map(word_of), own["p_worse"].map(word_of)
    shown["found"] = [weakest(a, b) for a, b in zip(low, down, strict=True)]
    shown["low_word"] = own["p_bottom"].map(naming.lowest_word)
    shown["moved_word"] = [naming.places_moved(r) for _i, r in own.iterrows()]
    shown["text"] = [number(c, decimals=0, signed=True) for c in shown["change"]]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("van rang {start} naar {end}").format(
            start=number(r["start"], decimals=0), end=number(r["end"], decimals=0)
        )
        + "<br>"
        + plural(
            r["change"],
            _("{count} plaats ({bounds})"),
            _("{count} plaatsen ({bounds})"),
            bounds=span(r["low"], r["high"], decimals=0),
        )
        for _i, r in shown.iterrows()
    ]
    return shown


def _harmonised(asked: Comparison, start: int) -> pd.Series:
    """Return who has figures of either year made from merged municipalities."""
    a, b = (data.scores(y).table["harmonised"] for y in (start, asked.year))
    return a | b


def moves_title(rows: pd.DataFrame, start: int) -> str:
    """Name who belongs to the lowest quarter and sank further, and how surely."""
    both = rows[rows["both"]]
    if both.empty:
        return _(
            "Van geen gemeente is te zeggen dat zij bij het laagste kwart hoort en sinds {year} is"
            " gezakt"
        ).format(year=start)
    found: Word = weakest(*both["found"])
    return _("In het laagste kwart en sinds {year} gezakt, {word}: {names}").format(
        year=start,
        word=naming.word(found),
        names=plain(listing_short(list(both["name"][:5]), len(both))),
    )


def moves_subtitle() -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland op de indicatoren van beide jaren; rechts de plaatsen gewonnen of"
        " verloren; vet: de groep"
    )


def moves_key(asked: Comparison, start: int) -> list[tuple[str, str, str]]:
    """Say what the marks mean, and who is shown."""
    return [
        ("○", "muted", str(start)),
        ("●", "muted", str(asked.year)),
        ("●", "bad", _("zakte zeker of waarschijnlijk tien plaatsen of meer")),
        ("●", "muted", _("hoort zeker of waarschijnlijk bij het laagste kwart")),
    ]


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
            _("In het laagste kwart"): rows["low_word"],
            _("Plaats op de ranglijst"): rows["moved_word"],
            _("Omgerekend na herindeling"): rows["harmonised"],
        }
    )
