"""Three hundred readers on a server of 1,024 file handles: who fails, and what health says.

    python -m benchmarks.connections [--users 300] [--handles 1024] [--hard]

The server starts as ``python -m monitor run`` with that soft limit; with ``--hard`` it cannot be
raised. Wanted: nobody fails, or health says why and the log stays short.
"""

import argparse
import asyncio
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import websockets

from benchmarks.serve import PAGES, ROOT
from benchmarks.sessions import Reader


def _health(url: str) -> str:
    try:
        with urlopen(f"{url}/_stcore/health", timeout=30) as answer:
            return f"{answer.status} {answer.read().decode()}"
    except HTTPError as err:
        return f"{err.code} {err.read().decode()}"
    except (URLError, OSError) as err:
        return f"none: {err}"


async def _crowd(url: str, users: int) -> tuple[Counter[str], Counter[str]]:
    """Let all come and stay; return how each fared, and what health said every second."""
    here, said, leave = Counter[str](), Counter[str](), asyncio.Event()

    async def one(number: int) -> None:
        address = url.replace("http", "ws") + "/_stcore/stream"
        try:
            async with websockets.connect(address, max_size=None, ping_timeout=None) as socket_:
                reader = Reader(socket_, PAGES[number % len(PAGES)])
                await reader.rerun()
                here["a page" if not reader.wrong else "an error on it"] += 1
                await leave.wait()
        except Exception as err:  # whatever a reader meets counts
            status = getattr(getattr(err, "response", None), "status_code", "")
            here[f"{type(err).__name__} {status}".strip()] += 1

    tasks = [asyncio.create_task(one(i)) for i in range(users)]
    while here.total() < users:
        await asyncio.sleep(1)
        said[(await asyncio.to_thread(_health, url))[:3]] += 1
    leave.set()
    await asyncio.gather(*tasks)
    return here, said


def main() -> None:
    """Print how the readers fared, health, and the lines that were logged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=300)
    parser.add_argument("--handles", type=int, default=1024)
    parser.add_argument("--hard", action="store_true")
    given = parser.parse_args()
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    most = given.handles if given.hard else resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run", "--port", str(port), "--no-browser",
             "--host", "127.0.0.1", "--data", str(ROOT / "geodata" / "snapshot")],
            cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        # before the server looks at it: its imports take a second
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (given.handles, most))
        url = f"http://127.0.0.1:{port}"
        try:
            while not _health(url).startswith("200"):
                time.sleep(0.5)
            here, said = asyncio.run(_crowd(url, given.users))
            handles = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
            time.sleep(5)
            after = _health(url)
        finally:
            process.terminate()
            process.wait(30)
        log.seek(0)
        lines = log.read().count(b"\n")
    print(f"{given.users} readers: {dict(here)}")
    print(f"health while they come: {dict(said)}; after: {after}")
    print(f"{handles} handles as they left, {lines} lines logged")


if __name__ == "__main__":
    main()
