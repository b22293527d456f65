"""Good files of every form, and what may go wrong with them: by cell, by row, by byte."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

from tests.own.workbooks import workbook

Table = list[list[object]]

LONG: Table = [
    ["gemeente", "jaar", "eenzaam (%)", "inwoners"],
    *([n, y, v, p] for n, v, p in (("Breda", 41.7, 184069), ("Tilburg", 45.2, 219789),
       ("Den Bosch", 39.9, 155111), ("Eindhoven", 44.0, 234235)) for y in (2016, 2020)),
]  # fmt: skip
YEARS: Table = [["code", 2018, 2019, "2020*"], ["GM0758", 41.1, 42.2, 43.3],
                ["GM0855", 44.1, 45.2, 46.3], ["GM0772", None, 47.1, 48.0]]  # fmt: skip
HEADS: Table = [["Gemeente", "Eenzaam 2019", "Sport 2019", "Sport 2020"], ["Breda", 1.5, 2, 3],
                ["Laren", 4, 5.5, "."], ["Vught", 4, 5, 6]]  # fmt: skip
SUBJECTS: Table = [
    ["Regio", "Periode", "Onderwerp", "Waarde"],
    *([g, 2020, o, v] for g in ("Breda", "Tilburg", "Vught") for o, v in (("a", 1.5), ("b", 60))),
]
DIMENSIONS: Table = [
    ["Geslacht", "Leeftijd", "Regio's", "Perioden", "Eenzaam"],
    *([s, a, g, "2020JJ00", 40.5 + i] for i, s in enumerate(("Mannen", "Vrouwen"))
      for a in ("18-65", "65+") for g in ("Breda", "Boxtel")),
]  # fmt: skip
BOTH: Table = [["GM", "naam", "provincie", "peildatum", "x"],
               ["GM0758", "Breda", "Noord-Brabant", "31-12-2020", 5],
               ["GM0757", "Boxtel", "Noord-Brabant", "31-12-2020", 7]]  # fmt: skip
TABLES = (LONG, YEARS, HEADS, SUBJECTS, DIMENSIONS, BOTH)

ODD = (
    -99999, -1, 999, 99.9, "1.234", "1,234", "184.069", "12%", "€ 5", "n.b.", "<5", "=1+1", "#N/B",
    "", None, " ", "x", "\u202e", "é", "2020", "31-12-2019", "2020 (voorlopig)", "Totaal", "Bergen",
    "Breda (NB)", "GM0758 Breda", "Gem. Breda", "WK075801", "inf", "nan", 1e14, -0.0, 0, "1e5",
    "9" * 30, "Bron: CBS", '"', "a;b", "a\nb", "\t", "waar", "1-2", "½", "٣", "1 234", "1'234",
)  # fmt: skip


def _cell(table: Table, chance: random.Random) -> None:
    row = chance.choice(table)
    if row:
        row[chance.randrange(len(row))] = chance.choice(ODD)


def _again(table: Table, chance: random.Random) -> None:
    table.insert(chance.randrange(len(table) + 1), list(chance.choice(table)))


def _less(table: Table, chance: random.Random) -> None:
    if len(table) > 2:
        table.pop(chance.randrange(len(table)))


def _note(table: Table, chance: random.Random) -> None:
    text = [chance.choice(["Bron: CBS", "* voorlopig", "Tabel 1", "Bron:", ""])]
    table.insert(chance.choice([0, len(table)]), [*text, *chance.choice([[], ["CBS"], [2021]])])


def _column(table: Table, chance: random.Random) -> None:
    title = chance.choice(["id", "provincie", "centrumgemeente", "opmerking", "x", "", 2021])
    for number, row in enumerate(table):
        row.insert(0, title if not number else chance.choice([number, "Breda", None, "b", 30]))


def _swap(table: Table, chance: random.Random) -> None:
    width = max(map(len, table))
    order = chance.sample(range(width), width)
    table[:] = [[r[i] if i < len(r) else None for i in order] for r in table]


def _short(table: Table, chance: random.Random) -> None:
    row = chance.choice(table)
    del row[chance.randrange(len(row) + 1) :]


def _empty(table: Table, chance: random.Random) -> None:
    table.insert(chance.randrange(len(table) + 1), [])


CHANGES: tuple[Callable[[Table, random.Random], None], ...] = (
    _cell, _cell, _cell, _again, _less, _note, _column, _swap, _short, _empty,
)  # fmt: skip


def _csv(table: Table, chance: random.Random) -> bytes:
    mark, comma = chance.choice(";;,\t|"), chance.random() < 0.5

    def text(cell: object) -> str:
        out = "" if cell is None else str(cell)
        out = out.replace(".", ",") if comma and isinstance(cell, float) else out
        return f'"{out.replace(chr(34), chr(34) * 2)}"' if {mark, '"', "\n"} & set(out) else out

    lines = chance.choice(["\n", "\r\n"]).join(mark.join(map(text, r)) for r in table)
    return lines.encode(chance.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]), "replace")


def _xlsx(table: Table, _: random.Random) -> bytes:
    return workbook([[c if c != "\u202e" else "?" for c in row] for row in table])


def _parquet(table: Table, _: random.Random) -> bytes:
    width = max(map(len, table))
    rows = [[*r, *[None] * (width - len(r))] for r in table]
    columns = [
        pa.array([None if c is None else str(c) for c in x]) for x in zip(*rows[1:], strict=True)
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, [str(c) for c in rows[0]]), out)
    return out.getvalue()


FORMS = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}


def malformed(seed: int) -> tuple[bytes, str]:
    """Return a file with up to three things wrong, and its name."""
    chance = random.Random(seed)
    table = [list(r) for r in chance.choice(TABLES)]
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        chance.choice(CHANGES)(table, chance)
    form = chance.choice(["csv"] * 8 + ["xlsx", "parquet"])
    data = bytearray(FORMS[form](table, chance))
    if chance.random() < 0.1:
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data), f"x.{form}"
