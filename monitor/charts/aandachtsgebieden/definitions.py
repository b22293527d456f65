"""The gap under every definition, weighted and not: whether the conclusion flips."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from monitor import naming
from monitor.answers import about_groups, about_scores
from monitor.charts import base
from monitor.charts.aandachtsgebieden import dots
from monitor.charts.aandachtsgebieden.comparison import Comparison, name_of, others_of
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.regions.groups import Group
from monitor.text import _, interval, language, listing, municipalities, number


def definitions_chart(asked: Comparison, theme: Theme) -> Chart:
    """Return whether the conclusion flips under another definition.

    Parameters
    ----------
    asked : Comparison
    theme : Theme
    """
    rows, title = _rows(asked), _title(asked)
    drawn = dots.figure(theme, rows, zero=_("geen verschil"))
    return Chart(
        fig=base.with_key(drawn, theme, _key()),
        title=title,
        subtitle=_subtitle(asked),
        source=source_line(),
        data=_readable(rows),
        alt=_("Punten met interval per definitie. {title}.").format(title=title),
        key="definities",
    )


def _rows(asked: Comparison) -> pd.DataFrame:
    """Return a row per definition and weighing, as the chart draws it."""
    table = about_groups.gap_cases(asked.year, asked.group, asked.against, asked.leave_out)
    table = table.sort_values("weighted", kind="stable").reset_index(drop=True)
    left = ",".join(asked.leave_out)
    zeros = [naming.zero_in(r["lower"], r["upper"], gap=r["gap"]) for _i, r in table.iterrows()]
    return pd.DataFrame(
        {
            "label": [_label(asked.of, r) for _i, r in table.iterrows()],
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


def _label(group: Group, row: pd.Series) -> str:
    text = group.definitions[row["definition"]].title[language()]
    if row["leave_out"]:
        left = listing([str(about_scores.names()[c]) for c in row["leave_out"].split(",")])
        text += ", " + _("zonder {left}").format(left=left)
    return text + ", " + (_("naar inwoners") if row["weighted"] else _("even zwaar"))


def _title(asked: Comparison) -> str:
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


def _subtitle(asked: Comparison) -> str:
    """Say what the dots are."""
    return _("Verschil van {name} met {others} in punten, {year}").format(
        name=name_of(replace(asked, leave_out=())), others=others_of(asked), year=asked.year
    )


def _key() -> list[tuple[str, str, str]]:
    """Say what the marks of the definitions mean."""
    own = ("●", "accent", _("uw keuze"))
    return [own, ("―", "muted", _("95%-interval")), *dots.zero_key("muted")]


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
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
