"""An edition: what was shown on a day, in one file that stays (docs/steering.md#editions).

A ZIP with the snapshot, the figures, the words in both languages and the method; its id is a hash
of all that. It is kept in the store under ``editions/`` and never written again, so that it
survives a refresh, a rollback and a new boundary year.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from monitor import __version__
from monitor.errors import MonitorError
from monitor.own.problems import shown
from monitor.safe import safe_csv
from monitor.snapshot import Snapshot
from monitor.steering.briefing import Briefing
from monitor.steering.duiding import by_whom
from monitor.store import Store, hold_lock
from monitor.store.place import names_in, publish, read_bytes
from monitor.text import LANGUAGES, speaking

FOLDER = "editions"
FORMAT = 1
ABOUT = "edition.json"
TABLES = ("figures", "line")
_THEN = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in the ZIP: the same contents are the same bytes."""
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, eq=False)
class Edition:
    """An edition as it was read.

    Attributes
    ----------
    about : mapping
        ``id, made, selection{over, start, year}, snapshot, built_at, index, code, files``.
    words : mapping of language to mapping
        ``name, answers[{question, word, sentences}], signals, agreed, elsewhere (agreed of other
        areas; not in the oldest editions), duiding[{text, by}], method``.
    figures, line : DataFrame
        As in `monitor.steering.briefing.Briefing`.
    data : bytes
        The whole file.
    """

    about: dict[str, Any]
    words: dict[str, dict[str, Any]]
    figures: pd.DataFrame
    line: pd.DataFrame
    data: bytes

    @property
    def id(self) -> str:
        """Twelve letters that change with everything but the moment it was made."""
        return str(self.about["id"])


def make_edition(
    snapshot: Snapshot,
    brief: Callable[[], Briefing],
    method: Callable[[], str],
    made: str,
) -> Edition:
    """Put all that is shown of a selection into one file.

    Parameters
    ----------
    brief, method : callable
        Give what is told, and how it is made, in the language that is spoken; called once a
        language.
    made : str
        ISO moment.
    """
    words: dict[str, dict[str, Any]] = {}
    for lang in LANGUAGES:
        with speaking(lang):
            of = brief()
            words[lang] = _said(of) | {"method": method()}
    tables = {"figures": of.figures, "line": of.line.rename_axis("year").reset_index()}
    files = {"words.json": _json(words)}
    for name, table in tables.items():
        files[f"{name}.csv"] = safe_csv(table).encode()
        files[f"{name}.parquet"] = _parquet(table)
    for name in [*snapshot.manifest["files"], "manifest.json"]:
        files[f"snapshot/{name}"] = (snapshot.path / name).read_bytes()
    about = {
        "version": FORMAT,
        "selection": {"over": of.area.code, "start": of.start, "year": of.year},
        "snapshot": snapshot.id,
        "built_at": str(snapshot.manifest.get("built_at", "")),
        "index": f"{snapshot.catalog.index.version} ({_catalog_hash(snapshot)})",
        "code": f"{__version__} ({_code()})",
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    id_ = hashlib.sha256(_json(about)).hexdigest()[:12]
    return _read_edition(_zip(files | {ABOUT: _json(about | {"id": id_, "made": made})}), id_)


def _catalog_hash(snapshot: Snapshot) -> str:
    return str(snapshot.manifest["files"]["catalog.json"])[:12]


def _said(of: Briefing) -> dict[str, Any]:
    return {
        "name": of.name,
        "answers": [vars(one) | {"sentences": list(one.sentences)} for one in of.answers],
        "signals": list(of.signals),
        "agreed": list(of.agreed),
        "elsewhere": list(of.elsewhere),
        "duiding": [{"text": one.text, "by": by_whom(one)} for one in of.duiding],
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _parquet(table: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    table.to_parquet(out, index=False)
    return out.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, files[name])
    return out.getvalue()


@cache
def _code() -> str:
    """Return a hash of the code of the monitor as it runs here."""
    found = hashlib.sha256()
    for path in sorted([*_ROOT.rglob("*.py"), *_ROOT.rglob("*.toml"), *_ROOT.rglob("*.po")]):
        found.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def _read_edition(data: bytes, id_: str) -> Edition:
    """Read an edition; every file is held against its hash, and the whole against its id.

    Raises
    ------
    MonitorError
        Where it is damaged or of another version.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            about = json.loads(packed.read(ABOUT))
            if about["version"] != FORMAT:
                raise ValueError(about["version"])
            content = {k: v for k, v in about.items() if k not in ("id", "made")}
            if not about["id"] == id_ == hashlib.sha256(_json(content)).hexdigest()[:12]:
                raise ValueError("id")
            files = {name: packed.read(name) for name in about["files"]}
        for name, digest in about["files"].items():
            if hashlib.sha256(files[name]).hexdigest() != digest:
                raise ValueError(name)
        tables = {t: pd.read_parquet(io.BytesIO(files[f"{t}.parquet"])) for t in TABLES}
        return Edition(
            about,
            json.loads(files["words.json"]),
            tables["figures"],
            tables["line"].set_index("year"),
            data,
        )
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile, zlib.error) as err:
        raise MonitorError(
            "Deze editie is beschadigd of van een andere versie",
            where=id_,
            remedy="Zet het bestand terug uit een reservekopie.",
        ) from err


# ---------------------------------------------------------------- in the store


def keep_edition(made: Edition, store: Store, *, most: int = 0) -> Edition:
    """Keep an edition; one that is there already stays as it is, with its own day.

    Parameters
    ----------
    most : int
        More than so many are refused; 0: any number.

    Raises
    ------
    MonitorError
        Where there are too many, another is at work in the store, or it cannot be written.
    """
    name = f"{FOLDER}/{made.id}.zip"
    with hold_lock(store, "een editie vastleggen") as still_ours:
        there = read_bytes(store, name)
        if there is not None:
            return _read_edition(there, made.id)
        if most and len(edition_ids(store)) >= most:
            raise MonitorError(
                f"Er zijn al {most} edities",
                where=store.location,
                remedy="De beheerder kan er meer vastleggen: python -m monitor edition make.",
            )
        publish(store, (name, made.data), still_ours)
    return made


def edition_ids(store: Store) -> list[str]:
    """Return the ids of the editions in a store."""
    return [n.removesuffix(".zip") for n in names_in(store, FOLDER) if n.endswith(".zip")]


def open_edition(id_: str, store: Store) -> Edition:
    """Open an edition of the store.

    Raises
    ------
    MonitorError
        Where there is none of that id, or it is damaged.
    """
    known = id_ in edition_ids(store)  # what was typed is a name of a file only where it is one
    data = read_bytes(store, f"{FOLDER}/{id_}.zip") if known else None
    if data is None:
        raise MonitorError(
            f"Er is geen editie '{shown(id_)}'",
            where=store.location,
            remedy="Met 'python -m monitor edition list' staat er welke er zijn.",
        )
    return _read_edition(data, id_)


# ---------------------------------------------------------------- what is otherwise now


def differences(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are otherwise now, beside those of the edition.

    Parameters
    ----------
    then, now : DataFrame
        As `Briefing.figures`.

    Returns
    -------
    DataFrame
        ``measure, column, then, now``: a row for each figure that differs by more than rounding,
        or is there on one side only; the measures of the edition first.
    """
    columns = ["before", "now", "change"]
    old, new = (t.set_index("measure")[columns] for t in (then, now))
    order = list(dict.fromkeys([*old.index, *new.index]))
    pairs = zip(
        order, old.reindex(order).to_numpy(float), new.reindex(order).to_numpy(float), strict=True
    )
    rows = [
        (measure, column, float(a), float(b))
        for measure, left, right in pairs
        for column, a, b in zip(columns, left, right, strict=True)
        if not _alike(float(a), float(b))
    ]
    return pd.DataFrame(rows, columns=["measure", "column", "then", "now"])


def _alike(a: float, b: float) -> bool:
    return (a != a and b != b) or abs(a - b) < 1e-6  # noqa: PLR0124 - NaN is not itself


def names_of(found: Iterable[Edition], lang: str) -> list[str]:
    """Name editions by their area and years, in a language."""
    return [
        f"{e.words[lang]['name']}, {e.about['selection']['start']}–{e.about['selection']['year']}"
        for e in found
    ]
