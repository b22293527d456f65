"""The page Aandachtsgebieden: who is compared with whom, and what its gap charts say."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from monitor.analysis.gap_choices import GapOverChoices
from monitor.analysis.groups import Against, Gap, compare_definitions
from monitor.analysis.highlights import largest_part
from monitor.catalog import SCORED
from monitor.regions.groups import DEFAULT, Group
from monitor.ui import data, selection, widgets
from monitor.ui.texts import _, interval, language, listing, number, span
from monitor.ui.words import measure

# Parameters in the URL, shared with the page Presentatie.
WITHOUT, WEIGHING, AGAINST = "zonder", "weging", "tegen"
PEOPLE, NETHERLANDS = "inwoners", "nederland"
FOCUS = ("west-brabant", "middelgroot")
PLURAL = {"middelgroot"}  # groups whose name takes a verb in the plural


@dataclass(frozen=True)
class Comparison:
    """Who is compared with whom, in which year, and how.

    Attributes
    ----------
    year : int
    group, definition : str
        Ids in geodata/groups.toml.
    leave_out : tuple of str
        Codes that take no part.
    against : {"rest", "netherlands"}
    weighted : bool
        Means weighted by inhabitants; else every municipality counts alike.
    """

    year: int
    group: str
    definition: str
    leave_out: tuple[str, ...]
    against: Against
    weighted: bool

    @property
    def of(self) -> Group:
        """The group itself."""
        return data.groups()[self.group]

    def gap(self, year: int | None = None) -> Gap:
        """Return the gap of this comparison, in another year when asked."""
        return data.gap(
            year or self.year,
            self.group,
            self.definition,
            self.leave_out,
            self.against,
            self.weighted,
        )


def controls() -> None:
    """Show the slim row: year, group, definition, compared with whom, weighing, without Breda."""
    known = data.groups()
    with widgets.controls():
        widgets.choose("year", _("Jaar"), data.years(), kind="slider")
        widgets.choose("group", _("Groep"), list(known), shown=lambda g: known[g].title[language()])
        own = known[_group()]
        definitions = own.definitions
        widgets.choose(
            "definition",
            _("Definitie van de groep"),
            list(definitions),
            shown=lambda d: definitions[d].title[language()],
            help=definitions[comparison().definition].note[language()] or None,
        )
        sides = {"": _("de rest van Noord-Brabant"), NETHERLANDS: _("Nederland")}
        widgets.choose(AGAINST, _("Vergelijk met"), list(sides), shown=sides.__getitem__)
        weights = {"": _("elke gemeente even zwaar"), PEOPLE: _("naar inwoners")}
        widgets.choose(WEIGHING, _("Gemiddelden wegen"), list(weights), shown=weights.__getitem__)
        if own.without:
            left = listing([str(data.names()[c]) for c in own.without])
            widgets.switch(
                WITHOUT,
                _("Zonder {names}").format(names=left),
                help=_("Een grote gemeente kan de andere maskeren; zo telt zij aan geen kant mee."),
            )


def _group() -> str:
    chosen = selection.current().group
    return chosen if chosen in data.groups() else selection.DEFAULT_GROUP


def comparison() -> Comparison:
    """Return who is compared with whom, from the selection."""
    chosen, own = selection.current(), data.groups()[_group()]
    return Comparison(
        chosen.year,
        own.id,
        chosen.definition if chosen.definition in own.definitions else DEFAULT,
        own.without if selection.get(WITHOUT) == "1" else (),
        "netherlands" if selection.get(AGAINST) == NETHERLANDS else "rest",
        selection.get(WEIGHING) == PEOPLE,
    )


def side_by_side(asked: Comparison) -> list[Comparison]:
    """Return the comparisons drawn beside each other: the one asked for, then the focus groups."""
    others = [
        replace(
            asked,
            group=g,
            definition=DEFAULT,
            leave_out=data.groups()[g].without if asked.leave_out else (),
        )
        for g in FOCUS
        if g != asked.group
    ]
    return [asked, *others]


def name_of(asked: Comparison, *, start: bool = False) -> str:
    """Name the group as in a sentence; ``start`` gives it a capital."""
    names = {"middelgroot": _("de middelgrote steden"), "b5": _("de B5")}
    text = names.get(asked.group, asked.of.title[language()])
    if asked.leave_out:
        left = listing([str(data.names()[c]) for c in asked.leave_out])
        text = _("{group} zonder {left}").format(group=text, left=left)
    return text[:1].upper() + text[1:] if start else text


def others_of(asked: Comparison) -> str:
    """Name what the group is compared with."""
    return _("Nederland") if asked.against == "netherlands" else _("de rest van Noord-Brabant")


def weighing_of(weighted: bool) -> str:
    """Say how means are made."""
    return _("gewogen naar inwoners") if weighted else _("elke gemeente telt even zwaar")


def conclusion(asked: Comparison) -> str:
    """Conclude in one sentence; say so where the figures allow no conclusion."""
    gap = asked.gap()
    single = {
        "behind": _("{name} blijft achter: gemiddeld {size} punten lager dan {others}"),
        "ahead": _("{name} blijft niet achter: gemiddeld {size} punten hoger dan {others}"),
        "unclear": _(
            "Of {name} achterblijft is niet met zekerheid te zeggen: het verschil met {others}"
            " is {signed} punten, en het interval loopt door nul"
        ),
        "no-data": _("In {year} is er voor {name} geen score, dus ook geen verschil"),
    }
    many = {
        "behind": _("{name} blijven achter: gemiddeld {size} punten lager dan {others}"),
        "ahead": _("{name} blijven niet achter: gemiddeld {size} punten hoger dan {others}"),
        "unclear": _(
            "Of {name} achterblijven is niet met zekerheid te zeggen: het verschil met {others}"
            " is {signed} punten, en het interval loopt door nul"
        ),
    }
    texts = single | many if asked.group in PLURAL else single
    return texts[gap.conclusion].format(
        name=name_of(asked, start=gap.conclusion in ("behind", "ahead")),
        others=others_of(asked),
        size=number(abs(gap.gap), decimals=1),
        signed=number(gap.gap, decimals=1, signed=True),
        year=asked.year,
    )


def conclusion_line(asked: Comparison) -> str:
    """Say under the conclusion what it rests on."""
    gap = asked.gap()
    item = asked.of.definitions[asked.definition]
    parts = [
        str(asked.year),
        f"{item.title[language()]}, " + _("{n} gemeenten").format(n=len(gap.sides.group)),
        weighing_of(asked.weighted),
        _("95%-interval {inside}").format(inside=span(gap.lower, gap.upper)),
    ]
    return " · ".join(parts)


def reasons(asked: Comparison) -> list[str]:
    """Say in a few sentences how firm the conclusion is, each with its figure."""
    gap = asked.gap()
    lines = [_about_weighing(asked), _about_cases(asked)]
    if gap.conclusion != "no-data":
        lines += [_about_method(asked, data.gap_over_choices(gap, asked.year)), _about_part(gap)]
    if gap.missing:
        missing = listing([str(data.names()[c]) for c in gap.missing])
        lines.append(_("Te weinig cijfers, dus niet meegeteld: {names}.").format(names=missing))
    return lines


def _about_weighing(asked: Comparison) -> str:
    other = replace(asked, weighted=not asked.weighted).gap()
    text = (
        _("Telt elke gemeente even zwaar, dan is het verschil **{value}**: {verdict}.")
        if asked.weighted
        else _("Gewogen naar inwoners is het verschil **{value}**: {verdict}.")
    )
    return text.format(
        value=interval(other.gap, other.lower, other.upper), verdict=verdict(other.conclusion)
    )


def verdict(code: str) -> str:
    """Name a conclusion in a word or two."""
    return {
        "behind": _("achter"),
        "ahead": _("voor"),
        "unclear": _("niet zeker"),
        "no-data": _("geen cijfers"),
    }[code]


def _about_cases(asked: Comparison) -> str:
    found = compare_definitions(cases(asked)).iloc[0]
    texts = {
        "holds": _(
            "Onder **alle {n}** definities en wegingen is de conclusie dezelfde (verschil"
            " {low} tot {high})."
        ),
        "depends": _(
            "Onder **{clear} van de {n}** definities en wegingen is het verschil zeker; de"
            " richting is steeds dezelfde (verschil {low} tot {high})."
        ),
        "flips": _(
            "Onder een andere definitie of weging **keert** het verschil om ({low} tot {high})."
        ),
        "no-data": _("Onder geen enkele definitie is er een score."),
    }
    return texts[str(found["verdict"])].format(
        n=int(found["cases"]),
        clear=int(found["behind"] + found["ahead"]),
        low=number(found["lowest"], decimals=1),
        high=number(found["highest"], decimals=1),
    )


def _about_method(asked: Comparison, found: GapOverChoices) -> str:
    share = number(100 * found.p_behind, "%", 0)
    return _(
        "In **{share}** van {n} redelijke manieren om de score te maken ligt het gemiddelde lager"
        " (verschil {inside} in 90% daarvan)."
    ).format(
        share=share,
        n=number(data.CHOICE_DRAWS, decimals=0),
        inside=span(found.lower, found.upper),
    )


def _about_part(gap: Gap) -> str:
    dimension, points = largest_part(gap)
    return _("Het grootste deel zit bij **{name}** ({points} punten).").format(
        name=measure(dimension).lower(), points=number(points, decimals=1, signed=True)
    )


def gap_rows(asked: Comparison) -> pd.DataFrame:
    """Return the gap of every year, with the text of the hover."""
    gaps = {y: asked.gap(y) for y in data.years()}
    table = pd.DataFrame(
        {
            "gap": {y: g.gap for y, g in gaps.items()},
            "lower": {y: g.lower for y, g in gaps.items()},
            "upper": {y: g.upper for y, g in gaps.items()},
            "clear": {y: g.conclusion in ("behind", "ahead") for y, g in gaps.items()},
            "verdict": {y: verdict(g.conclusion) for y, g in gaps.items()},
            "mean_group": {y: g.mean_group for y, g in gaps.items()},
            "mean_others": {y: g.mean_others for y, g in gaps.items()},
            "n": {y: len(g.sides.group) for y, g in gaps.items()},
        }
    )
    table["hover"] = [
        f"<b>{y}</b><br>{interval(r['gap'], r['lower'], r['upper'])}<br>{r['verdict']}"
        for y, r in table.iterrows()
    ]
    return table


def gap_title(asked: Comparison) -> str:
    """Say what the gap of the chosen year is."""
    gap = asked.gap()
    texts = {
        "behind": _("{name}: {size} punten achter"),
        "ahead": _("{name}: {size} punten voor"),
        "unclear": _("{name}: verschil van {signed} punten, niet zeker"),
        "no-data": _("{name}: geen score in {year}"),
    }
    return texts[gap.conclusion].format(
        name=name_of(asked, start=True),
        size=number(abs(gap.gap), decimals=1),
        signed=number(gap.gap, decimals=1, signed=True),
        year=asked.year,
    )


def gap_subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _(
        "Verschil met {others} in punten, per jaar; {weighing}; band: 95%-interval; open punt:"
        " niet zeker"
    ).format(others=others_of(asked), weighing=weighing_of(asked.weighted))


def gap_alt(asked: Comparison, rows: pd.DataFrame) -> str:
    """Describe the line for who cannot see it."""
    return _(
        "Lijn met band: het verschil van {name} met {others} loopt van {first} in {start} naar"
        " {last} in {end}."
    ).format(
        name=name_of(asked),
        others=others_of(asked),
        first=number(rows["gap"].iloc[0], decimals=1),
        start=rows.index[0],
        last=number(rows["gap"].iloc[-1], decimals=1),
        end=rows.index[-1],
    )


def gap_readable(asked: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    return pd.DataFrame(
        {
            _("Jaar"): rows.index.astype(str),
            _("Verschil (punten)"): rows["gap"].round(2).to_numpy(),
            _("Ondergrens 95%"): rows["lower"].round(2).to_numpy(),
            _("Bovengrens 95%"): rows["upper"].round(2).to_numpy(),
            _("Conclusie"): rows["verdict"].to_numpy(),
            name_of(asked, start=True): rows["mean_group"].round(2).to_numpy(),
            others_of(asked)[:1].upper() + others_of(asked)[1:]: rows["mean_others"]
            .round(2)
            .to_numpy(),
            _("Gemeenten"): rows["n"].to_numpy(),
        }
    )


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


def parts_title(asked: Comparison) -> str:
    """Say where the largest part of the gap sits."""
    gap = asked.gap()
    dimension, points = largest_part(gap)
    return _("{name} dragen het meest bij: {points} van {gap} punten").format(
        name=measure(dimension),
        points=number(points, decimals=1, signed=True),
        gap=number(gap.gap, decimals=1, signed=True),
    )


def parts_subtitle(asked: Comparison) -> str:
    """Say what the bars are."""
    return _(
        "Waaruit het verschil van {name} met {others} bestaat, {year}; punten per dimensie en"
        " indicator, samen precies het verschil"
    ).format(name=name_of(asked), others=others_of(asked), year=asked.year)


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


def cases(asked: Comparison) -> pd.DataFrame:
    """Return the gap under every definition, with and without Breda, weighted and not."""
    return data.gap_cases(asked.year, asked.group, asked.against)


def case_rows(asked: Comparison) -> pd.DataFrame:
    """Return a row per definition and weighing, as the chart draws it."""
    table = cases(asked).sort_values("weighted", kind="stable").reset_index(drop=True)
    left = ",".join(asked.leave_out)
    return pd.DataFrame(
        {
            "label": [_case_label(asked.of, r) for _i, r in table.iterrows()],
            "value": table["gap"],
            "low": table["lower"],
            "high": table["upper"],
            "text": [
                f"{number(r['gap'], decimals=1, signed=True)} {verdict(r['conclusion'])}"
                for _i, r in table.iterrows()
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
            "conclusion": [verdict(c) for c in table["conclusion"]],
        }
    )


def _members_text(row: pd.Series) -> str:
    return _("{n} gemeenten").format(n=int(row["n_group"]))


def _case_label(group: Group, row: pd.Series) -> str:
    text = group.definitions[row["definition"]].title[language()]
    if row["leave_out"]:
        left = listing([str(data.names()[c]) for c in row["leave_out"].split(",")])
        text += ", " + _("zonder {left}").format(left=left)
    return text + ", " + (_("naar inwoners") if row["weighted"] else _("even zwaar"))


def cases_title(asked: Comparison) -> str:
    """Say whether the conclusion holds under other definitions."""
    found = compare_definitions(cases(asked)).iloc[0]
    texts = {
        "holds": _("Onder elke definitie en weging dezelfde conclusie"),
        "depends": _("De conclusie hangt af van definitie of weging"),
        "flips": _("Onder een andere definitie keert het verschil om"),
        "no-data": _("Onder geen enkele definitie is er een score"),
    }
    return texts[str(found["verdict"])]


def cases_subtitle(asked: Comparison) -> str:
    """Say what the dots are."""
    return _(
        "Verschil van {name} met {others} in punten, {year}, met 95%-interval; open punt: niet"
        " zeker; gekleurd: uw keuze"
    ).format(name=name_of(replace(asked, leave_out=())), others=others_of(asked), year=asked.year)


def cases_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the definitions as a table for people."""
    return pd.DataFrame(
        {
            _("Definitie en weging"): rows["label"],
            _("Verschil (punten)"): rows["value"].round(2),
            _("Ondergrens 95%"): rows["low"].round(2),
            _("Bovengrens 95%"): rows["high"].round(2),
            _("Conclusie"): rows["conclusion"],
            _("Gemeenten"): rows["n"],
        }
    )


def source() -> str:
    """Return source and date of what is shown."""
    return widgets.source_line()


def terms() -> None:
    """Show the words of this page, each explained on hover."""
    known = {
        _("95%-interval"): _(
            "Waar het verschil ligt als andere gemeenten in de groep hadden gezeten: trekking met"
            " teruglegging over gemeenten (bootstrap). Ligt nul erin, dan is het verschil niet"
            " zeker."
        ),
        _("punten"): _(
            "Op de schaal van de score: 100 is Nederland in het referentiejaar, 10 punten is één"
            " standaardafwijking tussen gemeenten."
        ),
        _("redelijke manieren"): _(
            "Andere keuzes voor normaliseren, samenvoegen en wegen, één indicator weggelaten, en"
            " steekproefruis. Dat is onzekerheid over de methode; het interval gaat over wie er in"
            " de groep zit."
        ),
        _("robuust achterblijvend"): _(
            "In ten minste 90% van de redelijke keuzes voor de score in het laagste kwart van"
            " Nederland."
        ),
        _("robuust gezakt"): _(
            "Bij ten minste 90% van de redelijke keuzes plaatsen verloren, en in het midden daarvan"
            " ten minste tien."
        ),
        _("herindeling"): _(
            "Cijfers van opgeheven gemeenten zijn omgerekend naar de gemeenten van nu; de tabellen"
            " zeggen bij welke."
        ),
        _("cluster"): _(
            "Gemeenten die samen met hun buren opvallend laag of hoog scoren, meer dan bij toeval,"
            " na correctie voor het aantal toetsen."
        ),
    }
    words = " · ".join(widgets.term(word, text) for word, text in known.items())
    st.html(f'<p class="hint" style="max-width:none">{_("Uitleg bij aanwijzen:")} {words}</p>')
