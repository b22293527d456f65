"""The versions of a store: publish one, go back to one, and find the one that is served."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.errors import MonitorError
from monitor.store.lock import StillOurs
from monitor.store.place import (
    CURRENT,
    Store,
    clear_errors,
    names_in,
    open_store,
    read_bytes,
    read_json,
    remove_folder,
    replace_file,
    write_bytes,
    write_json,
)

KEEP = 5
PATIENCE = 30.0  # seconds a remote current.json is believed before it is read again
MANIFEST = "manifest.json"
BESIDE = ("datapackage.json", "report.json")
"""What may lie in a version without being in its manifest."""
_NAME = re.compile(r"^(\d{8}T\d{6}Z)-[0-9a-f]{4,64}$")
_STAMP = "%Y%m%dT%H%M%SZ"
_seen: dict[str, tuple[float, Version | None]] = {}

Check = Callable[[Path], object]


@dataclass(frozen=True, order=True)
class Version:
    """One snapshot in a store; names sort by the time of publishing.

    Attributes
    ----------
    name : str
        ``<time>-<id of the snapshot>``, also the name of its folder.
    """

    name: str

    @property
    def id(self) -> str:
        """The snapshot's own identifier: equal contents, equal ids."""
        return self.name.partition("-")[2]

    @property
    def published_at(self) -> datetime:
        """When it was published, UTC."""
        return datetime.strptime(self.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)


# ---------------------------------------------------------------- what is there


def versions(store: Store) -> list[Version]:
    """Return the complete versions of a store, newest first."""
    names = [name for name in names_in(store, "versions") if _NAME.match(name)]
    with clear_errors(store, "De opslag is niet te lezen"):
        whole = [n for n in names if store.fs.exists(store.path(f"versions/{n}/{MANIFEST}"))]
    return sorted((Version(name) for name in whole), reverse=True)


def current_version(store: Store) -> Version | None:
    """Return the version that is served, or None where nothing was ever published.

    Raises
    ------
    MonitorError
        Where ``current.json`` is damaged or the store cannot be read.
    """
    pointer = read_json(store, CURRENT)
    if pointer is None:
        return None
    name = str(pointer.get("version"))
    if not _NAME.match(name):
        raise MonitorError(
            "De opslag noemt geen geldige versie",
            where=f"{store.location}/{CURRENT}",
            remedy="Kies een versie met 'python -m monitor rollback ID'.",
        )
    return Version(name)


# ---------------------------------------------------------------- read


def local_folder(store: Store, version: Version) -> Path:
    """Return a version as a folder on this machine; from an object store it is fetched once.

    Raises
    ------
    MonitorError
        Where the version is not there, or did not arrive whole.
    """
    if store.local:
        return Path(store.path(f"versions/{version.name}"))
    target = store.beside / "versions" / version.name
    if (target / MANIFEST).exists():
        return target
    aside = target.with_name(f".{version.name}.{uuid.uuid4().hex[:8]}")
    try:
        with clear_errors(store, "De momentopname is niet op te halen"):
            _download(store, version, aside)
            try:
                aside.rename(target)
            except OSError:
                if not (target / MANIFEST).exists():  # else another process was first
                    raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _forget_downloads(target.parent, keep={version.name})
    return target


def _download(store: Store, version: Version, folder: Path) -> None:
    """Fetch every file of a version, each held against its hash."""
    folder.mkdir(parents=True)
    raw = read_bytes(store, f"versions/{version.name}/{MANIFEST}")
    if raw is None:
        raise MonitorError("Deze versie is er niet", where=f"{store.location}: {version.name}")
    for name, digest in json.loads(raw)["files"].items():
        data = read_bytes(store, f"versions/{version.name}/{name}")
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            raise MonitorError(
                "De momentopname kwam niet heel over",
                where=f"{store.location}: {version.name}/{name}",
                remedy="Probeer het opnieuw, of zet met 'python -m monitor rollback' de vorige"
                " terug.",
            )
        (folder / name).write_bytes(data)
    for name in BESIDE:
        data = read_bytes(store, f"versions/{version.name}/{name}")
        if data is not None:
            (folder / name).write_bytes(data)
    (folder / MANIFEST).write_bytes(raw)


def _forget_downloads(folder: Path, keep: set[str]) -> None:
    """Keep the two newest downloads: a running app may still read the one before."""
    names = sorted((p.name for p in folder.iterdir() if _NAME.match(p.name)), reverse=True)
    for name in names[2:]:
        if name not in keep:
            shutil.rmtree(folder / name, ignore_errors=True)


def current_folder(location: str | Path | None = None) -> Path | None:
    """Return the folder of the snapshot that is served, its version in its name.

    Cheap enough to ask at every rerun: a local pointer is read, a remote one at most every half
    minute. A store that cannot be reached serves what was fetched from it last.

    Parameters
    ----------
    location : str or Path, optional
        A store; by default ``MONITOR_DATA`` or the user's data folder. A folder that is itself a
        snapshot is returned as it is.

    Returns
    -------
    Path or None
        None where nothing was published there yet.
    """
    store = open_store(location)
    if store.local:
        if Path(store.path(MANIFEST)).exists():
            return Path(store.root)
        version = current_version(store)
        return None if version is None else local_folder(store, version)
    return _remote_folder(store)


def _remote_folder(store: Store) -> Path | None:
    at, version = _seen.get(store.location, (-PATIENCE, None))
    known = store.beside / CURRENT
    if time.monotonic() - at < PATIENCE:
        return None if version is None else local_folder(store, version)
    try:
        version = current_version(store)
        folder = None if version is None else local_folder(store, version)
    except MonitorError:
        last = _last_download(store, known)
        if last is None:
            raise
        return last
    _seen[store.location] = (time.monotonic(), version)
    if version is not None:
        replace_file(known, json.dumps({"version": version.name}).encode())
    return folder


def _last_download(store: Store, known: Path) -> Path | None:
    """Return what was served from here before the store went out of reach."""
    try:
        name = str(json.loads(known.read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    folder = store.beside / "versions" / name
    return folder if _NAME.match(name) and (folder / MANIFEST).exists() else None


# ---------------------------------------------------------------- publish


def _new_name(store: Store, identity: str) -> str:
    """Return a name that sorts after every other, also where the clock was set back."""
    now = datetime.now(UTC).replace(microsecond=0)
    newest = versions(store)[:1]
    if newest and newest[0].published_at >= now:
        now = newest[0].published_at + timedelta(seconds=1)
    return f"{now.strftime(_STAMP)}-{identity}"


def _point_to(store: Store, version: Version) -> None:
    pointer: dict[str, Any] = {
        "version": version.name,
        "id": version.id,
        "switched_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_json(store, CURRENT, pointer)
    _seen.pop(store.location, None)


def publish_version(
    store: Store, folder: Path, *, check: Check, still_ours: StillOurs, keep: int = KEEP
) -> Version:
    """Add a finished snapshot to a store and serve it; the last ``keep`` stay.

    Parameters
    ----------
    store : Store
        Held by ``hold_lock``.
    folder : Path
        The finished snapshot: ``manifest.json`` and the files it names (and ``report.json``).
    check : callable
        Raises where a snapshot folder is not sound; called before anything is written.
    still_ours : callable
        From ``hold_lock``: asked right before the switch.
    keep : int
        Versions that stay, the one served included.

    Raises
    ------
    MonitorError
        Where the snapshot is unsound or cannot be written: the one served stays.
    """
    check(folder)
    identity = str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["id"])
    _clear_half_written(store)
    version = Version(_new_name(store, identity))
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != MANIFEST)
    try:
        for name in (*names, MANIFEST):  # the manifest last: without it a version does not count
            write_bytes(store, f"versions/{version.name}/{name}", (folder / name).read_bytes())
        still_ours()
        _point_to(store, version)
    except BaseException:
        if current_version(store) != version:
            _remove(store, version.name)
        raise
    _prune(store, max(keep, 1))
    return version


def _remove(store: Store, name: str) -> None:
    """Remove a version; a reader or a full disk must not turn that into a failure."""
    with suppress(Exception):  # the next publish tries again
        manifest = store.path(f"versions/{name}/{MANIFEST}")
        if store.fs.exists(manifest):
            store.fs.rm_file(manifest)  # first: from here on it is no version any more
        remove_folder(store, f"versions/{name}")


def _clear_half_written(store: Store) -> None:
    """Remove what a publish that was killed left behind."""
    complete = {v.name for v in versions(store)}
    for name in names_in(store, "versions"):
        if _NAME.match(name) and name not in complete:
            _remove(store, name)


def _prune(store: Store, keep: int) -> None:
    served = current_version(store)
    for version in versions(store)[keep:]:
        if version != served:
            _remove(store, version.name)


# ---------------------------------------------------------------- go back


def rollback(
    store: Store, wanted: str | None = None, *, check: Check, still_ours: StillOurs
) -> Version:
    """Serve an earlier version (or, by name, any other that is kept).

    Parameters
    ----------
    store : Store
        Held by ``hold_lock``.
    wanted : str, optional
        Name or id (or the start of one); by default the version before the one served.
    check : callable
        Raises where a snapshot folder is not sound.
    still_ours : callable
        From ``hold_lock``.

    Raises
    ------
    MonitorError
        Where there is no such version, or it is not sound.
    """
    there = versions(store)
    if wanted is None:
        served = current_version(store)
        found = [v for v in there if served is not None and v < served][:1]
        if not found:
            raise MonitorError(
                "Er is geen eerdere versie om naar terug te gaan", where=store.location
            )
    else:
        found = [v for v in there if v.name.startswith(wanted) or v.id.startswith(wanted)]
    if not found or len({v.id for v in found}) > 1:
        known = ", ".join(v.name for v in there) or "geen"
        raise MonitorError(
            f"Versie '{wanted}' is er niet" if not found else f"'{wanted}' past op meer versies",
            where=store.location,
            remedy=f"Aanwezig: {known}.",
        )
    check(local_folder(store, found[0]))
    still_ours()
    _point_to(store, found[0])
    return found[0]
