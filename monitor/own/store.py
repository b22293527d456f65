"""Keep own sets in a store of snapshots, and add them to a snapshot that is opened.

A set is a folder ``own/<id>/`` in the store: ``set.json`` (what it is, and the other files by name
and hash), ``observations-<hash>.parquet``, ``scales-<hash>.parquet`` and ``original-<hash>``,
the file as it was given. ``set.json`` is written last and in one step: a set is there whole or not
at all, on a disk and in an object store alike.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pandas as pd
from pydantic import ValidationError

from monitor.catalog_entries import FileSet, Indicator
from monitor.errors import MonitorError
from monitor.own.beside import with_own_sets
from monitor.own.observe import OwnSet
from monitor.own.problems import shown
from monitor.own.told import told
from monitor.store import hold_lock
from monitor.store.place import (
    Store,
    clear_errors,
    names_in,
    open_store,
    publish,
    read_bytes,
    remove_folder,
)

FORMAT = 1
FOLDER = "own"
ABOUT = "set.json"
TABLES = ("observations", "scales", "districts")
LATER = {"districts"}
"""Tables that a set of before does not have."""
ENDINGS = {".csv", ".txt", ".xlsx", ".parquet"}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parquet(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def _files(own: OwnSet, data: bytes) -> dict[str, tuple[str, bytes]]:
    """Return the files of a set by role: a name that holds the hash, and the contents."""
    ending = PurePath(own.filename).suffix.lower()
    parts = {
        "observations": (".parquet", _parquet(own.observations)),
        "scales": (".parquet", _parquet(own.scales)),
        "districts": (".parquet", _parquet(own.districts)),
        "original": (ending if ending in ENDINGS else ".bin", data),
    }
    return {role: (f"{role}-{_hash(d)[:12]}{end}", d) for role, (end, d) in parts.items()}


def store_of(location: Path | str | None = None) -> Store:
    """Return the store that keeps the own sets; beside a folder that is itself a snapshot.

    Parameters
    ----------
    location : Path or str, optional
        A store or a snapshot; by default ``MONITOR_DATA`` or the user's own data folder.
    """
    store = open_store(location)
    if store.local and Path(store.path("manifest.json")).exists():
        return open_store(Path(store.root).parent)
    return store


def set_ids(store: Store) -> list[str]:
    """Return the ids of the sets in a store, in order."""
    names = names_in(store, FOLDER)
    with clear_errors(store, "De opslag is niet te lezen"):
        return [n for n in names if store.fs.exists(store.path(f"{FOLDER}/{n}/{ABOUT}"))]


def save_set(
    own: OwnSet,
    data: bytes,
    store: Store,
    *,
    replace: bool = False,
    beside: Any = None,
) -> None:
    """Put a set into the store; it is there whole or not at all.

    The lock of the store is held meanwhile: of two who do this at once, one hears to wait.

    Parameters
    ----------
    own : OwnSet
        From ``make_set``.
    data : bytes
        The file as given.
    store : Store
        From ``monitor.store.open_store``.
    replace : bool
        Whether a set with the same id gives way.
    beside : Snapshot, optional
        What the set, with the other sets of the store, must fit beside.

    Raises
    ------
    MonitorError
        Where the set is there already or does not fit, another is at work in the store, or it
        cannot be written.
    """
    with hold_lock(store, "een eigen set opnemen") as still_ours:
        if beside is not None:
            others = [s for s in load_sets(store) if s.file.id != own.file.id]
            with_own_sets(beside, [*others, own])
        _save(own, data, store, replace, still_ours)


def _save(
    own: OwnSet, data: bytes, store: Store, replace: bool, still_ours: Callable[[], None]
) -> None:
    folder = f"{FOLDER}/{own.file.id}"
    old = read_bytes(store, f"{folder}/{ABOUT}")
    if old is not None and not replace:
        raise MonitorError(
            told("Er is al een eigen set met de titel '{title}'", title=shown(own.file.title)),
            where=f"{store.location}/{folder}",
            remedy=told("Kies een andere titel, of vervang de set (--replace)."),
        )
    files = _files(own, data)
    about = {
        "version": FORMAT,
        "file": own.file.model_dump(),
        "filename": own.filename,
        "sha256": own.sha256,
        "added": own.added,
        "boundary_year": own.boundary_year,
        "indicators": [i.model_dump() for i in own.indicators],
        "files": {role: [name, _hash(content)] for role, (name, content) in files.items()},
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    parts = [(f"{folder}/{name}", content) for name, content in files.values()]
    publish(store, (f"{folder}/{ABOUT}", text.encode()), still_ours, parts)
    _sweep(store, folder, {ABOUT, *(name for name, _ in files.values())})


def _sweep(store: Store, folder: str, keep: set[str]) -> None:
    """Take away the files of the set that gave way."""
    with clear_errors(store, "De opslag is niet te schrijven"):
        for name in names_in(store, folder):
            if name not in keep:
                store.fs.rm_file(store.path(f"{folder}/{name}"))


def _read(store: Store, id_: str) -> OwnSet:
    folder = f"{FOLDER}/{id_}"
    about = json.loads(read_bytes(store, f"{folder}/{ABOUT}") or b"")
    if about["version"] != FORMAT:
        raise ValueError(about["version"])
    tables: dict[str, Any] = {}
    for role in TABLES:
        if role in LATER - set(about["files"]):
            continue
        name, digest = about["files"][role]
        data = read_bytes(store, f"{folder}/{name}")
        if data is None or _hash(data) != digest:
            raise ValueError(name)
        tables[role] = pd.read_parquet(io.BytesIO(data))
    return OwnSet(
        FileSet.model_validate(about["file"]),
        about["filename"],
        about["sha256"],
        about["added"],
        about["boundary_year"],
        tuple(Indicator.model_validate(i) for i in about["indicators"]),
        **tables,
    )


def load_sets(store: Store) -> list[OwnSet]:
    """Open every set in the store, in the order of their ids.

    Raises
    ------
    MonitorError
        Names the set that is damaged.
    """
    return [open_set(store, id_) for id_ in set_ids(store)]


def open_set(store: Store, id_: str) -> OwnSet:
    """Open a set of the store.

    Raises
    ------
    MonitorError
        Where it is damaged.
    """
    about = read_bytes(store, f"{FOLDER}/{id_}/{ABOUT}")
    try:
        return _read(store, id_)
    except (ValueError, KeyError, TypeError, ValidationError, OSError) as err:
        if about != read_bytes(store, f"{FOLDER}/{id_}/{ABOUT}"):
            return open_set(store, id_)  # replaced while it was read
        raise MonitorError(
            told("Een eigen set is beschadigd"),
            where=f"{store.location}/{FOLDER}/{id_}",
            remedy=told("Verwijder deze map en voeg het bestand opnieuw toe."),
        ) from err


def remove_set(id_: str, store: Store) -> None:
    """Take a set out of the store.

    Raises
    ------
    MonitorError
        Where there is no such set, or another is at work in the store.
    """
    with hold_lock(store, "een eigen set verwijderen") as still_ours:
        _remove(id_, store, still_ours)


def _remove(id_: str, store: Store, still_ours: Callable[[], None]) -> None:
    known = set_ids(store)
    if id_ not in known:
        raise MonitorError(
            told("Er is geen eigen set '{id}'", id=shown(id_)),
            where=store.location,
            remedy=told("Er zijn: {names}.", names=", ".join(known) or told("geen")),
        )
    still_ours()
    with clear_errors(store, "De opslag is niet te schrijven"):
        store.fs.rm_file(store.path(f"{FOLDER}/{id_}/{ABOUT}"))  # first: from here on it is no set
        remove_folder(store, f"{FOLDER}/{id_}")


def state(store: Store) -> str:
    """Return a text that changes when a set is added, replaced or removed; empty without sets."""
    abouts = [read_bytes(store, f"{FOLDER}/{id_}/{ABOUT}") or b"" for id_ in set_ids(store)]
    return _hash(b"\0".join(abouts))[:12] if abouts else ""


# ---------------------------------------------------------------- beside the figures of a snapshot
