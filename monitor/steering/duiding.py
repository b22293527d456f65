"""Duiding: what a municipality itself says beside its figures, with who said it and when.

The steward takes it in and withdraws it (`python -m monitor duiding`); there is no log-in. What is
withdrawn loses its words and keeps its trace: who, when, and when it was withdrawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from pydantic import Field

from monitor.errors import MonitorError
from monitor.moment import is_to_come, today
from monitor.own.problems import shown
from monitor.safe import CONTROL
from monitor.snapshot import Snapshot
from monitor.steering.areas import area_of
from monitor.steering.records import Kept, Record
from monitor.store import Store
from monitor.text import _, made_and_taken_in
from monitor.text import day as written

LONGEST = 1_200


class Duiding(Record):
    """An explanation of a municipality.

    Parameters
    ----------
    region : str
        Code of the municipality.
    text : str
        Empty once it is withdrawn.
    author : str
        Who says so: a function or department.
    day : date
        On which it was made, by the word of who gave it.
    seen : date, optional
        On which the store took it in; of one from before that was noted it is not known.
    withdrawn : date, optional
    former, place : str
        Names of the former municipality it is about, and of its own where it is read beside those
        of others; never kept.
    """

    region: str = Field(pattern=r"^GM\d{4}$")
    text: str = Field(max_length=LONGEST)
    author: str = Field(min_length=1, max_length=120)
    day: date
    seen: date | None = None
    withdrawn: date | None = None
    id: str = ""
    former: str = Field(default="", exclude=True)
    place: str = Field(default="", exclude=True)


KEPT = Kept("duiding.json", Duiding)


def new_duiding(snapshot: Snapshot, region: str, text: str, author: str, day: date) -> Duiding:
    """Make an explanation; its id is read off what it says.

    Raises
    ------
    MonitorError
        Where there is no such municipality, nothing or too much is said, or the day is to come.
    """
    home = home_of(snapshot, region)
    said, who = (CONTROL.sub("", t).strip() for t in (text, author))
    if not said or not who:
        raise MonitorError(
            "Een duiding heeft een tekst en een afzender nodig",
            remedy="Geef --text of --file, en --author.",
        )
    if len(said) > LONGEST or len(who) > 120:
        raise MonitorError(f"Deze duiding is te lang: hooguit {LONGEST} tekens")
    _check_day(day)
    mark = hashlib.sha256(f"{home}{said}{who}{day}".encode()).hexdigest()[:8]
    return Duiding(region=home, text=said, author=who, day=day, id=mark)


def home_of(snapshot: Snapshot, region: str) -> str:
    """Return the present municipality of a code.

    Raises
    ------
    MonitorError
        Where there is no such municipality.
    """
    place = area_of(snapshot, region)
    if place.kind != "municipality":
        raise MonitorError("Een duiding hoort bij één gemeente", where=region)
    return place.codes[0]


def _check_day(day: date) -> None:
    if is_to_come(day):
        raise MonitorError(
            "Deze dag is nog niet geweest",
            where=day.isoformat(),
            remedy="Geef een dag tot en met vandaag.",
        )


def add_duiding(one: Duiding, store: Store) -> Duiding:
    """Keep an explanation in the store, with the day of today; return it as it is kept.

    Raises
    ------
    MonitorError
        Where it is there already, or the store cannot be written.
    """
    taken_in = [one.model_copy(update={"seen": today()})]

    def put(kept: tuple[Duiding, ...]) -> Iterable[Duiding]:
        same = [k for k in kept if k.id.split("-")[0] == one.id]
        if any(k.withdrawn is None for k in same):
            raise MonitorError("Deze duiding is er al", where=f"{store.location}, {one.id}")
        if same:  # withdrawn before: that trace stays
            taken_in[0] = taken_in[0].model_copy(update={"id": f"{one.id}-{len(same) + 1}"})
        return [*kept, taken_in[0]]

    KEPT.change(store, "een duiding opnemen", put)
    return taken_in[0]


def withdraw_duiding(id_: str, on: date, store: Store) -> None:
    """Take the words of an explanation away and keep its trace.

    Raises
    ------
    MonitorError
        Where there is none of that id that stands, the day is to come or before its own, or the
        store cannot be written.
    """
    _check_day(on)

    def drop(kept: tuple[Duiding, ...]) -> Iterable[Duiding]:
        stands = next((k for k in kept if k.id == id_ and k.withdrawn is None), None)
        if stands is None:
            raise MonitorError(
                f"Er is geen duiding '{shown(id_)}' die nog geldt",
                where=store.location,
                remedy="Met 'python -m monitor duiding' staat er welke er zijn.",
            )
        if on < stands.day:
            raise MonitorError(
                f"Deze duiding is van {stands.day.isoformat()}: eerder is zij niet ingetrokken",
                where=on.isoformat(),
                remedy="Geef een dag van toen of later.",
            )
        gone = {"text": "", "withdrawn": on}
        return [k.model_copy(update=gone) if k.id == id_ else k for k in kept]

    KEPT.change(store, "een duiding intrekken", drop)


def of_region(snapshot: Snapshot, kept: Iterable[Duiding], code: str) -> list[Duiding]:
    """Return the explanations of a municipality, the newest first; those of a former one too."""
    return _of(snapshot, kept, {code})


def quotes(snapshot: Snapshot, kept: Iterable[Duiding], codes: Iterable[str]) -> list[Duiding]:
    """Return the explanations of municipalities that stand, the newest first.

    Each is of the present municipality; what was withdrawn is not among them.
    """
    return _of(snapshot, (k for k in kept if k.text), set(codes))


def _of(snapshot: Snapshot, kept: Iterable[Duiding], codes: set[str]) -> list[Duiding]:
    found = [here for k in kept if (here := _now(snapshot, k)).region in codes]
    return sorted(found, key=lambda k: k.day, reverse=True)


def _now(snapshot: Snapshot, one: Duiding) -> Duiding:
    """Return an explanation with its present municipality, and the name of the former one."""
    if one.region in snapshot.regions.index:
        return one
    try:
        present = area_of(snapshot, one.region).codes[0]
    except MonitorError:  # the figures never knew it
        return one
    recoding = snapshot.recoding
    name = recoding.loc[recoding["code"] == one.region, "name"].iloc[0]
    return one.model_copy(update={"region": present, "former": str(name)})


def by_whom(one: Duiding) -> str:
    """Say who gave an explanation and when, or that it was withdrawn."""
    when, on = made_and_taken_in(one.day, one.seen), written(one.day.isoformat())
    said = ", ".join(filter(None, (one.place, one.author, when or on)))
    if one.withdrawn is not None:
        text = _("Een duiding van {author} van {day} is ingetrokken op {withdrawn}.")
        if when:
            text = _("Een duiding van {author}, {when}, is ingetrokken op {withdrawn}.")
        gone = written(one.withdrawn.isoformat())
        said = text.format(author=one.author, day=on, when=when, withdrawn=gone)
    if one.former:
        text = _("{whom} (over de vroegere gemeente {former})")
        return text.format(whom=said, former=one.former)
    return said
