"""``duiding``: what a municipality says beside its figures: add, list, withdraw."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli._shared import DataOption, answer, console, read_given
from monitor.errors import MonitorError

HELP = "De duiding van een gemeente naast haar cijfers: opnemen, tonen, intrekken."


def command(
    action: Annotated[str, typer.Argument(metavar="WAT", help="list, add of withdraw.")] = "list",
    word: Annotated[
        str,
        typer.Argument(
            metavar="GEMEENTE|ID",
            help="Bij add en list de code van de gemeente, bij withdraw de duiding.",
            show_default=False,
        ),
    ] = "",
    text: Annotated[str, typer.Option(help="De tekst.", show_default=False)] = "",
    file: Annotated[
        Path | None, typer.Option(help="Een bestand met de tekst (UTF-8).", show_default=False)
    ] = None,
    author: Annotated[
        str, typer.Option(help="Wie het zegt, zoals: gemeente Oss, team Wmo.", show_default=False)
    ] = "",
    on: Annotated[str, typer.Option("--date", help="De dag (2026-11-30); standaard vandaag.")] = "",
    data: DataOption = None,
) -> None:
    """Do what the first word says."""
    day = _day(on)
    if action == "list":
        _list(word, data)
    elif action == "add" and word:
        _add(word, _given(text, file), author, day, data)
    elif action == "withdraw" and word:
        _withdraw(word, day, data)
    else:
        raise MonitorError(
            "Zo kan deze opdracht niet",
            remedy="Schrijf: duiding list, duiding add GEMEENTE --text TEKST --author WIE of"
            " duiding withdraw ID.",
        )


def _day(text: str) -> date:
    from monitor.moment import today  # noqa: PLC0415 - keep --help quick

    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as err:
        raise MonitorError(
            f"'{text}' is geen dag", remedy="Schrijf een dag als 2026-11-30."
        ) from err


def _given(text: str, file: Path | None) -> str:
    from monitor.cli._steering import text_of  # noqa: PLC0415 - keep --help quick

    return text if file is None else text_of(read_given(file), file.name)


def _list(code: str, data: str | None) -> None:
    from monitor.own.store import store_of  # noqa: PLC0415 - keep --help quick
    from monitor.snapshot import open_snapshot  # noqa: PLC0415
    from monitor.steering.duiding import KEPT, by_whom, home_of, of_region  # noqa: PLC0415

    kept = KEPT.load(store_of(data))
    found = list(kept)
    if code:
        snapshot = open_snapshot(data)
        found = of_region(snapshot, kept, home_of(snapshot, code))
    screen = console()
    if not found:
        screen.print("Er is geen duiding opgenomen.")
    for one in found:
        screen.print(f"{one.id} {one.region}: {by_whom(one)}")
        if one.text:
            screen.print(f"  {one.text}")
    answer([one.model_dump(mode="json") for one in found])


def _add(code: str, text: str, author: str, day: date, data: str | None) -> None:
    from monitor.own.store import store_of  # noqa: PLC0415 - keep --help quick
    from monitor.snapshot import open_snapshot  # noqa: PLC0415
    from monitor.steering.duiding import add_duiding, new_duiding  # noqa: PLC0415

    store = store_of(data)
    one = add_duiding(new_duiding(open_snapshot(data), code, text, author, day), store)
    console().print(f"Duiding opgenomen in {store.location}: {one.id}.")
    answer(one.model_dump(mode="json"))


def _withdraw(id_: str, day: date, data: str | None) -> None:
    from monitor.own.store import store_of  # noqa: PLC0415 - keep --help quick
    from monitor.steering.duiding import withdraw_duiding  # noqa: PLC0415

    store = store_of(data)
    withdraw_duiding(id_, day, store)
    console().print(f"Duiding ingetrokken in {store.location}: {id_}.")
    answer({"store": store.location, "withdrawn": id_})
