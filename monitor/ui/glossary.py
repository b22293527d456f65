"""Words that a reader may not know, explained on hover, keyboard focus and touch.

One place for all pages: `monitor.ui.widgets` marks the first of each word in a subtitle or in a
list of sentences. The forms of a word are a regular expression, since both languages inflect.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import NamedTuple

from monitor.ui.texts import _, language

_TAG = re.compile(r"(<[^>]*>)")


class Entry(NamedTuple):
    """A word: its forms (a regular expression without groups that capture), what it means."""

    forms: str
    meaning: str


def entries() -> list[Entry]:
    """Return the words in the reader's language; what another word contains stands after it."""
    return [*_of_places(), *_of_certainty(), *_of_method(), *_of_figures()]


def _of_places() -> list[Entry]:
    return [
        Entry(
            _("COROP(?:-gebied)?"),
            _("Indeling van Nederland in 40 gebieden rond een centrale stad, voor statistiek."),
        ),
        Entry(
            "B5",
            _("De vijf grote steden: Breda, Eindhoven, Helmond, ’s-Hertogenbosch en Tilburg."),
        ),
        Entry("BrabantStad", _("De B5 met Oss en Roosendaal (sinds juni 2023).")),
        Entry(
            _("persoonlijke hulpbronnen"),
            _("Wat iemand zelf heeft: gezondheid, regie, inkomen, werk en opleiding."),
        ),
        Entry(
            _("sociale hulpbronnen"),
            _("Wat mensen aan elkaar hebben: niet eenzaam, vrijwilligerswerk, sport, stemmen."),
        ),
        Entry(
            _("omgevingshulpbronnen"),
            _("Wat de omgeving biedt: veiligheid, voorzieningen dichtbij, weinig leegstand."),
        ),
        Entry(
            _("dimensies?"),
            _("Een van de drie delen van de score: persoonlijke, sociale en omgevingshulpbronnen."),
        ),
        Entry(
            _("clusters?"),
            _(
                "Gemeenten die samen met hun buren opvallend laag of hoog scoren, meer dan bij"
                " toeval, na correctie voor het aantal toetsen."
            ),
        ),
    ]


def _of_certainty() -> list[Entry]:
    return [
        Entry(
            _("zeker|waarschijnlijk|niet te zeggen"),
            _(
                "Zeker: bij een groep sluit het 95%-interval nul uit onder elke definitie en"
                " weging, en blijft de richting gelijk in ten minste 95% van de berekeningen met"
                " andere keuzes in de methode. Waarschijnlijk: steeds één richting, het interval"
                " van de gewone vergelijking sluit nul uit, en ten minste 90%. Anders is het niet"
                " te zeggen. Bij één gemeente tellen alleen de berekeningen."
            ),
        ),
        Entry(
            _("berekeningen(?: met andere keuzes(?: in de methode)?)?"),
            _(
                "De score opnieuw gemaakt met andere keuzes voor normaliseren, samenvoegen en"
                " wegen, één indicator weggelaten, en steekproefruis waar de bron marges geeft."
                " Dat is onzekerheid over de methode; het 95%-interval van een verschil gaat over"
                " wie er in de groep zit."
            ),
        ),
        Entry(
            "bootstrap",
            _(
                "Een groep duizenden keren opnieuw samenstellen door met teruglegging gemeenten te"
                " trekken, en zien hoever de uitkomst uiteenloopt."
            ),
        ),
        Entry(
            _("Sobol(?:-ind(?:ex|ices))?"),
            _(
                "Hoeveel van de spreiding in de uitkomst op rekening van één keuze komt: alleen, of"
                " samen met andere keuzes."
            ),
        ),
        Entry(
            _("(?:95%-|90%-)?interval(?:len)?"),
            _(
                "De marge om een uitkomst. Bij een verschil tussen groepen: waar het ligt als"
                " andere gemeenten in de groep hadden gezeten (95%; ligt nul erin, dan kan het"
                " verschil toeval zijn). Bij een rang of score: 90% van de berekeningen met andere"
                " keuzes in de methode."
                " Bij een gemeten cijfer: de marge van de steekproef."
            ),
        ),
        Entry(
            _("steekproef(?:fout|ruis)|(?:onzekerheids)?marges?"),
            _(
                "Een enquête vraagt een deel van de mensen; een andere steekproef had een iets"
                " ander cijfer gegeven."
            ),
        ),
        Entry(
            _("rangcorrelatie"),
            _("Hoeveel twee volgordes op elkaar lijken: 1 = dezelfde, 0 = geen verband."),
        ),
        Entry(
            _("rang(?:en|plaats)?"),
            _(
                "Plaats in de volgorde van alle Nederlandse gemeenten met een cijfer; 1 is de"
                " veerkrachtigste (bij een achtergrondcijfer: het hoogste)."
            ),
        ),
    ]


def _of_method() -> list[Entry]:
    return [
        Entry(
            _("standaardafwijking(?:en)?"),
            _(
                "Maat voor spreiding: zo ver ligt een gemeente doorgaans van het gemiddelde; ruwweg"
                " twee derde ligt er minder ver vanaf."
            ),
        ),
        Entry(
            _("z-scores?|z(?= =)|alle z"),
            _(
                "Een cijfer uitgedrukt in standaardafwijkingen boven of onder het Nederlandse"
                " gemiddelde, met hoger als veerkrachtiger."
            ),
        ),
        Entry(
            "AMPI",
            _(
                "Adjusted Mazziotta-Pareto Index: cijfers op een schaal van 70 tot 130 met"
                " Nederland op 100, en aftrek voor wie op de onderdelen sterk uiteenloopt."
            ),
        ),
        Entry(
            "Mazziotta-Pareto",
            _("Gemiddelde met aftrek voor onbalans: wie op de onderdelen uiteenloopt, zakt."),
        ),
        Entry(
            _("meetkundig(?: gemiddelde)?"),
            _("Gemiddelde door vermenigvuldigen: een zwak punt is minder goed te maken."),
        ),
        Entry(
            _("normaliseren"),
            _("Cijfers in verschillende eenheden op één schaal brengen, zodat ze optelbaar zijn."),
        ),
        Entry(
            _("(?:Cronbachs )?alfa"),
            _(
                "Of de indicatoren van een dimensie hetzelfde verhaal vertellen: 1 = geheel, 0 ="
                " niet; boven 0,7 geldt als een geheel."
            ),
        ),
        Entry(
            _("Pearsons r|correlaties?"),
            _(
                "Of twee reeksen samengaan: 1 = altijd gelijk op, 0 = geen verband, −1 = altijd"
                " tegen elkaar in. Het zegt niets over oorzaken."
            ),
        ),
        Entry(
            _("gewogen naar inwoners|naar inwoners(?: gewogen)?|gewogen|wegingen"),
            _(
                "Een grote gemeente telt zwaarder: naar inwoners gewogen gaat het gemiddelde over"
                " mensen, ongewogen over gemeenten."
            ),
        ),
        Entry(
            _("referentiejaar"),
            _("Het vaste jaar waarmee elk ander jaar wordt vergeleken; het verandert niet mee."),
        ),
    ]


def _of_figures() -> list[Entry]:
    return [
        Entry(
            _("(?:niveau|trend)breuk(?:en)?|breuk"),
            _(
                "Vanaf dat jaar meet de bron anders; cijfers ervoor en erna zijn niet zonder meer"
                " te vergelijken."
            ),
        ),
        Entry(
            _("modelschatting(?:en)?"),
            _(
                "Berekend door RIVM met een model uit enquêtes en registers, niet in elke gemeente"
                " gemeten."
            ),
        ),
        Entry(
            _("omgerekend(?: na herindeling)?|herindeling"),
            _(
                "Cijfers van opgeheven gemeenten zijn omgerekend naar de gemeenten van nu; de"
                " tabellen zeggen bij welke."
            ),
        ),
        Entry(
            _("trend"),
            _(
                "De richting over vijf of meer metingen, alleen als zij duidelijker is dan de ruis"
                " en ook standhoudt als één meting wegvalt."
            ),
        ),
        Entry(
            _("mediaan"),
            _("De middelste: de helft ligt eronder, de helft erboven."),
        ),
        Entry(
            _("punten"),
            _(
                "Op de schaal van de score: 100 is Nederland in het referentiejaar, 10 punten is"
                " één standaardafwijking tussen gemeenten."
            ),
        ),
    ]


def term(word: str, meaning: str) -> str:
    """Return a word with an explanation of its own, for use in ``st.html`` (terms.js shows it)."""
    return _span(word, "tip", meaning)


def mark(text: str) -> str:
    """Explain the first of each known word in a text.

    Parameters
    ----------
    text : str
        Safe HTML (escaped); what stands inside a tag is left alone.
    """
    return _marked(text, language())


@lru_cache(maxsize=2048)  # the same headings and sentences come by at every rerun
def _marked(text: str, lang: str) -> str:
    seen: set[str] = set()

    def explained(match: re.Match[str]) -> str:
        name = str(match.lastgroup)
        if name in seen:
            return match[0]
        seen.add(name)
        return _span(html.unescape(match[0]), "word", name)

    found = _pattern(lang)
    return "".join(
        part if part.startswith("<") else found.sub(explained, part) for part in _TAG.split(text)
    )


def meanings() -> dict[str, str]:
    """Return what each word means, by its name in ``data-word``: the browser is sent it once."""
    return {f"word{n}": entry.meaning for n, entry in enumerate(entries())}


def _span(word: str, kind: str, text: str) -> str:
    return (
        f'<span class="term" tabindex="0" role="button" data-{kind}="{html.escape(text)}">'
        f"{html.escape(word)}</span>"
    )


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """Return the pattern that finds a form of any word, its group named as in `meanings`."""
    forms = "|".join(f"(?P<word{n}>{entry.forms})" for n, entry in enumerate(entries()))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
