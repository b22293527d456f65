"""No figure on a map: a grey hatch, which plotly cannot draw and a browser can.

A map draws what has no figure in `Theme.hatch`; the style fills such shapes with the pattern that
``hatch.js`` puts in the page, and that script hatches the grey step of a legend. A picture that
plotly makes by itself stays grey.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from monitor.charts.theme import DARK, LIGHT, Theme

_SCRIPT = Path(__file__).with_name("hatch.js")


def style(theme: Theme) -> str:
    """Return the CSS.

    plotly writes a colour as an attribute; a script that recolours a map writes it as a style,
    which then stands above the attribute.
    """
    shape = "path.choroplethlocation"
    drawn = ",".join(f'{shape}[fill="{grey}"]' for grey in greys())
    recoloured = ",".join(f'{shape}[style*="fill: {grey}"]' for grey in greys())
    return (
        f"{drawn},.hatch-step{{fill:url(#hatch)}}{recoloured}{{fill:url(#hatch) !important}}"
        f".hatch{{position:absolute}}.hatch-paper{{fill:{theme.missing}}}"
        f".hatch-line{{fill:{theme.hatch}}}"
    )


@cache
def script() -> str:
    """Return the JavaScript that puts the pattern in a page and hatches legends; run it once."""
    return _SCRIPT.read_text(encoding="utf-8").replace("%GREYS%", json.dumps(greys()))


def greys() -> list[str]:
    """Return the grey of no figure in both designs, as a browser writes a colour."""
    return [f"rgb({', '.join(str(c) for c in bytes.fromhex(t.hatch[1:]))})" for t in (LIGHT, DARK)]
