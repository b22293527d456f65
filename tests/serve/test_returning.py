"""A reader whom the server does not know any more is told to ask for the whole page."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from monitor import returning


@pytest.mark.parametrize(
    ("former", "known", "told"),
    [("", False, 0), ("here", True, 0), ("gone", False, 1)],
    ids=["new", "known", "not known any more"],
)
def test_who_is_told(monkeypatch: pytest.MonkeyPatch, former: str, known: bool, told: int) -> None:
    sent: list[bytes] = []

    asked = BackMsg()
    asked.rerun_script.fragment_id, asked.rerun_script.query_string = "part", "jaar=2020"
    part = asked.SerializeToString()
    asked.rerun_script.fragment_id = ""
    whole = asked.SerializeToString()

    async def receive() -> dict[str, object]:
        return {"type": "websocket.receive", "bytes": part}

    async def send(message: dict[str, bytes]) -> None:
        sent.append(message["bytes"])

    runtime = SimpleNamespace(is_active_session=lambda name: known and name == former)
    monkeypatch.setattr(returning.Runtime, "instance", lambda: runtime)
    scope = {"subprotocols": ["streamlit", "token", former] if former else ["streamlit"]}
    received = returning.whole_first(scope, receive, send)  # type: ignore[arg-type]
    assert asyncio.run(received())["bytes"] == part  # the connection itself
    heard = [asyncio.run(received())["bytes"] for _ in range(3)]
    assert heard == [whole if told else part, part, part]
    kinds = [ForwardMsg.FromString(one).WhichOneof("type") for one in sent]
    assert kinds == ["auto_rerun", "stop_auto_rerun"] * told
