"""Colours and type of every chart, in a light and a dark design."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.site import PAPERS, Accent, site

FONT = "'Source Sans 3', system-ui, sans-serif"


@dataclass(frozen=True)
class Theme:
    """Colours of one design.

    Attributes
    ----------
    diverging : tuple of 7 str
        Scores below, at and above 100 (brown to blue-green, safe for colour-blind readers).
    sequential : tuple of 6 str
        Raw figures, less to more, one hue.
    missing, hatch : str
        Fill and lines of a municipality without a figure.
    accent, accent_soft : str
        What the reader looks at, and the same as a background.
    good, bad : str
        More and less resilient in lines, dots and bars (contrast over 3:1 on ``paper``).
    ink, muted, faint, line, paper : str
        Text, secondary text, marks in the background, hairlines, background.
    cover, cover_ink : str
        Background and text of a title slide.
    """

    name: str
    diverging: tuple[str, ...]
    sequential: tuple[str, ...]
    missing: str
    hatch: str
    accent: str
    accent_soft: str
    good: str
    bad: str
    ink: str
    muted: str
    faint: str
    line: str
    paper: str
    cover: str
    cover_ink: str


_LIGHT = Theme(
    name="light",
    diverging=("#7d4a12", "#b5803a", "#dfc491", "#e7e3d9", "#a9d5cd", "#4a9c94", "#0d5f5a"),
    sequential=("#e8eff7", "#c3d6ea", "#93b5d8", "#608fc2", "#3569a6", "#14457a"),
    missing="#f1f2f4",
    hatch="#a9b1bb",
    accent="#1d4f91",
    accent_soft="#e4ecf6",
    good="#1f7f78",
    bad="#9a6420",
    ink="#1b2430",
    muted="#566170",
    faint="#c3cad3",
    line="#dfe4ea",
    paper=PAPERS[0],
    cover="#1d4f91",
    cover_ink="#ffffff",
)

_DARK = Theme(
    name="dark",
    diverging=("#eab060", "#b7823a", "#6f522c", "#3c4147", "#2b615f", "#3f9a93", "#8fe0d6"),
    sequential=("#223549", "#2c4f73", "#3b6fa3", "#5b94cb", "#8dbce9", "#c9e2fb"),
    missing="#20262d",
    hatch="#5a6572",
    accent="#8fb8ee",
    accent_soft="#1e2f45",
    good="#54b8ae",
    bad="#d49a4e",
    ink="#e8ebef",
    muted="#a5b0bd",
    faint="#4a5562",
    line="#2c343d",
    paper=PAPERS[1],
    cover="#183a6b",
    cover_ink="#ffffff",
)


def with_accent(accent: Accent) -> tuple[Theme, Theme]:
    """Return the light and the dark design with the accent of a site, and what follows from it."""
    light, dark = _LIGHT, _DARK
    if accent.light != light.accent:
        soft = _mixed(accent.light, light.paper, 0.12)
        light = replace(light, accent=accent.light, accent_soft=soft, cover=accent.light)
        dark = replace(dark, cover=_mixed(accent.light, dark.paper, 0.75))
    if accent.dark != dark.accent:
        soft = _mixed(accent.dark, dark.paper, 0.2)
        dark = replace(dark, accent=accent.dark, accent_soft=soft)
    return light, dark


def _mixed(colour: str, paper: str, share: float) -> str:
    """Return a colour laid over another one, ``share`` of it."""
    pairs = [(int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


LIGHT, DARK = with_accent(site().accent)


def theme(dark: bool) -> Theme:
    """Return the dark or the light design."""
    return DARK if dark else LIGHT
