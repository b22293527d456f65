"""Thirty readers at once over real websockets: how long their reruns take, and what it costs.

    python -m benchmarks.sessions [--users 30] [--seconds 30] [--page kaart]

Each reader speaks Streamlit's own protocol, opens a page, then keeps choosing another year,
thinking 0.5 to 1.5 s in between. Counted: from sending the choice until the rerun is done.
"""

import argparse
import asyncio
import random
import statistics
import time

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serve import memory_mb, serve

DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


class Reader:
    """One reader: his socket, the control of the year and the fragment it stands in."""

    def __init__(self, socket: websockets.ClientConnection, page: str) -> None:
        self.socket, self.page = socket, page
        self.control = self.fragment = ""
        self.years: list[str] = []

    async def rerun(self, year: str | None = None) -> float:
        """Ask for a rerun; return how long it took in ms."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        if year is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.control
            state.string_array_value.data.append(year)
            message.rerun_script.fragment_id = self.fragment
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self.socket.recv())
            self._learn(answer)
            if answer.WhichOneof("type") == "script_finished" and answer.script_finished in DONE:
                return (time.perf_counter() - start) * 1000

    def _learn(self, answer: ForwardMsg) -> None:
        if answer.WhichOneof("type") != "delta":
            return
        element = answer.delta.new_element
        if element.WhichOneof("type") == "button_group" and element.button_group.label == "Jaar":
            self.control, self.fragment = element.button_group.id, answer.delta.fragment_id
            self.years = [o.content for o in element.button_group.options]


async def read(
    url: str, page: str, seconds: float, seed: int, started: asyncio.Event
) -> list[float]:
    """One reader from opening the page to leaving; returns the ms of every rerun."""
    chance = random.Random(seed)
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(address, max_size=None) as socket:
        reader = Reader(socket, page)
        await reader.rerun()
        if not reader.control:
            raise SystemExit(f"the page {page} has no control of the year")
        await started.wait()
        took, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            took.append(await reader.rerun(chance.choice(reader.years)))
        return took


async def crowd(url: str, page: str, users: int, seconds: float) -> list[float]:
    """All readers together."""
    started = asyncio.Event()
    warm = await asyncio.gather(read(url, page, 15, 999, _set()))
    readers = [asyncio.create_task(read(url, page, seconds, i, started)) for i in range(users)]
    await asyncio.sleep(10)
    started.set()
    del warm
    return [ms for took in await asyncio.gather(*readers) for ms in took]


def _set() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


def main() -> None:
    """Print median and 95% of the reruns, and the memory of the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--page", default="kaart")
    given = parser.parse_args()
    with serve("app.py") as (url, pid):
        one = asyncio.run(crowd(url, given.page, 1, 10))
        many = asyncio.run(crowd(url, given.page, given.users, given.seconds))
        memory = memory_mb(pid)
    print(f"{'readers':>8}{'reruns':>8}{'median ms':>11}{'95% ms':>8}")
    for users, took in ((1, one), (given.users, many)):
        late = statistics.quantiles(took, n=20)[-1]
        print(f"{users:8}{len(took):8}{statistics.median(took):11.0f}{late:8.0f}")
    print(f"memory of the server: {memory:.0f} MB")


if __name__ == "__main__":
    main()
