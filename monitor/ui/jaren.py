"""The page Jaren: its controls, figures and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import pandas as pd

from monitor import naming
from monitor.analysis.change import Change
from monitor.analysis.highlights import mean_of_change
from monitor.analysis.scores import ScoreOptions
from monitor.analysis.years import difference
from monitor.charts import jaren as charts
from monitor.ui import data, gemeente, selection, widgets, words
from monitor.ui.params import COMPARABLE
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language, listing, number, span
from monitor.ui.words import figure, figures, measure, written

METHOD = "normalisatie"
Known = Literal["nothing", "some", "both"]


def controls(chosen: Selection) -> None:
    """Show the slim row: area, what to colour, group, municipality, how figures compare."""
    known, lang = data.groups(), chosen.lang
    labels = words.measure_labels()
    key = (lang, chosen.scope, chosen.gemeente)
    places = data.kept("jaren-places", key, lambda: _places(chosen))
    with widgets.controls():
        widgets.choose("scope", _("Gebied"), ["nb", "nl"], shown=words.area_name, kind="segmented")
        widgets.choose("what", _("Kleur"), list(labels), shown=labels.__getitem__)
        widgets.choose(
            "group",
            _("Omlijnd"),
            [*known, selection.NO_GROUP],
            shown=lambda g: known[g].title[lang] if g in known else _("geen groep"),
            help=_("De gemeenten van deze groep zijn op de kaart omlijnd."),
        )
        widgets.choose(
            "gemeente",
            _("Gemeente"),
            list(places),
            shown=places.__getitem__,
            help=_(
                "Gemeente waarvan u wilt zien wat er veranderde; u kunt haar ook op een kaart"
                " aanklikken."
            ),
        )
        widgets.choose(
            METHOD,
            _("Vergelijkbaar gemaakt met"),
            list(COMPARABLE),
            shown=_method_name,
            help=_("Hoe cijfers met verschillende eenheden op één schaal komen."),
        )


def _places(chosen: Selection) -> dict[str, str]:
    """Return the municipalities of the area by name, the one that is open anyhow, and none."""
    area = {*selection.regions_in_scope(chosen.scope), chosen.gemeente}
    names = {code: gemeente.with_province(code) for code in gemeente.codes() if code in area}
    return {"": _("geen gemeente"), **names}


def _method_name(method: str) -> str:
    return {
        "z": _("z-scores (standaard)"),
        "minmax": _("min-max"),
        "ampi": _("AMPI"),
        "rank": _("percentielrangen"),
    }[method]


def options() -> ScoreOptions:
    """Return the method that the reader chose for this page."""
    chosen = selection.get(METHOD, COMPARABLE[0])
    return ScoreOptions(normalisation=chosen)  # type: ignore[arg-type]


def compare(chosen: Selection) -> tuple[Change, pd.DataFrame, Known]:
    """Return the change of all municipalities, the difference of what is shown, and what is known.

    Returns
    -------
    Change
    DataFrame, index region
        Of `monitor.analysis.years.difference`, for the area, with the ``name``.
    {"nothing", "some", "both"}
        Whether the area has figures at all, and a municipality with one in both years.

    Raises
    ------
    MonitorError
        For percentile ranks, with the reason.
    """
    change = data.change(chosen.year_b, chosen.year, options())
    table = difference(data.snapshot(), change, chosen.what)
    table["name"] = data.names()
    table = table.reindex(selection.regions_in_scope(chosen.scope))
    ends = table[["start", "end"]].notna()
    known: Known = (
        "both" if ends.all(axis=1).any() else "some" if ends.any(axis=None) else "nothing"
    )
    return change, table, known


def higher_is_better(chosen: Selection) -> bool:
    """Whether more of what is shown is more resilient; True where it says nothing of that."""
    indicator = data.snapshot().catalog.indicators.get(chosen.what)
    return indicator is None or indicator.direction >= 0


def signed(value: float, chosen: Selection) -> str:
    """Write a difference of what is shown, with sign and unit."""
    return differences([value], chosen)[0]


def differences(values: Iterable[float], chosen: Selection) -> list[str]:
    """Write differences of what is shown, with sign and unit."""
    unit, decimals = _("punten"), 1
    if not chosen.is_score:
        indicator = data.snapshot().catalog.indicators[chosen.what]
        decimals = indicator.decimals
        unit = _("procentpunt") if indicator.unit.nl == "%" else indicator.unit[chosen.lang]
    return [number(v, unit, decimals, signed=True) for v in values]


def why_not(reason: str) -> str:
    """Say why there is no difference (`monitor.analysis.years.difference`)."""
    return {
        "same": _("geen nieuwe meting tussen deze jaren"),
        "break": _("niveaubreuk: niet te vergelijken"),
    }.get(reason, _("niet in beide jaren een cijfer"))


def source(chosen: Selection) -> str:
    """Return source and date of what is shown."""
    return widgets.source_line() if chosen.is_score else widgets.source_line(chosen.what)


def sentences(change: Change, table: pd.DataFrame, chosen: Selection) -> list[str]:
    """Return what stands out between the two years, each with its figure."""
    lines = _about_chosen(change, table, chosen)
    if chosen.what == selection.TOTAL:
        people = data.population(chosen.year)
        mean, rose, fell = mean_of_change(change, data.in_brabant(), people)
        lines.append(
            _(
                "Op wat in beide jaren gemeten is, veranderde de score van Noord-Brabant met"
                " **{mean}** punten; {rose} gemeenten stegen, {fell} daalden."
            ).format(mean=number(mean, decimals=1, signed=True), rose=rose, fell=fell)
        )
    lines += _about_extremes(table, chosen)
    lines += _about_missing(table)
    if chosen.is_score:
        lines.append(_about_breaks(change))
    return [line for line in lines if line]


def _about_chosen(change: Change, table: pd.DataFrame, chosen: Selection) -> list[str]:
    """Say what moved in the municipality that is open, and whether its place really changed."""
    code = chosen.gemeente
    if code is None or code not in table.index:
        return []
    row = table.loc[[code]].iloc[0]
    name = str(row["name"])
    if pd.isna(row["value"]):
        return [_("**{name}**: {why}.").format(name=name, why=why_not(str(row["reason"])))]
    line = _("**{name}** ging van {a} naar {b}").format(
        name=name, a=figure(row["start"], chosen.what), b=figure(row["end"], chosen.what)
    )
    moved = signed(row["value"], chosen)
    if chosen.is_score:
        line += _("; op wat in beide jaren gemeten is **{x}**").format(x=moved)
    else:
        line += f": **{moved}**"
    return [f"{line}.", *([_about_place(name, code, chosen)] if chosen.is_score else [])]


def _about_place(name: str, code: str, chosen: Selection) -> str:
    place = data.rank_change(chosen.year_b, chosen.year).loc[[code]].iloc[0]
    if pd.isna(place["rank_change"]):
        return _("Voor een plaats op de ranglijst heeft {name} te weinig cijfers.").format(
            name=name
        )
    won = round(float(place["rank_change"]))
    return _(
        "Op de ranglijst van Nederland: **{won} plaatsen** ({range} in 90% van de berekeningen met"
        " andere keuzes in de methode). Oordeel over de plaats van {name}: **{verdict}**."
    ).format(
        won=number(won, decimals=0, signed=True),
        range=span(place["low"], place["high"], decimals=0),
        name=name,
        verdict=naming.places_moved(place),
    )


def _about_extremes(table: pd.DataFrame, chosen: Selection) -> list[str]:
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
        _("Van **{n}** gemeenten is er geen verschil: {why}.").format(n=int(n), why=why_not(str(r)))
        for r, n in counts.items()
    ]


def _about_breaks(change: Change) -> str:
    broken = [i for i in map(str, change.status) if (change.status[i] == "break").any()]
    if not broken:
        return ""
    return _(
        "Niveaubreuk tussen deze jaren bij {names}: het landelijke niveau is daar gelijk gehouden,"
        " alleen verschuivingen tussen gemeenten tellen."
    ).format(names=listing([measure(i).lower() for i in broken]))


def show_slope(table: pd.DataFrame, chosen: Selection, known: Known) -> None:
    """Show a line per municipality from the one year to the other."""
    if known == "both":
        widgets.show_kept(lambda: _slope(table, chosen), "jaren-lijnen", chosen, options())
    else:
        widgets.empty(_("Geen gemeente heeft in beide jaren een cijfer. Kies andere jaren."))


def _slope(table: pd.DataFrame, chosen: Selection) -> dict[str, Any]:
    rows = slope_rows(table, chosen)
    title = slope_title(rows, chosen)
    ends = str(chosen.year_b), str(chosen.year)
    hover = "<b>%{customdata[0]}</b>" + "".join(
        f"<br>{year}: %{{customdata[{i}]}}" for i, year in enumerate(ends, start=1)
    )
    return {
        "fig": charts.slope_figure(current_theme(), language(), rows, years=ends, hover=hover),
        "title": title,
        "subtitle": slope_subtitle(chosen),
        "source": source(chosen),
        "data": lambda: readable(table, chosen),
        "alt": _("Lijn per gemeente van het ene naar het andere jaar: {title}.").format(
            title=title
        ),
        "key": "jaren-lijnen",
    }


def slope_rows(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the lines of the slope chart: the group and the chosen one stand out."""
    members = set(data.group_members(chosen.group, chosen.definition, chosen.year))
    rows = table.dropna(subset=["start", "end"]).copy()
    better = (
        rows["end"] >= rows["start"] if higher_is_better(chosen) else rows["end"] <= rows["start"]
    )
    marked = rows.index.isin(members)
    rows["tone"] = "faint"
    rows.loc[marked, "tone"] = better[marked].map({True: "good", False: "bad"})
    rows.loc[rows.index == chosen.gemeente, "tone"] = "accent"
    shown = marked | (rows.index == chosen.gemeente)
    rows["label"] = [
        f"{n} {written(v, chosen.what)}" if m else ""
        for n, v, m in zip(rows["name"], rows["end"], shown, strict=True)
    ]
    rows["before"] = figures(rows["start"], chosen.what)
    rows["after"] = figures(rows["end"], chosen.what)
    return rows


def slope_title(rows: pd.DataFrame, chosen: Selection) -> str:
    """Say how many of the group rose."""
    members = rows.index.isin(data.group_members(chosen.group, chosen.definition, chosen.year))
    own = rows[members] if members.any() else rows
    name = words.group_name(chosen) if members.any() else words.area_name(chosen.scope)
    return _("{name}: {n} van de {all} gemeenten hoger dan in {year}").format(
        name=name, n=int((own["end"] > own["start"]).sum()), all=len(own), year=chosen.year_b
    )


def slope_subtitle(chosen: Selection) -> str:
    """Say what the slope chart draws."""
    return _("{measure} ({unit}), {a} en {b}, {area}; gekleurd: {group}").format(
        measure=measure(chosen.what),
        unit=words.unit(chosen.what),
        a=chosen.year_b,
        b=chosen.year,
        area=words.area_name(chosen.scope),
        group=words.group_name(chosen) or _("geen groep"),
    )


def readable(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the figures of the maps as a table for people."""
    unit = words.unit(chosen.what)
    return pd.DataFrame(
        {
            _("Gemeente"): table["name"],
            _("Code"): table.index,
            f"{measure(chosen.what)} {chosen.year_b} ({unit})": table["start"].round(3),
            f"{measure(chosen.what)} {chosen.year} ({unit})": table["end"].round(3),
            _("Verschil op gelijke grond"): table["value"].round(3),
            _("Geen verschil omdat"): [why_not(r) if r else "" for r in table["reason"]],
        }
    )


def nothing(chosen: Selection) -> str:
    """Say that neither year has a figure, and which years have one."""
    known = data.by_year(chosen.what, options()).notna().any()
    years = [y for y in known.index if known[y]]
    listed = f"{years[0]}–{years[-1]}" if years else _("geen enkel jaar")
    return _(
        "Van {measure} is er voor {a} en {b} geen cijfer. Kies andere jaren ({years})."
    ).format(measure=measure(chosen.what), a=chosen.year_b, b=chosen.year, years=listed)
