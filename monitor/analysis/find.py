"""Which places a text may mean: municipalities of now and before, districts, postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from monitor.analysis.groups import population_of
from monitor.own.names import EVERYDAY, PARENTHESES, bare, key
from monitor.snapshot import Snapshot

Kind = Literal["municipality", "former", "district", "neighbourhood", "postcode"]
KINDS: tuple[Kind, ...] = ("municipality", "former", "district", "neighbourhood", "postcode")
MOST = 8
_NUMBER = re.compile(r"wijk \d+ ?")
"""How most districts begin: "Wijk 11 Wouw"; one that is called no more than that is no place."""
_POSTCODE = re.compile(r"^(\d{4}) ?[a-z]{2}$")
_EXACT, _BEGINS, _BEGINS_A_WORD, _INSIDE = range(4)


@dataclass(frozen=True)
class Place:
    """A place that a reader may look for.

    Attributes
    ----------
    code : str
        What is opened: a municipality (of a former one its own code), or a district (of a
        neighbourhood the one it lies in, of a postcode one that holds some of it).
    home : str
        The present municipality; of a former one that was split where most of it went.
    keys : tuple of str
        Its names in the form of `plain`.
    whole : bool
        Whether all of it lies in ``home``.
    """

    code: str
    name: str
    kind: Kind
    home: str
    keys: tuple[str, ...]
    whole: bool = True


def plain(text: str) -> str:
    """Return a text in the form in which names are compared.

    Examples
    --------
    >>> plain("'s-Hertogenbosch"), plain("Nuenen c.a."), plain("St. Willebrord")
    ('s hertogenbosch', 'nuenen', 'sint willebrord')
    """
    return bare(key(text))


def places(snapshot: Snapshot) -> list[Place]:
    """Return all places, of each kind the larger before the smaller."""
    towns = [*_municipalities(snapshot), *_former(snapshot)]
    return [*towns, *_districts(snapshot), *_postcodes(snapshot)]


def find(known: Sequence[Place], text: str, most: int = MOST) -> list[Place]:
    """Return the places that a text may mean, the likeliest first.

    Where a name or a word of it begins with the text before where it stands inside one; then in
    the order of `KINDS`; then the whole name, its beginning, the beginning of a word; then in the
    order of ``known``. Of a postcode the digits count. The browser does the same
    (``monitor/ui/find.js``).
    """
    asked = _POSTCODE.sub(r"\1", plain(text))
    if not asked:
        return []
    how = [min(_how(k, asked) for k in place.keys) for place in known]
    hits = [i for i, h in enumerate(how) if h <= _INSIDE]
    hits.sort(key=lambda i: (how[i] == _INSIDE, KINDS.index(known[i].kind), how[i], i))
    return [known[i] for i in hits[:most]]


def _how(name: str, asked: str) -> int:
    if name == asked:
        return _EXACT
    if name.startswith(asked):
        return _BEGINS
    return _BEGINS_A_WORD if f" {asked}" in name else _INSIDE if asked in name else _INSIDE + 1


def keys_of(name: str) -> tuple[str, ...]:
    """Return the forms in which a name is looked for: as it is, without brackets or number."""
    own = plain(name)
    found = [own, plain(PARENTHESES.sub("", name)), _NUMBER.sub("", own)]
    found += [other for other, full in EVERYDAY.items() if full == own]
    found += [f"s{k[2:]}" for k in found if k.startswith("s ")]
    return tuple(dict.fromkeys(k for k in found if k))


def _municipalities(snapshot: Snapshot) -> Iterable[Place]:
    people = population_of(snapshot, snapshot.catalog.last_year)
    for code in people.sort_values(ascending=False, kind="stable").index:
        name = str(snapshot.regions["name"][code])
        yield Place(str(code), name, "municipality", str(code), keys_of(name))


def _former(snapshot: Snapshot) -> Iterable[Place]:
    people = snapshot.history.groupby("code")["inhabitants"].max()
    shares = snapshot.recoding.sort_values("share", ascending=False, kind="stable")
    first = shares.drop_duplicates("code").set_index("code")
    for code in _by_size(first.index, people):
        name, to = str(first["name"][code]), str(first["to"][code])
        whole = bool(first["share"][code] > 1 - 1e-9)
        yield Place(str(code), name, "former", to, keys_of(name), whole)


def _by_size(codes: pd.Index, people: pd.Series) -> pd.Index:
    return people.reindex(codes).sort_values(ascending=False, kind="stable").index


def _districts(snapshot: Snapshot) -> Iterable[Place]:
    """Districts, then neighbourhoods; one of the name of its district is the same place."""
    table = snapshot.district_places.sort_values("inhabitants", ascending=False, kind="stable")
    table = table[table["region"].isin(snapshot.regions.index)]
    inside = table["code"].str.startswith("BU")
    seen: set[tuple[str, str]] = set()
    for part, kind in ((table[~inside], KINDS[2]), (table[inside], KINDS[3])):
        for name, district, home in part[["name", "district", "region"]].to_numpy().tolist():
            keys = keys_of(name)
            if _NUMBER.fullmatch(keys[0]) or (district, keys[-1]) in seen:
                continue
            seen.add((district, keys[-1]))
            yield Place(district, name, kind, home, keys)


def _postcodes(snapshot: Snapshot) -> Iterable[Place]:
    """Give a postcode in each district that holds some of it, that with most people first."""
    table = snapshot.district_places
    table = table[(table["postcode"] != "") & table["region"].isin(snapshot.regions.index)]
    by = ["postcode", "district", "region"]
    people = table.groupby(by)["inhabitants"].sum().reset_index()
    order = ["postcode", "inhabitants", "district"]
    people = people.sort_values(order, ascending=[True, False, True])
    names = snapshot.districts["name"]
    for postcode, district, home in people[by].to_numpy().tolist():
        yield Place(district, f"{postcode} {names[district]}", "postcode", home, (postcode,))
