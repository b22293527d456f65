"""The slides on the measure that was chosen, over the years and between two of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitor import change_words, line_words, naming
from monitor.analysis.area_change import AreaChange
from monitor.analysis.moved import Moved
from monitor.analysis.story import Story
from monitor.analysis.story_measure import Measured
from monitor.analysis.story_rows import extremes
from monitor.catalog_entries import SCORED
from monitor.charts import slides
from monitor.charts.enlarge import enlarged
from monitor.charts.theme import Theme
from monitor.charts.vergelijk import lines
from monitor.export import native, native_place
from monitor.export.deck_figures import MOVERS, Drawn, moved_rows
from monitor.export.deck_measure import estimated, tones, written
from monitor.export.deck_names import Names, Words
from monitor.naming import start
from monitor.snapshot import Snapshot
from monitor.text import _, join, listing, number

SIDES = ["group", "others"]


def has_years(found: Measured) -> bool:
    """Whether both sides have the chosen measure in some year."""
    return bool(found.lines[SIDES].notna().all(axis=1).any())


def compared(found: Measured) -> Moved | None:
    """Return the change of the chosen measure, where both sides compare between the two years."""
    moved = found.moved
    return moved if moved and moved.group.compared and moved.others.compared else None


def years_words(story: Story, found: Measured, n: Names) -> Words:
    """Say where both sides stood first and last; of a score what they gained, like with like."""
    table = _lines(found)
    scored = story.choice.what in SCORED
    title = _gained(table, story, n) if scored else _ends(table, n)
    notes = [
        _("Gemiddelden ({unit}): {weighing}.").format(
            unit=n.unit or _("100 = Nederland"), weighing=_weighing(story)
        ),
        f"{start(line_words.against(story.choice.year))}." if scored else _every(table),
        estimated(story),
        _unmoved(story, found, n),
    ]
    names = [n.spoken, n.others]
    alt = _("Lijnen van {names} over de jaren.").format(names=listing(names))
    return Words(title, join(notes), join([f"{title}.", *notes]), alt)


def _weighing(story: Story) -> str:
    """Say how both sides are weighed, and the Netherlands where these are a third."""
    weighed = change_words.weighing(story.choice.weighted)
    if story.choice.weighted or story.choice.against == "netherlands":
        return weighed
    return _("{weighing}, Nederland gewogen naar inwoners").format(weighing=weighed)


def _every(table: pd.DataFrame) -> str:
    if table["level"].nunique() == 1:
        return _("Elk punt is een meting.")
    return _("Elk punt is een meting; een lijn stopt waar het niveau breekt.")


def _lines(found: Measured) -> pd.DataFrame:
    return found.lines.dropna(how="all", subset=SIDES)


def _gained(table: pd.DataFrame, story: Story, n: Names) -> str:
    """Say what both sides gained since the other year of the story, where that compares."""
    year = story.choice.year
    begun = line_words.since(table[SIDES].sum(axis=1, skipna=False), year, story.choice.year_b)
    if begun is None:
        return _ends(table, n)
    gained = table[SIDES].loc[[begun, year]].diff().iloc[-1]
    told = [
        f"{name} {change_words.points(float(gained[side]))}"
        for side, name in zip(SIDES, (n.group, n.others), strict=True)
    ]
    return _("{measure} sinds {start}, in punten: {told}").format(
        measure=n.what, start=begun, told=listing(told)
    )


def _ends(table: pd.DataFrame, n: Names) -> str:
    """Name the first and the last figure of both sides, on the level of the last."""
    known = table.dropna(subset=SIDES)
    known = known[known["level"] == known["level"].iloc[-1]]
    ends = known.iloc[[0, -1]] if len(known) > 1 else known
    told = [
        f"{name} {listing([f'{written(float(v), n)} ({y})' for y, v in ends[side].items()])}"
        for side, name in zip(SIDES, (n.group, n.others), strict=True)
    ]
    return f"{n.what}: {'; '.join(told)}"


def _unmoved(story: Story, found: Measured, n: Names) -> str:
    """Say why there is no slide on the change between the two years, where there is none."""
    a, b = story.choice.ends
    if compared(found) or a == b:
        return ""
    return _("Tussen {a} en {b} is {what} niet te vergelijken: {why}.").format(
        a=a,
        b=b,
        what=n.what[:1].lower() + n.what[1:],
        why=change_words.why_not(_reason(found)),
    )


def _reason(found: Measured) -> str:
    """Return why most members do not compare."""
    return "" if found.change.empty else str(found.change["reason"].mode().iloc[0])


def years_of(story: Story, found: Measured, n: Names, theme: Theme) -> Drawn:
    """Draw a line a side, and the Netherlands where that is not the other side."""
    table, third = _lines(found), story.choice.against != "netherlands"
    names = {"group": n.group, "others": n.others} | ({"country": _("Nederland")} if third else {})
    hover = pd.DataFrame(
        {
            side: [
                f"<b>{name}, {y}</b><br>{number(v, n.unit, n.decimals)}" for y, v in line.items()
            ]
            for side, name in names.items()
            for line in (table[side],)
        },
        index=table.index,
    )
    figure = lines.figure(
        theme,
        table,
        names=names,
        hover=hover,
        unit="%" if n.unit == "%" else "",
        year=story.choice.year,
    )
    shown = table.rename(columns={"group": "value", "others": "province"})
    own = native_place.lines(
        shown.assign(lower=np.nan, upper=np.nan),
        dict(zip(("value", "province", "country"), names.values(), strict=False)),
        n.decimals,
    )
    read = table[[*names]].rename(columns=names).round(n.decimals).rename_axis(_("Jaar"))
    return Drawn(enlarged(figure), read.reset_index(), own)


def moved_words(story: Story, found: Measured, moved: Moved, n: Names) -> Words:
    """Say how the chosen measure moved on both sides, beside the Netherlands."""
    known = found.change.dropna(subset=["value"])
    first, last = story.choice.ends
    sides = n.sides(moved)
    title = _("{what}, {start} tot {end} ({unit}): {sides}").format(
        what=n.what,
        unit=_unit(n),
        start=change_words.when(known["measured_start"], first),
        end=change_words.when(known["measured_end"], last),
        sides=listing([f"{name} {_signed(side.points, n)}" for name, side in sides]),
    )
    lead = _("Gemiddelde verandering op wat in beide jaren bekend is; {weighing}. {counted}.")
    both = [(n.group, moved.group.missing), (n.others, moved.others.missing)]
    notes = [
        lead.format(weighing=_weighing(story), counted=start(change_words.counted(moved.group))),
        f"{change_words.anew(moved.group)}." if story.choice.what in SCORED else "",
        estimated(story),
        change_words.without_change(both, story.name_of),
    ]
    spoken = [_with_interval(name, side, n) for name, side in sides]
    alt = _("Staven: verandering per gemeente van {what}.").format(what=n.what)
    return Words(title, join(notes), join([f"{'; '.join(spoken)}.", *notes]), alt)


def _with_interval(name: str, found: AreaChange, n: Names) -> str:
    shown = _signed(found.points, n)
    if np.isnan(found.lower):
        return f"{start(name)} {shown}"
    return f"{start(name)} {shown} (95%: {naming.bounds(found.lower, found.upper, n.decimals)})"


def moved_of(
    story: Story, found: Measured, moved: Moved, n: Names, theme: Theme, snapshot: Snapshot
) -> Drawn:
    """Draw the change of both sides and of the members: green is more favourable."""
    change = found.change.dropna(subset=["value"]).join(story.map["name"])
    change = change.sort_values("value", ascending=False, kind="stable")
    kept = extremes(change, MOVERS)
    own = tones(story, snapshot, kept["value"], 0.0)
    rows = moved_rows(n.sides(moved), kept["name"], kept["value"], own, n.decimals)
    return Drawn(
        slides.bars_figure(theme, rows),
        _table(change, story, n),
        native.bars(rows, _("Verandering"), n.decimals),
    )


def _table(change: pd.DataFrame, story: Story, n: Names) -> pd.DataFrame:
    first, last = story.choice.ends
    ends = [change_words.when(change[f"measured_{end}"], y)
            for end, y in (("start", first), ("end", last))]  # fmt: skip
    columns = [_("Gemeente"), *(f"{n.what} {end}" for end in ends), _("Verandering")]
    table = change[["name", "start", "end", "value"]].set_axis(columns, axis=1)
    return table.round(n.decimals).reset_index(drop=True)


def _unit(n: Names) -> str:
    return _("procentpunt") if n.unit == "%" else n.unit or _("punten")


def _signed(value: float, n: Names) -> str:
    return number(value, decimals=n.decimals, signed=True)
