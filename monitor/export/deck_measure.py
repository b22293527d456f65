"""The slide on the measure that was chosen: the group, what it is beside, and its members."""

from __future__ import annotations

import pandas as pd

from monitor import change_words
from monitor.analysis.groups import population_of
from monitor.analysis.highlights import standing
from monitor.analysis.scores import TOTAL
from monitor.analysis.story import Story
from monitor.analysis.story_rows import extremes
from monitor.catalog_entries import SCORED
from monitor.charts import slides
from monitor.charts.theme import Theme
from monitor.export import native
from monitor.export.deck_figures import Drawn
from monitor.export.deck_names import Names, Words
from monitor.naming import start
from monitor.snapshot import Snapshot
from monitor.text import _, join, listing, number

MOST = 16
"""Members on the slide: of more, the highest and the lowest."""


def is_told(story: Story) -> bool:
    """Whether a measure was chosen, of which the group has a figure."""
    known = story.map.loc[list(story.members), "value"].notna()
    return story.choice.what != TOTAL and bool(known.any())


def means(story: Story, snapshot: Snapshot) -> tuple[float, float]:
    """Return the measure of the group and of the others, weighed as the gap of the deck is.

    NaN where those with a figure are less than 80% of a side (`monitor.analysis.highlights`).
    """
    values, gap = story.map["value"], story.gap
    weights = pd.Series(1.0, values.index)
    if story.choice.weighted:
        weights = population_of(snapshot, story.choice.year)
    others = pd.Index([*gap.sides.others, *gap.missing_others])
    if story.choice.against == "netherlands":
        others = others.union(pd.Index(story.members))
    own = standing(values, pd.Index(story.members), weights).area
    return own, standing(values, others, weights).area


def measure_words(story: Story, n: Names, sides: tuple[float, float]) -> Words:
    """Say where both ``sides`` stand (`means`); whether that is more than chance is not judged."""
    shown = story.map.loc[list(story.members)]
    own, others = sides
    title = _("{what}, {when}: {group} {x}, {others} {y}").format(
        what=n.what,
        when=change_words.when(shown["measured"], story.choice.year),
        group=n.group,
        x=written(own, n),
        others=n.others,
        y=written(others, n),
    )
    unit = n.unit or _("100 = Nederland")
    lead = _("Per gemeente, {unit}; gemiddelden: {weighing}.").format(
        unit=unit, weighing=change_words.weighing(story.choice.weighted)
    )
    gone = [str(name) for name in shown.loc[shown["value"].isna(), "name"]]
    notes = [
        estimated(story),
        _("Geen cijfer: {list}.").format(list=listing(gone)) if gone else "",
        _("Of het verschil meer is dan toeval, is voor één maat niet getoetst."),
    ]
    more = len(shown) - len(gone) - MOST
    cut = _("Getoond: de {n} hoogste en laagste gemeenten.").format(n=MOST) if more > 0 else ""
    alt = _("Staven per gemeente: {what}.").format(what=n.what)
    return Words(title, join([lead, cut, *notes]), join([f"{title}.", lead, *notes]), alt)


def measure_of(
    story: Story, n: Names, theme: Theme, snapshot: Snapshot, sides: tuple[float, float]
) -> Drawn:
    """Draw both ``sides`` (`means`) and the members: green is more favourable than the others."""
    own, others = sides
    known = story.map.loc[list(story.members)].dropna(subset=["value"])
    known = known.sort_values("value", ascending=False, kind="stable")
    kept = extremes(known, MOST)
    zero = 100.0 if story.choice.what in SCORED else 0.0
    values = [own, others, *kept["value"]]
    rows = pd.DataFrame(
        {
            "label": [start(n.group), start(n.others), *kept["name"]],
            "value": [v - zero for v in values],
            "text": [written(v, n) for v in values],
            "tone": ["accent", "muted", *tones(story, snapshot, kept["value"], others)],
        }
    ).dropna(subset=["value"])
    table = pd.DataFrame(
        {
            _("Gemeente"): known["name"],
            n.what: known["value"].round(n.decimals),
            _("Meetjaar"): known["measured"],
        }
    ).dropna(axis=1, how="all")
    figure = slides.bars_figure(theme, rows)
    return Drawn(
        figure, table.reset_index(drop=True), native.levels(rows, n.what, n.decimals, zero)
    )


def estimated(story: Story) -> str:
    """Say that figures of members are model estimates, where they are."""
    own = story.map.loc[list(story.members), "estimate"]
    return _("De cijfers zijn modelschattingen.") if bool(own.any()) else ""


def tones(story: Story, snapshot: Snapshot, values: pd.Series, others: float) -> list[str]:
    """Colour who is more or less favourable than the others; what has no direction in ink."""
    item = snapshot.catalog.indicators.get(story.choice.what)
    direction = 1 if item is None else item.direction
    sides = {True: "good", False: "bad"}
    return ["ink" if direction == 0 else sides[direction * (v - others) >= 0] for v in values]


def written(value: float, n: Names) -> str:
    """Write a figure of the measure, without its unit but for %."""
    return number(value, n.unit if n.unit == "%" else "", n.decimals)
