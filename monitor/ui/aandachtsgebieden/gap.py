"""The page Aandachtsgebieden: the gap by year, its parts and other definitions, in words."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from monitor import change_words, line_words, naming
from monitor.analysis.groups import Gap
from monitor.analysis.highlights import largest_part
from monitor.analysis.over_time import APART
from monitor.catalog import SCORED
from monitor.regions.groups import Group
from monitor.ui import data
from monitor.ui.aandachtsgebieden.comparison import Comparison, cases, name_of, others_of
from monitor.ui.texts import _, interval, language, listing, municipalities, number
from monitor.ui.words import measure


def gap_rows(asked: Comparison) -> pd.DataFrame:
    """Return the gap of every year, each read against the chosen one, and its hover."""
    table = asked.gap_line().copy()
    table["clear"] = table["conclusion"].isin(["behind", "ahead"])
    table["zero"] = [
        naming.zero_in(r["lower"], r["upper"], gap=r["gap"], none=_("niet te vergelijken"))
        for _year, r in table.iterrows()
    ]
    table["hover"] = [_gap_hover(int(str(y)), r) for y, r in table.iterrows()]
    return table


def _gap_hover(year: int, row: pd.Series) -> str:
    lines = [
        f"<b>{year}</b>",
        interval(row["gap"], row["lower"], row["upper"]),
        f"95%: {row['zero']}",
    ]
    if abs(row["own"] - row["gap"]) > APART:
        own = _("verschil van dat jaar zelf: {own}")
        lines.append(own.format(own=number(row["own"], decimals=1, signed=True)))
    return "<br>".join(lines)


def gap_title(asked: Comparison) -> str:
    """Say what the gap of the chosen year is, with the word of the verdict."""
    return naming.gap_brief(name_of(asked), asked.verdict(), asked.gap().gap, year=asked.year)


def gap_subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _("Verschil met {others} in punten; {weighing}; {against}").format(
        others=others_of(asked),
        weighing=change_words.weighing(asked.weighted),
        against=line_words.against(asked.year),
    )


def gap_key(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what the marks of the gap by year mean."""
    key = [("■", "accent_soft", _("95%-interval")), *zero_key("accent")]
    return key + line_words.apart_key(rows, "gap", APART)


def zero_key(colour: str) -> list[tuple[str, str, str]]:
    """Say what a filled and an open dot mean, where the interval is drawn beside it."""
    return [("●", colour, _("sluit nul uit")), ("○", colour, _("bevat nul"))]


def gap_alt(asked: Comparison, rows: pd.DataFrame) -> str:
    """Describe the line for who cannot see it."""
    return _(
        "Lijn met band: het verschil van {name} met {others} is {now} in {year}; daarmee vergeleken"
        " {years}."
    ).format(
        name=name_of(asked),
        others=others_of(asked),
        now=number(asked.gap().gap, decimals=1, signed=True),
        year=asked.year,
        years=listing(
            [
                f"{number(gap, decimals=1, signed=True)} ({y})"
                for y, gap in rows["gap"].dropna().items()
                if y != asked.year
            ]
        )
        or _("geen enkel jaar"),
    )


def gap_readable(asked: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    against = _("vergeleken met {year}").format(year=asked.year)
    others = others_of(asked)[:1].upper() + others_of(asked)[1:]
    return pd.DataFrame(
        {
            _("Jaar"): rows.index.astype(str),
            _("Verschil (punten), {against}").format(against=against): rows["gap"].round(2),
            _("Ondergrens 95%"): rows["lower"].round(2),
            _("Bovengrens 95%"): rows["upper"].round(2),
            _("95%-interval"): rows["zero"],
            _("Verschil van dat jaar zelf"): rows["own"].round(2),
            f"{name_of(asked, start=True)}, {against}": rows["mean_group"].round(2),
            f"{others}, {against}": rows["mean_others"].round(2),
            _("Gemeenten in de groep"): rows["n_group"],
            _("Gemeenten ernaast"): rows["n_others"],
        }
    ).reset_index(drop=True)


def parts_rows(gap: Gap) -> pd.DataFrame:
    """Return the bars: the gap, then every dimension with its indicators, largest first."""
    rows = [(_("Verschil samen"), gap.gap, 0)]
    sums = gap.dimensions
    for dimension in (
        sums.loc[[d for d in SCORED if d in sums.index]].sort_values(key=abs)[::-1].index
    ):
        own = gap.parts.loc[gap.parts["dimension"] == dimension, "points"]
        rows.append((measure(str(dimension)), float(sums[dimension]), 1))
        ordered = own.sort_values(key=abs, ascending=False)
        rows += [(measure(str(i)), float(p), 2) for i, p in ordered.items()]
    rows += [(_("Onbalans"), float(p), 1) for d, p in sums.items() if d not in SCORED]
    table = pd.DataFrame(rows, columns=["label", "points", "level"])
    table["text"] = [number(p, decimals=1, signed=True) for p in table["points"]]
    table["hover"] = [
        f"{label}: {number(p, decimals=2, signed=True)}"
        for label, p in zip(table["label"], table["points"], strict=True)
    ]
    return table


def parts_title(gap: Gap) -> str:
    """Say where the largest part of the gap sits."""
    dimension, points = largest_part(gap)
    return _("{name} dragen het meest bij: {points} van {gap} punten").format(
        name=measure(dimension),
        points=number(points, decimals=1, signed=True),
        gap=number(gap.gap, decimals=1, signed=True),
    )


def parts_subtitle(others: str, year: int) -> str:
    """Say what the bars are."""
    return _(
        "Waaruit het verschil met {others} bestaat, {year}: punten per dimensie en indicator, samen"
        " precies het verschil"
    ).format(others=others, year=year)


def parts_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts as a table for people."""
    kinds = [_("samen"), _("dimensie"), _("indicator")]
    return pd.DataFrame(
        {
            _("Onderdeel"): rows["label"],
            _("Soort"): [kinds[level] for level in rows["level"]],
            _("Punten"): rows["points"].round(3),
        }
    )


def case_rows(asked: Comparison) -> pd.DataFrame:
    """Return a row per definition and weighing, as the chart draws it."""
    table = cases(asked).sort_values("weighted", kind="stable").reset_index(drop=True)
    left = ",".join(asked.leave_out)
    zeros = [naming.zero_in(r["lower"], r["upper"], gap=r["gap"]) for _i, r in table.iterrows()]
    return pd.DataFrame(
        {
            "label": [_case_label(asked.of, r) for _i, r in table.iterrows()],
            "value": table["gap"],
            "low": table["lower"],
            "high": table["upper"],
            "text": [
                f"{number(r['gap'], decimals=1, signed=True)}, {zero}"
                for (_i, r), zero in zip(table.iterrows(), zeros, strict=True)
            ],
            "hover": [
                interval(r["gap"], r["lower"], r["upper"]) + "<br>" + _members_text(r)
                for _i, r in table.iterrows()
            ],
            "clear": table["conclusion"].isin(["behind", "ahead"]),
            "chosen": (table["definition"] == asked.definition)
            & (table["leave_out"] == left)
            & (table["weighted"] == asked.weighted),
            "n": table["n_group"],
            "zero": zeros,
        }
    )


def _members_text(row: pd.Series) -> str:
    return municipalities(int(row["n_group"]))


def _case_label(group: Group, row: pd.Series) -> str:
    text = group.definitions[row["definition"]].title[language()]
    if row["leave_out"]:
        left = listing([str(data.names()[c]) for c in row["leave_out"].split(",")])
        text += ", " + _("zonder {left}").format(left=left)
    return text + ", " + (_("naar inwoners") if row["weighted"] else _("even zwaar"))


def cases_title(asked: Comparison) -> str:
    """Give the verdict over all definitions and weightings."""
    found = asked.verdict()
    if found is None:
        return _("Onder geen enkele definitie is er een score")
    if found.same_sign < found.cases:
        text = _(
            "In {n} van de {all} combinaties van definitie en weging keert het verschil om: {word}"
        )
    else:
        text = _(
            "Steeds dezelfde richting; in {clear} van de {all} combinaties van definitie en weging"
            " sluit het interval nul uit: {word}"
        )
    return text.format(
        n=found.cases - found.same_sign,
        clear=found.clear,
        all=found.cases,
        word=naming.gap_word(found),
    )


def cases_subtitle(asked: Comparison) -> str:
    """Say what the dots are."""
    return _("Verschil van {name} met {others} in punten, {year}").format(
        name=name_of(replace(asked, leave_out=())), others=others_of(asked), year=asked.year
    )


def cases_key() -> list[tuple[str, str, str]]:
    """Say what the marks of the definitions mean."""
    own = ("●", "accent", _("uw keuze"))
    return [own, ("―", "muted", _("95%-interval")), *zero_key("muted")]


def cases_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the definitions as a table for people."""
    return pd.DataFrame(
        {
            _("Definitie en weging"): rows["label"],
            _("Verschil (punten)"): rows["value"].round(2),
            _("Ondergrens 95%"): rows["low"].round(2),
            _("Bovengrens 95%"): rows["high"].round(2),
            _("95%-interval"): rows["zero"],
            _("Gemeenten"): rows["n"],
        }
    )
