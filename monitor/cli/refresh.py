"""``refresh``: bring the store up to date from CBS, RIVM, PDOK and the sets."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.cli._shared import StoreOption, answer, console, lacking_lines, show, wants_json

if TYPE_CHECKING:
    from monitor.ingest.refresh import Outcome
    from monitor.sources.request import Progress as Told

HELP = "Ververs de cijfers: haal op wat veranderde, controleer het en zet het klaar."
INTERRUPTED = 130
STOPPED = 3
"""Exit code where a refresh succeeded but had to stop an indicator."""


CbsOption = Annotated[
    str | None, typer.Option(help="Adres van de OData-dienst; standaard die van CBS.")
]
PdokOption = Annotated[str | None, typer.Option(help="Adres van PDOK.")]
FilesOption = Annotated[
    str | None,
    typer.Option(
        help="Map of adres met de sets die geen CBS-tabel zijn (opkomst, ...); standaard wat de"
        " vorige keer is gelezen.",
        envvar="MONITOR_FILES",
    ),
]
CatalogOption = Annotated[
    Path | None, typer.Option(help="Een andere catalogus dan monitor/catalog.toml.")
]
AcceptOption = Annotated[
    list[str] | None,
    typer.Option(
        help="Laat deze indicator door, al veranderde de eenheid of het niveau; mag vaker."
    ),
]
FreshOption = Annotated[
    bool, typer.Option("--fresh", help="Haal alles opnieuw op, ook wat niet veranderde.")
]
KeepOption = Annotated[int, typer.Option(min=1, help="Hoeveel momentopnamen blijven staan.")]
BoundaryOption = Annotated[
    int | None,
    typer.Option(
        "--boundary-year",
        min=2011,
        help="Ga over op de gemeenten van dit jaar; alle jaren worden daarop omgerekend.",
        show_default=False,
    ),
]


def command(  # noqa: PLR0917 - options are given by name
    cbs: CbsOption = None,
    pdok: PdokOption = None,
    files: FilesOption = None,
    data: StoreOption = None,
    catalog: CatalogOption = None,
    accept: AcceptOption = None,
    fresh: FreshOption = False,
    keep: KeepOption = 5,
    boundary_year: BoundaryOption = None,
) -> None:
    """Refresh with a progress bar per table, then say what changed and what was stopped."""
    from monitor.catalog_read import CATALOG_FILE, load_catalog  # noqa: PLC0415 - keep --help quick
    from monitor.errors import MonitorError  # noqa: PLC0415
    from monitor.ingest.options import Options  # noqa: PLC0415
    from monitor.ingest.refresh import refresh  # noqa: PLC0415
    from monitor.sources.bounds import waits_told_to  # noqa: PLC0415
    from monitor.store import open_store  # noqa: PLC0415

    began = time.monotonic()
    what = load_catalog(catalog or CATALOG_FILE)
    unknown = sorted(set(accept or ()) - set(what.indicators))
    if unknown:
        raise MonitorError(f"Onbekende indicator {', '.join(unknown)}", where="--accept")
    options = Options(cbs, pdok, files, fresh, frozenset(accept or ()), keep, boundary_year)
    with Progress(*_columns(), console=Console(stderr=True), disable=wants_json()) as bars:

        def watch(table: str, title: str) -> Told:
            task = bars.add_task(title[:48], table=table, total=None)
            return lambda done, expected: bars.update(task, completed=done, total=expected)

        try:
            with waits_told_to(lambda text: bars.console.print(text, markup=False)):
                done = refresh(open_store(data), what, options, watch)
        except KeyboardInterrupt:
            bars.console.print("Afgebroken; de vorige momentopname blijft staan.")
            raise typer.Exit(INTERRUPTED) from None
    tell(done, time.monotonic() - began)
    answer({"outcome": done.outcome, "version": done.version, **done.report})
    if done.stopped:
        raise typer.Exit(STOPPED)


def _columns() -> tuple[Any, ...]:
    return (
        TextColumn("{task.fields[table]:>9} {task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )


# ---------------------------------------------------------------- the report on the screen


def _number(value: float) -> str:
    return f"{value:,.6g}".replace(",", " ").replace(".", ",")


def _tables(console: Console, report: dict[str, Any]) -> None:
    lines = report["tables"]
    count = {o: sum(t["origin"] == o for t in lines) for o in ("fetched", "unchanged")}
    console.print(f"Tabellen: {count['fetched']} opgehaald, {count['unchanged']} niet veranderd.")
    for line in lines:
        if line["service"] == "v4":
            console.print(f"  {line['id']}: via OData v4, omdat v3 niet werkt.")
        if line["origin"] == "stale":
            console.print(f"  {line['id']}: niet op te halen, eerdere cijfers gebruikt."
                          f" {line['message']}")  # fmt: skip
        if line["origin"] == "failed":
            console.print(f"  {line['id']}: niet op te halen. {line['message']}")
    for source in report["sources"]:
        if source["message"]:
            kept = "; wat er was, blijft" if source["origin"] in ("kept", "stale") else ""
            console.print(f"  {source['id']}: {source['message'].rstrip('.')}{kept}.")
    for move in report["moved_topics"]:
        console.print(
            f"  {move['table']}: '{move['topic']}' heet nu {move['after']} (was {move['before']})."
        )


def _changes(console: Console, report: dict[str, Any]) -> None:
    for name, years in report.get("new_years", {}).items():
        console.print(f"Nieuw: {name} {', '.join(map(str, years))}.")
    for row in report.get("revised", []):
        most = row["largest"]
        console.print(
            f"Herzien: {row['indicator']}, {row['count']} cijfers; het meest {most['region']}"
            f" {most['year']}: {_number(most['before'])} werd {_number(most['after'])}."
        )
    for row in report.get("gone", []):
        examples = ", ".join(row["examples"])
        console.print(f"Vervallen: {row['indicator']}, {row['count']} cijfers ({examples}, ...).")
    year = report.get("last_year")
    if year:
        console.print(f"De cijfers lopen nu tot en met {year['after']}, dat was {year['before']}.")
    boundary = report.get("boundary_year")
    if boundary:
        console.print(f"Grenzen van {boundary['after']}, waren die van {boundary['before']}.")
    for word, key in (("Nieuwe", "added"), ("Vervallen", "removed")):
        for town in report.get("municipalities", {}).get(key, []):
            console.print(f"{word} gemeente: {town['name']} ({town['code']}).")
    _places(console, report)
    frozen = sorted({row["indicator"] for row in report.get("frozen", [])})
    if frozen:
        console.print(
            f"Vaste schaal gehouden, al veranderde het referentiejaar: {', '.join(frozen)}."
        )


def _places(console: Console, report: dict[str, Any]) -> None:
    """Say which municipalities the boundaries do not have, and what to do about it."""
    newer, on = report.get("newer_municipalities", []), report.get("on_boundaries_of")
    for town in newer:
        console.print(
            f"Gemeente van na de grenzen van {on}: {town['name']} ({town['code']}), sinds"
            f" {town['since']}; de cijfers ervan doen nog niet mee."
        )
    if newer:
        until = max(town["since"] for town in newer)
        console.print(
            f"  Ga over op de nieuwe grenzen met: python -m monitor refresh --boundary-year {until}"
        )
    if report.get("unknown_codes"):
        console.print(
            f"Onbekende gemeentecodes: {', '.join(report['unknown_codes'])}; de cijfers ervan doen"
            " niet mee. CBS noemt ze nog niet, of de code in de bron klopt niet."
        )
    for town in report.get("assumed_provinces", []):
        console.print(
            f"{town['name']} ({town['code']}) staat nog niet in het bestand met provincies;"
            f" provincie, COROP-gebied en GGD zijn die van {town['like']}."
        )


def tell(done: Outcome, seconds: float) -> None:
    """Say what came in, what changed and what was stopped."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    screen, report = console(), done.report
    _tables(screen, report)
    _changes(screen, report)
    if report.get("losses"):
        columns = {"indicator": "indicator", "reason": "reden", "count": "cijfers",
                   "examples": "bijvoorbeeld"}  # fmt: skip
        show(pd.DataFrame(report["losses"]).rename(columns=columns), "Niet overgenomen:")
    for line in lacking_lines(report.get("lacking", [])):
        screen.print(line)
    for row in report["stopped"]:
        stays = "de laatste goede cijfers blijven" if row["kept_from"] else "er is nog geen cijfer"
        screen.print(f"TEGENGEHOUDEN {row['indicator']}: {row['reason'].rstrip('.')}; {stays}.")
    took = f"{seconds:.1f} s".replace(".", ",")
    if done.outcome == "unchanged":
        screen.print(f"Niets veranderd; versie {done.version} blijft staan ({took}).")
    else:
        screen.print(f"Versie {done.version} staat klaar ({took}).")
