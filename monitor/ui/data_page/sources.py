"""Where the figures come from, how fresh they are, and how the last refresh went."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.answers.view import snapshot
from monitor.origins import publisher_of
from monitor.spoken import say
from monitor.text import _, number, plural
from monitor.ui import serving, widgets
from monitor.ui.data_page.catalogue import source_link
from monitor.ui.show_table import show_grid


def refresh_status() -> None:
    """Say which figures are shown, of when, and how the last refresh went."""
    shot = snapshot()
    merged = int(shot.observations["harmonised"].sum())
    widgets.heading(_("Stand van de cijfers"), _("Momentopname {id}").format(id=shot.id))
    lines = [
        _built(shot.manifest),
        _(
            "**{figures}** cijfers van {indicators} indicatoren op de {regions} gemeenten van"
            " {year}, waarvan {merged} omgerekend na een herindeling."
        ).format(
            figures=number(len(shot.observations), decimals=0),
            indicators=len(shot.catalog.indicators),
            regions=len(shot.regions),
            year=shot.catalog.boundary_year,
            merged=number(merged, decimals=0),
        ),
        _last(serving.last_refresh()),
    ]
    if serving.is_embedded():
        lines.append(
            _(
                "Dit zijn de cijfers die met de monitor zijn meegeleverd; de beheerder haalt"
                " nieuwe op."
            )
        )
    widgets.facts(lines)


def _built(manifest: Mapping[str, Any]) -> str:
    counted, moment = _counted(len(manifest.get("sources", []))), manifest.get("built_at")
    if not moment:  # built without a clock: equal figures give equal bytes
        return _("Samengesteld uit {sources}, elk met een eigen datum.").format(sources=counted)
    text = _("Samengesteld op **{date}**, uit {sources}.")
    return text.format(date=_day(moment), sources=counted)


def _counted(sources: int) -> str:
    return plural(sources, _("{count} bron"), _("{count} bronnen"))


def _last(report: dict[str, Any]) -> str:
    if not report:
        return _("Er is nog **niet ververst**.")
    words = {
        "published": _("gelukt, er zijn nieuwe cijfers"),
        "unchanged": _("gelukt, er was niets nieuws"),
        "failed": _("**mislukt**; de vorige cijfers staan er nog"),
        "unreadable": _("**niet bekend**: de opslag is niet te lezen"),
    }
    outcome = words.get(str(report.get("outcome")), _("niet bekend"))
    text = _("Laatste verversing ({date}): {outcome}.").format(
        date=_day(report.get("finished_at")), outcome=outcome
    )
    stopped = [str(row.get("indicator")) for row in report.get("stopped") or []]
    if stopped:
        held = _("Tegengehouden en op het vorige cijfer gebleven: {names}.")
        text = f"{text} {held.format(names=', '.join(stopped))}"
    message = str(report.get("message") or "")
    return f"{text} {_('Melding: {message}').format(message=message)}" if message else text


def sources() -> None:
    """Show every source: what it is, its licence, when it changed and when it was fetched."""
    found = list(snapshot().manifest.get("sources", []))
    widgets.heading(
        _counted(len(found)),
        _("Gewijzigd: door de uitgever. Opgehaald: door deze monitor."),
    )
    heads = [
        _("Bron"), _("Titel"), _("Uitgever"), _("Gewijzigd"), _("Opgehaald"), _("Rijen"),
        _("Licentie"),
    ]  # fmt: skip
    show_grid(heads, [_row(s) for s in found], _("Bronnen van de cijfers"))
    if any(not s.get("fetched_at") for s in found):
        widgets.empty(
            _(
                "Van de bronnen met een streepje is de datum niet bekend: deze cijfers zijn uit"
                " een bestand meegeleverd. Na een verversing staan de datums er."
            )
        )


def _row(source: dict[str, Any]) -> list[str]:
    host = str(source.get("host") or "")
    return [
        source_link(str(source["id"]), host),
        html.escape(str(source.get("title") or "")),
        html.escape(publisher_of(source, snapshot())),
        _day(source.get("modified")),
        _day(source.get("fetched_at")),
        number(float(source.get("rows") or 0), decimals=0),
        html.escape(say(str(source.get("licence") or ""))),
    ]


def _day(moment: object) -> str:
    """Write a moment as a day; a dash where none is known."""
    try:
        return datetime.fromisoformat(str(moment)).strftime("%d-%m-%Y")
    except ValueError:
        return "–"
