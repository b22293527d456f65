"""A set of one's own: upload, say what was understood, choose, and use it in this session."""

from __future__ import annotations

import hashlib
import html
from datetime import UTC, datetime
from pathlib import PurePath
from typing import cast

import streamlit as st

from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.errors import MonitorError
from monitor.export.template import template_csv, template_xlsx
from monitor.own.apart import understand_apart
from monitor.own.beside import with_own_sets
from monitor.own.facts import facts
from monitor.own.grid import MAX_BYTES, MAX_ROWS
from monitor.own.make import make_set
from monitor.own.observe import Choice, OwnSet
from monitor.own.problems import Problem, blocking
from monitor.own.stored import left_out
from monitor.own.understand import Hints, Understood
from monitor.own.words import say, say_error, say_problem
from monitor.text import _, language, municipalities, number, plain, plural
from monitor.ui import selection, serving, widgets
from monitor.ui.data_page import own_form
from monitor.ui.show_table import show_grid

_READ = "own-read"
_NOTES = "own-notes"
_ROWS = 8
_COUNT = "own-upload"
_PER_MB = 1024 * 1024


def show() -> None:
    """Show the sets of this session, and the way to add one."""
    _left_out()
    _in_use()
    widgets.heading(
        _("Een eigen set toevoegen"),
        _("Alleen u ziet deze set, en alleen tot u dit venster sluit of vernieuwt."),
    )
    widgets.facts(
        [
            _("CSV, Excel (.xlsx) of Parquet; hooguit **{mb} MB** en **{rows}** rijen.").format(
                mb=MAX_BYTES // _PER_MB, rows=number(MAX_ROWS, decimals=0)
            ),
            _(
                "Een kolom met de gemeente (code of naam, ook van vóór een herindeling), een"
                " kolom met het jaar en een of meer kolommen met waarden."
            ),
            _("Of een kolom met de wijk (code als WK075801): zulke cijfers staan op Wijken."),
        ]
    )
    _templates()
    given = st.file_uploader(
        _("Kies een bestand"), key=f"own-file-{st.session_state.get(_COUNT, 0)}"
    )
    if given is not None:
        _with_file(given.getvalue(), given.name)


def _templates() -> None:
    shot = snapshot()
    regions, year, focus = (
        shot.regions,
        shot.catalog.last_year,
        selection.get("provincie", about_scores.focus()),
    )
    with st.container(horizontal=True):
        st.download_button(
            _("Sjabloon (Excel)"),
            data=lambda: template_xlsx(regions, year, focus),
            file_name="sjabloon-eigen-set.xlsx",
            key="template-xlsx",
            on_click="ignore",
        )
        st.download_button(
            _("Sjabloon (CSV)"),
            data=lambda: template_csv(regions, year, focus),
            file_name="sjabloon-eigen-set.csv",
            mime="text/csv",
            key="template-csv",
            on_click="ignore",
        )


# ---------------------------------------------------------------- what was understood


def _with_file(raw: bytes, filename: str) -> None:
    """Tell what a file says, then ask what is open, then let the reader use it."""
    digest = hashlib.sha256(raw).hexdigest()
    read = _understood(raw, filename, digest, own_form.hints(digest))
    stop = blocking(read.problems)
    if stop:
        title = plural(
            len(stop),
            _("Het bestand kan zo niet worden gebruikt: één fout"),
            _("Het bestand kan zo niet worden gebruikt: {count} fouten"),
        )
        widgets.heading(title, _("Er is niets opgenomen. Verbeter het bestand en kies het weer."))
    elif read.questions:
        widgets.heading(_("Er is nog iets te kiezen"))
        own_form.ask(read.questions, digest)
    else:
        widgets.heading(_("Het bestand is gelezen"), _("Klopt wat hieronder staat?"))
    own_form.ask_again(digest)
    show_problems(read.problems)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _facts(read)
    if not read.ok:
        return
    with right:
        _preview(read)
    _use(read)


def _understood(raw: bytes, filename: str, digest: str, hints: Hints) -> Understood:
    """Read a file once: the same file with the same answers is kept in the session."""
    shot = serving.without_own_sets()
    key = (filename, digest, hints, shot.id)
    known = st.session_state.get(_READ)
    if known is None or known[0] != key:
        with st.spinner(_("Het bestand wordt gelezen")):
            read = understand_apart(
                raw,
                filename,
                shot.regions,
                shot.recoding,
                hints=hints,
                districts=dict(shot.districts["name"]),
            )
        st.session_state[_READ] = known = (key, read)
    return cast(Understood, known[1])


def _facts(read: Understood) -> None:
    rows = [[f"<b>{html.escape(say(a))}</b>", html.escape(say(b))] for a, b in facts(read)]
    show_grid([_("Wat"), _("Begrepen als")], rows, _("Wat er van het bestand is begrepen"))


def show_problems(problems: list[Problem]) -> None:
    """Show what is wrong with a file as a table: row, column, value, what to do.

    Parameters
    ----------
    problems : list of Problem
    """
    if not problems:
        return
    heads = [_("Soort"), _("Rij"), _("Kolom"), _("Waarde"), _("Wat er is"), _("Wat u kunt doen")]
    rows = [
        [
            f"<b>{_('Fout')}</b>" if p.blocks else _("Let op"),
            str(p.row or ""),
            *(html.escape(text) for text in (say(p.column), p.value, say(p.what), say(p.remedy))),
        ]
        for p in problems
    ]
    show_grid(heads, rows, _("Problemen in het bestand"))


def _preview(read: Understood) -> None:
    names = {**dict(about_scores.names()), **dict(serving.without_own_sets().districts["name"])}
    first = read.figures.head(_ROWS)
    rows = [
        [
            html.escape(str(names.get(r["region"], r["region"]))),
            str(r["region"]),
            str(r["year"]),
            html.escape(str(r["name"])),
            number(float(r["value"])),
        ]
        for r in first.to_dict("records")
    ]
    place = _("Wijk") if read.by_district else _("Gemeente")
    heads = [place, _("Code"), _("Jaar"), _("Kolom"), _("Waarde")]
    show_grid(heads, rows, _("De eerste cijfers"))
    told = plural(
        len(read.figures),
        _("Het enige cijfer"),
        _("De eerste {n} van {count} cijfers"),
        n=len(rows),
    )
    st.html(f'<p class="chart-source">{html.escape(told)}</p>')


# ---------------------------------------------------------------- use it


def _use(read: Understood) -> None:
    title = PurePath(read.filename).stem[:60]
    answer = own_form.choices(read, title)
    if answer is None:
        return
    try:
        own = _made(read, *answer)
        others = [s for s in serving.own_sets() if s.file.id != own.file.id]
        serving.keep_own_sets([*others, own])
    except MonitorError as err:
        _problem(err)
        return
    st.session_state[_NOTES] = own.notes[len(read.problems) :]
    st.session_state.pop(_READ, None)
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1  # an empty field for a next file
    st.rerun()


def _made(read: Understood, title: str, source: str, picked: list[Choice]) -> OwnSet:
    """Make the set, and see that it stands beside the figures and the other own sets."""
    base = serving.without_own_sets()
    today = datetime.now(UTC).date().isoformat()
    told = {"title": title, "publisher": source, "added": today}
    first = make_set(read, picked, base, **told)
    others = [s for s in serving.own_sets() if s.file.id != first.file.id]
    beside = with_own_sets(base, others)
    own = make_set(read, picked, beside, **told) if others else first
    with_own_sets(beside, [own])
    return own


def _problem(err: MonitorError) -> None:
    """Show an error as plain text: it may hold text of a file."""
    st.html(f'<p class="problem" role="alert">{html.escape(say_error(err))}</p>')


def _left_out() -> None:
    """Tell which sets of the store are not shown, and why: nothing is left out in silence."""
    faults = left_out(serving.without_own_sets())
    if faults:
        widgets.heading(_("Niet getoond"), _("Deze sets staan in de opslag, maar passen niet."))
    for fault in faults:
        _problem(fault)


def _in_use() -> None:
    own = serving.own_sets()
    if not own:
        return
    widgets.heading(
        _("In deze sessie"), _("Deze sets staan op alle pagina's naast de andere cijfers.")
    )
    shown = set(serving.own_titles())
    for place, item in enumerate(own):
        with st.container(horizontal=True, vertical_alignment="center", key=f"own-{place}"):
            widgets.facts([_summary(item, item.file.title in shown)])
            if st.button(_("Verwijderen"), key=f"own-drop-{place}", type="tertiary"):
                _drop(item.file.id)
                st.rerun()  # the whole page: what stands above it tells which sets count
    notes: list[Problem] = st.session_state.get(_NOTES) or []
    if notes:
        widgets.facts([f"{_('Let op')}: {plain(say_problem(n))}" for n in notes])


def _summary(own: OwnSet, fits: bool) -> str:
    indicators = ", ".join(i.title[language()] for i in own.indicators)
    text = plural(
        len(own.figures),
        _("{title}: {indicators}; {count} cijfer van {places}."),
        _("{title}: {indicators}; {count} cijfers van {places}."),
        title=plain(own.file.title),
        indicators=plain(indicators),
        places=_places_of(own),
    )
    if fits:
        return text
    more = _("Past niet meer bij de cijfers die nu worden getoond: kies het bestand opnieuw.")
    return f"{text} {more}"


def _places_of(own: OwnSet) -> str:
    if own.districts.empty:
        return municipalities(own.observations["region"].nunique())
    count = sum(code.startswith("WK") for code in own.districts["code"].unique())
    return plural(count, _("{count} wijk"), _("{count} wijken"))


def _drop(id_: str) -> None:
    serving.keep_own_sets(s for s in serving.own_sets() if s.file.id != id_)
    st.session_state.pop(_NOTES, None)
