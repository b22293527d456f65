"""Hostile selections over all pages, for ``FUZZ_SECONDS`` or ``FUZZ_COUNT`` of them.

A reader comes by an address that mixes what the data know with what they do not, and goes on with
it by clicks to other pages of the same session. A seed that fails gives the same walk again.
"""

from __future__ import annotations

import os
import random
import time

from monitor.analysis.scores import TOTAL
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import NO_GROUP
from monitor.answers.view import snapshot
from monitor.charts.chart import SUBTITLE
from monitor.ui import params
from tests.pages import LANGUAGES, PAGES, new_app, open_page, told
from tests.ui.test_address import HOSTILE

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
COUNT = int(os.environ.get("FUZZ_COUNT", "1000000"))
SIGNS = "²٣abz09-.,:;/\\'\"<>{}%&=#?\u202e\u0000 éß"


def _known() -> dict[str, list[str]]:
    """Return values that the data know, by the parameter they belong to."""
    shown = snapshot()
    return {
        "jaar": [str(y) for y in about_scores.years()],
        "jaar2": [str(y) for y in about_scores.years()],
        "gebied": list(params.SCOPES),
        "wat": [TOTAL, *shown.catalog.indicators],
        "groep": [NO_GROUP, *about_groups.groups()],
        "definitie": [d for g in about_groups.groups().values() for d in g.definitions],
        "gemeente": list(shown.regions.index),
        "deel": [*params.PARTS, *params.METHOD_PARTS],
        "slide": [str(n) for n in range(1, 12)],
    }


def _value(draw: random.Random, known: list[str]) -> str:
    kind = draw.random()
    if known and kind < 0.5:
        return draw.choice(known)
    if kind < 0.75:
        return draw.choice(list(HOSTILE.values()))
    return "".join(draw.choices(SIGNS, k=draw.randrange(1, 40)))


def walk(seed: int) -> int:
    """One reader: an address, then clicks; return how many pages were opened."""
    draw, known = random.Random(seed), _known()
    anything = [v for values in known.values() for v in values]
    names = draw.sample(list(params.CHECKS), draw.randrange(1, 8)) + draw.choices(
        ["x", "ja ar"], k=1
    )
    asked = {n: _value(draw, known.get(n) if draw.random() < 0.8 else anything) for n in names}
    asked["lang"] = draw.choice(LANGUAGES)
    app = new_app()
    pages = draw.sample(PAGES, draw.randrange(1, 4))
    for number, page in enumerate(pages):
        app = open_page(app, page, asked if number == 0 else None)
        wrong = [e.value for e in [*app.exception, *app.error]]
        assert wrong == [], (seed, page, asked, wrong)
        lines = list(told(app))
        assert "nummer door aan de beheerder" not in "\n".join(lines), (seed, page, asked)
        long = [x for x in lines if x.startswith("> ") and len(x) > SUBTITLE + len("> ")]
        assert long == [], (seed, page, asked)
    return len(pages)


def test_any_selection_opens_a_page_that_works() -> None:
    new_app()
    until, shown, first = time.monotonic() + SECONDS, 0, random.randrange(2**31)
    while time.monotonic() < until and shown < COUNT:
        shown += walk(first + shown)
    print(f"{shown} selections from seed {first}")
