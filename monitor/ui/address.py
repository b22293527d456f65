"""What an address asks: every parameter, read by one parser that returns what is valid.

Whatever comes in, from a link, a bookmark or a session of before a refresh, `read` gives values
that the data know, and sentences on what it did not know or understood otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.charts.lacking_words import why_none
from monitor.text import _, readable
from monitor.ui import address_places
from monitor.ui.params import CHECKS, DESIGNS, Values

MOST_TOLD = 4
# Whoever shares a link adds these; they ask nothing of the monitor.
_TRACKERS = re.compile(r"(utm|mtm|pk|hsa|mc)_\w+|\w*clid|_\w*|ref|source", re.ASCII)


@dataclass(frozen=True)
class _Read:
    """What an address asks.

    Attributes
    ----------
    values : mapping of str to str
        Parameters with a value that the data know; a default may be left out.
    notes : tuple of str
        In the reader's language: what is unknown, and what was understood otherwise.
    """

    values: Values
    notes: tuple[str, ...] = ()


def read(raw: Values) -> _Read:
    """Read the parameters of an address; never raises on what they hold.

    Parameters
    ----------
    raw : mapping of str to str
        As the address has them; unknown names and values are told of.
    """
    values: dict[str, str] = {}
    notes: list[str] = []
    raw = _in_order(_of_now(raw))
    for name, check in CHECKS.items():
        text = raw.get(name, "").strip()
        if not text:
            continue
        if name in ("over", "naast", "plaats"):
            text, told = address_places.present(text)
            notes += told
        found = check(text, values)
        if name == "gemeente":
            found, note = address_places.find(text)
            notes += [note] if note else []
        elif name in ("gewichten", "naast", "dia", "zonder"):
            lost = [part for part in text.split(",") if part not in (found or "").split(",")]
            notes += [_unknown(name, lost[0])] if lost else []
        elif name == "index":
            notes += _other_index(text)
            found = None
        elif found is None:
            notes.append(_unknown(name, text))
        if found:
            values[name] = found
    notes += [_unknown_name(n) for n in raw if n not in CHECKS and not _TRACKERS.fullmatch(n)]
    more = len(notes) - MOST_TOLD
    if more > 0:
        notes[MOST_TOLD:] = [_("Nog meer in het adres is onbekend: {n} keer.").format(n=more)]
    return _Read(values, tuple(notes))


def _in_order(raw: Values) -> Values:
    """Let the later of two years be the year, whichever of them an address names so."""
    if "jaar2" not in raw:  # and no figure is looked at: there may be none
        return raw
    year = raw.get("jaar", str(about_scores.full_years()[-1])).strip()
    other = raw["jaar2"].strip()
    turned = year < other and {year, other} <= {*map(str, about_scores.years())}
    return {**raw, "jaar": other, "jaar2": year} if turned else raw


def _of_now(raw: Values) -> Values:
    """Return an address in the words of now: that of a chart alone named its design ``thema``."""
    if "naam" not in raw or "ontwerp" in raw or raw.get("thema") not in DESIGNS.values():
        return raw
    return {("ontwerp" if name == "thema" else name): text for name, text in raw.items()}


def _other_index(text: str) -> list[str]:
    """Say that a link was made with another version of the index than the one shown."""
    now = str(snapshot().catalog.index.version)
    if text == now:
        return []
    if text not in map(str, snapshot().catalog.versions):
        return [_unknown("index", text)]
    said = _(
        "Dit adres hoort bij versie {then} van de index. U ziet versie {now}: scores kunnen anders"
        " zijn."
    )
    return [said.format(then=text, now=now)]


def _unknown(name: str, text: str) -> str:
    catalog = snapshot().catalog
    span = map(str, range(catalog.first_year, catalog.last_year + 1))
    if name in ("jaar", "jaar2") and text in span:
        said = _("Voor {year} is er geen score. {why} U ziet de standaardkeuze.")
        return said.format(year=text, why=why_none(int(text)))
    said = _("Onbekend in het adres: {what} “{value}”. U ziet de standaardkeuze.")
    if name in ("naam", "id"):  # nothing stands in the place of one chart or edition
        said = _("Onbekend in het adres: {what} “{value}”.")
    return said.format(what=_what(name), value=readable(text))


def _unknown_name(name: str) -> str:
    said = _("Onbekend in het adres: “{name}”. Daar is niets mee gedaan.")
    return said.format(name=readable(name))


def _what(name: str) -> str:
    return {
        "lang": _("taal"),
        "jaar": _("jaar"),
        "jaar2": _("jaar om mee te vergelijken"),
        "gebied": _("gebied"),
        "wat": _("cijfer"),
        "groep": _("groep"),
        "definitie": _("definitie van de groep"),
        "slide": _("dia"),
        "dia": _("dia"),
        "gewichten": _("gewicht"),
        "dimensie": _("dimensie"),
        "thema": _("thema"),
        "uitkomst": _("uitkomst"),
        "vraag": _("vraag"),
        "plaats": _("plaats"),
        "niveau": _("niveau"),
        "provincie": _("provincie"),
        "wijk": _("wijk"),
        "over": _("gebied"),
        "naast": _("gebied om te vergelijken"),
        "zonder": _("gemeente om weg te laten"),
        "id": _("editie"),
        "naam": _("diagram"),
        "ontwerp": _("ontwerp"),
        "index": _("versie van de index"),
    }.get(name, name)
