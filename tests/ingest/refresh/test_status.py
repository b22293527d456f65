"""The page Data tells how the last refresh went."""

from __future__ import annotations

import html
import re
import shutil
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from monitor.answers import static
from monitor.errors import MonitorError
from monitor.store import CURRENT, LAST_REFRESH, read_json, write_json
from monitor.store.place import write_bytes
from monitor.ui import serving
from tests.ingest.refresh.conftest import CRIME, CRIMES, HEALTH, touch

NOWHERE = "http://127.0.0.1:9"


def status() -> None:
    from monitor.ui import serving
    from monitor.ui.data_page import sources as data_sources

    serving.follow()
    data_sources.refresh_status()


def mark() -> None:
    from monitor.ui import serving, shell

    serving.follow()
    shell._store_mark()


def own() -> None:
    from monitor.ui import serving
    from monitor.ui.data_page import own_set

    serving.follow()
    own_set.show()


@pytest.fixture
def shown(warm, monkeypatch, tmp_path):
    """What stands on the page, without its markup; ``lang`` chooses the language."""
    monkeypatch.setenv("MONITOR_DATA", warm.root)
    monkeypatch.setattr(static, "STATIC", tmp_path / "static")

    def read(lang: str = "nl", part=status) -> str:
        serving.last_refresh.clear()
        serving.store_fault.clear()
        app = AppTest.from_function(part, default_timeout=60)
        app.session_state["lang"] = lang
        app.run()
        assert not app.exception
        parts = " ".join(str(e.proto.body) for e in app.get("html"))
        return html.unescape(re.sub(r"<[^>]+>", "", parts))

    yield read
    serving.forget()
    serving.last_refresh.clear()


def test_new_figures(shown, go, url):
    url.state.tables[CRIME].frame[CRIMES] += 1
    touch(url, CRIME)
    done = go()
    today = datetime.now().strftime("%d-%m-%Y")
    text = shown()
    assert f"Laatste verversing ({today}): gelukt, er zijn nieuwe cijfers." in text
    assert f"Momentopname {done.version.partition('-')[2]}" in text
    assert f"Samengesteld op {today}" in text
    assert "meegeleverd" not in text


def test_nothing_new(shown, go):
    go()
    assert "gelukt, er was niets nieuws." in shown()
    assert "done, there was nothing new." in shown("en")


def test_a_refresh_that_failed_tells_why_and_what_serves_on(shown, go, warm):
    with pytest.raises(MonitorError):
        go(cbs=NOWHERE, pdok=NOWHERE)
    text = shown()
    assert "mislukt; de vorige cijfers staan er nog." in text
    assert read_json(warm, LAST_REFRESH)["message"] in text
    assert "failed; the previous figures are still there." in shown("en")


def test_what_was_held_back_is_named(shown, go, url):
    table = url.state.tables[HEALTH]
    key = next(k for k in table.frame if k.startswith("ErvarenGezondheid"))
    table.frame[key] += 40  # forty percent points up in every year
    touch(url, HEALTH)
    assert [row["indicator"] for row in go().stopped] == ["ervaren_gezondheid"]
    assert "Tegengehouden en op het vorige cijfer gebleven: ervaren_gezondheid." in shown()


def test_a_message_is_text_not_markup(shown, warm):
    evil = "<img src=x onerror=alert(1)> **vet**"
    write_json(warm, LAST_REFRESH, {"outcome": "failed", "message": evil})
    text = shown()
    assert "<img" in text
    assert "mislukt" in text


def test_a_status_that_cannot_be_read_is_said_so(shown, warm):
    write_bytes(warm, LAST_REFRESH, b"{")
    assert "niet bekend: de opslag is niet te lezen." in shown()


def test_before_the_first_refresh(shown, warm):
    warm.fs.rm_file(warm.path(LAST_REFRESH))
    assert "Er is nog niet ververst." in shown()


def test_a_set_of_the_store_that_does_not_fit_is_told(shown, warm):
    assert "Niet getoond" not in shown(part=own)
    write_bytes(warm, "own/eigen_kapot/set.json", b"[]")
    text = shown(part=own)
    assert "Niet getoond" in text
    assert "Een eigen set is beschadigd" in text
    assert "eigen_kapot" in text
    assert "An own set is damaged" in shown("en", part=own)


def test_a_damaged_pointer_is_said_on_every_page(shown, warm):
    assert shown(part=mark) == ""
    write_bytes(warm, CURRENT, b"{")
    assert shown(part=mark) == "De opslag is beschadigd. U ziet de nieuwste cijfers die gaaf zijn."
    assert "The store is damaged. You see" in shown("en", part=mark)
    assert "Momentopname" in shown()  # and its newest whole version serves


def test_a_store_that_is_gone_is_said_on_every_page(shown, warm):
    shown()
    shutil.rmtree(warm.root)
    assert "De opslag met de cijfers is weg of leeg" in shown(part=mark)
    assert "The store with the figures is gone" in shown("en", part=mark)
