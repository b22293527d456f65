"""Keep own sets in a folder beside the snapshot, and add them to a snapshot that is opened.

A set is a folder ``own/<id>/``: ``set.json`` (what it is, and the hash of each other file),
``observations.parquet``, ``scales.parquet`` and the file as it was given.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any, TypeVar

import pandas as pd
from pydantic import ValidationError

from monitor.catalog import FileSet, Indicator
from monitor.errors import MonitorError
from monitor.own.observe import OwnSet
from monitor.own.problems import shown

FORMAT = 1
TABLES = ("observations", "scales")
S = TypeVar("S", bound=Any)


def own_folder(snapshot_path: Path) -> Path:
    """Return where the own sets of a store lie: ``own`` beside the folder of the snapshot."""
    return snapshot_path.parent / "own"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _original(filename: str) -> str:
    """Return a harmless name for the file as given: its ending is all that is kept."""
    suffix = PurePath(filename).suffix.lower()
    return "original" + (suffix if suffix in {".csv", ".txt", ".xlsx", ".parquet"} else ".bin")


def save_set(own: OwnSet, data: bytes, folder: Path, *, replace: bool = False) -> Path:
    """Put a set into the store; it is there whole or not at all.

    Parameters
    ----------
    own : OwnSet
        From ``make_set``.
    data : bytes
        The file as given.
    folder : Path
        From ``own_folder``.
    replace : bool
        Whether a set with the same id gives way.

    Raises
    ------
    MonitorError
        Where the set is there already, or the folder cannot be written.
    """
    target = folder / own.file.id
    if target.exists() and not replace:
        raise MonitorError(
            f"Er is al een eigen set met de titel '{shown(own.file.title)}'",
            where=str(target),
            remedy="Kies een andere titel, of vervang de set met --vervang.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".nieuw-") as aside:
            _write(own, data, Path(aside) / own.file.id)
            old = Path(aside) / "vorige"
            if target.exists():
                target.rename(old)
            (Path(aside) / own.file.id).rename(target)
    except OSError as err:
        raise MonitorError(
            f"De set kon niet worden bewaard: {err.strerror or err}",
            where=str(folder),
            remedy="Controleer de ruimte en de rechten op deze map.",
        ) from err
    return target


def _write(own: OwnSet, data: bytes, folder: Path) -> None:
    folder.mkdir()
    own.observations.to_parquet(folder / "observations.parquet", index=False)
    own.scales.to_parquet(folder / "scales.parquet", index=False)
    (folder / _original(own.filename)).write_bytes(data)
    files = {p.name: _hash(p.read_bytes()) for p in sorted(folder.iterdir())}
    about = {
        "version": FORMAT,
        "file": own.file.model_dump(),
        "filename": own.filename,
        "sha256": own.sha256,
        "added": own.added,
        "boundary_year": own.boundary_year,
        "indicators": [i.model_dump() for i in own.indicators],
        "files": files,
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / "set.json").write_text(text, encoding="utf-8", newline="\n")


def _read(folder: Path) -> OwnSet:
    about = json.loads((folder / "set.json").read_text(encoding="utf-8"))
    if about["version"] != FORMAT:
        raise ValueError(about["version"])
    tables: dict[str, Any] = {}
    for name in TABLES:
        data = (folder / f"{name}.parquet").read_bytes()
        if _hash(data) != about["files"][f"{name}.parquet"]:
            raise ValueError(name)
        tables[name] = pd.read_parquet(io.BytesIO(data))
    return OwnSet(
        FileSet.model_validate(about["file"]),
        about["filename"],
        about["sha256"],
        about["added"],
        about["boundary_year"],
        tuple(Indicator.model_validate(i) for i in about["indicators"]),
        **tables,
    )


def load_sets(folder: Path) -> list[OwnSet]:
    """Open every set in the store, in the order of their ids.

    Raises
    ------
    MonitorError
        Names the set that is damaged.
    """
    if not folder.exists():
        return []
    sets = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")):
        try:
            sets.append(_read(path))
        except (OSError, ValueError, KeyError, TypeError, ValidationError) as err:
            raise MonitorError(
                "Een eigen set is beschadigd",
                where=str(path),
                remedy="Verwijder deze map en voeg het bestand opnieuw toe.",
            ) from err
    return sets


def remove_set(id_: str, folder: Path) -> None:
    """Take a set out of the store.

    Raises
    ------
    MonitorError
        Where there is no such set.
    """
    known = {p.name for p in folder.iterdir() if p.is_dir()} if folder.exists() else set()
    if id_ not in known:
        raise MonitorError(f"Er is geen eigen set '{shown(id_)}'", where=str(folder))
    shutil.rmtree(folder / id_)


# ---------------------------------------------------------------- beside the figures of a snapshot


def _check_fits(snapshot: Any, own: OwnSet) -> None:
    if own.boundary_year != snapshot.catalog.boundary_year:
        raise MonitorError(
            f"De set '{shown(own.file.title)}' staat op de gemeenten van {own.boundary_year}, de"
            f" cijfers op die van {snapshot.catalog.boundary_year}",
            remedy="Voeg het bestand opnieuw toe; dan wordt het opnieuw omgerekend.",
        )
    for indicator in own.indicators:
        if indicator.id in snapshot.catalog.indicators:
            raise MonitorError(
                f"Er is al een indicator '{shown(indicator.title.nl)}'",
                where=f"set '{shown(own.file.title)}'",
                remedy="Geef de kolom een andere titel.",
            )


def with_own_sets(snapshot: S, sets: Sequence[OwnSet]) -> S:
    """Return the snapshot with own sets beside its figures; the snapshot itself is untouched.

    Parameters
    ----------
    snapshot : Snapshot
        Any snapshot, one with own sets too.
    sets : sequence of OwnSet
        From ``make_set`` (this session) or ``load_sets`` (the store).

    Raises
    ------
    MonitorError
        Where a set has other boundaries or an indicator that is there already.
    """
    for own in sets:
        _check_fits(snapshot, own)
        catalog = snapshot.catalog.model_copy(
            update={
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
            observations=_stacked(snapshot.observations, own.observations),
            scales=scales.astype(snapshot.scales.dtypes.to_dict()).reset_index(drop=True),
            manifest=_manifest(snapshot.manifest, own),
        )
    return snapshot


def _stacked(ours: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([ours, own.astype(ours.dtypes.to_dict())])
    return both.sort_values(["indicator", "region", "year"], ignore_index=True)


def _manifest(manifest: Any, own: OwnSet) -> dict[str, Any]:
    """Add the set to the sources; the id changes, for caches know a snapshot by it."""
    identity = _hash(f"{manifest['id']} {own.sha256} {own.indicators!r}".encode())[:12]
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
