"""The register: programmes and initiatives, what they want, where they are, how they get on.

It ships with what the published papers tell of the programme and nothing else
(``geodata/initiatives.toml``); the rest comes from a file of the steward or of a reader
(`monitor.impact.register_read`) and is kept in the store (`monitor.impact.register_store`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from monitor.errors import MonitorError, toml_place
from monitor.text import slug

SHIPPED = Path(__file__).parents[2] / "geodata" / "initiatives.toml"
PROGRAMME, INITIATIVE = "programma", "initiatief"
KINDS = (INITIATIVE, PROGRAMME)
STATUSES = ("voorbereiding", "loopt", "afgerond", "gestopt")
THEORY = ("input", "activity", "output", "outcome", "impact")
"""The theory of change, from what goes in to what it is for."""


@dataclass(frozen=True)
class Progress:
    """What happened at one moment: what the initiative asked, what was offered, what came of it."""

    on: str
    asked: str = ""
    offered: str = ""
    result: str = ""


@dataclass(frozen=True)
class Initiative:
    """A programme or an initiative, in the words of who wrote it down.

    Attributes
    ----------
    name, what, source : str
        Never empty.
    kind : {"initiatief", "programma"}
    theme, crossover, question, moves : str
        Theme, the policy field it crosses over to, what it asks, what it wants to move.
    places : tuple of str
        Codes of municipalities (GM), districts (WK) or provinces (PV); empty: place unknown.
    start, end : str
        ISO year or day; empty: not known.
    status : str
        One of ``STATUSES``, or empty: not known.
    input, activity, output, outcome, impact : str
        The theory of change.
    contact : str
        Only where the person agreed.
    progress : tuple of Progress
        The oldest first.
    """

    name: str
    what: str
    source: str
    kind: str = INITIATIVE
    theme: str = ""
    crossover: str = ""
    question: str = ""
    places: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    status: str = ""
    moves: str = ""
    input: str = ""
    activity: str = ""
    output: str = ""
    outcome: str = ""
    impact: str = ""
    contact: str = ""
    progress: tuple[Progress, ...] = ()

    @property
    def id(self) -> str:
        """The name as in an address and on the command line."""
        return slug(self.name)

    @property
    def theory(self) -> dict[str, str]:
        """The steps of the theory of change that are filled in."""
        return {step: text for step in THEORY if (text := str(getattr(self, step)))}


@dataclass(frozen=True)
class Fact:
    """A sentence of the papers, with where it stands; both by language."""

    text: Mapping[str, str]
    source: Mapping[str, str]


def from_record(record: Mapping[str, Any]) -> Initiative:
    """Return the initiative of a record as `to_record` makes it.

    Raises
    ------
    ValueError
        Where the record holds what no initiative has, or lacks what every one has.
    """
    known = {f.name for f in fields(Initiative)}
    try:
        found = Initiative(
            **{k: v for k, v in record.items() if k not in {"places", "progress"}},
            places=tuple(map(str, record.get("places", ()))),
            progress=tuple(Progress(**p) for p in record.get("progress", ())),
        )
    except TypeError as err:
        raise ValueError(str(err)) from err
    texts = [getattr(found, n) for n in known - {"places", "progress"}]
    if not all(isinstance(t, str) for t in texts) or not (found.id and found.what and found.source):
        raise ValueError(found.name)
    return found


def to_record(initiative: Initiative) -> dict[str, Any]:
    """Return an initiative for JSON, without what is empty."""
    plain = {f.name: getattr(initiative, f.name) for f in fields(Initiative)}
    plain["places"] = list(initiative.places)
    plain["progress"] = [
        {k: v for k, v in vars(p).items() if v or k == "on"} for p in initiative.progress
    ]
    return {name: value for name, value in plain.items() if value}


@cache
def _papers() -> dict[str, Any]:
    try:
        return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as err:
        raise MonitorError(
            f"Het meegeleverde register is niet te lezen{toml_place(err)}",
            where=str(SHIPPED),
            remedy="Zet het bestand van deze versie terug.",
        ) from err


def programme_province() -> str:
    """Return the code of the province whose programme the published papers are about."""
    return str(_papers()["province"])


def shipped(lang: str = "nl", province: str = "") -> list[Initiative]:
    """Return the programme and the initiative that the published papers name, in a language.

    Parameters
    ----------
    province : str
        Code of the focus: of another one than the papers are about there is none. Empty: all.
    """
    papers = _papers()
    if province not in ("", programme_province()):
        return []
    return [
        from_record(
            {
                name: value[lang] if isinstance(value, dict) else value
                for name, value in ({"source": papers["source"]} | record).items()
            }
        )
        for record in papers["initiative"]
    ]


def facts(province: str) -> list[Fact]:
    """Return what else the published papers tell of the programme of a province."""
    if province != programme_province():
        return []
    source = _papers()["source"]
    return [Fact(fact, source) for fact in _papers()["fact"]]


def merged(*registers: Iterable[Initiative]) -> list[Initiative]:
    """Return registers as one; of the same initiative the last one counts. Programmes first."""
    found: dict[str, Initiative] = {}
    for register in registers:
        found |= {one.id: one for one in register}
    return sorted(found.values(), key=lambda one: (one.kind != PROGRAMME, natural(one.id)))


def natural(text: str) -> list[tuple[int, str]]:
    """Return the key by which people sort names: 2 before 10, capitals like small letters.

    Examples
    --------
    >>> sorted(["Wijk 10", "wijk 2", "Buurt"], key=natural)
    ['Buurt', 'wijk 2', 'Wijk 10']
    """
    parts = re.split(r"([0-9]+)", text.casefold())
    return [(int(p[:18]), "") if p.isdecimal() else (0, p) for p in parts]


def without_contact(initiative: Initiative) -> Initiative:
    """Return an initiative that names nobody."""
    return replace(initiative, contact="")


@lru_cache(maxsize=10_000)  # each is held against each
def topic(text: str) -> str:
    """Return a theme or question as it is compared and named in an address."""
    return slug(text)[:60].strip("-")


def elsewhere(
    one: Initiative, register: Iterable[Initiative]
) -> tuple[list[Initiative], list[Initiative]]:
    """Return who works elsewhere on the same question, and who on the same theme.

    Elsewhere is where the two share no place; of whom no place is known is elsewhere too.

    Returns
    -------
    tuple of list
        Those with the same question; those with the same theme and another question.
    """
    question, theme, here = topic(one.question), topic(one.theme), {*one.places}
    same, alike = [], []
    for other in register:
        if other.name == one.name or other.kind != one.kind or not here.isdisjoint(other.places):
            continue
        if question and topic(other.question) == question:
            same.append(other)
        elif theme and topic(other.theme) == theme:
            alike.append(other)
    return same, alike
