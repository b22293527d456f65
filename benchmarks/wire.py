"""Count what goes over the wire: a relay between the browser and the server under measurement."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


@contextmanager
def relayed(url: str) -> Iterator[tuple[str, list[int]]]:
    """Stand between a browser and a server.

    Gives another address of the server, and how many bytes it has sent so far (as the one item of
    a list): websocket frames as they are on the wire, compressed or not, and every file fetched.
    """
    target, sent = urlsplit(url), [0]
    loop, started = asyncio.new_event_loop(), threading.Event()
    address: list[str] = []

    async def copy(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool
    ) -> None:
        with suppress(ConnectionError):
            while part := await reader.read(65536):
                if count:
                    sent[0] += len(part)
                writer.write(part)
                await writer.drain()
        writer.close()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, asks = await asyncio.open_connection(target.hostname, target.port)
        await asyncio.gather(copy(reader, asks, count=False), copy(answers, writer, count=True))

    async def listen() -> None:
        server = await asyncio.start_server(meet, "127.0.0.1", 0)
        address.append(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        started.set()

    def run() -> None:
        loop.create_task(listen())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait()
    yield address[0], sent
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
