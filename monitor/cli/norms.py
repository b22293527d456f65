"""``norms``: the norms and whether they are met; add one to the store, or take one away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli._shared import DataOption, answer, console, open_figures, read_given
from monitor.cli._steering import Action, act, show_rows
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.snapshot import Snapshot
    from monitor.steering.norm import Norm
    from monitor.steering.usual import Scores

HELP = "De normen: tonen of ze zijn gehaald, opnemen uit een bestand, verwijderen."


def command(
    action: Action = "list",
    word: Annotated[
        str,
        typer.Argument(
            metavar="BESTAND|ID",
            help="Bij add het bestand (TOML), bij remove de norm.",
            show_default=False,
        ),
    ] = "",
    data: DataOption = None,
) -> None:
    """Do what the first word says."""
    remedy = "Schrijf: norms list, norms add BESTAND of norms remove ID."
    act(action, word, data, _list, _add, _remove, remedy)


def _list(data: str | None) -> None:
    from monitor.steering.norm import KEPT, merged_norms  # noqa: PLC0415 - keep --help quick

    show_rows(data, KEPT, merged_norms, _row, "id", "Er zijn geen normen vastgelegd.")


def _row(snapshot: Snapshot, scores: Scores, norm: Norm) -> dict[str, Any]:
    """Judge a norm; of one that the figures do not know (any more) say what is wrong."""
    from monitor.cli._steering import or_null  # noqa: PLC0415 - keep --help quick
    from monitor.spoken import say_error  # noqa: PLC0415
    from monitor.steering.agreed import norm_sentence  # noqa: PLC0415
    from monitor.steering.norm import judge_norm  # noqa: PLC0415
    from monitor.text import plain  # noqa: PLC0415

    row = {**norm.model_dump(mode="json"), "id": norm.id}
    try:
        one = judge_norm(snapshot, scores, norm)
    except MonitorError as err:
        return {**row, "verdict": None, "sentence": say_error(err)}
    return {
        **row,
        "verdict": one.word,
        "why": one.why,
        "before": or_null(one.before),
        "now": or_null(one.now),
        "measured": one.measured or None,
        "usual": or_null(one.usual),
        "sentence": plain(norm_sentence(snapshot, one)),
    }


def _add(file: Path, data: str | None) -> None:
    from monitor.cli._steering import all_scores, text_of  # noqa: PLC0415 - keep --help quick
    from monitor.own.store import store_of  # noqa: PLC0415
    from monitor.steering.norm import KEPT, judge_norm, read_norms  # noqa: PLC0415

    new = read_norms(text_of(read_given(file), file.name), file.name)
    snapshot, store = open_figures(data), store_of(data)
    scores = all_scores(snapshot)
    for norm in new:
        judge_norm(snapshot, scores, norm)  # an area or measure that is not there is refused now

    replaced: list[str] = []

    def put(kept: tuple[Norm, ...]) -> list[Norm]:
        replaced[:] = sorted({n.id for n in kept} & {n.id for n in new})
        return list(({n.id: n for n in kept} | {n.id: n for n in new}).values())

    KEPT.change(store, "normen opnemen", put)
    screen = console()
    screen.print(f"Normen opgenomen in {store.location}: {len(new)}.")
    if replaced:
        screen.print(f"Vervangen, want er was al een norm met dit kenmerk: {', '.join(replaced)}.")
    answer({"store": store.location, "kept": [n.id for n in new], "replaced": replaced})


def _remove(id_: str, data: str | None) -> None:
    from monitor.own.store import store_of  # noqa: PLC0415 - keep --help quick
    from monitor.steering.norm import KEPT  # noqa: PLC0415

    store = store_of(data)
    absent = MonitorError(
        f"De opslag heeft geen norm '{id_}'",
        where=store.location,
        remedy="Met 'python -m monitor norms' staat er welke er zijn.",
    )
    KEPT.remove(store, "een norm verwijderen", lambda n: n.id == id_, absent)
    console().print(f"Norm verwijderd uit {store.location}: {id_}.")
    answer({"store": store.location, "removed": id_})
