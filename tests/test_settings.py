"""What docs/operations.md calls a setting is read by the code and works; what is read is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_type_hints

import pytest

from monitor.cli import choose_language, refresh
from monitor.errors import MonitorError
from monitor.site import site
from monitor.sources import bounds, hosts
from monitor.sources.http import Patience
from monitor.store.place import cache_root, default_location
from monitor.text import language, use_language
from monitor.workers import own_name

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"\bMONITOR_[A-Z_]+\b")


def over(unit: str, kind: str, **spent: int) -> bool:
    """Whether a budget of one ``unit`` refuses what was spent."""
    with pytest.raises(MonitorError, match=f"MONITOR_{kind.upper()}_{unit}"):
        bounds.Budget(kind).spend(**spent)
    return True


def refused(place: str) -> bool:
    """Whether a site is looked for at a place."""
    with pytest.raises(MonitorError, match=re.escape(place)):
        site()
    return True


def read_by(command: Callable[..., None]) -> set[str]:
    """The settings that a command reads by itself, as its options say."""
    types = get_type_hints(command, include_extras=True).values()
    options = [option for kind in types for option in getattr(kind, "__metadata__", ())]
    return {str(option.envvar) for option in options if option.envvar}


# a setting, a value, and what must be true of the code where the setting has that value
PROOFS = {
    "MONITOR_DATA": ("/srv/x", lambda: default_location() == "/srv/x"),
    "MONITOR_CACHE": ("/srv/y", lambda: cache_root() == Path("/srv/y")),
    "MONITOR_SITE": ("/srv/weg.toml", lambda: refused("/srv/weg.toml")),
    "MONITOR_WORKER": ("8502", lambda: own_name() == "8502"),
    "MONITOR_LANG": ("en", lambda: choose_language() is None and language() == "en"),
    "MONITOR_FILES": ("/srv/z", lambda: "MONITOR_FILES" in read_by(refresh.command)),
    "MONITOR_HOSTS": (
        "spiegel.nl",
        lambda: hosts.allowed("https://spiegel.nl/a", "https://cbs.nl"),
    ),
    "MONITOR_RETRY_SECONDS": ("7", lambda: Patience().first == 7),
    "MONITOR_ANSWER_MB": ("3", lambda: bounds.setting("MONITOR_ANSWER_MB") == 3),
    "MONITOR_TABLE_SECONDS": ("1e-9", lambda: over("SECONDS", "table")),
    "MONITOR_TABLE_REQUESTS": ("1", lambda: over("REQUESTS", "table", requests=2)),
    "MONITOR_TABLE_MB": ("1", lambda: over("MB", "table", received=1_000_001)),
    "MONITOR_RUN_SECONDS": ("1e-9", lambda: over("SECONDS", "run")),
    "MONITOR_RUN_REQUESTS": ("1", lambda: over("REQUESTS", "run", requests=2)),
    "MONITOR_RUN_MB": ("1", lambda: over("MB", "run", received=1_000_001)),
}
"""MONITOR_ANSWER_MB bounds a real answer in tests/ingest/refresh/test_sick.py."""


def documented() -> set[str]:
    return set(NAME.findall((ROOT / "docs" / "operations.md").read_text()))


def in_code() -> set[str]:
    files = [*(ROOT / "monitor").rglob("*.py"), ROOT / "app.py"]
    quoted = re.compile(r"[\"'](MONITOR_[A-Z_]+)[\"']")
    return {name for file in files for name in quoted.findall(file.read_text())}


def test_every_setting_is_read_and_every_one_that_is_read_is_documented():
    assert documented() == in_code()


def test_every_setting_has_a_proof_that_it_works():
    assert documented() <= set(PROOFS), "add a line to PROOFS"


@pytest.mark.parametrize("name", PROOFS)
def test_a_setting_works(name, monkeypatch):
    value, proof = PROOFS[name]
    monkeypatch.setenv(name, value)
    try:
        assert proof()
    finally:
        use_language(None)


@pytest.mark.parametrize("value", ["veel", "0", "-1", "nan", "inf"])
def test_a_setting_that_is_no_number_is_named(monkeypatch, value):
    monkeypatch.setenv("MONITOR_RUN_MB", value)
    with pytest.raises(MonitorError, match="MONITOR_RUN_MB is geen getal boven nul"):
        bounds.Budget("run")


def test_the_documented_defaults_are_those_of_the_code():
    text = (ROOT / "docs" / "operations.md").read_text()
    for name, default in bounds.SETTINGS.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
        assert row.rstrip(" |").endswith(f"| {default:g}"), row
