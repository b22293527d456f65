"""The page Gemeente: one measure over time."""

from __future__ import annotations

import pandas as pd

from monitor import naming
from monitor.analysis.trend import Trend
from monitor.ui import data, widgets, words
from monitor.ui.gemeente import name_of, with_unit
from monitor.ui.selection import Selection
from monitor.ui.texts import _, interval, listing
from monitor.ui.words import measure, written


def line_title(table: pd.DataFrame, chosen: Selection, code: str) -> str:
    """Say from what to what the measure went, on one level."""
    own = table[table["value"].notna()]
    own = own[own["level"] == own["level"].max()]
    first, last = own.iloc[0], own.iloc[-1]
    if len(own) == 1:
        return _("{measure}: {value} in {year}").format(
            measure=measure(chosen.what),
            value=written(last["value"], chosen.what),
            year=own.index[-1],
        )
    return _("{measure}: van {first} in {start} naar {last} in {end}").format(
        measure=measure(chosen.what),
        first=written(first["value"], chosen.what),
        start=own.index[0],
        last=written(last["value"], chosen.what),
        end=own.index[-1],
    )


def line_subtitle(table: pd.DataFrame, chosen: Selection, code: str) -> str:
    """Say what is drawn, whether there is a trend, and which marks there are."""
    parts = [f"{name_of(code)}, {words.scale_line(chosen.what)}"]
    if not chosen.is_score:
        parts.append(trend_sentence(data.trend(chosen.what, code, chosen.year)))
    marks = []
    own = table[table["value"].notna()]
    if own["lower"].notna().any():
        marks.append(_("streep: 95%-interval"))
    if own["estimate"].any():
        marks.append(_("open stip: modelschatting"))
    if own["harmonised"].any():
        marks.append(_("open stip: omgerekend na herindeling"))
    return "; ".join([*parts, *marks])


def trend_sentence(found: Trend) -> str:
    """Say whether the last five measurements show a trend, or why that cannot be told."""
    reasons = {
        "too-few-points": _("trend niet te bepalen: minder dan vijf metingen"),
        "no-margins": _("trend niet te bepalen: geen onzekerheidsmarges bekend"),
        "level-break": _("trend niet te bepalen: te kort na een trendbreuk"),
    }
    if found.direction == "undetermined":
        return reasons.get(found.reason, _("trend niet te bepalen"))
    texts = {
        "rising": _("stijgt: {word} ({first}–{last})"),
        "falling": _("daalt: {word} ({first}–{last})"),
        "none": _("of er een trend is: {word} ({first}–{last})"),
    }
    word = naming.word("unclear" if found.direction == "none" else "certain")
    return texts[found.direction].format(word=word, first=found.years[0], last=found.years[-1])


def line_names(code: str) -> dict[str, str]:
    """Return the labels at the ends of the lines."""
    return {"value": name_of(code), "brabant": _("Noord-Brabant"), "country": _("Nederland")}


def line_hover(table: pd.DataFrame, chosen: Selection, code: str) -> list[str]:
    """Write the hover of each year."""
    out = []
    for year, row in table.iterrows():
        value = with_unit(row["value"], chosen.what)
        if pd.notna(row["lower"]):
            value = interval(row["value"], row["lower"], row["upper"])
        lines = [
            f"<b>{name_of(code)}, {year}</b>",
            value,
            f"{_('Noord-Brabant')} {written(row['brabant'], chosen.what)}"
            f" · {_('Nederland')} {written(row['country'], chosen.what)}",
        ]
        marks = [
            word
            for mark, word in (
                ("estimate", _("modelschatting")),
                ("harmonised", _("omgerekend na herindeling")),
                ("provisional", _("voorlopig cijfer")),
            )
            if row[mark]
        ]
        out.append("<br>".join([*lines, *([listing(marks)] if marks else [])]))
    return out


def line_unit(chosen: Selection) -> str:
    """Return the unit behind the ticks of the axis; the line under the title names any other."""
    return "%" if words.unit(chosen.what) == "%" else ""


def line_table(table: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the line as a table for people."""
    return pd.DataFrame(
        {
            _("Jaar"): table.index,
            name_of(code): table["value"].round(3),
            _("95% ondergrens"): table["lower"].round(3),
            _("95% bovengrens"): table["upper"].round(3),
            _("Noord-Brabant"): table["brabant"].round(3),
            _("Nederland"): table["country"].round(3),
            _("Modelschatting"): table["estimate"],
            _("Omgerekend na herindeling"): table["harmonised"],
            _("Voorlopig"): table["provisional"],
        }
    )


def line_alt(table: pd.DataFrame, chosen: Selection, code: str) -> str:
    """Describe the lines for who cannot see them."""
    return _("Lijnen voor {name}, Noord-Brabant en Nederland. {title}.").format(
        name=name_of(code), title=line_title(table, chosen, code)
    )


def line_break_word() -> str:
    """Return the label at a level break."""
    return _("trendbreuk")


def no_line(chosen: Selection, code: str) -> str:
    """Say that this municipality has no figure of this measure."""
    return _("Van {measure} is voor {name} geen cijfer bekend. Kies een andere lijn.").format(
        measure=measure(chosen.what), name=name_of(code)
    )


def source(chosen: Selection) -> str:
    """Return source, date and the note of the catalog."""
    return widgets.source_line(*([] if chosen.is_score else [chosen.what]))
