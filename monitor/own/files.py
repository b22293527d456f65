"""From the bytes of a file to its cells: recognise the format by its content, not by its name."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

from monitor.errors import MonitorError
from monitor.own.csv_files import read_csv
from monitor.own.grid import MAX_BYTES, Grid, SheetChoice
from monitor.own.told import told

MEMORY_MB = 512
LIGHTER = told(
    "Sla alleen de cijfers op als nieuw .xlsx-bestand of als CSV, of splits het bestand."
)
AGAIN = told("Lever een .xlsx-, .csv- of .parquet-bestand aan.")
NOT_TEXT = {
    b"%PDF": told("een pdf"),
    b"\x89PNG": told("een plaatje"),
    b"\xff\xd8\xff": told("een plaatje"),
    b"\x1f\x8b": told("een ingepakt bestand (gzip)"),
    b"Rar!": told("een ingepakt bestand (rar)"),
    b"7z\xbc\xaf": told("een ingepakt bestand (7z)"),
    b"{\\rtf": told("een tekstdocument (rtf)"),
    b"SQLite format 3": told("een database"),
}


def too_much_memory() -> MonitorError:
    """Return what is said where reading takes more than a process may have."""
    return MonitorError(
        told("Het bestand kost meer dan {mb} MB geheugen om te lezen", mb=MEMORY_MB),
        remedy=LIGHTER,
    )


def damaged() -> MonitorError:
    """Return what is said where no reader can make anything of a file."""
    return MonitorError(
        told("Het bestand is beschadigd of heeft een vorm die niet te lezen is"),
        remedy=told(
            "Open het in Excel, sla het opnieuw op als .xlsx of 'CSV UTF-8' en probeer"
            " het nog eens."
        ),
    )


def _refuse_markup(data: bytes, filename: str) -> None:
    start = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")):
        raise MonitorError(
            told(
                "Dit is een webpagina (HTML) die als spreadsheet is opgeslagen, geen Excel-bestand"
            )
            if PurePath(filename).suffix.lower().startswith(".xls")
            else told("Dit is een webpagina (HTML), geen bestand met cijfers"),
            remedy=told("Open het in Excel en sla het op als 'Excel-werkmap (.xlsx)'."),
        )
    if start.startswith(b"<?xml") or (start.startswith(b"<") and start.rstrip().endswith(b">")):
        raise MonitorError(
            told("Dit is een XML-bestand (mogelijk 'XML-spreadsheet 2003'), geen Excel-werkmap"),
            remedy=told("Open het in Excel en sla het op als 'Excel-werkmap (.xlsx)'."),
        )
    if start.startswith((b"{", b"[")):
        raise MonitorError(told("Dit is een JSON-bestand, geen tabel"), remedy=AGAIN)


def _refuse_old_office(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise MonitorError(
            told("Het Excel-bestand is beveiligd met een wachtwoord"),
            remedy=told("Sla het op zonder wachtwoord en probeer het opnieuw."),
        )
    raise MonitorError(
        told("Dit is een oud Excel-bestand (.xls) of ander oud Office-document"),
        remedy=told("Open het in Excel en sla het op als 'Excel-werkmap (.xlsx)'."),
    )


def _dispatch(data: bytes, filename: str, sheet: str | None) -> Grid:
    if data.startswith(b"PK"):
        from monitor.own.excel_files import read_excel  # noqa: PLC0415 - a CSV does not wait for it

        return read_excel(data, sheet)
    if data.startswith(b"PAR1"):
        from monitor.own.parquet_files import read_parquet  # noqa: PLC0415

        return read_parquet(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse_old_office(data)
    for start, kind in NOT_TEXT.items():
        if data.startswith(start):
            raise MonitorError(told("Dit is {kind}, geen tabel", kind=kind), remedy=AGAIN)
    _refuse_markup(data, filename)
    suffix = PurePath(filename).suffix.lower()
    if suffix in {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet"}:
        raise MonitorError(
            told(
                "De naam eindigt op {suffix}, maar de inhoud is dat niet: het bestand is"
                " beschadigd of heeft de verkeerde naam",
                suffix=suffix,
            ),
            remedy=told(
                "Sla het opnieuw op; tekst met scheidingstekens hoort op .csv te eindigen."
            ),
        )
    return read_csv(data)


def read_file(data: bytes, filename: str, sheet: str | None = None) -> Grid:
    """Read the cells of an uploaded file.

    Parameters
    ----------
    data : bytes
        The file, at most 20 MB.
    filename : str
        Its name: only its ending is looked at, and only for the message.
    sheet : str, optional
        Title of the worksheet, for Excel.

    Raises
    ------
    MonitorError
        Says in Dutch why the file cannot be read.
    SheetChoice
        Where the user must choose a worksheet.
    """
    if len(data) > MAX_BYTES:
        raise MonitorError(
            told("Het bestand is te groot: hooguit {mb} MB", mb=MAX_BYTES // 1024**2),
            remedy=told("Splits het bestand of laat kolommen weg."),
        )
    if not data.strip(b"\0 \t\r\n"):
        raise MonitorError(
            told("Het bestand is leeg"),
            remedy=told("Kies een bestand met een kopregel en gegevens."),
        )
    try:
        return _dispatch(data, filename, sheet)
    except (MonitorError, SheetChoice):
        raise
    except MemoryError as err:
        raise too_much_memory() from err
    except zipfile.BadZipFile as err:
        raise MonitorError(
            told("Het Excel-bestand is beschadigd of niet volledig overgekomen"),
            remedy=told("Open het in Excel, sla het opnieuw op en probeer het nog eens."),
        ) from err
    except Exception as err:  # the libraries raise of every kind on a damaged file
        raise damaged() from err
