"""Write a snapshot, check it, and put it in its place; what the browser fetches of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import MonitorError, reason_of
from monitor.snapshot import Snapshot, _open, collection, open_snapshot, previous_path
from monitor.snapshot_tables import COLUMNS, FILES, FORMAT
from monitor.soundness import check_snapshot
from monitor.store.place import replace_file, sync_folder


def write_table(frame: pd.DataFrame, name: str, folder: Path) -> None:
    """Write one table of the snapshot; the same rows give the same bytes.

    Parameters
    ----------
    frame : DataFrame
        Has (at least) the columns of ``COLUMNS[name]``.
    name : str
        A key of ``COLUMNS``.
    folder : Path
        Where ``<name>.parquet`` goes.
    """
    columns = COLUMNS[name]
    schema = pa.schema(list(columns.items()))
    # Bounds use NaN, not null: readers outside pandas see one kind of missing number.
    table = pa.table(
        {
            c: pa.array(frame[c], kind, from_pandas=kind == pa.string())
            for c, kind in columns.items()
        }
    )
    pq.write_table(
        table.cast(schema), folder / f"{name}.parquet", compression="zstd", store_schema=False
    )


def write_manifest(folder: Path, built_at: str, sources: list[dict[str, Any]]) -> None:
    """Write ``manifest.json`` last: it holds the hash of every other file.

    Parameters
    ----------
    folder : Path
        Holds all of ``FILES``.
    built_at : str
        ISO time; part of the bytes, so not the clock for a snapshot that must be reproducible.
    sources : list of dict
        One entry per source table or file (docs/architecture.md).
    """
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    identity = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:12]
    catalog = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    manifest = {
        "version": FORMAT,
        "id": identity,
        "index_version": catalog.get("index", {}).get("version", 1),
        "built_at": built_at,
        "files": hashes,
        "sources": sources,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def require_sound(folder: Path) -> Snapshot:
    """Open a finished snapshot and check it.

    Raises
    ------
    MonitorError
        Where it cannot be opened, or something severe is wrong with it.
    """
    snapshot = _open(folder)
    severe = [p.what for p in check_snapshot(snapshot) if p.severe]
    if severe:
        raise MonitorError(
            f"De nieuwe momentopname is niet gaaf: {severe[0]}",
            where=f"{len(severe)} bevinding(en)",
            remedy="De bestaande momentopname blijft staan.",
        )
    return snapshot


def put_in_place(folder: Path, target: Path) -> Snapshot:
    """Put a finished snapshot in the place of ``target``; what stood there is kept beside it.

    The new snapshot is opened and checked first; readers see the old or the new one, never a
    mixture, and a crash in between leaves one of them to be opened.

    Parameters
    ----------
    folder : Path
        The finished snapshot; it is moved.
    target : Path
        The folder that readers open.

    Raises
    ------
    MonitorError
        Where the new snapshot is unsound or cannot be put in place; ``target`` is untouched.
    """
    require_sound(folder)
    previous = previous_path(target)
    staged = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staged, ignore_errors=True)
        shutil.move(folder, staged)  # a copy where it comes from another disk
        if target.exists():
            shutil.rmtree(previous, ignore_errors=True)
            target.rename(previous)
        staged.rename(target)
        sync_folder(target.parent)
    except OSError as err:
        if not target.exists() and previous.exists():
            previous.rename(target)
        raise MonitorError(
            f"De nieuwe momentopname kon niet worden geplaatst: {reason_of(err)}",
            where=str(target),
            remedy="Controleer de ruimte en de rechten op deze map.",
        ) from err
    return open_snapshot(target)


def publish_geometry(snapshot: Snapshot, static_dir: Path) -> str:
    """Write the shapes as the browser needs them, once, under a name that changes with them.

    Parameters
    ----------
    snapshot : Snapshot
        Its boundaries are served.
    static_dir : Path
        The folder ``static/`` beside app.py.

    Returns
    -------
    str
        ``gemeenten.<hash>.json``: features with ``id`` = code and property ``name``.
    """
    name = f"gemeenten.{snapshot.manifest['files']['boundaries.geojson'][:12]}.json"
    if not (static_dir / name).exists():
        write_shapes(static_dir / name, collection(snapshot.boundaries))
    return name


def write_shapes(file: Path, shapes: dict[str, Any]) -> None:
    """Write shapes (`monitor.snapshot.collection`) in one step, as small as they can be."""
    replace_file(file, json.dumps(shapes, ensure_ascii=False, separators=(",", ":")).encode())
