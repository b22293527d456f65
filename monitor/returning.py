"""Readers who come back to a server that does not know them any more.

Their process died, or they were away for longer than Streamlit keeps a session. Their browser shows
what it had, and asks for that part of the page alone that their next choice changes; a new session
has no such part, and Streamlit then does nothing. So their browser is told to ask for the whole
page at once: the selection comes along, in the address and the controls.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

_SOON = 0.05  # seconds
_ALL = "whole-page"  # Streamlit's browser asks by itself for parts only: this one stands for all


def whole_first(scope: Scope, receive: Receive, send: Send) -> Receive:
    """Return what a connection receives; a former reader who is not known is asked to ask all.

    Parameters
    ----------
    scope : ASGI scope
        Of a websocket; Streamlit's browser names its former session as the third subprotocol.
    receive, send : callable
        Of the connection.
    """
    former = [*scope.get("subprotocols", ()), "", "", ""][2]
    calls, waiting = 0, False

    async def tell(message: ForwardMsg) -> None:
        await send({"type": "websocket.send", "bytes": message.SerializeToString()})

    async def received() -> Message:
        nonlocal calls, waiting
        calls += 1
        # first the connection, then Streamlit finds the session or makes one, and listens
        if calls == 2 and former and not Runtime.instance().is_active_session(former):
            waiting, ask = True, ForwardMsg()
            ask.auto_rerun.interval, ask.auto_rerun.fragment_id = _SOON, _ALL
            await tell(ask)
        message = await receive()
        if not waiting or not message.get("bytes") or (whole := _whole(message["bytes"])) is None:
            return message
        waiting, stop = False, ForwardMsg()
        stop.stop_auto_rerun.fragment_ids.append(_ALL)
        await tell(stop)
        return {**message, "bytes": whole}

    return received


def _whole(said: bytes) -> bytes | None:
    """Return a question about a part of a page as one about all of it; None for anything else."""
    asked = BackMsg()
    with suppress(DecodeError):  # Streamlit refuses it
        asked.ParseFromString(said)
    if asked.WhichOneof("type") != "rerun_script":
        return None
    asked.rerun_script.ClearField("fragment_id")
    asked.rerun_script.ClearField("is_auto_rerun")
    return bytes(asked.SerializeToString())
