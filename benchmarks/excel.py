"""All observations as Excel: seconds, and memory above an idle process, streamed and not.

    python -m benchmarks.excel

Each way in a process of its own, which reads the snapshot first. Linux only.
"""

import io
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.serve import ROOT
from monitor.export import tables
from monitor.snapshot import EMBEDDED, open_snapshot


def peak_mb() -> float:
    """Return the most memory that this process has had since `from_here`."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def from_here() -> None:
    """Have the peak counted from now on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _whole(opened: Callable[[io.BytesIO], Any], out: io.BytesIO, **_streamed: bool) -> Any:
    return opened(out)


def measure(way: str) -> None:
    """Write the workbook one way and print what it took."""
    snapshot = open_snapshot(EMBEDDED)
    few = tables.observation_table(snapshot, years=[2020], indicators=["inkomen"])
    tables.to_xlsx(few, snapshot)  # what is loaded late
    if way == "in memory":
        tables.open_workbook = partial(_whole, tables.open_workbook)
    from_here()
    idle, start = peak_mb(), time.perf_counter()
    table = tables.observation_table(snapshot)
    size = len(tables.to_xlsx(table, snapshot)) / 1e6
    took = time.perf_counter() - start
    print(f"{way:10}{len(table):8} rows{took:7.1f} s{peak_mb() - idle:7.0f} MB, file {size:.1f} MB")


def main() -> None:
    """Measure both, or the one that is named."""
    if sys.argv[1:]:
        measure(sys.argv[1])
        return
    for way in ("in memory", "streamed"):
        subprocess.run([sys.executable, "-m", "benchmarks.excel", way], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
