"""Records that a steward writes down: read from TOML, kept in the store, faults told in Dutch."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from monitor.errors import MonitorError, fault_in, toml_place
from monitor.store import Store, hold_lock
from monitor.store.place import publish, read_bytes

FORMAT = 1
PATIENCE = 5.0


class Record(BaseModel):
    """A record that does not change; what it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


R = TypeVar("R", bound=Record)


def read_records(text: str, where: str, key: str, model: type[R]) -> list[R]:
    """Read the records of a TOML file: its tables ``[[key]]``.

    Raises
    ------
    MonitorError
        Names the file, which record, and the field at fault.
    """
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as err:  # a number or a nesting without end is no TOML
        raise MonitorError(f"Dit is geen geldige TOML{toml_place(err)}", where=where) from err
    strange = sorted(set(raw) - {key})
    if strange or not isinstance(raw.get(key, []), list):
        raise MonitorError(
            f"Het bestand hoort alleen tabellen [[{key}]] te hebben",
            where=f"{where}: {strange[0] if strange else key}",
            remedy="docs/steering.md geeft een voorbeeld.",
        )
    return [
        _read(entry, f"{where}, {key} {n}", model) for n, entry in enumerate(raw.get(key, []), 1)
    ]


def _read(entry: object, where: str, model: type[R]) -> R:
    try:
        return model.model_validate(entry)
    except ValidationError as err:
        first = err.errors()[0]
        field = ".".join(str(p) for p in first["loc"])
        raise MonitorError(
            f"Dit klopt niet: {fault_in(first)}",
            where=f"{where}, veld {field}" if field else where,
            remedy="Verbeter dit; docs/steering.md geeft een voorbeeld.",
        ) from err


class Kept(Generic[R]):
    """A list of records in one file of the store, replaced in one step under its lock.

    Parameters
    ----------
    name : str
        Of the file.
    model : type of Record
    """

    def __init__(self, name: str, model: type[R]) -> None:
        self.name, self.model = name, model
        self._seen: dict[str, tuple[float, tuple[R, ...], MonitorError | None]] = {}

    def load(self, store: Store) -> tuple[R, ...]:
        """Return what a store keeps.

        Raises
        ------
        MonitorError
            Where the file is damaged or of another version.
        """
        data = read_bytes(store, self.name)
        if data is None:
            return ()
        try:
            kept = json.loads(data)
            if kept["version"] != FORMAT:
                raise ValueError(kept["version"])
            return tuple(self.model.model_validate(record) for record in kept["records"])
        except (ValueError, KeyError, TypeError) as err:
            raise MonitorError(
                "Dit bestand van de opslag is beschadigd of van een andere versie",
                where=f"{store.location}/{self.name}",
                remedy="Verwijder dit bestand en leg opnieuw vast wat erin stond.",
            ) from err

    def seen(self, store: Store) -> tuple[tuple[R, ...], MonitorError | None]:
        """Return what a store keeps and what is wrong with it, read at most every five seconds."""
        at, known, fault = self._seen.get(store.location, (-PATIENCE, (), None))
        if time.monotonic() - at >= PATIENCE:
            try:
                known, fault = self.load(store), None
            except MonitorError as err:
                fault = err
            self._seen[store.location] = (time.monotonic(), known, fault)
        return known, fault

    def remove(
        self, store: Store, task: str, which: Callable[[R], bool], absent: MonitorError
    ) -> None:
        """Take away the records that ``which`` is true of.

        Raises
        ------
        MonitorError
            ``absent``, where there are none; and as `change` does.
        """

        def left(kept: tuple[R, ...]) -> list[R]:
            stays = [r for r in kept if not which(r)]
            if len(stays) == len(kept):
                raise absent
            return stays

        self.change(store, task, left)

    def change(
        self, store: Store, task: str, change: Callable[[tuple[R, ...]], Iterable[R]]
    ) -> None:
        """Replace the records by what ``change`` makes of them.

        Raises
        ------
        MonitorError
            Where another is at work in the store, or it cannot be written.
        """
        with hold_lock(store, task) as still_ours:
            records = [r.model_dump(mode="json") for r in change(self.load(store))]
            text = json.dumps({"version": FORMAT, "records": records}, ensure_ascii=False, indent=1)
            publish(store, (self.name, f"{text}\n".encode()), still_ours)
        self._seen.pop(store.location, None)
