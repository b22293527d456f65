"""``initiatives``: the register of programmes and initiatives: add, list, remove, template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli._shared import DataOption, answer, console, problem_record, read_given, show
from monitor.errors import MonitorError, reason_of
from monitor.text import _

if TYPE_CHECKING:
    from monitor.impact.register_read import RegisterRead
    from monitor.store import Store

HELP = "Het register van initiatieven: opnemen, tonen, verwijderen, of een leeg sjabloon."
REFUSED = 2


def command(
    action: Annotated[
        str, typer.Argument(metavar="WAT", help="list, add, remove of template.")
    ] = "list",
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BESTAND|ID",
            help="Bij add en template het bestand (.xlsx of .csv), bij remove de initiatieven.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Vervang initiatieven met dezelfde naam.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Vertel alleen wat er is begrepen.")
    ] = False,
    contact: Annotated[
        bool, typer.Option("--contact", help="Verwijder alleen de contactpersoon.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Do what the first word says."""
    given = words or []
    if action == "list" and not given:
        _list(data)
    elif action == "add" and len(given) == 1:
        _add(Path(given[0]), data, replace=replace, check=check)
    elif action == "remove" and given:
        _remove(given, data, contact=contact)
    elif action == "template" and len(given) == 1:
        _template(Path(given[0]))
    else:
        raise MonitorError(
            "Zo kan deze opdracht niet",
            remedy="Schrijf: initiatives list, initiatives add BESTAND, initiatives remove ID of"
            " initiatives template BESTAND.",
        )


def _store(data: str | None) -> Store:
    from monitor.own.store import store_of  # noqa: PLC0415 - keep --help quick

    return store_of(data)


def _list(data: str | None) -> None:
    import pandas as pd  # noqa: PLC0415

    from monitor.impact.register import facts, merged, shipped, to_record  # noqa: PLC0415
    from monitor.impact.register_store import load_register  # noqa: PLC0415
    from monitor.naming_places import place_name  # noqa: PLC0415
    from monitor.site import site  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415
    from monitor.text import language  # noqa: PLC0415

    snapshot = open_snapshot(data)
    store = _store(data)
    kept = load_register(store)
    register = merged(shipped(language(), site().province), kept)
    own = {one.id for one in kept}
    rows = [
        {
            "id": one.id,
            "naam": one.name,
            "thema": one.theme or one.crossover,
            "plaats": ", ".join(place_name(snapshot, p) for p in one.places) or _("onbekend"),
            "status": _(one.status) or _("onbekend"),
            "herkomst": _("opslag") if one.id in own else _("meegeleverd"),
        }
        for one in register
    ]
    show(pd.DataFrame(rows), f"Register van initiatieven: {len(register)}")
    told = facts(site().province)
    papers = [{"fact": f.text[language()], "source": f.source[language()]} for f in told]
    for paper in papers:
        console().print(f"- {paper['fact']}")
    answer(
        {
            "store": store.location,
            "papers": papers,
            "initiatives": [
                {"id": one.id, **to_record(one), "kept": one.id in own} for one in register
            ],
        }
    )


def _add(file: Path, data: str | None, *, replace: bool, check: bool) -> None:
    from monitor.impact.register_read import read_register  # noqa: PLC0415
    from monitor.impact.register_store import add_initiatives  # noqa: PLC0415
    from monitor.own.words import say_problem  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    raw = read_given(file)
    found = read_register(raw, file.name, open_snapshot(data))
    screen = console()
    for problem in found.problems:
        word = _("FOUT") if problem.blocks else _("let op")
        screen.print(f"{word}: {say_problem(problem)}")
    screen.print(f"Initiatieven in het bestand: {len(found.initiatives)}.")
    if not found.ok or check:
        _answer(found, [])
        if found.ok:
            return
        screen.print("Er is niets opgenomen.")
        raise typer.Exit(REFUSED)
    store = _store(data)
    add_initiatives(found.initiatives, store, replace=replace)
    screen.print(f"Opgenomen in {store.location}: {len(found.initiatives)}.")
    _answer(found, [one.id for one in found.initiatives])


def _answer(found: RegisterRead, kept: list[str]) -> None:
    """Answer a script: what is wrong, and the ids that were kept."""
    answer(
        {
            "filename": found.filename,
            "ok": found.ok,
            "problems": [problem_record(p) for p in found.problems],
            "kept": kept,
        }
    )


def _remove(ids: list[str], data: str | None, *, contact: bool) -> None:
    from monitor.impact.register_store import (  # noqa: PLC0415
        remove_contacts,
        remove_initiatives,
    )

    store = _store(data)
    (remove_contacts if contact else remove_initiatives)(ids, store)
    screen = console()
    if contact:
        screen.print(f"De contactpersoon is verwijderd uit {store.location}: {', '.join(ids)}.")
    else:
        screen.print(f"Verwijderd uit {store.location}: {', '.join(ids)}.")
    answer({"store": store.location, "removed": ids, "only_contact": contact})


def _template(file: Path) -> None:
    from monitor.export.register import template_csv, template_xlsx  # noqa: PLC0415

    kinds = {".xlsx": template_xlsx, ".csv": template_csv}
    if file.suffix.lower() not in kinds:
        raise MonitorError(
            "Een sjabloon is een .xlsx- of .csv-bestand",
            where=str(file),
            remedy="Geef het bestand een naam die op .xlsx of .csv eindigt.",
        )
    try:
        file.write_bytes(kinds[file.suffix.lower()]())
    except OSError as err:
        raise MonitorError(
            f"Het bestand kon niet worden geschreven: {reason_of(err)}", where=str(file)
        ) from err
    console().print(f"Sjabloon geschreven: {file}")
    answer({"file": str(file)})
