"""A store as a place to read and write small files: a folder, or any URL that fsspec knows."""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from monitor.errors import MonitorError, reason_of

APP = "monitor-sociale-veerkracht"
CURRENT = "current.json"
LAST_REFRESH = "refresh.json"

ASIDE = re.compile(r"^\..+\.(json|geojson|parquet|csv|txt|xlsx|zip|bin)\.[0-9a-f]{8}$")
"""How a file is called while it is written (``replace_file``)."""


StillOurs = Callable[[], None]
"""Raises where the lock was lost; to be called right before a switch."""


class DamagedError(MonitorError):
    """A file of the store that is there and does not hold what it should."""


@dataclass(frozen=True)
class Store:
    """A place that keeps snapshots.

    Attributes
    ----------
    location : str
        The folder or URL as it was given.
    fs : fsspec file system
        Speaks to it.
    root : str
        Its path on that file system.
    local : bool
        Whether it is a folder on this machine.
    """

    location: str
    fs: Any
    root: str
    local: bool

    def path(self, name: str) -> str:
        """Return the path of a file in the store on its file system."""
        return f"{self.root}/{name}"

    @property
    def beside(self) -> Path:
        """The folder on this machine for what need not be shared: fetched tables, the lock."""
        if self.local:
            return Path(self.root)
        name = hashlib.sha256(self.location.encode()).hexdigest()[:16]
        return cache_root() / "stores" / name


def cache_root() -> Path:
    """Return the folder for what can be had again: ``MONITOR_CACHE``, else the user's own."""
    named = os.environ.get("MONITOR_CACHE")
    return Path(named) if named else platformdirs.user_cache_path(APP, appauthor=False)


def default_location() -> str:
    """Return ``MONITOR_DATA`` (a folder or a URL), else the user's own data folder."""
    named = os.environ.get("MONITOR_DATA")
    return named or str(platformdirs.user_data_path(APP, appauthor=False))


def open_store(location: str | Path | None = None) -> Store:
    """Open a store; nothing is read or written yet.

    Parameters
    ----------
    location : str or Path, optional
        A folder, or a URL such as ``s3://bucket/monitor``; by default ``default_location()``.

    Raises
    ------
    MonitorError
        Where fsspec does not know the URL, or lacks the package that does.
    """
    named = str(location) if location is not None else default_location()
    if "://" not in named:
        # not as a URL: a space or a bracket in the name of a folder must stay what it is
        named = Path(named).expanduser().absolute().as_posix()
        return Store(str(Path(named)), LocalFileSystem(), named.rstrip("/") or "/", local=True)
    try:
        fs, root = url_to_fs(named)
    except (ImportError, ValueError) as err:
        raise MonitorError(
            "Deze opslag is niet te gebruiken: het soort adres is onbekend, of het pakket ervoor"
            " ontbreekt",
            where=named,
            remedy="Controleer het adres, en installeer zo nodig het pakket dat fsspec daarvoor"
            " vraagt (s3fs, gcsfs, adlfs).",
        ) from err
    local = "file" in ((fs.protocol,) if isinstance(fs.protocol, str) else fs.protocol)
    shown = root if local else named
    return Store(str(shown), fs, root.rstrip("/") or "/", local)


@contextmanager
def clear_errors(store: Store, what: str) -> Iterator[None]:
    """Turn what the file system says into a sentence that names the place."""
    try:
        yield
    except MonitorError:
        raise
    except Exception as err:  # every object store brings exceptions of its own
        raise MonitorError(
            f"{what}: {reason_of(err)}",
            where=store.location,
            remedy="Controleer de ruimte, de rechten en de verbinding.",
        ) from err


def read_bytes(store: Store, name: str) -> bytes | None:
    """Return the contents of a file, or None where there is none."""
    with clear_errors(store, "De opslag is niet te lezen"):
        try:
            return bytes(store.fs.cat_file(store.path(name)))
        except (FileNotFoundError, NotADirectoryError):
            return None


def write_bytes(store: Store, name: str, data: bytes) -> None:
    """Write a file in one step: readers see the old contents or the new, also after a crash."""
    with clear_errors(store, "De opslag is niet te schrijven"):
        if store.local:
            replace_file(Path(store.path(name)), data)
        else:
            store.fs.pipe_file(store.path(name), data)  # object stores put whole objects


def publish(
    store: Store,
    last: tuple[str, bytes],
    still_ours: StillOurs,
    parts: Iterable[tuple[str, bytes]] = (),
) -> None:
    """Write files that count together: the one way in which a writer puts anything into a store.

    Parameters
    ----------
    store : Store
        Held by ``hold_lock``, which swept what a writer before left behind.
    last : (str, bytes)
        Name and contents of the file without which the parts are nothing.
    still_ours : callable
        From ``hold_lock``: asked right before the last file.
    parts : iterable of (str, bytes)
        Written before it, each whole or not at all.

    Raises
    ------
    MonitorError
        Where the store cannot be written, or the lock was lost: the parts count for nothing then.
    """
    for name, data in parts:
        write_bytes(store, name, data)
    still_ours()
    write_bytes(store, *last)


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file on this machine in one step, so that it is there after a power cut too."""
    made = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        with aside.open("wb") as f:
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    for folder in (path.parent, *(new.parent for new in made)):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk: a rename is only safe after that."""
    if os.name == "nt":  # there a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders refuse it
            os.fsync(handle)
    finally:
        os.close(handle)


def names_in(store: Store, folder: str) -> list[str]:
    """Return the names in a folder of a store; none where it is not there.

    By listing, not by a pattern: in a path ``[``, ``?`` and ``*`` are letters.
    """
    with clear_errors(store, "De opslag is niet te lezen"):
        store.fs.invalidate_cache()
        try:
            paths = store.fs.ls(store.path(folder), detail=False)
        except (FileNotFoundError, NotADirectoryError):
            return []
    return sorted(str(p).replace("\\", "/").rstrip("/").split("/")[-1] for p in paths)


def remove_folder(store: Store, folder: str) -> None:
    """Remove a folder of a store with all that is in it."""
    path = store.path(folder)
    if store.local:
        store.fs.rm(path, recursive=True)
        return
    store.fs.invalidate_cache()
    for found in store.fs.find(path):  # rm would read the path as a pattern
        store.fs.rm_file(found)


def read_json(store: Store, name: str) -> dict[str, Any] | None:
    """Return what a small JSON file of the store says, or None where there is none.

    Raises
    ------
    DamagedError
        Where it is not a JSON object.
    """
    data = read_bytes(store, name)
    if data is None:
        return None
    try:
        value = json.loads(data)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise DamagedError(
            "Dit bestand van de opslag is beschadigd",
            where=f"{store.location}/{name}",
            remedy="Kies een versie met 'python -m monitor rollback ID'.",
        )
    return value


def write_json(store: Store, name: str, value: dict[str, Any]) -> None:
    """Write a small JSON file of the store in one step."""
    write_bytes(store, name, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
