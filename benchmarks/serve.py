"""Start an app for a benchmark and stop it again."""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import pages

ROOT = Path(__file__).parents[1]
PAGES = tuple("" if name == "kaart" else name for name in pages.PAGES)
"""Where a reader can go."""


@contextmanager
def serve(script: str, **environment: str) -> Iterator[tuple[str, int]]:
    """Run a Streamlit script; gives its address and process id."""
    streamlit = [sys.executable, "-m", "streamlit", "run", script, "--server.address", "127.0.0.1"]
    options = ["--server.enableStaticServing", "true", "--server.port"]
    with served(lambda port: [*streamlit, *options, str(port)], **environment) as running:
        yield running


@contextmanager
def served(command: Callable[[int], list[str]], **environment: str) -> Iterator[tuple[str, int]]:
    """Run a server by the command for a free port, until it answers; gives address and process."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    process = subprocess.Popen(
        command(port),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                    break
            except (URLError, OSError):
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(10)


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process took so far: a busy machine leaves it as it is."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def watch(memory: Callable[[], float], found: list[tuple[float, float]]) -> None:
    """Note the minute and the MB every five seconds, until cancelled."""
    while True:
        found.append((time.monotonic() / 60, await asyncio.to_thread(memory)))
        await asyncio.sleep(5)


def slope(memory: list[tuple[float, float]], minutes: float = float("inf")) -> float:
    """Return the MB a minute of the line through what was noted in the last minutes."""
    end = memory[-1][0]
    times, sizes = zip(*(m for m in memory if m[0] > end - minutes), strict=True)
    return statistics.linear_regression(times, sizes).slope


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")
