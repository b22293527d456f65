"""A new version in an object store: how long until each of two processes shows it.

    python -m benchmarks.new_version

A server of S3's protocol on loopback holds the snapshot; ``python -m monitor run --workers 2``
serves it, and a reader of each asks for the profile of a municipality every second. Then a
version with another name for it is published. Wanted: both show it within a minute, and no answer
holds both names.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import s3fs
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serve import ROOT
from monitor.snapshot import EMBEDDED
from monitor.snapshot_write import require_sound
from monitor.store import hold_lock, open_store, publish_version
from tests.browser.conftest import ended, free_port, wait_until_well
from tests.browser.test_two_processes import free_ports
from tests.spoil import rewrite

NAMES = ("Breda van eerst", "Breda van later")
PATIENCE = 120.0  # seconds


def _publish(bucket: str, name: str, folder: Path) -> None:
    """Publish the embedded figures with another name for a municipality."""
    made = folder / name
    shutil.copytree(EMBEDDED, made)
    rewrite(made, "regions", lambda t: t.assign(name=t["name"].replace("Breda", name)))
    with hold_lock(open_store(bucket), "benchmark") as ours:
        publish_version(open_store(bucket), made, check=require_sound, still_ours=ours)


async def _answer(port: int) -> bytes:
    """Return all that a reader who opens the profile of the municipality is sent."""
    ask = BackMsg()
    ask.rerun_script.page_name, ask.rerun_script.query_string = "gemeente", "gemeente=GM0758"
    address, said = f"ws://127.0.0.1:{port}/_stcore/stream", b""
    async with websockets.connect(address, max_size=None, open_timeout=60) as reader:
        await reader.send(ask.SerializeToString())
        while True:
            got = await reader.recv()
            said += got if isinstance(got, bytes) else got.encode()
            if ForwardMsg.FromString(got).WhichOneof("type") == "script_finished":
                return said


async def _watch(port: int, old: bytes, new: bytes) -> tuple[float, int]:
    """Return the seconds until the new name is shown, and how many answers held both."""
    start, mixed = time.perf_counter(), 0
    while time.perf_counter() - start < PATIENCE:
        said = await _answer(port)
        mixed += old in said and new in said
        if new in said and old not in said:
            return time.perf_counter() - start, mixed
        await asyncio.sleep(1)
    raise SystemExit(f"the process on port {port} does not show the new version")


async def _both(bucket: str, ports: tuple[int, int], folder: Path) -> list[tuple[float, int]]:
    old, new = (name.encode() for name in NAMES)
    for port in ports:
        if old not in await _answer(port):
            raise SystemExit(f"the process on port {port} does not show what is published")
    await asyncio.to_thread(_publish, bucket, NAMES[1], folder)
    return await asyncio.gather(*(_watch(port, old, new) for port in ports))


def main() -> None:
    """Print a line for each process."""
    store, port = free_port(), free_ports()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{store}",
            "AWS_ACCESS_KEY_ID": "benchmark",
            "AWS_SECRET_ACCESS_KEY": "benchmark",
            "AWS_DEFAULT_REGION": "us-east-1",
            "MONITOR_CACHE": str(folder / "cache"),
            "MONITOR_DATA": "s3://monitor/figures",
        }
        serving = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(store)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with ended(subprocess.Popen(serving, **quiet)):
            wait_until_well(f"http://127.0.0.1:{store}/", any_answer=True)
            s3fs.S3FileSystem().mkdir("monitor")
            _publish("s3://monitor/figures", NAMES[0], folder)
            running = ["run", "--workers", "2", "--port", str(port), "--host", "127.0.0.1"]
            options = ["--no-browser", "--no-compress", "--no-warm"]
            command = [sys.executable, "-m", "monitor", *running, *options]
            with ended(subprocess.Popen(command, cwd=ROOT, **quiet)):
                ports = (port + 1, port + 2)
                for each in ports:
                    wait_until_well(f"http://127.0.0.1:{each}/_stcore/health")
                found = asyncio.run(_both("s3://monitor/figures", ports, folder))
    for each, (seconds, mixed) in zip(ports, found, strict=True):
        print(f"port {each}: new version after {seconds:.0f} s, {mixed} answers with both")


if __name__ == "__main__":
    main()
