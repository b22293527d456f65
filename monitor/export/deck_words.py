"""The sentences of a presentation, computed from its figures; Dutch and English."""

from __future__ import annotations

import numpy as np

from monitor import change_words, line_words, naming
from monitor.analysis.scores import TOTAL
from monitor.analysis.story import Story
from monitor.export.deck_names import Names, Words
from monitor.site import monitor_name
from monitor.text import _, inside, join, language, listing, municipalities, number, plain


def opening(story: Story, n: Names) -> Words:
    """Ask the question that the deck answers, and give the short answer."""
    notes = [
        _gap_sentence(story, n),
        _weighing_sentence(story),
        _rests_on(story),
        _definition_sentence(story, n),
        _definition_source(story),
        _("De volgende dia's laten zien waar dat op rust."),
    ]
    many = naming.is_many(story.choice.group)
    title = _("Hoe veerkrachtig zijn {group}?") if many else _("Hoe veerkrachtig is {group}?")
    title = title.format(group=n.spoken)
    return Words(title, gap_title(story, n), join(notes))


def opening_blocks(story: Story, n: Names) -> list[tuple[str, list[str]]]:
    """Say what the deck is about, for its first slide."""
    text = _("Sociale veerkracht van {group} en {others} in {year}, vergeleken met {year_b}.")
    about = text.format(
        group=n.spoken, others=n.others, year=story.choice.year, year_b=story.choice.year_b
    )
    known = story.scores.table.loc[[*story.gap.sides.group, *story.gap.sides.others], "fresh_share"]
    fresh = change_words.measured_itself(float(known.mean()), story.choice.year)
    light = "" if story.choice.what == TOTAL else _("Uitgelicht: {what}.").format(what=n.what)
    lines = [about, _definition_sentence(story, n), f"{fresh}." if fresh else "", light]
    return [(monitor_name(), [line for line in lines if line])]


def _definition_sentence(story: Story, n: Names) -> str:
    if story.choice.group is None:
        return ""
    text = _("Met {group} is hier bedoeld: {definition}, {municipalities}.")
    many = municipalities(len(story.members))
    return text.format(group=n.spoken, definition=n.definition, municipalities=many)


def _definition_source(story: Story) -> str:
    choice = story.choice
    if choice.group is None:
        return ""
    item = choice.group.definitions[choice.definition]
    text = _("Bron van de indeling: {source} ({year}).")
    return text.format(source=item.source[language()], year=item.year)


def gap_title(story: Story, n: Names) -> str:
    """Conclude about the gap, with the word of the verdict."""
    return naming.gap_title(
        n.spoken,
        n.others,
        story.verdict,
        story.gap.gap,
        year=story.choice.year,
        many=naming.is_many(story.choice.group),
    )


def _gap_sentence(story: Story, n: Names) -> str:
    gap = story.gap
    if gap.conclusion == "no-data":
        text = _("In {year} is er voor {group} geen totaalscore, dus ook geen verschil.")
        return text.format(year=story.choice.year, group=n.spoken)
    text = _(
        "In {year} is de score van {group} {mean} en die van {others} {mean_others}: een verschil"
        " van {gap} punten (95%-interval: {bounds})."
    )
    return text.format(
        year=story.choice.year,
        group=n.spoken,
        mean=number(gap.mean_group, decimals=1),
        others=n.others,
        mean_others=number(gap.mean_others, decimals=1),
        gap=number(gap.gap, decimals=1, signed=True),
        bounds=naming.bounds(gap.lower, gap.upper),
    )


def _rests_on(story: Story) -> str:
    return plain(naming.gap_rests_on(story.verdict)) if story.verdict else ""


def gap_words(story: Story, n: Names) -> Words:
    """Conclude about the gap, with the interval and the other definitions."""
    line = line_words.read_against(story.choice.year, story.gaps, "gap")
    line = _("De lijn: {line}.").format(line=line)
    lead = _rests_on(story) or _("Verschil in punten per jaar; de band is het 95%-interval.")
    notes = [
        _gap_sentence(story, n),
        _weighing_sentence(story),
        _(
            "De lijn is het verschil per jaar, de band het 95%-interval."
            " Een open stip is een verschil waarvan de band nul bevat."
        ),
        line,
        _rests_on(story),
        _missing_sentence(story, n),
    ]
    alt = _("Lijn van het verschil tussen {group} en {others} per jaar.").format(
        group=n.spoken, others=n.others
    )
    lead = join([lead, line, _missing_sentence(story, n)])
    return Words(gap_title(story, n), lead, join(notes), join([alt, _gap_points(story)]))


def _gap_points(story: Story) -> str:
    """Name the points of the line, each against the year of the story."""
    year, known = story.choice.year, story.gaps["gap"].dropna()
    if year not in known.index:
        return ""
    before = [f"{change_words.points(v)} ({y})" for y, v in known.items() if y != year]
    return _("In {year} {gap} punten; daarmee vergeleken {years}.").format(
        year=year,
        gap=change_words.points(known[year]),
        years=listing(before) or _("geen enkel jaar"),
    )


def _weighing_sentence(story: Story) -> str:
    """Say how the means are weighed, and what the other way gives."""
    text = (
        _(
            "Gewogen naar inwoners; telt elke gemeente even zwaar, dan is het verschil {gap} (95%:"
            " {inside})."
        )
        if story.choice.weighted
        else _(
            "Elke gemeente telt even zwaar; gewogen naar inwoners is het verschil {gap} (95%:"
            " {inside})."
        )
    )
    other = story.other_gap
    if np.isnan(other.gap):
        return ""
    return text.format(
        gap=number(other.gap, decimals=1, signed=True),
        inside=naming.bounds(other.lower, other.upper),
    )


def _missing_sentence(story: Story, n: Names) -> str:
    gap = story.gap
    return change_words.without_total(
        [(n.group, gap.missing), (n.others, gap.missing_others)],
        story.name_of,
    )


def drivers_words(story: Story, n: Names) -> Words:
    """Say where the gap sits."""
    if story.drivers.empty:
        title = _("Wat het verschil maakt is in {year} niet te bepalen").format(
            year=story.choice.year
        )
        return Words(title, "", _gap_sentence(story, n), title)
    gap, by_dimension = story.gap.gap, story.gap.dimensions
    most = (by_dimension * np.sign(gap)).idxmax()
    title = _("Het verschil zit het meest in {dimension}: {part} van {gap} punten").format(
        dimension=inside(n.dimensions.get(str(most), str(most))),
        part=number(by_dimension[most], decimals=1, signed=True),
        gap=number(gap, decimals=1, signed=True),
    )
    same = story.drivers[np.sign(story.drivers["points"]) == np.sign(gap)].head(3)
    top = listing([inside(n.indicators.get(i, i)) for i in same["indicator"]])
    lead = _("Bijdrage aan het verschil in punten, {year}; het meest wegen {top}.").format(
        year=story.choice.year, top=top
    )
    dims = listing(
        [f"{inside(n.dimensions[d])} {number(v, decimals=1, signed=True)}"
         for d, v in zip(map(str, by_dimension.index), by_dimension, strict=True)
         if d in n.dimensions]
    )  # fmt: skip
    notes = [
        _("Naar dimensie: {parts}.").format(parts=dims),
        _("De delen tellen precies op tot het verschil van {gap} punten.").format(
            gap=number(gap, decimals=1, signed=True)
        ),
        _("Een deel zegt waar het verschil zit, niet waardoor het komt."),
    ]
    alt = _("Staven: bijdrage van indicatoren aan het verschil; het meest wegen {top}.").format(
        top=top
    )
    return Words(title, lead, join(notes), alt)


def risk_words(story: Story, n: Names) -> Words:
    """Name who belongs to the lowest quarter of the country, and how surely."""
    if story.risk.empty:
        title = _("Wie bij het laagste kwart hoort is in {year} niet te bepalen").format(
            year=story.choice.year
        )
        return Words(title, "", _("Er zijn in dit jaar geen totaalscores."), title)
    said = naming.lowest_words(story.risk)
    title = naming.lowest_title(story.risk, n.province)
    own = int((story.risk["member"] & (said != "unclear")).sum())
    if story.choice.group is not None and (said != "unclear").any():
        title = _("{title}; in {group}: {own}").format(title=title, group=n.spoken, own=own)
    lead = _(
        "Rang in Nederland in {year}; streep: 90% van de berekeningen met andere keuzes in de"
        " methode."
    ).format(year=story.choice.year)
    notes = [
        *(
            _("In het laagste kwart, {word}: {names}.").format(
                word=naming.word(kind), names=listing(list(story.risk.loc[said == kind, "name"]))
            )
            for kind in ("certain", "likely")
            if (said == kind).any()
        ),
        naming.certain_rule(),
        _(
            "Berekeningen: andere normalisatie, weging en samenvoeging, een indicator minder, en"
            " steekproefruis waar de bron marges geeft."
        ),
        _("Vetgedrukt: {group}.").format(group=n.group),
    ]
    alt = _("Rangen met interval van {municipalities}: {names}.").format(
        municipalities=municipalities(len(story.risk)),
        names=listing([str(x) for x in story.risk["name"]]),
    )
    return Words(title, lead, join(notes), alt)
