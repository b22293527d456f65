"""A hundred readers on two processes behind nginx, and one of the two killed under them.

    python -m benchmarks.many [--users 100] [--seconds 300] [--workers 1 2] [--kill]

Nginx with the files of ``deploy/`` stands before ``python -m monitor run``. Readers come within
half a minute, spread over all pages, and each thinks 1 to 3 s before the next choice. Counted, once
all are in and every choice was made before: the ms from sending a choice until its rerun is done,
the share of a core that the readers themselves cost, and the memory of the servers, who watches
them and nginx (proportional set size: what several share is counted once). One process, in the same
run, is what two are held against.

With ``--kill`` a process is ended halfway: whoever lost it comes back as the browser does, with the
address they stood at, and is counted once the page is there again.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import websockets
from websockets.exceptions import ConnectionClosed, InvalidStatus

from benchmarks.serve import PAGES, ROOT, cpu_seconds, slope, watch
from benchmarks.sessions import CONTROLS, Reader, summary
from tests.browser.conftest import ended, wait_until_well
from tests.browser.test_nginx import nginx
from tests.browser.test_two_processes import free_ports

COOKIE = "monitor_proces"
COMING = 30.0  # seconds in which all come


@dataclass
class Met:
    """What the readers met: ms of every rerun, seconds to come back, what went wrong, MB a look."""

    took: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


@contextmanager
def _running(workers: int, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Run the servers behind nginx; gives the address, who watches them and nginx."""
    port = free_ports()
    command = [sys.executable, "-m", "monitor", "run", "--workers", str(workers)]
    options = ["--port", str(port), "--host", "127.0.0.1", "--no-browser"]
    place, ports = "nginx-one.conf", {8501: port}
    if workers > 1:
        place, ports = "nginx-workers.conf", {8502: port + 1, 8503: port + 2}
    process = subprocess.Popen([*command, *options], cwd=ROOT, stderr=subprocess.DEVNULL)
    with ended(process):
        for each in ports.values():
            wait_until_well(f"http://127.0.0.1:{each}/_stcore/health")
        for each in ports.values():
            _wait_until_warm(each)
        with nginx(own := folder / f"nginx{workers}", place, ports) as address:
            yield address, [process.pid, int((own / "pid").read_text(encoding="ascii"))]


def _wait_until_warm(port: int) -> None:
    """Wait until a server has opened all its pages by itself."""
    opened = 0
    while opened < len(PAGES):
        time.sleep(1)
        try:
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
                opened = json.load(answer)["pages"]
        except HTTPError:  # 503: its start page is not ready yet
            continue


def _family(pid: int) -> list[int]:
    """Return a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *map(int, children)]


def _memory(heads: Iterable[int]) -> float:
    """Return the MB of processes and their children, what they share counted once."""
    total = 0
    for each in (one for head in heads for one in _family(head)):
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:  # it was killed a moment ago
            continue
        total += next(int(line.split()[1]) for line in told.splitlines() if line[:4] == "Pss:")
    return total / 1024


async def _connect(url: str, known: dict[str, str]) -> websockets.ClientConnection:
    """Open the socket with the cookie one has, and keep the one that comes; again where refused."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    for wait in (0.5, 1, 2, 4, 8):  # as Streamlit's own script does, which begins anew
        headers = {"Cookie": f"{COOKIE}={known[COOKIE]}"} if known else {}
        try:
            opened = await websockets.connect(
                address, max_size=None, ping_timeout=None, open_timeout=60,
                additional_headers=headers,
            )  # fmt: skip
        except (InvalidStatus, OSError):
            await asyncio.sleep(wait)
            continue
        for told in opened.response.headers.get_all("Set-Cookie") if opened.response else ():
            if told.startswith(f"{COOKIE}="):
                known[COOKIE] = told.split(";")[0].partition("=")[2]
        return opened
    raise ConnectionError("refused five times")


async def _reader(url: str, number: int, users: int, end: asyncio.Event, counts: asyncio.Event,
                  here: asyncio.Barrier, met: Met) -> None:  # fmt: skip
    """One reader from coming to leaving; who loses the connection comes back."""
    chance, known, page = random.Random(number), dict[str, str](), PAGES[number % len(PAGES)]
    await asyncio.sleep(COMING * number / users)
    opened = await _connect(url, known)
    reader, option = Reader(opened, page), ""
    await reader.rerun()
    for option in reader.options:
        await reader.rerun(option)
    await here.wait()
    while not end.is_set():
        await asyncio.sleep(chance.uniform(1, 3))
        option = chance.choice(reader.options)
        try:
            ms = await reader.rerun(option)
        except ConnectionClosed:
            start = time.perf_counter()
            opened = await _connect(url, known)
            reader = Reader(opened, page, "" if page in CONTROLS else f"jaar={option}")
            await reader.rerun()
            met.back.append(time.perf_counter() - start)
            continue
        if counts.is_set():
            met.took.append(ms)
    met.wrong += reader.wrong
    await opened.close()


async def _all(url: str, heads: list[int], users: int, seconds: float,
               kill: bool) -> tuple[Met, float]:  # fmt: skip
    """Let all come, choose and leave; return what they met and their share of a core."""
    met, end, counts, here = Met(), asyncio.Event(), asyncio.Event(), asyncio.Barrier(users + 1)
    readers = [
        asyncio.create_task(_reader(url, i, users, end, counts, here, met)) for i in range(users)
    ]
    gone = asyncio.gather(*readers, return_exceptions=True)
    await here.wait()
    counts.set()
    watching = asyncio.create_task(watch(partial(_memory, heads), met.memory))
    start, used = time.monotonic(), cpu_seconds(os.getpid())
    await asyncio.sleep(seconds / 2)
    if kill:
        os.kill(_family(heads[0])[1], signal.SIGKILL)
    await asyncio.sleep(seconds / 2)
    share = (cpu_seconds(os.getpid()) - used) / (time.monotonic() - start)
    end.set()
    met.wrong += [repr(e) for e in await gone if isinstance(e, BaseException)]
    watching.cancel()
    return met, share


def _told(workers: int, met: Met, share: float, seconds: float) -> str:
    """Return what was met, in one line."""
    middle, high = summary(met.took)
    line = (
        f"{workers} process(es): {len(met.took) / seconds:.0f} choices a second, "
        f"median {middle:.0f} ms, 95% {high:.0f} ms, {len(met.wrong)} errors; readers cost "
        f"{share:.0%} of a core; at most {max(m for _, m in met.memory):.0f} MB, "
        f"{slope(met.memory):+.1f} MB a minute"
    )
    if met.back:
        line += f"; {len(met.back)} came back, median {statistics.median(met.back):.1f} s, "
        line += f"last {max(met.back):.1f} s"
    return line


def main() -> None:
    """Print a line for each number of processes, then what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], choices=[1, 2])
    parser.add_argument("--kill", action="store_true", help="of two, one halfway")
    given = parser.parse_args()
    for workers in given.workers:
        with (
            tempfile.TemporaryDirectory() as folder,
            _running(workers, Path(folder)) as (url, heads),
        ):
            kill = given.kill and workers > 1
            met, share = asyncio.run(_all(url, heads, given.users, given.seconds, kill))
        print(_told(workers, met, share, given.seconds), flush=True)
        for each in dict.fromkeys(met.wrong):
            print(f"  {each[:500]}")


if __name__ == "__main__":
    main()
