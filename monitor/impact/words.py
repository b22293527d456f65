"""What an impact analysis says, once for page, slide, factsheet and command line."""

from __future__ import annotations

import math

from monitor.analysis.scores import TOTAL
from monitor.impact.own_measurement import BESIDE, Own, moved
from monitor.impact.people import HOUSEHOLDS, in_people
from monitor.impact.result import Finding, Outcome, Result, Smallest, Verdict
from monitor.impact.verdict import ENOUGH
from monitor.snapshot import Snapshot
from monitor.text import _, day, language, listing, number

THOUSANDS = "x 1.000 euro"
CRIME, TURNOUT = "environment", "opkomst_"


def outcome_title(snapshot: Snapshot, outcome: str) -> str:
    """Name an outcome: an indicator, a dimension or the total."""
    catalog = snapshot.catalog
    if outcome == TOTAL:
        return _("Totaalscore")
    known = catalog.indicators.get(outcome) or catalog.dimensions[outcome]
    return known.title[language()]


def area_name(snapshot: Snapshot, area: str) -> str:
    """Name a province by its code."""
    regions = snapshot.regions
    return str(regions.loc[regions["province"] == area, "province_name"].iloc[0])


def scale(snapshot: Snapshot, outcome: str) -> float:
    """Return by what a figure is multiplied where it is drawn: thousands of euros become euros."""
    item = snapshot.catalog.indicators.get(outcome)
    return 1000.0 if item is not None and item.unit.nl.startswith(THOUSANDS) else 1.0


def unit(snapshot: Snapshot, outcome: str) -> str:
    """Name the unit of an effect: ``procentpunt``, ``euro``, ``per 1.000 inwoners``."""
    item = snapshot.catalog.indicators.get(outcome)
    if item is None:
        return _("punten")
    if scale(snapshot, outcome) > 1:
        return _("euro")
    return _("procentpunt") if item.unit.nl == "%" else item.unit[language()]


def amount(snapshot: Snapshot, outcome: str, value: float, *, signed: bool = False) -> str:
    """Write an effect in the unit of its outcome: ``1,4 procentpunt``, ``681 euro``."""
    euros = scale(snapshot, outcome)
    places = 0 if euros > 1 else None
    return number(euros * value, unit(snapshot, outcome), places, signed=signed)


def refusal(outcome: Outcome) -> str:
    """Say why an outcome proves nothing; empty where it may."""
    few = {0: _("niet vergelijkbaar gemeten"), 1: _("maar één keer vergelijkbaar gemeten")}
    texts = {
        "": "",
        "estimate": _(
            "Dit is een modelschatting: het RIVM berekent het cijfer uit leeftijd, inkomen en"
            " opleiding van de inwoners. Wat een programma doet zit daar niet in, dus het kan geen"
            " effect bewijzen."
        ),
        "score": _(
            "Een score neemt oudere cijfers en modelschattingen mee en kan daarom geen effect"
            " bewijzen."
        ),
        "break": _(
            "De reeks verspringt in {year}, omdat er vanaf dan anders wordt gemeten. Een"
            " verandering kan dus van de meting komen."
        ),
        "few_before": _(
            "Vóór {year} is dit {few}. Er zijn twee metingen nodig om te zien of de deelnemers en"
            " de vergelijkingsgroep toen gelijk opgingen."
        ),
        "none_after": _("Vanaf {year} is er binnen de periode van het plan niet gemeten."),
        "thin": _("Te weinig gemeenten hebben in alle jaren een cijfer."),
        "no_figures": _("Geen van de deelnemers heeft in alle jaren een cijfer."),
        "nobody": _("In de provincies van de deelnemers is er niemand om mee te vergelijken."),
    }
    return texts[outcome.refused].format(year=outcome.year, few=few.get(len(outcome.before), ""))


def verdict_sentence(snapshot: Snapshot, finding: Finding) -> str:
    """Draw the conclusion in one sentence of three kinds; what cannot be said has its reason."""
    found, outcome = finding.verdict, finding.outcome.id
    title = outcome_title(snapshot, outcome)
    period = _period(finding.outcome)
    sure = number(math.floor(100 * found.level + 1e-9), "%", 0)  # never surer than it is
    if found.kind == "effect":
        text = _("{outcome}: {period} een effect van {effect} ({sure}-interval {low} tot {high}).")
        return text.format(
            outcome=title,
            period=period,
            effect=amount(snapshot, outcome, found.effect or 0.0, signed=True),
            sure=sure,
            low=amount(snapshot, outcome, found.low or 0.0, signed=True),
            high=amount(snapshot, outcome, found.high or 0.0, signed=True),
        )
    if found.kind == "none_larger":
        text = _("{outcome}: {period} geen effect groter dan {size} (betrouwbaarheid {sure}).")
        size = amount(snapshot, outcome, found.size or 0.0)
        return text.format(outcome=title, period=period, size=size, sure=sure)
    text = _("{outcome}: of er een effect was is niet te zeggen. {why}")
    return text.format(outcome=title, why=_doubt(finding))


def checks(snapshot: Snapshot, finding: Finding) -> list[str]:
    """Say what the conclusion rests on besides: the years before, a break, a second opinion."""
    outcome, said = finding.outcome.id, [p for p in [verdict_people(snapshot, finding)] if p]
    if finding.outcome.gaps and not finding.outcome.refused:
        text = _(
            "Niet meegerekend, zonder cijfer in alle jaren of zonder gemeente ernaast: {names}."
        )
        names = snapshot.regions["name"].reindex(list(finding.outcome.gaps))
        said.append(text.format(names=listing([str(n) for n in names])))
    if finding.outcome.untimely and not finding.outcome.refused:
        text = _("Niet meegerekend, want te vroeg of te laat begonnen voor dit cijfer: {names}.")
        names = snapshot.regions["name"].reindex(list(finding.outcome.untimely))
        said.append(text.format(names=listing([str(n) for n in names])))
    if finding.before_size is not None and finding.verdict.doubt != "parted_before":
        text = _(
            "Vóór de start gingen beide gelijk op; een verschil vanaf {size} zou zijn opgevallen."
        )
        said.append(text.format(size=amount(snapshot, outcome, finding.before_size)))
    if finding.breakdown is not None:
        text = _(
            "Het effect houdt stand zolang een breuk na de start hooguit {times} keer zo groot is"
            " als de grootste ervoor."
        )
        said.append(text.format(times=number(finding.breakdown)))
    if finding.second is not None and finding.verdict.effect is not None:
        text = _("Gemeten verschil {first}; een tweede rekenwijze geeft {second}.")
        first = amount(snapshot, outcome, finding.verdict.effect, signed=True)
        second = amount(snapshot, outcome, finding.second, signed=True)
        said.append(text.format(first=first, second=second))
    return said


def _period(outcome: Outcome) -> str:
    """Say over which years an effect is the mean."""
    years = outcome.after
    if len(years) < 2:
        return _("in {year}").format(year=years[0] if years else "")
    if years[-1] - years[0] == len(years) - 1 > 1:
        return _("gemiddeld over {first} tot en met {last}").format(first=years[0], last=years[-1])
    return _("gemiddeld over {years}").format(years=listing([str(y) for y in years]))


def _doubt(finding: Finding) -> str:
    """Say why nothing can be said."""
    texts = {
        "": "",
        "refused": refusal(finding.outcome),
        "few_placebos": _(
            "Gemeenten in dezelfde provincies die niet meededen: {units}; voor een uitspraak zijn"
            " er {enough} nodig."
        ),
        "parted_before": _(
            "De deelnemers en de vergelijkingsgroep gingen vóór de start al verder uiteen dan"
            " toeval verklaart."
        ),
        "first_of_few": _(
            "Het verschil is het grootste van alle {areas} provincies, maar bij toeval is er altijd"
            " één de eerste."
        ),
    }
    return texts[finding.verdict.doubt].format(
        units=finding.units, enough=ENOUGH, areas=finding.units + 1
    )


def rung_words(verdict: Verdict) -> str:
    """Say how strong the evidence is on the Maryland scale of 1 to 5."""
    texts = {
        0: _("geen trede: er is niet vergeleken"),
        2: _("trede 2 van 5: vóór en na, zonder een vergelijking die klopt"),
        3: _("trede 3 van 5: vóór en na, naast een vergelijkingsgroep"),
    }
    return texts[verdict.rung]


def smallest_sentence(snapshot: Snapshot, smallest: Smallest) -> str:
    """Say from which size an effect would be seen, in its own unit and in people."""
    many = _(
        "{outcome}: bij {n} gemeenten is een effect te zien vanaf {size}{people}. Tussen twee"
        " metingen verandert dit cijfer gewoonlijk ten hoogste {usual}."
    )
    one = _(
        "{outcome}: in één gebied is een effect te zien vanaf {size}{people}. Tussen twee metingen"
        " verandert dit cijfer gewoonlijk ten hoogste {usual}."
    )
    said = (one if smallest.participants == 1 else many).format(
        n=smallest.participants,
        outcome=outcome_title(snapshot, smallest.outcome),
        size=amount(snapshot, smallest.outcome, smallest.size),
        people=_people(snapshot, smallest),
        usual=amount(snapshot, smallest.outcome, smallest.usual),
    )
    return said if smallest.proof else f"{said} {_('Als bewijs telt het cijfer niet.')}"


def _people(snapshot: Snapshot, smallest: Smallest) -> str:
    people = people_words(snapshot, smallest)
    return f" ({people})" if people else ""


def people_words(snapshot: Snapshot, smallest: Smallest) -> str:
    """Write the smallest effect in people; empty where its unit has none."""
    counted = (smallest.people, smallest.per)
    return _counted(snapshot, smallest.outcome, smallest.size, *counted)


def verdict_people(snapshot: Snapshot, finding: Finding) -> str:
    """Say what an effect, or the largest that was not ruled out, is for people; else empty."""
    verdict, outcome = finding.verdict, finding.outcome.id
    size = {"effect": verdict.effect, "none_larger": verdict.size}.get(verdict.kind)
    if size is None:
        return ""
    codes = [one.participant for one in finding.beside]
    counted = in_people(snapshot, outcome, size, participants=len(codes), codes=codes)
    people = _counted(snapshot, outcome, size, *counted)
    text = _("{size} is {people}.")
    return text.format(size=amount(snapshot, outcome, size), people=people) if people else ""


def _counted(snapshot: Snapshot, outcome: str, size: float, people: float | None, per: int) -> str:
    if people is None:
        return ""
    item = snapshot.catalog.indicators[outcome]
    month = number(scale(snapshot, outcome) * abs(size) / 12, decimals=0)
    whole = _("zo'n {count} mensen")
    if item.dimension == CRIME:
        whole = _("zo'n {count} misdrijven per jaar")
    elif item.weight == HOUSEHOLDS and item.unit.nl == "%":
        whole = _("zo'n {count} huishoudens")
    elif item.weight == HOUSEHOLDS:
        whole = _("{month} euro per maand voor elk van zo'n {count} huishoudens")
    voters = _("zo'n {count} op elke {per} kiesgerechtigden")
    share = voters if outcome.startswith(TURNOUT) else _("zo'n {count} op elke {per}")
    count = number(float(f"{people:.2g}"), decimals=0)
    text = share if per else whole
    return text.format(count=count, per=number(per, decimals=0), month=month)


def own_sentence(own: Own) -> str:
    """Draw the conclusion of what an initiative measured itself."""
    found = moved(own)
    if found is None:
        return _("{title}: nog niet vóór en na gemeten.").format(title=own.title)
    named = _("procentpunt") if own.is_share else own.unit
    beside = _(
        "{title}: {size} ({low} tot {high}) meer veranderd dan in de vergelijking. Trede 3 van 5."
    )
    alone = _(
        "{title}: {size} ({low} tot {high}) van vóór naar na. Zonder vergelijking is niet te zeggen"
        " of dat door het initiatief komt. Trede 2 van 5."
    )
    return (beside if found.rung == BESIDE else alone).format(
        title=own.title,
        size=number(found.size, named, signed=True),
        low=number(found.low, signed=True),
        high=number(found.high, signed=True),
    )


def plan_moment(result: Result) -> str:
    """Say whether the plan was made before its figures."""
    if result.after_figures:
        return _("plan gemaakt na de cijfers")
    text = _("plan gemaakt vóór de cijfers, op {day}")
    return text.format(day=day(result.first_seen.isoformat()))


def followed(snapshot: Snapshot, result: Result) -> list[str]:
    """Say which former municipalities of the plan were brought to the present boundaries."""
    former = snapshot.recoding.drop_duplicates("code").set_index("code")["name"]
    names = snapshot.regions["name"]
    text = _("{former} is na herindeling {present}")
    told = [text.format(former=former[a], present=names[b]) for a, b in result.recoded.items()]
    return [_("Herindeling: {told}.").format(told=listing(told))] if told else []
