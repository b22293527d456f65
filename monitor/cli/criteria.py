"""``criteria``: what was set beforehand to say that resilience has grown, and where that stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli._shared import DataOption, answer, console, open_figures, read_given
from monitor.cli._steering import Action, act, show_rows
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.snapshot import Snapshot
    from monitor.steering.criteria import KeptCriterion
    from monitor.steering.usual import Scores

HELP = (
    "De criteria die vooraf zijn vastgelegd: tonen waar ze staan, vastleggen uit een bestand,"
    " verwijderen."
)


def command(
    action: Action = "list",
    word: Annotated[
        str,
        typer.Argument(
            metavar="BESTAND|KENMERK",
            help="Bij add het bestand (TOML), bij remove het kenmerk.",
            show_default=False,
        ),
    ] = "",
    data: DataOption = None,
) -> None:
    """Do what the first word says."""
    remedy = "Schrijf: criteria list, criteria add BESTAND of criteria remove KENMERK."
    act(action, word, data, _list, _add, _remove, remedy)


def _list(data: str | None) -> None:
    from monitor.steering.criteria import KEPT, merged_criteria  # noqa: PLC0415 - keep --help quick

    show_rows(data, KEPT, merged_criteria, _row, "hash", "Er zijn geen criteria vastgelegd.")


def _row(snapshot: Snapshot, scores: Scores, kept: KeptCriterion) -> dict[str, Any]:
    """Say where a criterion stands; of one that the figures do not know what is wrong."""
    from monitor.cli._steering import or_null  # noqa: PLC0415 - keep --help quick
    from monitor.spoken import say_error  # noqa: PLC0415
    from monitor.steering.agreed import criterion_sentence  # noqa: PLC0415
    from monitor.steering.criteria import stand  # noqa: PLC0415
    from monitor.text import plain  # noqa: PLC0415

    row = {**kept.criterion.model_dump(mode="json"), "hash": kept.criterion.hash}
    try:
        one = stand(snapshot, scores, kept)
    except MonitorError as err:
        return {**row, "state": None, "sentence": say_error(err)}
    return {
        **row,
        "state": one.state,
        "beforehand": one.beforehand,
        "seen": one.seen.isoformat(),
        "measured": one.measured or None,
        "change": or_null(one.change.points) if one.change else None,
        "country": or_null(one.country.points) if one.country else None,
        "needed": or_null(one.needed),
        "sentence": plain(criterion_sentence(snapshot, one)),
    }


def _add(file: Path, data: str | None) -> None:
    from monitor.cli._steering import all_scores, text_of  # noqa: PLC0415 - keep --help quick
    from monitor.moment import today  # noqa: PLC0415
    from monitor.own.store import store_of  # noqa: PLC0415
    from monitor.steering.course import measured_years  # noqa: PLC0415
    from monitor.steering.criteria import (  # noqa: PLC0415
        KEPT,
        KeptCriterion,
        read_criteria,
        stand,
    )

    snapshot, store = open_figures(data), store_of(data)
    scores, new = all_scores(snapshot), []
    for one in read_criteria(text_of(read_given(file), file.name), file.name):
        taken_in = KeptCriterion(criterion=one, seen=today(), newest=0)
        area = stand(snapshot, scores, taken_in).area  # what is not there is refused now
        years = measured_years(snapshot, scores, area, one.measure)
        new.append(taken_in.model_copy(update={"newest": max(years, default=0)}))

    def put(kept: tuple[KeptCriterion, ...]) -> list[KeptCriterion]:
        there = {k.criterion.hash for k in kept}  # the first day counts
        return [*kept, *(k for k in new if k.criterion.hash not in there)]

    KEPT.change(store, "criteria vastleggen", put)
    hashes = [k.criterion.hash for k in new]
    console().print(f"Criteria vastgelegd in {store.location}: {', '.join(hashes)}.")
    answer({"store": store.location, "kept": hashes})


def _remove(code: str, data: str | None) -> None:
    from monitor.own.store import store_of  # noqa: PLC0415 - keep --help quick
    from monitor.steering.criteria import KEPT  # noqa: PLC0415

    store = store_of(data)
    absent = MonitorError(
        f"De opslag heeft geen criterium '{code}'",
        where=store.location,
        remedy="Met 'python -m monitor criteria' staat er welke er zijn.",
    )
    KEPT.remove(store, "een criterium verwijderen", lambda k: k.criterion.hash == code, absent)
    console().print(f"Criterium verwijderd uit {store.location}: {code}.")
    answer({"store": store.location, "removed": code})
