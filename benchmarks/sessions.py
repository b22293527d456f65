"""Thirty readers at once over real websockets: how long their reruns take, and what it costs.

    python -m benchmarks.sessions [--users 30] [--seconds 30] [--page PAGE ...]

Each reader speaks Streamlit's own protocol, opens a page, then keeps choosing another year (on the
page Data another dimension), thinking 0.5 to 1.5 s in between. Counted: from sending the choice
until the rerun is done, once every reader has opened the page and every choice was made before (a
warm server). One reader alone, in the same run, is what the others are held against.
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


PAGES = (
    "",
    "jaren",
    "gemeente",
    "aandachtsgebieden",
    "impact",
    "presentatie",
    "data",
    "verantwoording",
)
CONTROLS = {"data": "dimensie"}


class Reader:
    """One reader: the socket, the control that is used and the fragment it stands in."""

    def __init__(self, socket: websockets.ClientConnection, page: str) -> None:
        self.socket, self.page = socket, page
        self.ending = f"-control-{CONTROLS.get(page, 'year')}"
        self.control = self.fragment = self.kind = ""
        self.options: list[str] = []

    async def rerun(self, option: str | None = None) -> float:
        """Ask for a rerun; return how long it took in ms."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        if option is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.control
            if self.kind == "selectbox":
                state.string_value = option
            else:
                state.string_array_value.data.append(option)
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
        kind = answer.delta.new_element.WhichOneof("type")
        if kind not in ("button_group", "slider", "selectbox"):
            return
        element = getattr(answer.delta.new_element, kind)
        if element.id.endswith(self.ending):
            self.control, self.kind, self.fragment = element.id, kind, answer.delta.fragment_id
            self.options = [getattr(o, "content", o) for o in element.options]


async def read(
    url: str, page: str, seconds: float, seed: int, everyone: asyncio.Barrier
) -> list[float]:
    """One reader from opening the page to leaving; returns the ms of every rerun."""
    chance = random.Random(seed)
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(address, max_size=None) as socket:
        reader = Reader(socket, page)
        await reader.rerun()
        if not reader.control:
            raise SystemExit(f"the page {page} has no control that ends in {reader.ending}")
        if not seconds:  # the one who warms the server makes every choice once
            return [await reader.rerun(option) for option in reader.options]
        await everyone.wait()
        took, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            took.append(await reader.rerun(chance.choice(reader.options)))
        return took


async def crowd(url: str, page: str, users: int, seconds: float) -> list[float]:
    """All readers together."""
    everyone = asyncio.Barrier(users)
    found = await asyncio.gather(*(read(url, page, seconds, i, everyone) for i in range(users)))
    return [ms for took in found for ms in took]


def main() -> None:
    """Print median and 95% of the reruns of each page, and the memory of the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--page", nargs="*", choices=PAGES, default=PAGES)
    given = parser.parse_args()
    heads = ("alone: median", "95%", "together: median", "95%", "reruns", "ratio", "memory MB")
    print(f"{'page, ms':20}" + "".join(f"{h:>18}" for h in heads))
    for page in given.page:
        with serve("app.py") as (url, pid):
            asyncio.run(crowd(url, page, 1, 0))
            time.sleep(25)  # what fills in the background, and is settled then
            one = asyncio.run(crowd(url, page, 1, 10))
            many = asyncio.run(crowd(url, page, given.users, given.seconds))
            memory = memory_mb(pid)
        alone, together = _summary(one), _summary(many)
        row = (*alone, *together, len(many), together[0] / alone[0], memory)
        print(f"{page or 'kaart':20}" + "".join(f"{v:18.1f}" for v in row), flush=True)


def _summary(took: list[float]) -> tuple[float, float]:
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


if __name__ == "__main__":
    main()
