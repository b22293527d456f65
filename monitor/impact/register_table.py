"""The table of the register: its columns, by what they may be called and what they ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from monitor.impact.register import Initiative
from monitor.own.told import Told, said, told
from monitor.text import _


@dataclass(frozen=True)
class Column:
    """A column of the table of initiatives.

    Attributes
    ----------
    field : str
        Of `Initiative` or `Progress`; ``consent`` stands for itself.
    title : Told
        As the template calls it.
    guide : Told
        What to write in it.
    also : tuple of str
        Other titles by which it is known, as `monitor.own.names.key` writes them.
    """

    field: str
    title: Told
    guide: Told
    also: tuple[str, ...] = ()


COLUMNS = (
    Column("name", told("naam"), told("Verplicht. Hoe het initiatief heet."),
           ("initiatief", "naam initiatief", "initiative")),
    Column("what", told("wat"), told("Verplicht. Wat het doet, in een of twee zinnen."),
           ("omschrijving", "wat doet het", "description")),
    Column("kind", told("soort"), told("initiatief (of leeg), of programma.")),
    Column("theme", told("thema"), told("Eén thema, steeds hetzelfde geschreven.")),
    Column("crossover", told("cross-over"),
           told("Het beleidsveld waarmee het verbindt, zoals energie.")),
    Column("question", told("vraag"),
           told("De vraag van het initiatief; gelijk geschreven vragen vinden elkaar."),
           ("leervraag", "vraag van het initiatief")),
    Column("places", told("plaats"),
           told("Gemeenten (naam of code), wijken (WK-code) of provincies; tussen meer dan één een"
                " puntkomma. Leeg: plaats onbekend."),
           ("plaatsen", "place", "gemeente", "gemeenten", "wijk", "wijken", "waar")),
    Column("start", told("begin"), told("Een jaar (2018) of een dag (31-1-2018)."),
           ("startdatum", "begindatum")),
    Column("end", told("einde"), told("Een jaar of een dag; leeg: loopt door of onbekend."),
           ("eind", "einddatum")),
    Column("status", told("status"), told("voorbereiding, loopt, afgerond of gestopt."),
           ("stand", "fase")),
    Column("moves", told("wil bewegen"), told("Wat het in beweging wil brengen."),
           ("beoogd effect", "doel", "wants to move")),
    Column("input", told("input"), told("Wat erin gaat: mensen, geld, ruimte.")),
    Column("activity", told("activiteit"), told("Wat er gedaan wordt."), ("activiteiten",)),
    Column("output", told("output"), told("Wat dat oplevert, te tellen.")),
    Column("outcome", told("outcome"), told("Wat er voor mensen verandert."),
           ("uitkomst",)),
    Column("impact", told("impact"), told("Waar dat aan bijdraagt.")),
    Column("source", told("bron"), told("Verplicht. Waar dit staat of wie het zegt."),
           ("bronnen",)),
    Column("contact", told("contact"),
           told("Wie te bereiken is. Alleen opgenomen als die persoon het goed vindt."),
           ("contactpersoon",)),
    Column("consent", told("toestemming"),
           told("ja, als de contactpersoon hiermee instemt; anders leeg."),
           ("toestemming contact", "contact toestemming")),
    Column("on", told("voortgang op"),
           told("Voor elke stand een rij met dezelfde naam: een jaar of een dag."),
           ("voortgang", "datum voortgang", "progress on")),
    Column("asked", told("gevraagd"), told("Wat het initiatief toen vroeg.")),
    Column("offered", told("geboden"), told("Wat er toen geboden is.")),
    Column("result", told("opbrengst"), told("Wat ervan kwam."), ("resultaat",)),
)  # fmt: skip
EXPLAINS = told("(uitleg)")
"""How the name begins in the row of a template that explains the columns."""
REQUIRED = ("name", "what", "source")
PROGRESS = ("on", "asked", "offered", "result")
TITLES = {column.field: column.title for column in COLUMNS}


def register_table(register: Iterable[Initiative]) -> pd.DataFrame:
    """Return a register in the form of the template: as it is given, so it can be read again.

    Columns ``field`` names of `COLUMNS`, all text; one row an initiative, and one more for each
    moment of its progress after the first. Contacts are left out: they are in no download.
    """
    rows: list[dict[str, str]] = []
    for one in register:
        first = {name: getattr(one, name, "") for name in TITLES} | {"consent": "", "contact": ""}
        first["places"] = "; ".join(one.places)
        moments = [vars(p) for p in one.progress] or [{}]
        rows.append(first | moments[0])
        rows += [{"name": one.name} | more for more in moments[1:]]
    return pd.DataFrame(rows, columns=list(TITLES), dtype=str).fillna("")


def headed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of the register with its headings in the reader's language."""
    return table.rename(columns={name: said(title, _) for name, title in TITLES.items()})
