"""Which places a cell of the register means: municipalities, districts, provinces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.own.names import PROVINCE_OF, key
from monitor.own.places import Places, build_places, candidates, find_place
from monitor.own.problems import shown
from monitor.own.told import NOTHING, Told, told

if TYPE_CHECKING:
    from monitor.snapshot import Snapshot

DISTRICT = re.compile(r"WK[ _-]?(\d{4})(\d{2})", re.IGNORECASE)
Wrong = tuple[str, Told, Told]


@dataclass(frozen=True)
class Known:
    """The places that can be named.

    Attributes
    ----------
    municipalities : Places
        Present and former ones, by every name.
    districts : mapping of str to str
        WK code to the GM code of its municipality.
    provinces : mapping of str to str
        Key of the name to PV code.
    split : mapping of str to tuple of str
        Former municipalities that went to more than one: GM code to the names of those.
    """

    municipalities: Places
    districts: Mapping[str, str]
    provinces: Mapping[str, str]
    split: Mapping[str, tuple[str, ...]]


def known_places(snapshot: Snapshot) -> Known:
    """Return the places that a snapshot knows."""
    regions, former = snapshot.regions, snapshot.recoding
    many = former[former["share"] < 1]
    return Known(
        build_places(regions, former),
        dict(snapshot.districts["region"]),
        {key(n): c for c, n in zip(regions["province"], regions["province_name"], strict=True)},
        {str(c): tuple(regions.loc[rows["to"], "name"]) for c, rows in many.groupby("code")},
    )


def places_of(text: str, known: Known) -> tuple[tuple[str, ...], list[Wrong]]:
    """Return the codes of the places in a cell, and what could not be placed.

    Parameters
    ----------
    text : str
        Places with a semicolon between them; a comma will do where no name holds one.

    Returns
    -------
    tuple
        Codes without doubles in their order, and per place that is none: its text, what is wrong,
        what to do.
    """
    codes, wrong = [], []
    for part in _parts(text, known):
        code, what, remedy = _place(part, known)
        if code:
            codes.append(code)
        else:
            wrong.append((part, what, remedy))
    return tuple(dict.fromkeys(codes)), wrong


def _parts(text: str, known: Known) -> Iterator[str]:
    for part in re.split(r"[;|]", text):
        whole = part.strip()
        if "," in whole and not _place(whole, known)[0]:  # "Nuenen, Gerwen en Nederwetten"
            yield from (p.strip() for p in whole.split(",") if p.strip())
        elif whole:
            yield whole


def _place(text: str, known: Known) -> tuple[str, Told, Told]:
    if match := DISTRICT.fullmatch(text):
        return _district("".join(("WK", *match.groups())), known)
    code, reason = find_place(text, known.municipalities)
    if code in known.split:
        names = ", ".join(known.split[code])
        what = told("deze gemeente is opgegaan in meer dan één: {names}", names=names)
        return "", what, told("Noem de gemeente waar het nu ligt.")
    if code:
        return code, NOTHING, NOTHING
    province = PROVINCE_OF.get(key(text).removeprefix("provincie "), "")
    if len(text) > 2 and province in known.provinces:
        return known.provinces[province], NOTHING, NOTHING
    near = candidates(text, known.municipalities)
    if reason == "ambiguous":
        what = told("deze naam past bij meer gemeenten: {names}", names=", ".join(near))
        return "", what, told("Schrijf de naam met de provincie, of de code.")
    remedy = told(
        "Schrijf de naam of code (GM0758) van een gemeente, de code van een wijk (WK075801) of een"
        " provincie."
    )
    if near:
        remedy = told("Misschien is {name} bedoeld. {remedy}", name=shown(near[0]), remedy=remedy)
    return "", told("deze plaats is niet gevonden"), remedy


def _district(code: str, known: Known) -> tuple[str, Told, Told]:
    """Return a district where it is known, or where its municipality is and none of its own."""
    municipality = f"GM{code[2:6]}"
    ours = known.districts.values()
    if code in known.districts or (
        municipality in known.municipalities.titles and municipality not in set(ours)
    ):
        return code, NOTHING, NOTHING
    what = told("deze wijk is niet gevonden")
    return "", what, told("Verbeter de code, of noem de gemeente.")


def on_the_map(
    places: Iterable[str], regions: Iterable[str], recoding: Mapping[str, str]
) -> list[str]:
    """Return the present municipalities of places; those of a whole province are none of them.

    Parameters
    ----------
    places : iterable of str
        Codes of an initiative.
    regions : iterable of str
        Codes of the present municipalities.
    recoding : mapping of str to str
        Former municipalities to the one where most of them went.
    """
    present = set(regions)
    codes = (f"GM{p[2:6]}" if p.startswith("WK") else p for p in places)
    moved = (recoding.get(c, c) if c not in present else c for c in codes)
    return list(dict.fromkeys(c for c in moved if c in present))
