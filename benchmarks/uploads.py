"""Files that unfold to gigabytes: how soon each is refused, and the most memory that it took.

    python -m benchmarks.uploads [WORD ...]
    python -m benchmarks.uploads --meanwhile [WORD ...]

Each file of ``tests.own.bombs`` (those with one of the words in their name) is read as page and
command read it; the memory is the largest that its process ever held (``VmHWM``, looked at
every 10 ms; ``ru_maxrss`` counts what the process that starts it holds).

With ``--meanwhile`` a server reads them, each three times at once, one kind after the other, while
one reader keeps choosing years on Kaart: how long the reruns take, beside those before the first.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import websockets

from benchmarks.serve import ROOT, memory_mb, serve
from benchmarks.sessions import Reader, crowd, summary
from monitor.own.apart import understand_apart
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.own.bombs import BOMBS


class Largest:
    """The most memory that a process of this one's own held, while it lasts."""

    def __init__(self) -> None:
        self.mb, self._done = 0.0, Event()
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> "Largest":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.01):
            for children in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
                for pid in children.read_text(encoding="ascii").split():
                    self.mb = max(self.mb, peak_mb(pid))


def peak_mb(pid: str) -> float:
    """Return the most resident memory of a process that reads a file, in MB; 0 when it is gone."""
    try:
        if "monitor.own.child" not in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8"):
            return 0.0
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return max((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM")), default=0.0)


APP = """
import os, runpy
from pathlib import Path
import streamlit as st
from monitor.own.apart import understand_apart
from monitor.ui import serving


if name := st.query_params.pop("bom", None):
    file, shot = Path(os.environ["BOMBS"], name), serving.without_own_sets()
    read = understand_apart(file.read_bytes(), file.name, shot.regions, shot.recoding)
    st.text("taken in" if read.ok else "refused")
else:
    runpy.run_path("app.py", run_name="__main__")
"""


async def _throw(url: str, names: list[str]) -> None:
    """Give the server each file three times at once."""

    async def one(name: str) -> None:
        address = url.replace("http", "ws") + "/_stcore/stream"
        async with websockets.connect(address, max_size=None, ping_timeout=None) as socket:
            await Reader(socket, "", f"bom={name}").rerun()

    for name in names:
        await asyncio.gather(one(name), one(name), one(name))


def meanwhile(words: list[str]) -> None:
    """Print what a reader of Kaart notices while files are read."""
    script = ROOT / "uploads_bench.py"
    script.write_text(APP, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, (ending, make) in enumerate(_chosen(words).values()):
            names.append(f"{number}.{ending}")
            Path(folder, names[-1]).write_bytes(make())
        try:
            with serve(script.name, BOMBS=folder) as (url, pid):
                asyncio.run(crowd(url, "", 1, 0))
                time.sleep(25)  # as in benchmarks.sessions
                before, memory = asyncio.run(crowd(url, "", 1, 30)), memory_mb(pid)
                thrower = Thread(target=lambda: asyncio.run(_throw(url, names)))
                thrower.start()
                during, most = list[float](), memory
                while thrower.is_alive():
                    during += asyncio.run(crowd(url, "", 1, 10))
                    most = max(most, memory_mb(pid))
        finally:
            script.unlink()
    for what, took in (("before", before), ("meanwhile", during)):
        print("{}: median {:.0f} ms, 95% {:.0f} ms".format(what, *summary(took)), len(took))
    print(f"server: {memory:.0f} MB before, at most {most:.0f}; {len(names)} files three times")


def _chosen(words: list[str]) -> dict[str, tuple[str, Callable[[], bytes]]]:
    return {n: b for n, b in BOMBS.items() if not words or any(w in n for w in words)}


def main() -> None:
    """Print a line a file."""
    if sys.argv[1:2] == ["--meanwhile"]:
        meanwhile(sys.argv[2:])
        return
    shot = open_snapshot(EMBEDDED)
    slowest, most, wrong = 0.0, 0.0, 0
    print(f"{'file':45}{'kB':>10}{'s':>8}{'memory, MB':>20}  what is said")
    for name, (ending, make) in _chosen(sys.argv[1:]).items():
        data = make()
        start = time.perf_counter()
        with Largest() as largest:
            read = understand_apart(data, f"x.{ending}", shot.regions, shot.recoding)
        took, memory = time.perf_counter() - start, largest.mb
        slowest, most, wrong = max(slowest, took), max(most, memory), wrong + read.ok
        said = "TAKEN IN" if read.ok else str(next(iter(read.problems or read.questions)))[:110]
        print(f"{name:45}{len(data) / 1024:10.0f}{took:8.1f}{memory:20.0f}  {said}", flush=True)
    print(f"slowest {slowest:.1f} s, most memory {most:.0f} MB, taken in: {wrong}")


if __name__ == "__main__":
    main()
