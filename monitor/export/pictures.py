"""Pictures of the figures of a presentation, taken by a Chromium on the server.

The slides are drawn by the same HTML file that people take home, so a picture has the fonts and the
map of the page and nothing is fetched. Kaleido brings the driver of the browser (choreographer).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import os
import queue
import tempfile
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from cachetools import LRUCache
from choreographer import Browser
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

from monitor.errors import MonitorError
from monitor.export.deck import Deck, Slide
from monitor.export.html import offline_html

WIDTH, HEIGHT, SCALE = 1920, 1080, 2
TIMEOUT = 60.0
KEPT = 32
"""Pictures, of some 300 kB each: who asks for a deck again need not wait for a browser."""
_kept: LRUCache[str, bytes] = LRUCache(KEPT)
_kept_lock = threading.Lock()  # reading too: what is read moves to the end of the line
_one_at_a_time = threading.Lock()
Progress = Callable[[int, int], object]


def is_picture(slide: Slide) -> bool:
    """Whether a slide goes to PowerPoint with a picture: a figure that has no native chart."""
    return slide.figure is not None and slide.native is None


def pictures(deck: Deck, progress: Progress | None = None) -> dict[str, bytes]:
    """Draw the figures that PowerPoint gets as a PNG, of twice the size of the slide.

    Parameters
    ----------
    progress : callable, optional
        Called with the number of pictures that were drawn and the number that are to be drawn;
        pictures of before are kept and not drawn again.

    Returns
    -------
    dict of slide id to bytes
        Slides without a figure are not in it.

    Raises
    ------
    MonitorError
        Where there is no browser, it fails, or a figure could not be drawn.
    """
    keys = {s.id: _key(deck, s) for s in deck.slides if is_picture(s)}
    known = _known(keys)
    if keys.keys() == known.keys():
        return known
    with _one_at_a_time:
        known = _known(keys)  # another may have drawn them meanwhile
        open_ = keys.keys() - known.keys()
        lacking = {i: s.id for i, s in enumerate(deck.slides, 1) if s.id in open_}
        drawn = _draw(deck, lacking, progress or (lambda _done, _all: None)) if lacking else {}
        with _kept_lock:
            _kept.update((keys[name], picture) for name, picture in drawn.items())
    return known | drawn


def _known(keys: Mapping[str, str]) -> dict[str, bytes]:
    with _kept_lock:
        return {name: _kept[key] for name, key in keys.items() if key in _kept}


def _key(deck: Deck, slide: Slide) -> str:
    """Return what tells the picture of a slide apart from all others."""
    # the room for the figure follows from the words above it
    words = [slide.title, slide.lead, slide.source, deck.theme.name, deck.lang]
    figure = "" if slide.figure is None else slide.figure.to_json()
    parts = [figure, json.dumps(words), deck.shapes_id]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _draw(deck: Deck, wanted: dict[int, str], seen: Progress) -> dict[str, bytes]:
    """Draw some slides, by number, in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "deck.html"
        page.write_bytes(offline_html(deck, capture=True))
        try:
            return _in_own_loop(lambda tell: _take(page.as_uri(), wanted, tell), seen)
        except ChromeNotFoundError as err:
            raise MonitorError(
                "Voor de figuren in PowerPoint is op de server een browser nodig; die is er niet",
                remedy="Installeer Chromium of Chrome (of zet BROWSER_PATH), of kies het"
                " HTML-bestand: dat heeft geen browser op de server nodig.",
            ) from err
        except (BrowserClosedError, BrowserFailedError, TimeoutError, OSError) as err:
            raise MonitorError(
                "De figuren voor PowerPoint konden niet worden gemaakt: de browser op de server"
                " werkt niet mee",
                where=type(err).__name__,
                remedy="Probeer het opnieuw, of kies het HTML-bestand.",
            ) from err


def _in_own_loop(
    task: Callable[[Progress], Coroutine[Any, Any, dict[str, bytes]]], seen: Progress
) -> dict[str, bytes]:
    """Run in a thread with its own event loop; progress is told in the caller's thread."""
    told: queue.Queue[tuple[int, int]] = queue.Queue()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(lambda: asyncio.run(task(lambda done, of: told.put((done, of)))))
        while not (future.done() and told.empty()):
            with contextlib.suppress(queue.Empty):
                seen(*told.get(timeout=0.1))
        return future.result()


async def _take(url: str, wanted: dict[int, str], seen: Progress) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    async with asyncio.timeout(TIMEOUT), Browser(os.environ.get("CHROMIUM")) as browser:
        tab = await browser.create_tab(url)
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": SCALE, "mobile": False}
        await _send(tab, "Emulation.setDeviceMetricsOverride", size)
        await _run(tab, _READY)
        for done, (number, name) in enumerate(wanted.items(), 1):
            box = await _run(tab, _SHOW.format(number=number))
            if not box:
                raise MonitorError("Een figuur kon niet worden getekend", where=name)
            clip = {**box, "scale": 1}
            shot = await _send(tab, "Page.captureScreenshot", {"format": "png", "clip": clip})
            found[name] = base64.b64decode(shot["data"])
            seen(done, len(wanted))
    return found


_READY = """new Promise((done) => {
  const look = () => window.presentation
    ? window.presentation.ready.then(() => done(true)) : setTimeout(look, 20);
  look();
})"""
_SHOW = """window.presentation.show({number}).then(() => new Promise((done) => {{
  requestAnimationFrame(() => requestAnimationFrame(() => {{
    const figure = document.querySelector(".deck-figure");
    if (!figure.querySelector(".main-svg")) return done(null);
    const {{ x, y, width, height }} = figure.getBoundingClientRect();
    done({{ x, y, width, height }});
  }}));
}}))"""


async def _run(tab: Any, expression: str) -> Any:
    """Evaluate an expression in the page, wait for its promise, return its value."""
    asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = await _send(tab, "Runtime.evaluate", asked)
    if "exceptionDetails" in answer:
        raise MonitorError("Een figuur kon niet worden getekend", where=str(answer)[:200])
    return answer["result"].get("value")


async def _send(tab: Any, command: str, params: dict[str, Any]) -> dict[str, Any]:
    answer = await tab.send_command(command, params)
    if "error" in answer:
        raise BrowserFailedError(str(answer["error"]))
    result: dict[str, Any] = answer["result"]
    return result
