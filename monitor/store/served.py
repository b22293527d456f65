"""Which version is served, and what is wrong where that is not the one that should be."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import MonitorError
from monitor.store.place import (
    CURRENT,
    DamagedError,
    Store,
    cache_root,
    open_store,
    read_json,
    replace_file,
)
from monitor.store.versions import MANIFEST, NAME, Version, is_whole, local_folder, versions

PATIENCE = 15.0  # seconds a remote current.json is believed before it is read again
_seen: dict[str, tuple[float, Served]] = {}
_noted: dict[str, str] = {}
_logged: dict[str, str] = {}
log = logging.getLogger(__name__)


class VanishedError(MonitorError):
    """A store that was named, or that served before, and is not there (any more)."""


@dataclass(frozen=True)
class Served:
    """What a store serves.

    Attributes
    ----------
    version : Version or None
        None where nothing was published yet, or everything is gone.
    fault : MonitorError or None
        Why that is not what it should be.
    """

    version: Version | None
    fault: MonitorError | None = None


def pointer(store: Store) -> Version | None:
    """Return the version that ``current.json`` names; None where it is not there.

    Raises
    ------
    DamagedError
        It is there and names no version.
    MonitorError
        The store cannot be read.
    """
    named = read_json(store, CURRENT)
    if named is None:
        return None
    name = str(named.get("version"))
    if not NAME.match(name):
        raise DamagedError(
            "De opslag noemt geen geldige versie",
            where=f"{store.location}/{CURRENT}",
            remedy="Kies een versie met 'python -m monitor rollback ID'.",
        )
    return Version(name)


def served(store: Store) -> Served:
    """Return the version that is served: the one named, else the newest that is whole.

    Raises
    ------
    MonitorError
        The store cannot be read, or versions are named or there and none of them is whole.
    """
    fault: MonitorError | None = None
    try:
        named = pointer(store)
    except DamagedError as err:
        named, fault = None, err
    if named is not None:
        if is_whole(store, named):
            return Served(named)
        fault = DamagedError(
            f"De versie die de opslag noemt, is beschadigd of weg: {named.name}",
            where=store.location,
        )
    there = versions(store)
    whole = next((v for v in there if v != named and is_whole(store, v)), None)
    if whole is not None:
        why = fault.what if fault else "De opslag noemt geen versie"
        return Served(whole, _replaced(store, why, whole))
    if fault is not None:
        raise fault
    return Served(None, _vanished(store))


def _replaced(store: Store, why: str, whole: Version) -> DamagedError:
    return DamagedError(
        f"{why}; de nieuwste gave versie dient: {whole.name}",
        where=f"{store.location}/{CURRENT}",
        remedy="De eerstvolgende verversing herstelt dit; met 'python -m monitor rollback' kiest u"
        " een andere.",
    )


def _vanished(store: Store) -> VanishedError | None:
    """Return what to say of a store without anything in it, where it was named or served before."""
    before = _served_before(store)
    remedy = "Controleer MONITOR_DATA, en of de schijf of netwerkmap is aangekoppeld."
    if before is not None:
        return VanishedError(
            f"De opslag is weg of leeg; eerder diende hier versie {before}",
            where=store.location,
            remedy=remedy,
        )
    if store.local and os.environ.get("MONITOR_DATA") and not Path(store.root).exists():
        return VanishedError("De opslag bestaat niet", where=store.location, remedy=remedy)
    return None


def current_version(store: Store) -> Version | None:
    """Return the version that is served, or None where nothing was ever published.

    Raises
    ------
    MonitorError
        As :func:`served`.
    """
    return served(store).version


# ---------------------------------------------------------------- what served before


def _known(store: Store) -> Path:
    """Return where this machine notes what a store serves: it must not be in that store."""
    if not store.local:
        return store.beside / CURRENT
    name = hashlib.sha256(store.location.encode()).hexdigest()[:16]
    return cache_root() / "stores" / name / CURRENT


def note_served(store: Store, version: Version) -> None:
    """Note on this machine what a store serves, so that it is missed when it is gone."""
    if _noted.get(store.location) == version.name:
        return
    with suppress(OSError):  # who may not write there cannot miss it either
        replace_file(_known(store), json.dumps({"version": version.name}).encode())
    _noted[store.location] = version.name


def _served_before(store: Store) -> str | None:
    try:
        name = str(json.loads(_known(store).read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return name if NAME.match(name) else None


def forget_seen(store: Store) -> None:
    """Have a remote store read anew: this process changed it."""
    _seen.pop(store.location, None)


# ---------------------------------------------------------------- for readers


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
    if not store.local:
        return _remote_folder(store)
    if Path(store.path(MANIFEST)).exists():
        return Path(store.root)
    now = served(store)
    _log(store, now.fault)
    if now.version is None:
        return None
    note_served(store, now.version)
    return local_folder(store, now.version)


def _remote_folder(store: Store) -> Path | None:
    at, now = _seen.get(store.location, (-PATIENCE, Served(None)))
    if time.monotonic() - at < PATIENCE:
        if now.version is None:
            return _last_download(store)
        return local_folder(store, now.version)
    try:
        now = served(store)
        folder = None if now.version is None else local_folder(store, now.version)
    except MonitorError:
        last = _last_download(store)
        if last is None:
            raise
        return last
    _seen[store.location] = (time.monotonic(), now)
    _log(store, now.fault)
    if now.version is None:
        return _last_download(store)
    note_served(store, now.version)
    return folder


def _last_download(store: Store) -> Path | None:
    """Return what was served from here before the store went out of reach, or was emptied."""
    name = _served_before(store)
    folder = store.beside / "versions" / (name or "-")
    return folder if (folder / MANIFEST).exists() else None


def _log(store: Store, fault: MonitorError | None) -> None:
    """Write a fault of a store to the log, once."""
    text = str(fault or "")
    if text and _logged.get(store.location) != text:
        log.warning("%s", text)
    _logged[store.location] = text


def store_fault(location: str | Path | None = None) -> MonitorError | None:
    """Return what is wrong with the store that is served, or None; cheap as ``current_folder``.

    Parameters
    ----------
    location : str or Path, optional
        As for ``current_folder``.
    """
    store = open_store(location)
    if store.local and Path(store.path(MANIFEST)).exists():
        return None
    at, now = _seen.get(store.location, (-PATIENCE, Served(None)))
    if time.monotonic() - at < PATIENCE:
        return now.fault
    try:
        return served(store).fault
    except MonitorError as err:
        return err
