"""Read delimited text: the encoding, the delimiter, the cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

import charset_normalizer

from monitor.errors import MonitorError
from monitor.own.grid import MAX_CELL_TEXT, MAX_ROWS, Cell, Grid, check_size, clean, trimmed
from monitor.own.told import told

DELIMITERS = ";\t,|"
SAMPLE_ROWS = 200
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
    high = bytes(b for b in data if b >= 0x80)
    share = {
        name: sum(c in DUTCH for c in high.decode(name, errors="replace")) / len(high)
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


def _records(text: str, delimiter: str, limit: int) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    out = []
    try:
        for row in reader:
            out.append(row)
            if len(out) >= limit:
                break
    except csv.Error as err:
        raise MonitorError(
            told(
                "Rij {row} is niet te lezen: een aanhalingsteken staat los of wordt niet gesloten",
                row=reader.line_num,
            ),
            remedy=told('Zet een aanhalingsteken binnen een tekst dubbel ("") of haal het weg.'),
        ) from err
    return out


def find_delimiter(text: str) -> str:
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
            rows = [r for r in _records(text, delimiter, SAMPLE_ROWS) if any(c.strip() for c in r)]
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
    delimiter = delimiter or find_delimiter(text)
    rows: list[list[Cell]] = []
    longest = cells = columns = filled = 0
    for record in _records(text, delimiter, 2 * MAX_ROWS):
        row = trimmed([clean(c) for c in record])
        longest = max(longest, max((len(c) for c in record), default=0))
        filled += bool(row)
        cells += len(row)
        columns = max(columns, len(row))
        check_size(filled - 1, cells, columns, longest if longest > MAX_CELL_TEXT else 0)
        rows.append(row)
    return Grid(rows, "csv", encoding=encoding, delimiter=delimiter)
