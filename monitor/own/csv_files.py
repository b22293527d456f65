"""Read delimited text: the encoding, the delimiter, the cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from monitor.errors import MonitorError
from monitor.own.grid import MAX_CELL_TEXT, MAX_COLUMNS, Gathered, Grid, check_size
from monitor.own.told import told

DELIMITERS = ";\t,|"
SAMPLE_ROWS = 200
LONGEST_LINE = MAX_COLUMNS * MAX_CELL_TEXT
MOST_LINES = 1_048_576  # as Excel has
LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
SINGLE_BYTE = ["cp1252", "mac_roman", "cp850"]
"""Encodings that Dutch spreadsheets have written; Latin-1 is part of cp1252."""

DUTCH = "éëèêïíöóôüúûáâàäçñÉËÚÖÜ’‘“”–—€²³½°·"
"""Letters and signs that Dutch names and titles hold beside ASCII."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _unreadable() -> MonitorError:
    return MonitorError(
        told("De tekencodering van het bestand is niet te herkennen"),
        remedy=told("Sla het bestand op als 'CSV UTF-8' en probeer het opnieuw."),
    )


def _utf16_without_bom(data: bytes) -> str | None:
    """Return the byte order where every other byte of the start is NUL, as Western UTF-16 has."""
    start = data[:400]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = start[offset::2], start[1 - offset :: 2]
        if high and high.count(0) > 0.9 * len(high) and low.count(0) == 0:
            return name
    return None


def _single_byte(data: bytes) -> str:
    """Choose the one-byte encoding in which what is not ASCII reads as Dutch.

    charset-normalizer breaks a tie and decides where no letter tells.
    """
    import charset_normalizer  # noqa: PLC0415 - most files are UTF-8

    high = {b: data.count(b) for b in range(0x80, 0x100)}
    share = {
        name: sum(n for b, n in high.items() if bytes([b]).decode(name, errors="replace") in DUTCH)
        for name in SINGLE_BYTE
    }
    best = max(share.values())
    likely = [name for name in SINGLE_BYTE if share[name] == best]
    if best > 0 and len(likely) == 1:
        return likely[0]
    match = charset_normalizer.from_bytes(data[:200_000], cp_isolation=likely).best()
    return match.encoding if match is not None else likely[0]


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read with.

    Raises
    ------
    MonitorError
        Where the bytes are no text.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name), name.removesuffix("-sig")
            except UnicodeDecodeError as err:
                raise _unreadable() from err
    wide = _utf16_without_bom(data)
    if wide is None and b"\0" in data:
        row = data[: data.index(b"\0")].count(b"\n") + 1
        raise MonitorError(
            told(
                "Het bestand bevat een NUL-byte (rij {row}) en is dus beschadigd of geen tekst",
                row=row,
            ),
            remedy=told("Exporteer het bestand opnieuw uit het bronsysteem, als 'CSV UTF-8'."),
        )
    name = wide or "utf-8"
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        if wide:
            raise _unreadable() from None
    name = _single_byte(data)
    try:
        return data.decode(name), name
    except UnicodeDecodeError as err:
        raise _unreadable() from err


def _lines(text: str) -> Iterator[str]:
    """Cut text into lines, one at a time: csv wants them so, and a copy of it all is dear."""
    for number, match in enumerate(LINE.finditer(text), 1):
        if match.end() - match.start() > LONGEST_LINE:
            raise MonitorError(
                told("Regel {row} is langer dan 600.000 tekens", row=number),
                remedy=told("Zet elke rij op een eigen regel, met hooguit 300 kolommen."),
            )
        yield match.group()


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as err:
        if "field larger" in str(err):
            check_size(0, 0, 0, MAX_CELL_TEXT + 1)
        raise MonitorError(
            told(
                "Rij {row} is niet te lezen: een aanhalingsteken staat los of wordt niet gesloten",
                row=reader.line_num,
            ),
            remedy=told('Zet een aanhalingsteken binnen een tekst dubbel ("") of haal het weg.'),
        ) from err


def _find_delimiter(text: str) -> str:
    """Return the delimiter that cuts most rows into one and the same number of cells.

    Raises
    ------
    MonitorError
        Where no delimiter gives two columns.
    """
    best, best_share = "", 0.0
    quote_error: MonitorError | None = None
    for delimiter in DELIMITERS:
        try:
            sample = islice(_records(text, delimiter), SAMPLE_ROWS)
            rows = [r for r in sample if any(c.strip() for c in r)]
        except MonitorError as err:
            quote_error = quote_error or err
            continue
        if not rows:
            continue
        width, count = Counter(len(r) for r in rows).most_common(1)[0]
        if width > 1 and count / len(rows) > best_share:
            best, best_share = delimiter, count / len(rows)
    if best:
        return best
    raise quote_error or MonitorError(
        told("Het bestand heeft maar één kolom: er is geen scheidingsteken gevonden"),
        remedy=told(
            "Scheid de kolommen met ; of , of een tab; nodig zijn een kolom met"
            " gemeenten en een kolom met waarden."
        ),
    )


def read_csv(data: bytes) -> Grid:
    """Read delimited text.

    Raises
    ------
    MonitorError
        Where it is no text, has one column only, or breaks a limit.
    """
    text, encoding = decode(data)
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if not text.strip():
        raise MonitorError(
            told("Het bestand is leeg"),
            remedy=told("Kies een bestand met een kopregel en gegevens."),
        )
    delimiter = ""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        delimiter, text = first.strip()[-1], "\n" + rest  # keeps the row numbers of the file
    delimiter = delimiter or _find_delimiter(text)
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:  # a line may end in both
        raise MonitorError(
            told("Het bestand heeft meer dan 1.048.576 regels, het meeste dat Excel toelaat"),
            remedy=told("Verwijder de lege regels, of splits het bestand."),
        )
    gathered = Gathered()
    for number, record in enumerate(_records(text, delimiter), 1):
        gathered.add(number, record)
    return Grid(gathered.rows, "csv", encoding=encoding, delimiter=delimiter)
