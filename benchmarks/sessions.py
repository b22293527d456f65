"""Thirty readers at once over real websockets: how long their reruns take, and what it costs.

    python -m benchmarks.sessions [--users 30] [--seconds 30] [--page PAGE ...]

Each reader speaks Streamlit's own protocol, opens a page, then keeps choosing another year (on
pages without one something else), thinking 0.5 to 1.5 s in between. Counted: from sending the
choice until the rerun is done, once every reader has opened the page and every choice was made
before (a warm server). One reader alone, in the same run, is what the others are held against.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Callable

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serve import PAGES, memory_mb, serve

DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}

CONTROLS = {"data": "dimensie", "impact": "uitkomst", "wijken": "what"}
"""What is chosen on the pages that have no year to choose."""


def control_of(page: str) -> str:
    """Return how the id of the control ends that is used on a page."""
    return f"-control-{CONTROLS.get(page, 'year')}"


class Reader:
    """One reader: the socket, the control that is used and the fragment it stands in.

    ``wrong`` holds what went wrong on the page.
    """

    def __init__(self, socket: websockets.ClientConnection, page: str, query: str = "") -> None:
        self.socket, self.page, self.query = socket, page, query
        self.wrong: list[str] = []
        self.ending = control_of(page)
        self.control = self.fragment = self.kind = ""
        self.options: list[str] = []

    async def rerun(self, option: str | None = None) -> float:
        """Ask for a rerun; return how long it took in ms."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
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
        if kind == "exception" or (
            kind == "html" and 'class="problem"' in answer.delta.new_element.html.body
        ):
            self.wrong.append(str(answer.delta.new_element)[:500])
        if kind not in ("button_group", "slider", "selectbox"):
            return
        element = getattr(answer.delta.new_element, kind)
        if element.id.endswith(self.ending):
            self.control, self.kind, self.fragment = element.id, kind, answer.delta.fragment_id
            self.options = [getattr(o, "content", o) for o in element.options]


async def read(
    url: str,
    page: str,
    seconds: float,
    seed: int,
    everyone: asyncio.Barrier,
    query: str = "",
    rest: float | None = None,
    begin: Callable[[], None] = lambda: None,
) -> list[float]:
    """One reader from opening the page to leaving; returns the ms of every rerun.

    With ``rest`` each makes every choice once, and waits so many seconds before the count begins:
    then the first calls ``begin``.
    """
    chance = random.Random(seed)
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(address, max_size=None, ping_timeout=None) as socket:
        reader = Reader(socket, page, query)
        await reader.rerun()
        reader.query = ""
        if not reader.control:
            raise RuntimeError(
                f"the page {page} has no control that ends in {reader.ending}: {reader.wrong}"
            )
        if not seconds:  # the one who warms the server makes every choice once
            return [await reader.rerun(option) for option in reader.options]
        for option in reader.options if rest is not None else ():
            await reader.rerun(option)
        first = await everyone.wait() == 0
        await asyncio.sleep(rest or 0)
        if first:
            begin()
        took, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            took.append(await reader.rerun(chance.choice(reader.options)))
        if reader.wrong:
            raise RuntimeError(f"the page {page} went wrong: {reader.wrong}")
        return took


async def crowd(
    url: str,
    page: str,
    users: int,
    seconds: float,
    *,
    query: str = "",
    rest: float | None = None,
    begin: Callable[[], None] = lambda: None,
) -> list[float]:
    """All readers of a page together."""
    everyone = asyncio.Barrier(users)
    found = await asyncio.gather(
        *(read(url, page, seconds, i, everyone, query, rest, begin) for i in range(users))
    )
    return [ms for took in found for ms in took]


def memory_after(url: str, pid: int, seconds: float) -> float:
    """Return the MB of a server whose readers left that long ago, after one who came then.

    Streamlit looks which sessions are over when somebody comes or goes, and not before.
    """
    time.sleep(seconds)
    asyncio.run(crowd(url, "", 1, 0))
    time.sleep(30)  # what is garbage by then goes with the settling of `monitor.answers.memory`
    return memory_mb(pid)


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
        alone, together = summary(one), summary(many)
        row = (*alone, *together, len(many), together[0] / alone[0], memory)
        print(f"{page or 'kaart':20}" + "".join(f"{v:18.1f}" for v in row), flush=True)


def summary(took: list[float]) -> tuple[float, float]:
    """Return the median and the 95% of the ms."""
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


if __name__ == "__main__":
    main()
