"""Spoiling a snapshot on purpose."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from monitor.snapshot import Snapshot, open_snapshot
from monitor.snapshot_write import write_manifest, write_table


def rewrite(folder: Path, name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Snapshot:
    """Change a table and make the manifest fit it again."""
    frame = pd.read_parquet(folder / f"{name}.parquet")
    write_table(change(frame), name, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(folder, manifest["built_at"], manifest["sources"])
    return open_snapshot(folder)
