"""Publish a version, and go back to one: the one switch of ``current.json``."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.errors import MonitorError
from monitor.store.place import (
    CURRENT,
    DamagedError,
    StillOurs,
    Store,
    names_in,
    publish,
    remove_folder,
    write_json,
)
from monitor.store.served import current_version, forget_seen, note_served, pointer
from monitor.store.versions import MANIFEST, NAME, STAMP, Version, local_folder, versions

KEEP = 5

Check = Callable[[Path], object]


def _new_name(store: Store, identity: str) -> str:
    """Return a name that sorts after every other, also where the clock was set back."""
    now = datetime.now(UTC).replace(microsecond=0)
    newest = versions(store)[:1]
    if newest and newest[0].published_at >= now:
        now = newest[0].published_at + timedelta(seconds=1)
    return f"{now.strftime(STAMP)}-{identity}"


def point_to(store: Store, version: Version) -> None:
    """Switch: have ``current.json`` name a version, in one step."""
    named: dict[str, Any] = {
        "version": version.name,
        "id": version.id,
        "switched_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_json(store, CURRENT, named)
    forget_seen(store)
    note_served(store, version)


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
    version = Version(_new_name(store, identity))
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != MANIFEST)

    def file(name: str) -> tuple[str, bytes]:
        return f"versions/{version.name}/{name}", (folder / name).read_bytes()

    try:
        publish(store, file(MANIFEST), still_ours, map(file, names))
        still_ours()
        point_to(store, version)
    except BaseException:
        with suppress(DamagedError):
            if pointer(store) != version:
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


def clear_half_written(store: Store) -> None:
    """Remove what a publish that was killed left behind."""
    complete = {v.name for v in versions(store)}
    for name in names_in(store, "versions"):
        if NAME.match(name) and name not in complete:
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
    point_to(store, found[0])
    return found[0]
