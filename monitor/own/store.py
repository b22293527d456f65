"""Keep own sets in a store of snapshots, and add them to a snapshot that is opened.

A set is a folder ``own/<id>/`` in the store: ``set.json`` (what it is, and the other files by name
and hash), ``observations-<hash>.parquet``, ``scales-<hash>.parquet`` and ``original-<hash>``,
the file as it was given. ``set.json`` is written last and in one step: a set is there whole or not
at all, on a disk and in an object store alike.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any, TypeVar

import pandas as pd
from pydantic import ValidationError

from monitor.catalog import FileSet, Indicator
from monitor.errors import MonitorError
from monitor.own.observe import OwnSet
from monitor.own.problems import shown
from monitor.own.told import told
from monitor.regions.carry import carry, inhabitants_on
from monitor.store import hold_lock
from monitor.store.place import (
    Store,
    clear_errors,
    names_in,
    open_store,
    read_bytes,
    remove_folder,
    write_bytes,
)

FORMAT = 1
FOLDER = "own"
ABOUT = "set.json"
TABLES = ("observations", "scales")
ENDINGS = {".csv", ".txt", ".xlsx", ".parquet"}
PATIENCE = 5.0
_seen: dict[str, tuple[float, str]] = {}
S = TypeVar("S", bound=Any)


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
    for name, content in files.values():
        write_bytes(store, f"{folder}/{name}", content)
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
    still_ours()
    write_bytes(store, f"{folder}/{ABOUT}", text.encode())
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
    return [_open(store, id_) for id_ in set_ids(store)]


def _open(store: Store, id_: str) -> OwnSet:
    about = read_bytes(store, f"{FOLDER}/{id_}/{ABOUT}")
    try:
        return _read(store, id_)
    except (ValueError, KeyError, TypeError, ValidationError, OSError) as err:
        if about != read_bytes(store, f"{FOLDER}/{id_}/{ABOUT}"):
            return _open(store, id_)  # replaced while it was read
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


def stored_state(location: Path | str | None = None) -> str:
    """Return the ``state`` of the served store, cheap enough to ask at every rerun.

    It is read at most every five seconds; a store that cannot be reached keeps its last state.
    """
    store = store_of(location)
    at, known = _seen.get(store.location, (-PATIENCE, ""))
    if time.monotonic() - at >= PATIENCE:
        with suppress(MonitorError):
            known = state(store)
        _seen[store.location] = (time.monotonic(), known)
    return known


def with_stored_sets(
    snapshot: S, location: Path | str | None = None
) -> tuple[S, list[MonitorError]]:
    """Return the snapshot with every sound set of the store, and why others are left out.

    One damaged set keeps no app from its figures.
    """
    faults: list[MonitorError] = []
    store = store_of(location)
    try:
        ids = set_ids(store)
    except MonitorError as err:
        return snapshot, [err]
    for id_ in ids:
        try:
            snapshot = with_own_sets(snapshot, [_open(store, id_)])
        except MonitorError as err:
            faults.append(err)
    return snapshot, faults


def left_out(snapshot: Any, location: Path | str | None = None) -> list[MonitorError]:
    """Return why sets of the store do not stand beside the figures of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
        From ``with_stored_sets``.
    location : Path or str, optional
        As for ``store_of``.
    """
    store, faults = store_of(location), []
    try:
        ids = set_ids(store)
    except MonitorError as err:
        return [err]
    for id_ in ids:
        if id_ in snapshot.catalog.files:
            continue
        try:
            _check_fits(snapshot, _open(store, id_))
        except MonitorError as err:
            faults.append(err)
    return faults


# ---------------------------------------------------------------- beside the figures of a snapshot


def _check_fits(snapshot: Any, own: OwnSet) -> None:
    known = {*snapshot.regions.index, *snapshot.recoding["code"]}
    if not set(own.observations["region"]) <= known:  # figures older than the set, after a rollback
        raise MonitorError(
            told(
                "De set '{title}' staat op de gemeenten van {year}, de cijfers op die van {other}",
                title=shown(own.file.title),
                year=own.boundary_year,
                other=snapshot.catalog.boundary_year,
            ),
            remedy=told("Voeg het bestand opnieuw toe; dan wordt het opnieuw omgerekend."),
        )
    for indicator in own.indicators:
        if indicator.id in snapshot.catalog.indicators:
            raise MonitorError(
                told("Er is al een indicator '{title}'", title=shown(indicator.title.nl)),
                where=told("set '{title}'", title=shown(own.file.title)),
                remedy=told("Geef de kolom een andere titel."),
            )


def _on_boundaries(snapshot: Any, own: OwnSet) -> pd.DataFrame:
    """Return the figures of a set on the municipalities of the snapshot: they go along."""
    if own.boundary_year == snapshot.catalog.boundary_year:
        return own.observations
    merge = {i.id: i.merge for i in own.indicators}
    figures, on = own.observations, own.boundary_year
    people = inhabitants_on(snapshot.history, on, figures["year"].unique())
    return carry(figures, merge, on, snapshot.regions, snapshot.recoding, people)


def with_own_sets(snapshot: S, sets: Sequence[OwnSet]) -> S:
    """Return the snapshot with own sets beside its figures; the snapshot itself is untouched.

    A set that was made for other boundaries is brought onto those of the snapshot, and the years
    of the snapshot follow the set.

    Parameters
    ----------
    snapshot : Snapshot
        Any snapshot, one with own sets too.
    sets : sequence of OwnSet
        From ``make_set`` (this session) or ``load_sets`` (the store).

    Raises
    ------
    MonitorError
        Where a set knows municipalities that the snapshot does not, or has an indicator that is
        there already.
    """
    for own in sets:
        _check_fits(snapshot, own)
        figures = _on_boundaries(snapshot, own)
        catalog = snapshot.catalog.model_copy(
            update={
                "last_year": max(snapshot.catalog.last_year, int(own.observations["year"].max())),
                "files": {**snapshot.catalog.files, own.file.id: own.file},
                "indicators": {
                    **snapshot.catalog.indicators,
                    **{i.id: i for i in own.indicators},
                },
            }
        )
        scales = pd.concat([snapshot.scales, own.scales]) if len(own.scales) else snapshot.scales
        snapshot = dataclasses.replace(
            snapshot,
            catalog=catalog,
            observations=_stacked(snapshot.observations, figures),
            scales=scales.astype(snapshot.scales.dtypes.to_dict()).reset_index(drop=True),
            manifest=_manifest(snapshot.manifest, own),
        )
    return snapshot


def _stacked(ours: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([ours, own.astype(ours.dtypes.to_dict())])
    return both.sort_values(["indicator", "region", "year"], ignore_index=True)


def _manifest(manifest: Any, own: OwnSet) -> dict[str, Any]:
    """Add the set to the sources; the id changes, for caches know a snapshot by it."""
    identity = _hash(f"{manifest['id']} {own.digest}".encode())[:12]
    source = {
        "id": own.file.id,
        "title": own.file.title,
        "publisher": own.file.publisher,
        "licence": own.file.licence,
        "host": "",
        "modified": own.added,
        "fetched_at": own.added,
        "rows": len(own.observations),
        "sha256": own.sha256,
        "topics": {i.source[0].column: i.id for i in own.indicators},
    }
    return {**manifest, "id": identity, "sources": [*manifest.get("sources", []), source]}
