"""Where snapshots live: a folder or an object store that keeps the last versions and names one.

    current.json        which version is served; replaced in one step
    refresh.json        how the last refresh went
    versions/<name>/    one snapshot each (docs/architecture.md), name = time of publishing + id

A version is written completely before ``current.json`` names it, and is never changed afterwards:
who reads has the old snapshot or the new one, never a mixture. Every writer holds the lock.
"""

from monitor.store.history import KEEP, publish_version, rollback
from monitor.store.lock import hold_lock
from monitor.store.place import (
    CURRENT,
    LAST_REFRESH,
    DamagedError,
    Store,
    open_store,
    read_json,
    write_json,
)
from monitor.store.served import VanishedError, current_folder, current_version, store_fault
from monitor.store.versions import Version, local_folder, versions

__all__ = [
    "CURRENT",
    "KEEP",
    "LAST_REFRESH",
    "DamagedError",
    "Store",
    "VanishedError",
    "Version",
    "current_folder",
    "current_version",
    "hold_lock",
    "local_folder",
    "open_store",
    "publish_version",
    "read_json",
    "rollback",
    "store_fault",
    "versions",
    "write_json",
]
