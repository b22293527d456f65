"""The versions of a store, each as a folder on this machine, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.errors import MonitorError
from monitor.store.place import Store, clear_errors, names_in, read_bytes, sync_folder

MANIFEST = "manifest.json"
BESIDE = ("datapackage.json", "report.json")
"""What may lie in a version without being in its manifest."""
NAME = re.compile(r"^(\d{8}T\d{6}Z)-[0-9a-f]{4,64}$")
STAMP = "%Y%m%dT%H%M%SZ"
HOUR = 3600.0
_whole: set[tuple[str, str]] = set()


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
        return datetime.strptime(self.name.partition("-")[0], STAMP).replace(tzinfo=UTC)


def versions(store: Store) -> list[Version]:
    """Return the complete versions of a store, newest first."""
    names = [name for name in names_in(store, "versions") if NAME.match(name)]
    with clear_errors(store, "De opslag is niet te lezen"):
        whole = [n for n in names if store.fs.exists(store.path(f"versions/{n}/{MANIFEST}"))]
    return sorted((Version(name) for name in whole), reverse=True)


def is_whole(store: Store, version: Version) -> bool:
    """Whether every file of a version is there as its manifest says.

    On this machine each file is held against its hash, once: a version never changes. On an object
    store that happens when it is fetched, here only the manifest is looked for.
    """
    if not store.local:
        with clear_errors(store, "De opslag is niet te lezen"):
            return bool(store.fs.exists(store.path(f"versions/{version.name}/{MANIFEST}")))
    folder = local_folder(store, version)
    key = (store.location, version.name)
    if key in _whole and (folder / MANIFEST).exists():
        return True
    if _fits_manifest(folder):
        _whole.add(key)
        return True
    return False


def _fits_manifest(folder: Path) -> bool:
    try:
        files: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())["files"]
        return all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
            for name, digest in files.items()
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


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
                sync_folder(target.parent)
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
    names = sorted((p.name for p in folder.iterdir() if NAME.match(p.name)), reverse=True)
    for name in names[2:]:
        if name not in keep:
            shutil.rmtree(folder / name, ignore_errors=True)
    for aside in folder.glob(".*-*.????????"):  # of a process that was killed while it fetched
        with suppress(OSError):
            if time.time() - aside.stat().st_mtime > HOUR:
                shutil.rmtree(aside, ignore_errors=True)
