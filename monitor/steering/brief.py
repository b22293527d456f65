"""The answers for who decides: each question with a word and a few plain sentences.

Page and Word note say the same; nothing is reckoned here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from monitor import change_words
from monitor.analysis.area_change import AreaChange
from monitor.analysis.verdict import excludes_zero
from monitor.impact import words as impact
from monitor.impact.plan import Plan
from monitor.impact.result import Result
from monitor.impact.summary import telling
from monitor.snapshot import Snapshot
from monitor.steering import words
from monitor.steering.areas import Area, spoken
from monitor.steering.calendar import Next
from monitor.steering.signals import Signals
from monitor.steering.usual import direction
from monitor.text import _, inside, join, listing, municipalities, number, plain, plural

NAMED = 5
"""Of municipalities in a sentence; the others are counted."""


@dataclass(frozen=True)
class Answer:
    """A question of who decides, its answer in a word or two, and what that rests on.

    Attributes
    ----------
    question, word : str
        ``word`` is empty where the sentences are the answer.
    sentences : tuple of str
        May hold ``**`` around what stands out.
    """

    question: str
    word: str
    sentences: tuple[str, ...]


def grown(
    name: str, found: AreaChange, country: AreaChange, usual: float, incomparable: str, footing: str
) -> Answer:
    """Answer whether resilience has grown.

    Parameters
    ----------
    usual : float
        Of municipalities over as many years (`monitor.steering.usual`).
    incomparable : str
        Why the years do not compare, from `monitor.change_words.incomparable`.
    footing : str
        What the change rests on, from `monitor.change_words.footing`; may be empty.
    """
    question = _("Is de sociale veerkracht gegroeid?")
    way = direction(found, usual)
    if way == "none":
        return Answer(question, _("Niet te zeggen"), (incomparable,))
    word = {"up": _("Ja"), "down": _("Nee, gedaald"), "unclear": _("Niet te zeggen")}[way]
    if way == "unclear" and excludes_zero(found.lower, found.upper) and not math.isnan(usual):
        rose, fell = _("Gestegen, niet meer dan gewoonlijk"), _("Gedaald, niet meer dan gewoonlijk")
        word = rose if found.points > 0 else fell
    rule = plural(
        found.end - found.start,
        _("In één jaar verandert een gemeente gewoonlijk hooguit {usual} punten. Minder noemen"
          " we geen groei."),
        _("In {count} jaar verandert een gemeente gewoonlijk hooguit {usual} punten. Minder noemen"
          " we geen groei."),
        usual=number(usual, decimals=1),
    )  # fmt: skip
    beside = country if len(found.compared) != len(country.compared) else None
    moved = change_words.moved(name, found, beside, strong="**")
    said = (moved, _unknown() if math.isnan(usual) else rule, footing)
    return Answer(question, word, tuple(filter(None, said)))


def _unknown() -> str:
    return _("Hoeveel een gemeente in zo veel jaar gewoonlijk verandert, is niet bekend.")


def _incomparable() -> str:
    return _("De twee jaren zijn niet te vergelijken.")


def elsewhere(name: str, found: AreaChange, country: AreaChange, usual_apart: float) -> Answer:
    """Answer whether an area changed more than the Netherlands.

    Parameters
    ----------
    name : str
        As in the middle of a sentence.
    usual_apart : float
        Of municipalities over as many years, less the change of the middle one.
    """
    question = _("Meer dan in heel Nederland?")
    apart = found.points - country.points
    if math.isnan(apart):
        return Answer(question, _("Niet te zeggen"), (_incomparable(),))
    if (found.points, found.compared) == (country.points, country.compared):
        return Answer(question, "", (_("Het gaat hier om heel Nederland."),))
    close = abs(abs(apart) - usual_apart) < 0.1  # one decimal would write both alike
    sizes = {"name": name, "usual": number(usual_apart, decimals=2 if close else 1)}
    # of what is shown: a reader takes one from the other
    shown = apart if close else round(found.points, 1) - round(country.points, 1)
    sizes["apart"] = number(shown, decimals=2 if close else 1, signed=True)
    said = _("Het verschil tussen {name} en Nederland is **{apart} punten**.").format(**sizes)
    if math.isnan(usual_apart):
        return Answer(question, _("Niet te zeggen"), (said, _unknown()))
    more = _("Dat is meer dan het verschil dat een gemeente gewoonlijk heeft (hooguit {usual}).")
    less = _("Dat is niet meer dan het verschil dat een gemeente gewoonlijk heeft (hooguit"
             " {usual}).")  # fmt: skip
    if abs(apart) <= usual_apart:
        return Answer(question, _("Niet te zeggen"), (said, less.format(**sizes)))
    word = _("Ja") if apart > 0 else _("Nee, minder")
    return Answer(question, word, (said, more.format(**sizes)))


def where_not(
    changes: pd.Series, names: Mapping[str, str], usual: float, dimensions: Mapping[str, float]
) -> Answer:
    """Answer where resilience went down: municipalities, and the three dimensions.

    Parameters
    ----------
    changes : Series, index region
        Change in points of the municipalities of the area that compare.
    dimensions : mapping of str to float
        Title of a dimension and its change in the area.
    """
    question = _("Waar niet?")
    parts = [
        _("{title} niet te vergelijken").format(title=inside(t)) if math.isnan(v) else
        _("{title} {points}").format(title=inside(t), points=change_words.points(v))
        for t, v in dimensions.items()
    ]  # fmt: skip
    known = not all(map(math.isnan, dimensions.values()))
    split = (_("In punten: {parts}.").format(parts=listing(parts)),) if known else ()
    if changes.empty or math.isnan(usual):
        return Answer(question, _("Niet te zeggen"), split or (_incomparable(),))
    if len(changes) == 1:
        return Answer(question, "", split)
    fell = changes[changes < -usual].sort_values()
    chance = _("In zo'n tijd verandert hooguit 1 op de 20 gemeenten zoveel, omhoog of omlaag.")
    if fell.empty:
        none = _("Geen gemeente daalde meer dan gewoonlijk ({usual} punten).")
        said = none.format(usual=number(usual, decimals=1))
        return Answer(question, _("Nergens duidelijk"), (join([said, chance]), *split))
    said = _("Meer gedaald dan gewoonlijk: {names}.").format(names=_fallen(fell, names))
    return Answer(question, municipalities(len(fell)), (join([said, chance]), *split))


def _fallen(fell: pd.Series, names: Mapping[str, str]) -> str:
    text = _("{name} ({points})")
    shown = [
        text.format(name=names[str(c)], points=change_words.points(float(v)))
        for c, v in fell.head(NAMED).items()
    ]
    more = len(fell) - NAMED
    return listing([*shown, *([_("nog {n}").format(n=more)] if more > 0 else [])])


def programme(snapshot: Snapshot, result: Result | None) -> Answer:
    """Answer whether it was the programme, with the verdict of Impact as it stands there."""
    question = _("Komt het door het programma?")
    if result is None:
        told = _("De analyse wordt gemaakt: over een minuut staat zij op Impact.")
        return Answer(question, "", (told,))
    found = telling(result)
    said = [_about(snapshot, result.plan), impact.verdict_sentence(snapshot, found)]
    word = {"effect": _("Er is een effect gezien"), "none_larger": _("Niet aangetoond")}.get(
        found.verdict.kind, _("Niet te zeggen")
    )
    if found.verdict.kind == "none_larger":
        said.append(_("Een kleiner effect kan er zijn. Deze cijfers laten dat niet zien."))
    refused = sum(1 for f in result.findings if f.outcome.refused)
    if refused:
        said.append(
            plural(
                refused,
                _("{count} ander cijfer van het plan kan niets bewijzen."),
                _("{count} andere cijfers van het plan kunnen niets bewijzen."),
            )
        )
    return Answer(question, word, tuple(said))


def _about(snapshot: Snapshot, plan: Plan) -> str:
    """Say which programme was looked at, where and from when."""
    where = municipalities(len(plan.municipalities))
    if plan.area:
        where = impact.area_name(snapshot, plan.area)
    text = _("Onderzocht: {title}, {where}, vanaf {start}.")
    return text.format(title=plain(plan.title), where=where, start=plan.start)


def coming(snapshot: Snapshot, calendar: Sequence[Next]) -> Answer:
    """Answer when more is known."""
    question = _("Wanneer weten we meer?")
    return Answer(question, "", tuple(words.calendar_sentences(snapshot, calendar)))


def cannot(snapshot: Snapshot) -> Answer:
    """Answer what no figure here can say."""
    scored = snapshot.catalog.scored
    guessed = sum(snapshot.catalog.is_estimate(i.id) for i in scored)
    return Answer(
        _("Wat zegt geen enkel cijfer?"),
        "",
        (
            _("Waardóór iets verandert. Een score zegt dát iets verandert, niet waardoor."),
            plural(
                guessed,
                _("{count} van de {all} cijfers is een schatting uit leeftijd, inkomen en"
                  " opleiding. Beleid is daarin niet te zien."),
                _("{count} van de {all} cijfers zijn een schatting uit leeftijd, inkomen en"
                  " opleiding. Beleid is daarin niet te zien."),
                all=len(scored),
            ),
            _("Hoe het met één mens of één initiatief gaat. Vraag het daar zelf."),
        ),
    )  # fmt: skip


def signalled(snapshot: Snapshot, found: Signals, area: Area) -> list[str]:
    """Say which signals a year has in the whole country, and which of them lie in an area."""
    said = [words.signals_sentence(found)]
    own = found.table[found.table["region"].isin(list(area.codes))]
    if len(own):
        said += words.signal_sentences(snapshot, replace(found, table=own))
        if len(own) > words.NAMED:
            more = _("Met de opdracht signals staan ze er alle {n}.")
            said.append(more.format(n=len(own)))
    elif len(found.table):
        said.append(_("Geen daarvan in {name}.").format(name=spoken(snapshot, area)))
    return said
