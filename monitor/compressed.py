"""What the browser fetches once, compressed once: Streamlit's own files and those of ``static/``.

``python -m monitor run`` serves them from a folder in the cache. Where it is not there yet, a
process of low priority makes it; until then Streamlit serves its files itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from servestatic import ServeStaticASGI
from servestatic.compress import Compressor

from monitor.store.place import cache_root

OURS = Path(__file__).parents[1] / "static"
# found, not loaded: who only watches servers would hold 40 MB for it
THEIRS = Path(str(getattr(find_spec("streamlit"), "origin", ""))).parent / "static" / "static"
_PLACES = {"/static/": THEIRS, "/app/static/": OURS}
"""Where the browser asks for the files of which folder."""

_CUT = {"media/SourceSansVF-Upright.*.woff2": "fonts/source-sans-3-latin-wght-normal.woff2"}
"""Type that Streamlit's first moment asks for, before the page has its own: our cut of the same."""
# a name that changes with what is in the file: Streamlit's eight signs, our twelve
_NAMED_BY_CONTENT = r"\.[\w-]{8}\.(js|css|woff2?|ttf)$|\.[0-9a-f]{12}\.json$"
_DAY = 24 * 60 * 60
_STALE = 7 * _DAY


def folder() -> Path:
    """Return where the compressed files stand: another place for every version of them."""
    files = [
        f"{prefix}{file.relative_to(root).as_posix()} {file.stat().st_size}"
        for prefix, root in _PLACES.items()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    ]
    files += _CUT
    digest = hashlib.sha256("\n".join(files).encode()).hexdigest()[:12]
    return cache_root() / "compressed" / digest


def make(place: Path) -> None:
    """Compress all files into a folder that is whole or not there; older ones go.

    Raises
    ------
    OSError
        Where nothing can be written there.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    compressor = Compressor(quiet=True, use_zstd=False)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
    try:
        for prefix, root in _PLACES.items():
            target = made / prefix.strip("/")
            shutil.copytree(root, target, ignore=shutil.ignore_patterns("*.map"))
            for theirs, ours in _CUT.items():
                for file in target.glob(theirs):
                    shutil.copyfile(OURS / ours, file)
            for file in sorted(target.rglob("*")):
                if file.is_file() and compressor.should_compress(file.name):
                    compressor.compress(file)
        if not place.exists():  # another server was first
            made.rename(place)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    for other in place.parent.iterdir():  # of former versions, and of writers that were killed
        if other != place and time.time() - other.stat().st_mtime > _STALE:
            shutil.rmtree(other, ignore_errors=True)


def make_beside() -> None:
    """Start making the folder in a process of its own, where it is not there."""
    if not folder().exists():
        subprocess.Popen(
            [sys.executable, "-m", "monitor.compressed"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


class Files:
    """Answers for the files, as soon as they are there."""

    def __init__(self) -> None:
        self._place = folder()
        self._served: ServeStaticASGI | None = None

    def has(self, path: str) -> ServeStaticASGI | None:
        """Return what serves the file at a path below the base; None where Streamlit must."""
        if not path.startswith(tuple(_PLACES)):
            return None
        if not self._place.exists():  # not yet, or no more
            self._served = None
        elif self._served is None:
            self._served = _serving(self._place)
        return self._served if self._served and path in self._served.files else None


def chunks(parts: Iterable[str]) -> list[str]:
    """Return the scripts that draw some parts of a page, of Streamlit's own build.

    Streamlit's main script lists, beside each part that it imports late, what that part imports
    in turn. Where a part is not found there (another version of Streamlit) it is left out: it is
    then asked for when it is needed.
    """
    main = next(THEIRS.glob("js/index.*.js")).read_text("utf-8")
    listed = re.search(r"m\.f=(\[.*?\])", main)
    names = [Path(link).name for link in json.loads(listed.group(1))] if listed else []
    found: dict[str, None] = {}
    for part in parts:
        late = re.search(rf"import\(`\./({part}\.[\w-]+\.js)`\),\w+\(\[([\d,]+)\]", main)
        if late:
            wanted = [names[int(n)] for n in late.group(2).split(",")]
            found.update(dict.fromkeys([late.group(1), *wanted]))
    return [name for name in found if name.endswith(".js")]


def _serving(place: Path) -> ServeStaticASGI:
    """Return the server of the folder (docs/architecture.md#packages-and-why-each-is-there)."""
    served = ServeStaticASGI(
        None,
        max_age=_DAY,
        allow_all_origins=False,
        immutable_file_test=_NAMED_BY_CONTENT,
    )
    for prefix in _PLACES:
        served.add_files(place / prefix.strip("/"), prefix)
    return served


def main() -> None:
    """Make the folder, with as little of the machine as can be."""
    os.nice(19)
    make(folder())


if __name__ == "__main__":
    main()
