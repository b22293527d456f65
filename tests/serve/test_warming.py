"""The server opens its own pages before the first reader, and health says how far it is."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from monitor import warming


class App:
    """Answers as Streamlit does, each page with one element; ``sick`` pages break off."""

    def __init__(self, *sick: str) -> None:
        self.sick, self.asked, self.left = sick, list[str](), 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert (scope["type"], scope["path"]) == ("websocket", "/x/_stcore/stream")
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        page = BackMsg.FromString((await receive())["bytes"]).rerun_script.page_name
        self.asked.append(page)
        if page in self.sick:
            await send({"type": "websocket.close"})
            return
        element, end = ForwardMsg(), ForwardMsg()
        element.delta.new_element.html.body = "<p>"
        end.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
        for message in (element, end):
            await send({"type": "websocket.send", "bytes": message.SerializeToString()})
        assert (await receive())["type"] == "websocket.disconnect"
        self.left += 1


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranks of all years that are there, and no pauses."""
    monkeypatch.setattr("monitor.answers.about_ranks.ranks_known", lambda: True)
    monkeypatch.setattr(warming, "_PAUSE", 0)


def run(app: App) -> warming.Warming:
    state = warming.Warming()
    asyncio.run(state.run(app, "/x/_stcore/stream", ["gemeente", "jaren"]))
    return state


def told(state: warming.Warming) -> tuple[int, dict[str, object]]:
    answer = state.answer()
    return answer.status_code, json.loads(bytes(answer.body))


def test_the_start_page_is_opened_again_with_all_ranks_then_the_others(known: None) -> None:
    app = App()
    state = run(app)
    assert app.asked == ["", "", "gemeente", "jaren"] and app.left == 4
    assert told(state) == (200, {"state": "ready", "pages": 3})


def test_a_page_that_breaks_off_keeps_nobody_waiting(known: None) -> None:
    app = App("", "gemeente")
    state = run(app)
    assert app.asked == ["", "gemeente", "jaren"]
    assert told(state) == (200, {"state": "ready", "pages": 1})


def test_health_says_503_while_it_warms_and_200_where_nobody_asked_for_it() -> None:
    state = warming.Warming()
    assert told(state) == (200, {"state": "cold", "pages": 0})
    state.state = "warming"
    assert told(state) == (503, {"state": "warming", "pages": 0})
