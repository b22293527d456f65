"""The page Jaren: what stands out between the two years, in sentences."""

from __future__ import annotations

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.change import Change
from monitor.answers import about_changes, about_groups
from monitor.answers.about_scores import Area
from monitor.charts import words
from monitor.charts.gemeente.words import name_of
from monitor.charts.jaren.two_years import TwoYears, area_change
from monitor.charts.jaren.words import signed
from monitor.charts.words import figure, measure
from monitor.text import _, inside, listing, number, plural, span


def sentences(change: Change, table: pd.DataFrame, chosen: TwoYears) -> list[str]:
    """Return what stands out between the two years, each with its figure.

    Parameters
    ----------
    change : Change
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    """
    lines = _about_chosen(table, chosen) + _about_areas(chosen)
    lines += _about_extremes(table, chosen)
    lines += _about_missing(table)
    if chosen.is_score:
        lines.append(_about_breaks(change))
    return [line for line in lines if line]


def _about_chosen(table: pd.DataFrame, chosen: TwoYears) -> list[str]:
    """Say what moved in the municipality that is open, and whether its place really changed."""
    code = chosen.gemeente
    if code is None or code not in table.index:
        return []
    row = table.loc[[code]].iloc[0]
    name = f"**{row['name']}**"
    if chosen.is_score:
        place = [_about_place(str(row["name"]), code, chosen)]
        return [_moved(name, (code,), chosen, str(row["reason"])), *place]
    if pd.isna(row["value"]):
        return [_("{name}: {why}.").format(name=name, why=change_words.why_not(str(row["reason"])))]
    ends = _("{name} ging van {a} ({start}) naar {b} ({end}): **{x}**; Nederland {country}.")
    return [
        ends.format(
            name=name,
            a=figure(row["start"], chosen.what),
            b=figure(row["end"], chosen.what),
            start=int(row["measured_start"]),
            end=int(row["measured_end"]),
            x=signed(row["value"], chosen),
            country=signed(area_change("nl", chosen).points, chosen),
        )
    ]


def _about_areas(chosen: TwoYears) -> list[str]:
    """Say how the focus province and the group changed, beside the Netherlands."""
    if not chosen.is_score:
        return [_about_figures(chosen)]
    lines = [_moved(words.province(chosen.province), chosen.province, chosen)]
    if codes := about_groups.group_codes(chosen):
        lines.append(_moved(words.group_name(chosen), codes, chosen))
    found = area_change(chosen.province, chosen)
    return [*lines, change_words.rests_on(found, measure) if found.compared else ""]


def _moved(name: str, area: Area, chosen: TwoYears, reason: str = "few") -> str:
    """Say how an area changed, or why its two years do not compare."""
    group = isinstance(area, tuple) and len(area) > 1
    found = area_change(area, chosen, group=group)
    if found.compared:
        text = change_words.moved(name, found, area_change("nl", chosen), strong="**")
        gone = change_words.missing(found, name_of)
        return f"{text} {gone}".strip()
    if reason != "few":
        return _("{name}: {why}.").format(name=name, why=change_words.why_not(reason))
    known = about_changes.comparable(chosen.year, area, chosen.what, chosen.options)
    return change_words.incomparable(name, found, known, measure)


def _about_figures(chosen: TwoYears) -> str:
    """Say how a figure changed in the focus province and the Netherlands."""
    own, country = area_change(chosen.province, chosen), area_change("nl", chosen)
    if not own.compared:
        return ""
    text = _("{province} **{own}**, Nederland {country}, gewogen naar inwoners{since}.")
    longer = [y for _i, y in own.since]
    return text.format(
        province=naming.start(words.province(chosen.province)),
        own=signed(own.points, chosen),
        country=signed(country.points, chosen),
        since=_(", sinds {year}").format(year=longer[0]) if longer else "",
    )


def _about_place(name: str, code: str, chosen: TwoYears) -> str:
    place = about_changes.rank_change(chosen.year_b, chosen.year).loc[[code]].iloc[0]
    if pd.isna(place["rank_change"]):
        return _("Voor een plaats op de ranglijst heeft {name} te weinig cijfers.").format(
            name=name
        )
    won = float(place["rank_change"])
    return plural(
        won,
        _("Op de ranglijst van Nederland: **{won} plaats** ({range} in {band}). Oordeel over de"
          " plaats van {name}: **{verdict}**."),
        _("Op de ranglijst van Nederland: **{won} plaatsen** ({range} in {band}). Oordeel over de"
          " plaats van {name}: **{verdict}**."),
        won=number(won, decimals=0, signed=True),
        band=naming.draws_band(),
        range=span(place["low"], place["high"], decimals=0),
        name=name,
        verdict=naming.places_moved(place),
    )  # fmt: skip


def _about_extremes(table: pd.DataFrame, chosen: TwoYears) -> list[str]:
    known = table.dropna(subset=["value"]).sort_values("value")
    if len(known) < 2:
        return []
    first, last = known.iloc[-1], known.iloc[0]
    return [
        _("Het meest omhoog ging **{a}** ({x}), het meest omlaag **{b}** ({y}).").format(
            a=first["name"],
            x=signed(first["value"], chosen),
            b=last["name"],
            y=signed(last["value"], chosen),
        )
        if first["value"] > 0 > last["value"]
        else _("De verandering loopt van {y} (**{b}**) tot {x} (**{a}**).").format(
            a=first["name"],
            x=signed(first["value"], chosen),
            b=last["name"],
            y=signed(last["value"], chosen),
        )
    ]


def _about_missing(table: pd.DataFrame) -> list[str]:
    counts = table.loc[table["value"].isna(), "reason"].value_counts()
    return [
        plural(
            int(n),
            _("Van **{count}** gemeente is er geen verschil: {why}."),
            _("Van **{count}** gemeenten is er geen verschil: {why}."),
            why=change_words.why_not(str(r)),
        )
        for r, n in counts.items()
    ]


def _about_breaks(change: Change) -> str:
    broken = [i for i in map(str, change.status) if (change.status[i] == "break").any()]
    if not broken:
        return ""
    return _(
        "Niveaubreuk tussen deze jaren bij {names}: het landelijke niveau is daar gelijk gehouden,"
        " alleen verschuivingen tussen gemeenten tellen."
    ).format(names=listing([inside(measure(i)) for i in broken]))
