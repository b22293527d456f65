"""What an impact analysis says, once for page, slide, factsheet and command line."""

from __future__ import annotations

import math
from datetime import date

from monitor.analysis.scores import TOTAL
from monitor.impact.own_measurement import Own
from monitor.impact.result import Finding, Outcome, Result, Verdict
from monitor.impact.verdict import ENOUGH, contradicting, own_verdict
from monitor.snapshot import Snapshot
from monitor.text import (
    _,
    day,
    language,
    listing,
    made_and_taken_in,
    number,
    plain,
)

THOUSANDS = "x 1.000 euro"


def outcome_title(snapshot: Snapshot, outcome: str) -> str:
    """Name an outcome: an indicator, a dimension or the total."""
    catalog = snapshot.catalog
    if outcome == TOTAL:
        return _("Totaalscore")
    known = catalog.indicators.get(outcome) or catalog.dimensions[outcome]
    return known.title[language()]


def area_name(snapshot: Snapshot, area: str) -> str:
    """Name a province by its code."""
    return snapshot.names[area]


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
    return text.format(outcome=title, why=_doubt(snapshot, finding))


def _period(outcome: Outcome) -> str:
    """Say over which years an effect is the mean."""
    years = outcome.after
    if len(years) < 2:
        return _("in {year}").format(year=years[0] if years else "")
    if years[-1] - years[0] == len(years) - 1 > 1:
        return _("gemiddeld over {first} tot en met {last}").format(first=years[0], last=years[-1])
    return _("gemiddeld over {years}").format(years=listing([str(y) for y in years]))


def _doubt(snapshot: Snapshot, finding: Finding) -> str:
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
        "placebo_year": _doubt_of_year(snapshot, finding),
        "ill_fit": _("Geen mix van andere provincies volgde deze provincie vóór de start."),
    }
    return texts[finding.verdict.doubt].format(
        units=finding.units, enough=ENOUGH, areas=finding.units + 1
    )


def _doubt_of_year(snapshot: Snapshot, finding: Finding) -> str:
    """Say which start before the real one gives more than chance does; else empty."""
    against = contradicting(finding.pretended, 1 - finding.verdict.level)
    if not against:
        return ""
    text = _(
        "Alsof het al in {year} begon was er op de jaren vóór de start een verschil van {effect}"
        " ({p}), meer dan toeval verklaart. Vóór de start klopt de vergelijking dus niet."
    )
    return text.format(
        year=against[0].start,
        effect=amount(snapshot, finding.outcome.id, against[0].effect, signed=True),
        p=chance_words(against[0].p or 0.0),
    )


def chance_words(p: float) -> str:
    """Write a chance: ``p = 0,018``; what would round to nothing as less than the least."""
    least = 0.001
    sign, shown = ("<", least) if p < least else ("=", p)
    return f"p {sign} {number(shown, decimals=3)}"


def rung_words(verdict: Verdict) -> str:
    """Say how strong the evidence is on the Maryland scale of 1 to 5."""
    texts = {
        0: _("geen trede: er is niet vergeleken"),
        2: _("trede 2 van 5: vóór en na, zonder een vergelijking die klopt"),
        3: _("trede 3 van 5: vóór en na, naast een vergelijkingsgroep"),
    }
    return texts[verdict.rung]


def own_sentence(own: Own) -> str:
    """Draw the conclusion of what an initiative measured itself: one of three kinds, its rung."""
    found = own_verdict(own)
    texts = {
        "effect": _(
            "{title}: een effect van {effect} ({sure}-interval {low} tot {high}), naast een"
            " vergelijking."
        ),
        "none_larger": _(
            "{title}: geen effect groter dan {size} (betrouwbaarheid {sure}); {effect} meer"
            " veranderd dan de vergelijking ({low} tot {high})."
        ),
        "alone": _(
            "{title}: of er een effect was is niet te zeggen, want er is geen vergelijking. Van"
            " vóór naar na veranderde het {effect} ({low} tot {high})."
        ),
        "unmeasured": _(
            "{title}: of er een effect was is niet te zeggen, want het is nog niet vóór en na"
            " gemeten."
        ),
    }
    named = _("procentpunt") if own.is_share else own.unit
    said = texts[found.doubt or found.kind].format(
        title=plain(own.title),
        effect=number(found.effect or 0.0, named, signed=True),
        size=number(found.size or 0.0, named),
        low=number(found.low or 0.0, signed=True),
        high=number(found.high or 0.0, signed=True),
        sure=number(100 * found.level, "%", 0),
    )
    return f"{said} {rung_words(found).capitalize()}."


def plan_moment(result: Result) -> str:
    """Say whether the plan was made before its figures."""
    when = made_and_taken_in(result.plan.made, result.first_seen)
    if result.after_figures:
        by_its_word = when and result.plan.made < date(result.plan.start, 1, 1)
        text = _("plan na de cijfers, {when}") if by_its_word else _("plan gemaakt na de cijfers")
        return text.format(when=when)
    if when:
        return _("plan vóór de cijfers, {when}").format(when=when)
    text = _("plan gemaakt vóór de cijfers, op {day}")
    return text.format(day=day(result.first_seen.isoformat()))


def followed(snapshot: Snapshot, result: Result) -> list[str]:
    """Say which former municipalities of the plan were brought to the present boundaries."""
    former = snapshot.recoding.drop_duplicates("code").set_index("code")["name"]
    names = snapshot.regions["name"]
    text = _("{former} is na herindeling {present}")
    told = [text.format(former=former[a], present=names[b]) for a, b in result.recoded.items()]
    return [_("Herindeling: {told}.").format(told=listing(told))] if told else []
