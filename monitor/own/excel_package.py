"""What an .xlsx package holds, looked at before anything of it is built."""

from __future__ import annotations

import re
import zipfile
from typing import NoReturn

from monitor.errors import MonitorError
from monitor.own.told import told

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 400
LARGE = 1024 * 1024
MAX_TEXTS = 32 * LARGE
MAX_PARTS = 2_000
MAX_SHEETS = 200
CHUNK = 1024 * 1024
ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
MOST_TAGS = (
    (re.compile(r"styles\d*\.xml$"), 500_000),
    (re.compile(r"sharedstrings\d*\.xml$"), 3_000_000),
    (re.compile(r"\.rels$|workbook\.xml$|\[content_types\]\.xml$|^docprops/"), 20_000),
    (re.compile(""), 4_000_000),
)
"""XML elements in a part of this name (small letters); the first that fits counts."""
MOST_STYLES = 65_490  # Excel's own limit


def _too_large() -> NoReturn:
    raise MonitorError(
        told("Het Excel-bestand is uitgepakt te groot en wordt niet geopend"),
        remedy=told(
            "Sla alleen het werkblad met de cijfers op als nieuw .xlsx-bestand of als CSV."
        ),
    )


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        raise MonitorError(
            told("Dit is een OpenDocument-bestand (.ods of .odt), geen Excel-bestand"),
            remedy=told("Sla het op als .xlsx of als 'CSV UTF-8'."),
        )
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise MonitorError(
            told("Het Excel-bestand bevat macro's en wordt niet geopend"),
            remedy=told("Sla het op als 'Excel-werkmap (.xlsx)', zonder macro's."),
        )
    if "xl/workbook.xml" not in names:
        raise MonitorError(
            told("Dit is een zip-bestand of ander Office-document, geen Excel-werkmap"),
            remedy=told("Lever een .xlsx-, .csv- of .parquet-bestand aan."),
        )


def _check_part(archive: zipfile.ZipFile, name: str) -> None:
    """Go through the bytes of an XML part, without building anything of it."""
    most = next(n for pattern, n in MOST_TAGS if pattern.search(name.lower()))
    styles = name.lower().endswith("styles.xml")
    tags = forms = 0
    end = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            if not tags:
                encoding = ENCODING.match(chunk[:400].removeprefix(b"\xef\xbb\xbf"))
                odd = encoding and encoding.group(1).lower() not in {b"utf-8", b"us-ascii"}
                if odd or b"\0" in chunk[:400]:
                    _not_plain()
            if b"<!DOCTYPE" in end + chunk:
                _not_plain()
            tags += chunk.count(b"<")
            forms += chunk.count(b"<xf") if styles else 0
            if tags > 2 * most or forms > 2 * MOST_STYLES:  # an element has two marks at most
                _too_large()
            end = chunk[-10:]


def _not_plain() -> NoReturn:
    raise MonitorError(
        told("Het Excel-bestand bevat XML zoals Excel die niet schrijft en wordt niet geopend"),
        remedy=told("Open het in Excel en sla het opnieuw op als .xlsx."),
    )


def check_package(archive: zipfile.ZipFile) -> None:
    """Refuse what is no plain workbook before anything of it is built.

    Python's zipfile never unpacks more of a part than the size it declares, so that the sum of
    the declared sizes bounds the memory.

    Raises
    ------
    MonitorError
        For a zip bomb, macros, another kind of document, or XML with entities.
    """
    parts = archive.infolist()
    names = {i.filename for i in parts}
    odd = any(
        (i.file_size > LARGE and i.file_size > MAX_RATIO * max(i.compress_size, 1))
        or (i.file_size > MAX_TEXTS and "sharedstrings" in i.filename.lower())
        for i in parts
    )
    if odd or len(parts) > MAX_PARTS or sum(i.file_size for i in parts) > MAX_UNPACKED:
        _too_large()
    _check_kind(archive, names)
    if sum(n.startswith("xl/worksheets/") for n in names) > 2 * MAX_SHEETS:  # each may have rels
        _too_large()
    for name in sorted(names):
        if name.lower().endswith((".xml", ".rels")):
            _check_part(archive, name)
