"""What a refresh costs: everything, and nothing changed, beside each other in the same run.

    FIGURES=../shared/data python -m benchmarks.refresh

All tables of the catalog from a local server in a process of its own, through the command line,
into an empty store. Wanted: everything under 60 s and 600 MB, under 5 s where nothing changed, on a
machine that does nothing else (the processor time tells, where it does).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_SECONDS, MOST_MB, MOST_SECONDS_UNCHANGED = 60, 600, 5
SERVER = """
import sys, threading
from pathlib import Path
from tests.cbs_server import serve
with serve(Path(sys.argv[1]), modified="2026-01-01T00:00:00") as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def timed(label: str, *arguments: str) -> tuple[float, float]:
    """Run a command and print what it cost; returns seconds and greatest MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    said = process.stdout.read().splitlines() if process.stdout else []
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"refresh ended with {os.waitstatus_to_exitcode(status)}: {said[-1:]}")
    seconds, mb = time.perf_counter() - began, usage.ru_maxrss / 1024
    busy = usage.ru_utime + usage.ru_stime
    print(f"{label:16} {seconds:5.1f} s ({busy:.1f} s of processor), {mb:4.0f} MB   {said[-1]}")
    return seconds, mb


def main() -> None:
    """Print both runs and their ratio; end with an error where one is over its limit."""
    figures = Path(os.environ.get("FIGURES", ROOT.parent / "shared" / "data"))
    if not (figures / "cbs").exists():  # those of the tests are of a few municipalities
        sys.exit(f"no folder with the real figures at {figures}: name it in FIGURES")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(figures)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        url = server.stdout.readline().strip()  # type: ignore[union-attr]
        with tempfile.TemporaryDirectory() as store:
            where = ("--cbs", url, "--pdok", url, "--files", str(figures / "files"))
            print(f"figures: {figures}")
            seconds, mb = timed("everything", "refresh", *where, "--data", store)
            quick, _ = timed("nothing changed", "refresh", *where, "--data", store)
            print(f"{'ratio':16} {seconds / quick:5.1f}")
    finally:
        server.communicate(timeout=30)
    if seconds > MOST_SECONDS or mb > MOST_MB or quick > MOST_SECONDS_UNCHANGED:
        sys.exit("slower or larger than wanted")


if __name__ == "__main__":
    main()
