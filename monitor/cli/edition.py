"""``edition``: keep what is shown today in one file that stays; list and show what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli._shared import DataOption, answer, console, open_figures, records, show
from monitor.errors import MonitorError, reason_of
from monitor.text import _

if TYPE_CHECKING:
    import pandas as pd

    from monitor.snapshot import Snapshot
    from monitor.steering.edition import Edition

HELP = "Een editie: wat vandaag te zien is, in één bestand dat blijft. Maken, tonen, nalezen."


def command(
    action: Annotated[str, typer.Argument(metavar="WAT", help="make, list of show.")] = "list",
    word: Annotated[
        str, typer.Argument(metavar="ID", help="Bij show de editie.", show_default=False)
    ] = "",
    over: Annotated[
        str, typer.Option("--over", help="Een provincie (PV..), gemeente (GM....) of groep.")
    ] = "",
    start: Annotated[
        int | None, typer.Option("--from", help="Het eerste jaar; standaard vier jaar eerder.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="Het laatste jaar.")] = None,
    file: Annotated[
        Path | None,
        typer.Option("--out", help="Schrijf de editie (ZIP) naar dit bestand.", show_default=False),
    ] = None,
    data: DataOption = None,
) -> None:
    """Do what the first word says."""
    if action == "make" and not word:
        _make(over, start, year, data)
    elif action == "list" and not word:
        _list(data)
    elif action == "show" and word:
        _show(word, file, data)
    else:
        raise MonitorError(
            "Zo kan deze opdracht niet",
            remedy="Schrijf: edition make, edition list of edition show ID.",
        )


def _make(over: str, start: int | None, year: int | None, data: str | None) -> None:
    from monitor.cli._steering import briefing_of, method_of  # noqa: PLC0415 - keep --help quick
    from monitor.moment import now  # noqa: PLC0415
    from monitor.own.store import store_of  # noqa: PLC0415
    from monitor.steering.edition import keep_edition, make_edition  # noqa: PLC0415

    snapshot, store = open_figures(data), store_of(data)
    made = make_edition(
        snapshot,
        lambda: briefing_of(snapshot, over, start, year, data),
        lambda: method_of(snapshot),
        now(),
    )
    kept = keep_edition(made, store)
    console().print(f"Editie vastgelegd in {store.location}: {kept.id}.")
    answer(kept.about)


def _list(data: str | None) -> None:
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.own.store import store_of  # noqa: PLC0415
    from monitor.steering.edition import edition_ids, names_of, open_edition  # noqa: PLC0415
    from monitor.text import language  # noqa: PLC0415

    store = store_of(data)
    found, damaged = [], []
    for id_ in edition_ids(store):
        try:
            found.append(open_edition(id_, store))
        except MonitorError:
            damaged.append((id_, _("beschadigd"), "", ""))
    rows = [
        (e.id, name, e.about["made"], e.about["snapshot"])
        for e, name in zip(found, names_of(found, language()), strict=True)
    ] + damaged
    show(pd.DataFrame(rows, columns=["editie", "over", "gemaakt", "momentopname"]))
    answer([e.about for e in found])


def _show(id_: str, file: Path | None, data: str | None) -> None:
    from monitor.own.store import store_of  # noqa: PLC0415
    from monitor.steering.edition import open_edition  # noqa: PLC0415
    from monitor.text import day, language  # noqa: PLC0415

    found = open_edition(id_, store_of(data))
    if file is not None:
        try:
            file.write_bytes(found.data)
        except OSError as err:
            raise MonitorError(
                f"Het bestand kon niet worden geschreven: {reason_of(err)}", where=str(file)
            ) from err
    changed = _changed(open_figures(data), found)
    said = found.words[language()]
    screen = console()
    chosen = found.about["selection"]
    screen.print(f"Editie {id_}: {said['name']}, {chosen['start']}-{chosen['year']}.")
    screen.print(f"Gemaakt op {day(found.about['made'])}, momentopname {found.about['snapshot']}.")
    for head, lines in _parts(said, chosen["year"]):
        screen.print(f"\n{head}")
        for line in lines:
            screen.print(f"  {line}")
    screen.print("")
    screen.print(f"Cijfers die nu anders zijn: {len(changed)}.")
    if len(changed):
        show(changed)
    answer({**found.about, "words": said, "changed": records(changed)})


def _parts(said: dict[str, Any], year: int) -> Iterator[tuple[str, list[str]]]:
    """Give all that an edition says under its headings, as on its page."""
    from monitor.text import plain  # noqa: PLC0415 - keep --help quick

    for one in said["answers"]:
        yield f"{one['question']} {one['word']}".rstrip(), list(map(plain, one["sentences"]))
    yield _("Wat valt op in {year}?").format(year=year), list(map(plain, said["signals"]))
    agreed = [*said["agreed"], *said.get("elsewhere", [])]
    if agreed:
        yield _("Wat is vooraf afgesproken?"), list(map(plain, agreed))
    if said["duiding"]:
        quotes = [f"“{one['text']}” ({one['by']})" for one in said["duiding"]]
        yield _("Duiding van de gemeente zelf"), quotes


def _changed(snapshot: Snapshot, found: Edition) -> pd.DataFrame:
    from monitor.analysis.change import compare_years  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.scores import score_year  # noqa: PLC0415
    from monitor.steering.areas import area_of  # noqa: PLC0415
    from monitor.steering.briefing import figures_of  # noqa: PLC0415
    from monitor.steering.edition import differences  # noqa: PLC0415

    chosen = found.about["selection"]
    ends = (score_year(snapshot, chosen[which]) for which in ("start", "year"))
    change = compare_years(snapshot, *ends)
    now = figures_of(snapshot, change, area_of(snapshot, chosen["over"]))
    return differences(found.figures, now)
