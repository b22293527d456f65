"""What was fetched, kept on this machine: a refresh resumes, and fetches only what changed.

One file per table and question; it knows the date the table was modified. A damaged file is as
good as none: the table is fetched again.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import MonitorError, reason_of
from monitor.ingest.fetch import content_hash
from monitor.sources.request import TableData, TableRequest, TopicRef
from monitor.store.place import replace_file

_META = b"monitor"


class CacheError(MonitorError):
    """What was fetched cannot be kept: a full disk, no rights."""


@dataclass(frozen=True)
class Kept:
    """A frame with what was noted about it when it was fetched.

    Attributes
    ----------
    frame : DataFrame
        As the source gave it.
    modified : str
        The date the source was modified, empty where it does not tell.
    fetched_at : str
        ISO time.
    sha256 : str
        Of the figures, whatever the order of the rows.
    about : dict
        The rest, as it was given to ``save``.
    """

    frame: pd.DataFrame
    modified: str
    fetched_at: str
    sha256: str
    about: dict[str, Any]


@dataclass(frozen=True)
class KeptTable:
    """A table from the cache, or one just put there."""

    data: TableData
    fetched_at: str
    sha256: str


def save(
    folder: Path,
    name: str,
    frame: pd.DataFrame,
    *,
    modified: str,
    fetched_at: str,
    about: dict[str, Any] | None = None,
) -> Kept:
    """Keep a frame under a name, in the place of what was there.

    Raises
    ------
    CacheError
        Where it cannot be written.
    """
    digest = content_hash(frame)
    meta = {"modified": modified, "fetched_at": fetched_at, "sha256": digest, "about": about or {}}
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata(
        {**(table.schema.metadata or {}), _META: json.dumps(meta).encode()}
    )
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    try:
        replace_file(folder / f"{name}.parquet", buffer.getvalue())
    except OSError as err:
        raise CacheError(
            f"Wat is opgehaald, kon niet worden bewaard: {reason_of(err)}",
            where=str(folder),
            remedy="Maak ruimte en begin opnieuw: wat al is opgehaald, blijft bewaard.",
        ) from err
    return Kept(frame, modified, fetched_at, digest, about or {})


def load(folder: Path, name: str) -> Kept | None:
    """Return what was kept under a name, or None."""
    try:
        table = pq.read_table(folder / f"{name}.parquet", use_threads=False)
        meta = json.loads(table.schema.metadata[_META])
        return Kept(table.to_pandas(use_threads=False), **meta)
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError):
        return None


def forget_others(folder: Path, keep: Iterable[str]) -> None:
    """Remove what no question asks for any more."""
    names = {f"{name}.parquet" for name in keep}
    for path in folder.glob("*.parquet"):
        if path.name not in names:
            path.unlink(missing_ok=True)


# ---------------------------------------------------------------- tables


def table_name(request: TableRequest) -> str:
    """Return the name for the answer to a request: another question, another name."""
    question = [
        request.table.id,
        request.table.host,
        request.table.year,
        [(t.path, t.occurrence) for t in request.topics],
        sorted((k, v) for k, v in request.codes.items()),
        request.levels,
    ]
    digest = hashlib.sha256(json.dumps(question).encode()).hexdigest()[:12]
    return f"table-{request.table.id}-{digest}"


def save_table(
    folder: Path, request: TableRequest, data: TableData, fetched_at: str, modified: str
) -> KeptTable:
    """Keep the answer to a request; ``modified`` as the service told before it was fetched."""
    about = {
        "keys": [[t.path, t.occurrence, key] for t, key in data.keys.items()],
        "units": data.units,
        "status": {str(year): status for year, status in data.status.items()},
        "title": data.title,
        "modified": data.modified,
        "service": data.service,
        "names": data.names,
    }
    kept = save(
        folder,
        table_name(request),
        data.frame,
        modified=modified,
        fetched_at=fetched_at,
        about=about,
    )
    return KeptTable(data, fetched_at, kept.sha256)


def load_table(
    folder: Path, request: TableRequest, modified: str | None = None
) -> KeptTable | None:
    """Return the kept answer to a request, or None.

    Parameters
    ----------
    folder : Path
        The cache.
    request : TableRequest
        The same question, to the letter.
    modified : str, optional
        Only an answer of that date will do; by default any.
    """
    kept = load(folder, table_name(request))
    if kept is None or (modified is not None and (kept.modified != modified or not modified)):
        return None
    about = kept.about
    try:
        data = TableData(
            table=request.table.id,
            frame=kept.frame,
            keys={TopicRef(path, occurrence): key for path, occurrence, key in about["keys"]},
            units=about["units"],
            status={int(year): status for year, status in about["status"].items()},
            title=about["title"],
            modified=about["modified"],
            service=about["service"],
            names=about["names"],
        )
    except (KeyError, TypeError, ValueError):
        return None
    return KeptTable(data, kept.fetched_at, kept.sha256)


# ---------------------------------------------------------------- boundaries


def save_shapes(folder: Path, name: str, shapes: gpd.GeoDataFrame, fetched_at: str) -> None:
    """Keep boundaries (EPSG:28992)."""
    plain = pd.DataFrame(
        {"code": shapes.code, "name": shapes["name"], "wkb": shapes.geometry.to_wkb()}
    )
    save(folder, name, plain, modified="", fetched_at=fetched_at)


def load_shapes(folder: Path, name: str) -> tuple[gpd.GeoDataFrame, str] | None:
    """Return kept boundaries and when they were fetched, or None."""
    kept = load(folder, name)
    if kept is None:
        return None
    geometry = gpd.GeoSeries.from_wkb(kept.frame.wkb, crs=28992)
    shapes = gpd.GeoDataFrame(kept.frame[["code", "name"]], geometry=geometry)
    return shapes, kept.fetched_at
