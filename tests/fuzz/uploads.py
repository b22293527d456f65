"""What holds for any upload, whatever is wrong with it."""

from __future__ import annotations

import random
from dataclasses import replace

from monitor.errors import MonitorError
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.understand import Hints, Understood, understand
from monitor.snapshot import Snapshot
from tests.own.test_bad_files import whole_or_nothing


def _answered(data: bytes, name: str, shot: Snapshot, chance: random.Random) -> Understood:
    """Understand a file and answer what is asked, each time by chance, until nothing is open."""
    hints = Hints()
    for _ in range(6):
        read = understand(data, name, shot.regions, shot.recoding, hints=hints)
        whole_or_nothing(read)
        if not read.questions:
            break
        for question in read.questions:
            option = chance.choice(question.options or ("2020",))
            if question.field == "year":
                hints = replace(hints, year=2020)
            elif question.field == "sheet":
                hints = replace(hints, sheet=option)
            else:
                answer = f"{question.field}={option}"
                hints = replace(hints, answers=(*hints.answers, answer))
    return read


def check(data: bytes, name: str, shot: Snapshot, seed: int = 0) -> bool:
    """Whether the file becomes a set: whole, or not at all and with a sentence; never an error."""
    read = _answered(data, name, shot, random.Random(seed))
    assert all(str(p).isprintable() for p in read.problems)
    if not read.ok:
        return False
    if seed % 10:  # merging takes twenty times as long as reading
        return True
    choices = [Choice(n, n[:80] or "x", "%") for n in read.names]
    try:
        own = make_set(read, choices, shot, title="Set", added="2026-01-02")
    except MonitorError:
        return False
    assert len(own.indicators) == len(choices)
    assert set(own.observations["indicator"]) == {i.id for i in own.indicators}
    assert own.observations["value"].notna().all()
    return True
