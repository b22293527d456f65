"""``impact``: what a programme did, beside what would have happened anyway."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli._shared import DataOption, answer, console, open_figures, show, wants_json
from monitor.errors import MonitorError, reason_of

if TYPE_CHECKING:
    from monitor.impact.plan import Plan
    from monitor.impact.result import Result
    from monitor.snapshot import Snapshot

HELP = "Toon wat een programma deed, naast wat er anders ook was gebeurd."


def command(
    plan: Annotated[
        Path | None,
        typer.Option(
            help="Bestand met het plan (TOML, zie docs/plan-voorbeeld.toml); standaard dat van het"
            " programma van de provincie.",
            show_default=False,
        ),
    ] = None,
    outcomes: Annotated[
        bool,
        typer.Option(
            "--outcomes", help="Toon van elke uitkomst of zij iets bewijst, en waarom niet."
        ),
    ] = False,
    data: DataOption = None,
) -> None:
    """Print what could be seen, what was seen and the conclusion of every outcome of the plan."""
    from monitor.impact.keep import reckon_kept  # noqa: PLC0415 - keep --help quick

    asked = _read(plan)
    snapshot = open_figures(data)
    if outcomes:
        _show_outcomes(snapshot, asked)
        return
    found = reckon_kept(snapshot, asked, location=data)
    if wants_json():
        answer(_payload(snapshot, found))
        return
    _tell(snapshot, found)


def _read(path: Path | None) -> Plan:
    from monitor.impact.plan import read_plan, shipped_plan  # noqa: PLC0415 - keep --help quick
    from monitor.own.csv_files import decode  # noqa: PLC0415
    from monitor.site import site  # noqa: PLC0415

    if path is None:
        plan = shipped_plan(site().province)
        if plan is None:
            raise MonitorError(
                "Van deze provincie is er geen programma",
                remedy="Geef een plan: --plan BESTAND; docs/plan-voorbeeld.toml is een voorbeeld.",
            )
        return plan
    try:
        raw = path.read_bytes()
    except OSError as err:
        raise MonitorError(
            f"Het plan is niet te lezen: {reason_of(err)}",
            where=str(path),
            remedy="Geef een bestand in TOML; docs/plan-voorbeeld.toml is een voorbeeld.",
        ) from err
    return read_plan(decode(raw)[0], path.name)


def _show_outcomes(snapshot: Snapshot, plan: Plan) -> None:
    """Print of every outcome its years before and after, and whether it may carry proof."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.impact import words  # noqa: PLC0415 - keep --help quick
    from monitor.impact.follow import on_present  # noqa: PLC0415 - keep --help quick
    from monitor.impact.outcomes import outcome_table  # noqa: PLC0415 - keep --help quick

    plan, _recoded = on_present(snapshot, plan)
    judged = outcome_table(snapshot, plan.start, plan.until, (), plan.municipalities)
    answer([j.model_dump(mode="json") | {"reason": words.refusal(j)} for j in judged])
    rows = [
        (
            words.outcome_title(snapshot, j.id),
            ", ".join(map(str, j.before)),
            ", ".join(map(str, j.after)),
            words.refusal(j),
        )
        for j in judged
    ]
    show(pd.DataFrame(rows, columns=["uitkomst", "voor", "na", "bewijst niets, want"]))


def _payload(snapshot: Snapshot, found: Result) -> dict[str, Any]:
    """Return the answer for a program, with its sentences."""
    from monitor.impact import words  # noqa: PLC0415 - keep --help quick
    from monitor.impact.verdict import own_verdict  # noqa: PLC0415

    payload = found.model_dump(mode="json")
    payload["after_figures"] = found.after_figures
    for record, finding in zip(payload["findings"], found.findings, strict=True):
        record["sentence"] = words.verdict_sentence(snapshot, finding)
        record["refusal"] = words.refusal(finding.outcome)
    payload["own"] = [
        {"verdict": own_verdict(own).model_dump(mode="json"), "sentence": words.own_sentence(own)}
        for own in found.plan.own
    ]
    return payload


def _tell(snapshot: Snapshot, found: Result) -> None:
    """Print the answer for people, in the order in which it is read."""
    from monitor.answers.view import showing  # noqa: PLC0415 - keep --help quick
    from monitor.charts.impact import smallest  # noqa: PLC0415
    from monitor.charts.theme import LIGHT  # noqa: PLC0415
    from monitor.impact import words  # noqa: PLC0415
    from monitor.impact.checks import checks, other_years  # noqa: PLC0415
    from monitor.impact.smallest_words import smallest_sentence  # noqa: PLC0415

    moment = f"{words.plan_moment(found)} (plan {found.hash})"
    console().print(f"{found.plan.title}: {moment}")
    for line in words.followed(snapshot, found):
        console().print(line)
    with showing(snapshot):
        seen = smallest.chart(found, LIGHT)
    show(seen.table, "Wat zou er te zien zijn?")
    for finding in found.findings:
        said = words.verdict_sentence(snapshot, finding)
        console().print(f"\n{said}\n  {words.rung_words(finding.verdict)}")
        for line in [*checks(snapshot, finding), *other_years(snapshot, finding)]:
            console().print(f"  {line}")
        if finding.smallest is not None:
            console().print(f"  {smallest_sentence(snapshot, finding.smallest)}")
    for own in found.plan.own:
        console().print(f"\n{words.own_sentence(own)}")
