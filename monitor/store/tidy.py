"""What writers that were killed left behind, and a pointer that is damaged: mended by the next one.

Only who holds the lock calls this. Every name that it removes is one of the store's own.
"""

from __future__ import annotations

import logging
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

from monitor.errors import MonitorError
from monitor.store.history import clear_half_written, point_to
from monitor.store.place import (
    ASIDE,
    CURRENT,
    DamagedError,
    Store,
    names_in,
    read_json,
    remove_folder,
)
from monitor.store.served import served

OWN, SET = "own", "set.json"
PART = re.compile(r"^(observations|scales|districts|original)-[0-9a-f]{12}\.[a-z]+$")
"""Files of an own set (``monitor.own.store``)."""
ANSWERS = "impact"
FOLDERS = ("own/*", "versions/*", "editions", f"{ANSWERS}/*")
"""Where writers put files: own sets, versions, editions, kept answers."""
BUILT_ASIDE = ".refresh-*"
MINUTE = 60.0
log = logging.getLogger(__name__)


def tidy(store: Store) -> None:
    """Sweep what was left behind and let a damaged pointer name what is served."""
    for step in (_heal, clear_half_written, _sweep_asides, _sweep_sets):
        try:
            step(store)
        except (MonitorError, OSError) as err:  # the write that follows says what is wrong
            log.warning("%s", err)


def _heal(store: Store) -> None:
    now = served(store)
    if isinstance(now.fault, DamagedError) and now.version is not None:
        log.warning("%s", now.fault)
        point_to(store, now.version)


def _sweep_asides(store: Store) -> None:
    beside = store.beside
    for folder in beside.glob(BUILT_ASIDE):
        shutil.rmtree(folder, ignore_errors=True)
    places = [beside, beside / "cache"]
    if store.local:
        places += [p for name in FOLDERS for p in beside.glob(name)]
    for place in places:
        for path in place.glob(".*"):
            if ASIDE.match(path.name) and _is_left(store, path):
                path.unlink(missing_ok=True)


def _is_left(store: Store, path: Path) -> bool:
    """Whether nobody writes it any more.

    Unlocked are readers, who note what a remote store serves, and who keeps an answer of Impact.
    """
    unlocked = not store.local and path.name.startswith(f".{CURRENT}.")
    if not unlocked and path.parents[1].name != ANSWERS:
        return True
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > MINUTE
    return False


def _sweep_sets(store: Store) -> None:
    """Remove parts of own sets that no ``set.json`` names: half put in, or half taken away."""
    for name in names_in(store, OWN):
        folder = f"{OWN}/{name}"
        parts = names_in(store, folder)
        about = None
        with suppress(DamagedError):
            about = read_json(store, f"{folder}/{SET}")
        if SET in parts and about is None:
            continue  # damaged: its parts may still be of use to who looks into it
        named = {str(file[0]) for file in (about or {}).get("files", {}).values()}
        left = [part for part in parts if PART.match(part) and part not in named]
        if SET not in parts and len(left) == len(parts):
            remove_folder(store, folder)
            continue
        for part in left:
            store.fs.rm_file(store.path(f"{folder}/{part}"))
