"""Names on a map that never overlap: placed once for an area, in a set for each width of screen.

The page shows one set by its width (``style.css``). A set is placed for the narrowest screen it is
shown on; on a wider one places lie further apart and letters stay as large, so it holds there too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asinh, radians, tan

import plotly.graph_objects as go

from monitor.answers.extent import Extent
from monitor.charts.base import room_for
from monitor.charts.marks import halo
from monitor.charts.theme import Theme

SIZE, LINE, AIR = 12, 18, 4
"""Pixels: of the type, from line to line, and of room on each side of a name."""
FRAMES: Mapping[int, tuple[float, float]] = {
    320: (288, 243),
    768: (416, 292),
    1024: (582, 389),
    1280: (749, 486),
}
"""Narrowest screen of a set, and width and height of the map on it (style.css), in pixels."""
_TOP = 8
"""Pixels that a figure leaves free above the map."""
_LEGEND = 56
"""Pixels that the legend takes at the foot of the figure; of a tall map it lies over the frame."""

Point = tuple[float, float]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A name on the map.

    Attributes
    ----------
    region : str
    text : str
    box : tuple of float
        Left, top, right and bottom, in pixels of its frame.
    """

    region: str
    text: str
    box: _Box


def place(
    names: Iterable[tuple[str, str]],
    points: Mapping[str, Point],
    extent: Extent,
    frame: tuple[float, float],
    bottom: float,
) -> list[Name]:
    """Place names in the order given, each where it fits or not at all.

    Parameters
    ----------
    names : iterable of (region, text)
        What matters most first.
    points : mapping
        Where a name stands: longitude and latitude, by region.
    extent : mapping
        Of `monitor.answers.extent`: what the map shows.
    frame : tuple of float
        Width and height of the figure, in pixels.
    bottom : float
        Share of the height below the map, which the legend takes.
    """
    width, height = frame
    floor = _TOP + (height - _TOP) * (1 - bottom)
    at = _on_screen(extent, width, floor)
    (west, east), (south, north) = extent["lonaxis"], extent["lataxis"]
    (left, low), (right, top) = at((west, south)), at((east, north))  # plotly cuts off what is past
    low = min(low, height - _LEGEND)
    found: list[Name] = []
    for region, text in names:
        if region not in points:
            continue
        x, y = at(points[region])
        half = room_for([f"<b>{text}</b>"], SIZE, gap=0) / 2  # the chosen one is bold
        box = (x - half, y - LINE / 2, x + half, y + LINE / 2)
        inside = box[0] >= left and box[2] <= right and box[1] >= top and box[3] <= low
        if inside and not any(_meet(box, other.box) for other in found):
            found.append(Name(region, text, box))
    return found


def _on_screen(extent: Extent, width: float, floor: float) -> Callable[[Point], Point]:
    """Return how plotly puts a place on the screen: mercator, as large as fits, in the middle."""
    (west, east), (south, north) = extent["lonaxis"], extent["lataxis"]
    low, high = _mercator(south), _mercator(north)
    scale = min(width / radians(east - west), (floor - _TOP) / (high - low))
    middle = radians(east + west) / 2, (high + low) / 2

    def at(point: Point) -> Point:
        x, y = radians(point[0]) - middle[0], _mercator(point[1]) - middle[1]
        return width / 2 + x * scale, (_TOP + floor) / 2 - y * scale

    return at


def _mercator(lat: float) -> float:
    return asinh(tan(radians(lat)))


def _meet(one: _Box, other: _Box) -> bool:
    return (
        one[0] - AIR < other[2]
        and other[0] - AIR < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def add_names(
    fig: go.Figure,
    theme: Theme,
    names: Sequence[tuple[str, str]],
    points: Mapping[str, Point],
    extent: Extent,
    bottom: float,
    bold: str | None,
) -> None:
    """Write names on a map, as `place` places them: a trace for each frame, in their order."""
    for frame in FRAMES.values():
        found = place(names, points, extent, frame, bottom)
        fig.add_scattergeo(
            lon=[round(points[n.region][0], 3) for n in found],
            lat=[round(points[n.region][1], 3) for n in found],
            text=[f"<b>{n.text}</b>" if n.region == bold else n.text for n in found],
            mode="text",
            textfont={"size": SIZE, "color": theme.ink, "shadow": halo(theme.paper, 1)},
            hoverinfo="skip",
        )
