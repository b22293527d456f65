"""A presentation as one HTML file that works offline, its charts alive.

plotly.js, the shapes of the map, fonts and an empty world map are inside the file, and its own
security policy forbids every request: what opens from a stick today opens in ten years.
"""

from __future__ import annotations

import base64
import html
import json
from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import Any

from plotly.offline import get_plotlyjs

from monitor.charts import base, hatch, picture, slide_map
from monitor.export.deck import Deck, payload
from monitor.text import column, use_language

_HERE = Path(__file__).parent
_STATIC = Path(__file__).parents[2] / "static"
_FONT = "source-sans-3-latin-wght-normal.woff2"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
    " img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
)
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="{body}" style="background:{paper};color:{ink}">
<main id="deck"></main>
<script>{plotly}</script>
<script>{script}
const data = {data};
const settings = {{
  start: Number(location.hash.slice(1)) || 1,
  reading: !document.body.classList.contains("capture"),
  above: document.body.classList.contains("capture") ? 0 : 150,
  shapes: () => data.shapes,
  config: data.config,
  world: data.world,
  onSlide: (n) => history.replaceState(null, "", `#${{n}}`),
}};
document.fonts.ready.then(() => document.fonts.load("16px 'Source Sans 3'")).finally(() => {{
  window.presentation = monitorDeck(document.getElementById("deck"), data.deck, settings);
}});
window.addEventListener("hashchange", () =>
  window.presentation.show(Number(location.hash.slice(1)) || 1));
</script>
</body>
</html>
"""
_STYLE = """
@font-face { font-family: "Source Sans 3"; font-weight: 200 900; src: url(data:font/woff2;base64,%FONT%); }
body { margin: 0; font: 18px/1.5 "Source Sans 3", system-ui, sans-serif; }
main { max-width: 1600px; margin: 0 auto; padding: 16px; }
body.capture main { max-width: none; padding: 0; }
body.capture .deck-bar { display: none; }
.deck-reading { max-width: 75ch; margin: 16px auto; padding: 0 16px; }
.deck-reading h2 { font-size: 20px; margin: 0; }
.deck-reading summary { cursor: pointer; padding: 8px 0; }
.deck-scroll { overflow-x: auto; }
.deck-reading table { border-collapse: collapse; }
.deck-reading th, .deck-reading td { text-align: left; padding: 4px 16px 4px 0; border-bottom: 1px solid #8884; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
"""  # noqa: E501


def offline_html(deck: Deck, *, capture: bool = False) -> bytes:
    """Write a presentation as one self-contained HTML file.

    Parameters
    ----------
    capture : bool
        Only the slides, without buttons and notes: for `monitor.export.pictures`.

    Returns
    -------
    bytes
        UTF-8, some 5 MB, most of it plotly.js.
    """
    data = {
        "deck": with_tables(deck),
        "shapes": {slide_map.GEOMETRY: deck.shapes},
        "config": base.config("data:,"),
        "world": empty_world(),
    }
    page = _PAGE.format(
        lang=deck.lang,
        policy=_POLICY,
        title=html.escape(deck.title),
        style=_STYLE.replace("%FONT%", _font()) + script("deck.css") + hatch.style(deck.theme),
        body="capture" if capture else "",
        paper=deck.theme.paper,
        ink=deck.theme.ink,
        plotly=get_plotlyjs(),
        script=hatch.script() + picture.script() + script("deck.js"),
        data=_inline(data),
    )
    return page.encode("utf-8")


def with_tables(deck: Deck) -> dict[str, Any]:
    """Return the payload of a deck with the table of every slide, its cells as text."""
    return copy_context().run(_with_tables, deck)  # in its language, whatever the caller speaks


def _with_tables(deck: Deck) -> dict[str, Any]:
    use_language(deck.lang)
    out = payload(deck)
    for shown, slide in zip(out["slides"], deck.slides, strict=True):
        if slide.table is not None:
            cells = [column(slide.table[c]) for c in slide.table.columns]
            shown["table"] = {
                "columns": [str(c) for c in slide.table.columns],
                "rows": [list(row) for row in zip(*cells, strict=True)],
            }
    return out


@cache
def empty_world() -> dict[str, Any]:
    """Return the empty world map that plotly asks for."""
    text = (_STATIC / "topo" / "world_110m.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def script(name: str) -> str:
    """Return the text of ``deck.js`` or ``deck.css``."""
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _font() -> str:
    return base64.b64encode((_STATIC / "fonts" / _FONT).read_bytes()).decode("ascii")


def _inline(data: object) -> str:
    """Write JSON that cannot end the script it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
