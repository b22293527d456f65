"""Read a file with initiatives: every row checked, every problem with row, column and remedy.

What is read is a table of one row an initiative; more rows of the same name tell how it got on.
`read_register` reads it in a process of its own, as own sets are read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from monitor.errors import MonitorError
from monitor.impact.register import KINDS, STATUSES, Initiative, Progress
from monitor.impact.register_places import Known, known_places, places_of
from monitor.impact.register_table import COLUMNS, PROGRESS, REQUIRED, TITLES
from monitor.own.apart import read_apart
from monitor.own.figures import is_missing
from monitor.own.files import read_file
from monitor.own.grid import Cell, Grid, SheetChoice, at
from monitor.own.names import key
from monitor.own.problems import Problem, blocking, from_error, shown
from monitor.own.told import NOTHING, Told, told
from monitor.own.understand import limited
from monitor.own.years import date_of, year_of
from monitor.text import slug

if TYPE_CHECKING:
    from monitor.snapshot import Snapshot

MOST = 2_000
MOST_TEXT = 2_000_000
"""Characters of all initiatives: every session may hold a register."""
HEADER_WITHIN = 20
EXPLAINED = ("(uitleg)", "(explanation)")
"""How the row of the template that explains its columns begins, as `EXPLAINS` is said."""
IN_ENGLISH = {
    "initiative": "initiatief", "programme": "programma", "preparation": "voorbereiding",
    "running": "loopt", "finished": "afgerond", "stopped": "gestopt",
}  # fmt: skip
YES = {"ja", "j", "yes", "y", "x", "1", "waar", "true"}
NO = {"nee", "n", "no", "0", "onwaar", "false"}
_WORDS = {key(name): c.field for c in COLUMNS for name in (c.title, c.field, *c.also)}


@dataclass(frozen=True)
class RegisterRead:
    """What a file with initiatives says.

    Attributes
    ----------
    filename : str
    initiatives : tuple of Initiative
        In the order of the file; none where anything blocks.
    problems : list of Problem
        Errors first.
    """

    filename: str
    initiatives: tuple[Initiative, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the file can be taken in."""
        return not blocking(self.problems)


def read_register(data: bytes, filename: str, snapshot: Snapshot) -> RegisterRead:
    """Read a file that somebody gives, in a process with limits; never raises on what is in it.

    Parameters
    ----------
    data : bytes
        CSV, Excel (.xlsx) or Parquet, at most 20 MB.
    filename : str
        Its name, for messages.
    snapshot : Snapshot
        Knows the municipalities, former ones too, districts and provinces.
    """
    try:
        return cast(RegisterRead, read_apart(__name__, data, filename, known_places(snapshot)))
    except MonitorError as err:
        return RegisterRead(filename, problems=[from_error(err)])


def answer(data: bytes, filename: str, known: Known) -> RegisterRead:
    """Read a file; called in the process of its own."""
    try:
        grid = read_file(data, filename)
    except MonitorError as err:
        return RegisterRead(filename, problems=[from_error(err)])
    except SheetChoice:
        what = told("Meer dan één werkblad bevat gegevens")
        remedy = told("Noem het werkblad met de initiatieven Data.")
        return RegisterRead(filename, problems=[Problem(what, remedy, code="bestand")])
    sheet = _Sheet(grid, known)
    found = sheet.read()
    problems = limited(sheet.problems)
    return RegisterRead(filename, () if blocking(problems) else tuple(found), problems)


class _Sheet:
    """A table under work: where its columns are, and what is wrong with it so far."""

    def __init__(self, grid: Grid, known: Known) -> None:
        self.rows, self.known = grid.rows, known
        self.problems = [p for p in grid.problems if p.code != "procentopmaak"]
        self.places: dict[str, int] = {}

    def tell(
        self, row: int, name: str, cell: Cell, what: Told, remedy: Told, *, blocks: bool = True
    ) -> None:
        """Note a problem of a cell."""
        value = "" if cell is None else shown(cell)
        column = TITLES.get(name, NOTHING)
        self.problems.append(Problem(what, remedy, row, column, value, name or "rij", blocks))

    def read(self) -> list[Initiative]:
        """Return the initiatives; problems are noted on the way."""
        body = self._header()
        if not self.places:
            return []
        if len(body) > MOST:
            what = told("Het bestand heeft meer dan {most} rijen met initiatieven", most=MOST)
            self.problems.append(Problem(what, told("Splits het bestand."), code="bestand"))
            return []
        found: dict[str, Initiative] = {}
        first: dict[str, int] = {}
        for number, cells in body:
            row = {name: at(cells, place) for name, place in self.places.items()}
            texts = {
                n: _text(c) if c is not None and (n == "name" or not is_missing(c)) else ""
                for n, c in row.items()
            }
            if texts["name"].casefold().startswith(EXPLAINED):
                continue
            id_ = slug(texts["name"])
            if not id_:
                what = told("de naam ontbreekt, of heeft geen letter of cijfer")
                self.tell(number, "name", row["name"], what, told("Vul de naam in."))
            elif id_ in found:
                found[id_] = self._more(found[id_], number, texts, first[id_])
            else:
                first[id_] = number
                found[id_] = self._one(number, row, texts)
        if sum(len(str(vars(one))) for one in found.values()) > MOST_TEXT:
            what = told("Het bestand heeft meer tekst dan een register nodig heeft")
            self.problems.append(Problem(what, told("Kort de teksten in."), code="bestand"))
        if not found and not self.problems:
            what = told("Het bestand bevat geen enkel initiatief")
            self.problems.append(Problem(what, told("Vul er een in."), code="bestand"))
        return list(found.values())

    # ------------------------------------------------------------ the header

    def _header(self) -> list[tuple[int, list[Cell]]]:
        """Find the row of titles and what each column is; return the rows below it."""
        for place, (number, cells) in enumerate(self.rows[:HEADER_WITHIN]):
            names = [_WORDS.get(key(str(c))) if c is not None else None for c in cells]
            if "name" in names and len({*names} - {None}) > 1:
                self._columns(number, cells, names)
                return self.rows[place + 1 :]
        what = told("Er is geen kopregel gevonden met de kolommen naam, wat en bron")
        remedy = told("Gebruik het sjabloon; daarin staan alle kolommen met hun uitleg.")
        self.problems.append(Problem(what, remedy, code="kopregel"))
        return []

    def _columns(self, number: int, cells: list[Cell], names: list[str | None]) -> None:
        for place, (cell, name) in enumerate(zip(cells, names, strict=True)):
            if name in self.places:
                what = told("deze kolom komt twee keer voor")
                self.tell(number, name or "", cell, what, told("Laat één van beide weg."))
            elif name is not None:
                self.places[name] = place
            elif cell is not None:
                what = told("deze kolom kent het register niet en is niet gelezen")
                remedy = told("Zet wat erin staat in een van de kolommen van het sjabloon.")
                self.tell(number, "", cell, what, remedy, blocks=False)
        for name in REQUIRED:
            if name not in self.places:
                what = told("de kolom '{name}' ontbreekt", name=TITLES[name])
                self.tell(number, "", None, what, told("Voeg de kolom toe en vul haar."))
                self.places[name] = -1

    # ------------------------------------------------------------ a row

    def _one(self, row: int, cells: dict[str, Cell], texts: dict[str, str]) -> Initiative:
        """Return the initiative that a row describes."""
        for name in ("what", "source"):
            if not texts[name] and self.places[name] >= 0:
                what = told("dit is verplicht en ontbreekt")
                self.tell(row, name, cells[name], what, told("Vul het in."))
        plain = {
            n: t for n, t in texts.items() if n not in {"places", "consent", "contact", *PROGRESS}
        }
        kind = self._word(row, "kind", texts, KINDS) or KINDS[0]
        start, end = self._moment(row, "start", texts), self._moment(row, "end", texts)
        shorter = min(len(start), len(end))
        if end[:shorter] < start[:shorter]:
            what = told("het einde ligt voor het begin")
            self.tell(row, "end", texts["end"], what, told("Verbeter een van beide."))
        places, wrong = places_of(texts.get("places", ""), self.known)
        for cell, what, remedy in wrong:
            self.tell(row, "places", cell, what, remedy)
        return Initiative(
            **plain | {"kind": kind, "start": start, "end": end,
                       "status": self._word(row, "status", texts, STATUSES)},
            places=places,
            contact=self._contact(row, texts),
            progress=tuple(self._progress(row, texts)),
        )  # fmt: skip

    def _more(self, one: Initiative, row: int, texts: dict[str, str], first: int) -> Initiative:
        """Return an initiative with the progress of another row of the same name."""
        again = {n: t for n, t in texts.items() if n not in {"name", "consent", *PROGRESS} and t}
        for name, text in again.items():
            if name in {"places", "start", "end", "status", "kind", "contact"}:
                continue
            if text != getattr(one, name):
                what = told("dit initiatief staat al in rij {row}, met een andere tekst", row=first)
                remedy = told("Laat de cel leeg, of geef dit initiatief een eigen naam.")
                self.tell(row, name, text, what, remedy)
        progress = list(self._progress(row, texts))
        if not progress:
            what = told("dit initiatief staat al in rij {row}", row=first)
            remedy = told("Laat één van beide rijen weg, of vul de voortgang in.")
            self.tell(row, "name", texts["name"], what, remedy)
        return replace(one, progress=tuple(sorted([*one.progress, *progress], key=lambda p: p.on)))

    def _progress(self, row: int, texts: dict[str, str]) -> Iterator[Progress]:
        said_of = {n: texts.get(n, "") for n in PROGRESS[1:]}
        on = self._moment(row, "on", texts)
        if any(said_of.values()):
            if not on and not texts.get("on"):
                what = told("bij deze voortgang staat niet van wanneer zij is")
                self.tell(row, "on", None, what, told("Vul een jaar of een dag in."))
            yield Progress(on, **said_of)
        elif on:
            what = told("bij deze voortgang staat niet wat er gevraagd, geboden of bereikt is")
            self.tell(row, "on", texts["on"], what, told("Vul een van de drie in."))

    def _word(self, row: int, name: str, texts: dict[str, str], known: tuple[str, ...]) -> str:
        word = texts.get(name, "").casefold()
        word = IN_ENGLISH.get(word, word)
        if not word or word in known:
            return word
        remedy = told("Kies uit: {words}.", words=", ".join(known))
        self.tell(row, name, texts[name], told("dit woord kent het register hier niet"), remedy)
        return ""

    def _moment(self, row: int, name: str, texts: dict[str, str]) -> str:
        """Return a year or a day in ISO form; empty, and a problem, for anything else."""
        text = texts.get(name, "")
        if not text:
            return ""
        if re.fullmatch(r"(19|20)\d\d(\.0)?", text):
            return text[:4]
        day = date_of(text)
        if day is not None:
            return day.isoformat()
        year = year_of(text, any_day=True)
        if year is not None:
            return str(year[0])
        remedy = told("Schrijf een jaar (2018) of een dag (31-1-2018).")
        self.tell(row, name, text, told("dit is geen jaar of dag"), remedy)
        return ""

    def _contact(self, row: int, texts: dict[str, str]) -> str:
        """Return the contact where the person agreed; else nobody, and that is told."""
        contact, consent = texts.get("contact", ""), texts.get("consent", "").casefold()
        if consent and consent not in YES | NO:
            what = told("hier staat geen ja of nee")
            self.tell(row, "consent", texts["consent"], what, told("Schrijf ja of nee."))
        if contact and consent not in YES:
            what = told("zonder toestemming wordt een contact niet opgenomen")
            remedy = told("Vraag het de contactpersoon en zet ja bij toestemming.")
            # nobody who did not agree is named, in a message neither
            self.tell(row, "contact", None, what, remedy, blocks=False)
            return ""
        return contact


def _text(cell: Cell) -> str:
    """Return a cell as text on lines of its own, without signs that do not show."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return " ".join("".join(c if c.isprintable() else " " for c in str(cell)).split())
