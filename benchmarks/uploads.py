"""Files that unfold to gigabytes: how soon each is refused, and the most memory that it took.

    python -m benchmarks.uploads [WORD ...]

Each file of ``tests.own.bombs`` (those with one of the words in their name) is read as page and
command read it; the memory is the largest that its process ever held (``VmHWM``, looked at
every 10 ms; ``ru_maxrss`` counts what the process that starts it holds).
"""

import os
import sys
import time
from pathlib import Path
from threading import Event, Thread

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


def main() -> None:
    """Print a line a file."""
    shot = open_snapshot(EMBEDDED)
    words, slowest, most, wrong = sys.argv[1:], 0.0, 0.0, 0
    print(f"{'file':45}{'kB':>10}{'s':>8}{'memory, MB':>20}  what is said")
    for name, (ending, make) in BOMBS.items():
        if words and not any(w in name for w in words):
            continue
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
