"""Presentations of the embedded snapshot, and a small picture to stand for a figure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import pandas as pd
from PIL import Image

from monitor.analysis.area import all_groups
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.analysis.story import Choice, Story, tell
from monitor.charts.theme import LIGHT
from monitor.export.deck import Deck
from monitor.export.deck_build import build_deck
from monitor.regions.groups import Group
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.steering.duiding import Duiding
from monitor.text import speaking

YEARS = (2016, 2019, 2020, 2023)
SOURCE, MAP_SOURCE = "Bron: de score", "Bron: de kaart"


@cache
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@cache
def groups() -> dict[str, Group]:
    return all_groups(snapshot())


@cache
def told(group: str | None = "west-brabant", year: int = 2023, **choice: object) -> Story:
    wanted = {"year_b": 2019, "group": groups().get(group or ""), **choice}
    scores = {y: score_year(snapshot(), y) for y in {*YEARS, year, wanted["year_b"]}}
    robust = robustness(snapshot(), year, draws=200)
    return tell(snapshot(), scores, robust, Choice(year=year, **{"province": "PV30", **wanted}))  # type: ignore[arg-type]


def deck(
    lang: str = "nl",
    *,
    behind: tuple[pd.DataFrame, str] | None = None,
    said: Sequence[Duiding] = (),
    **choice: object,
) -> Deck:
    sources = {"source": SOURCE, "map_source": MAP_SOURCE}
    with speaking(lang):
        story = told(**choice)  # type: ignore[arg-type]
        return build_deck(story, snapshot(), LIGHT, behind=behind, said=said, **sources)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (348, 130), "white").save(out, "PNG")
    return out.getvalue()
