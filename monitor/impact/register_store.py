"""Keep the register in the store: one file, replaced in one step under the lock of the store.

The file as it was given is not kept: who is taken out of the register stands nowhere any more.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable

from monitor.errors import MonitorError
from monitor.impact.register import Initiative, from_record, shipped, to_record, without_contact
from monitor.own.problems import shown
from monitor.store import Store, hold_lock
from monitor.store.place import publish, read_bytes

NAME = "initiatives.json"
FORMAT = 1
PATIENCE = 5.0
_seen: dict[str, tuple[float, tuple[Initiative, ...], MonitorError | None]] = {}


def load_register(store: Store) -> list[Initiative]:
    """Return the initiatives that a store keeps, in the order of their names.

    Raises
    ------
    MonitorError
        Where the file is damaged or of another version.
    """
    data = read_bytes(store, NAME)
    if data is None:
        return []
    try:
        kept = json.loads(data)
        if kept["version"] != FORMAT:
            raise ValueError(kept["version"])
        return [from_record(record) for record in kept["initiatives"]]
    except (ValueError, KeyError, TypeError, AttributeError) as err:
        raise MonitorError(
            "Het register van initiatieven is beschadigd of van een andere versie",
            where=f"{store.location}/{NAME}",
            remedy="Verwijder dit bestand en voeg de initiatieven opnieuw toe.",
        ) from err


def stored_register(store: Store) -> tuple[tuple[Initiative, ...], MonitorError | None]:
    """Return what a store keeps and what is wrong with it, cheap enough to ask at every rerun.

    It is read at most every five seconds; where it cannot be read its last state counts.
    """
    at, known, fault = _seen.get(store.location, (-PATIENCE, (), None))
    if time.monotonic() - at >= PATIENCE:
        try:
            known, fault = tuple(load_register(store)), None
        except MonitorError as err:
            fault = err
        _seen[store.location] = (time.monotonic(), known, fault)
    return known, fault


def add_initiatives(new: Collection[Initiative], store: Store, *, replace: bool = False) -> None:
    """Put initiatives into the register: all of them or, where anything is wrong, none.

    Parameters
    ----------
    new : collection of Initiative
        From `monitor.impact.register_read.read_register`.
    replace : bool
        Whether those of the same name give way.

    Raises
    ------
    MonitorError
        Where one is there already, another is at work in the store, or it cannot be written.
    """

    def put(kept: dict[str, Initiative]) -> dict[str, Initiative]:
        there = [one.name for one in new if one.id in kept]
        if there and not replace:
            raise MonitorError(
                f"Het register heeft al een initiatief '{shown(there[0])}'",
                where=f"{store.location}/{NAME}",
                remedy="Geef het een andere naam, of vervang het (--replace).",
            )
        return kept | {one.id: one for one in new}

    _change(store, "initiatieven opnemen", put)


def remove_initiatives(ids: Iterable[str], store: Store) -> None:
    """Take initiatives out of the register, with all that was known of them.

    Raises
    ------
    MonitorError
        Where one is not there, or another is at work in the store.
    """

    def drop(kept: dict[str, Initiative]) -> dict[str, Initiative]:
        gone = _known(ids, kept, store)
        return {id_: one for id_, one in kept.items() if id_ not in gone}

    _change(store, "initiatieven verwijderen", drop)


def remove_contacts(ids: Iterable[str], store: Store) -> None:
    """Take the contacts of initiatives out of the register; the initiatives stay.

    Raises
    ------
    MonitorError
        As `remove_initiatives`.
    """

    def forget(kept: dict[str, Initiative]) -> dict[str, Initiative]:
        gone = _known(ids, kept, store)
        return {i: without_contact(one) if i in gone else one for i, one in kept.items()}

    _change(store, "contacten verwijderen", forget)


def _known(ids: Iterable[str], kept: Collection[str], store: Store) -> set[str]:
    asked = set(ids)
    papers = {one.id for one in shipped()}
    for id_ in sorted(asked.difference(kept)):
        if id_ in papers:
            raise MonitorError(
                f"Het initiatief '{shown(id_)}' is meegeleverd en kan niet worden verwijderd",
                remedy="Neem een initiatief met dezelfde naam op: dat komt ervoor in de plaats.",
            )
        raise MonitorError(
            f"Het register heeft geen initiatief '{shown(id_)}'",
            where=f"{store.location}/{NAME}",
            remedy="Met 'python -m monitor initiatives list' staat er welke er zijn.",
        )
    return asked


def _change(
    store: Store, task: str, change: Callable[[dict[str, Initiative]], dict[str, Initiative]]
) -> None:
    with hold_lock(store, task) as still_ours:
        after = change({one.id: one for one in load_register(store)})
        records = [to_record(after[id_]) for id_ in sorted(after)]
        text = json.dumps({"version": FORMAT, "initiatives": records}, ensure_ascii=False, indent=1)
        publish(store, (NAME, f"{text}\n".encode()), still_ours)
    _seen.pop(store.location, None)
