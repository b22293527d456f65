"""The one error that people see: what is wrong, where, and what to do."""

import errno
import re
from collections.abc import Mapping
from typing import Any

FAULTS = {
    "missing": "dit veld ontbreekt",
    "extra_forbidden": "dit veld is onbekend",
    "int_type": "dit moet een geheel getal zijn",
    "int_parsing": "dit moet een geheel getal zijn",
    "int_from_float": "dit moet een geheel getal zijn",
    "float_type": "dit moet een getal zijn",
    "float_parsing": "dit moet een getal zijn",
    "finite_number": "dit moet een getal zijn",
    "string_type": "dit moet een tekst zijn",
    "string_too_short": "dit veld is leeg",
    "string_too_long": "deze tekst is te lang",
    "too_long": "dit zijn er te veel",
    "too_short": "noem er ten minste één",
    "tuple_type": "dit moet een lijst zijn",
    "dict_type": "dit moet een lijst of een tabel zijn",
    "model_type": "dit moet een tabel zijn",
    "greater_than_equal": "dit getal kan hier niet",
    "greater_than": "dit getal kan hier niet",
    "less_than_equal": "dit getal kan hier niet",
    "date_type": "dit moet een datum zijn, zoals 2026-11-29",
    "date_parsing": "dit moet een datum zijn, zoals 2026-11-29",
    "date_from_datetime_parsing": "dit moet een datum zijn, zoals 2026-11-29",
    "date_from_datetime_inexact": "dit moet een datum zijn, zoals 2026-11-29",
}
"""What pydantic holds against a field, by its type of fault."""

REASONS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte van deze gebruiker is op",
    errno.EFBIG: "het bestand wordt groter dan hier mag",
    errno.EACCES: "er zijn geen schrijfrechten",
    errno.EPERM: "er zijn geen schrijfrechten",
    errno.EROFS: "deze schijf is alleen te lezen",
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.ENOTDIR: "een deel van dit pad is een bestand, geen map",
    errno.EISDIR: "dit is een map, geen bestand",
    errno.EEXIST: "er staat al iets met deze naam",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "het pad verwijst in een kring",
    errno.EINVAL: "deze naam kan hier niet",
    errno.EMFILE: "er staan te veel bestanden tegelijk open",
    errno.ENFILE: "er staan te veel bestanden tegelijk open",
    errno.EIO: "de schijf geeft een fout",
    errno.EBUSY: "het bestand is in gebruik",
    errno.ESTALE: "de netwerkmap is niet meer aangekoppeld",
    errno.ENOTCONN: "de netwerkmap is niet meer aangekoppeld",
    errno.ETIMEDOUT: "de opslag antwoordt niet op tijd",
    errno.ECONNREFUSED: "de opslag is niet bereikbaar",
    errno.ECONNRESET: "de verbinding met de opslag is verbroken",
    errno.EHOSTUNREACH: "de opslag is niet bereikbaar",
    errno.EADDRINUSE: "het adres is in gebruik",
    errno.ENETUNREACH: "het netwerk is niet bereikbaar",
}
_KEY = "de opslag vraagt een sleutel, en die ontbreekt of klopt niet"
_AWAY = REASONS[errno.ECONNREFUSED]
_LATE = REASONS[errno.ETIMEDOUT]
_UNKNOWN = "een fout die hier niet bekend is; het logboek noemt haar"
_STATUS = ("status_code", "status", "code")
REMOTE = {
    400: "de opslag wijst de vraag af; klopt het adres?",
    401: _KEY,
    403: "de opslag staat dit niet toe",
    404: "dit staat niet in de opslag",
    408: _LATE,
    429: "de opslag heeft het te druk",
    500: "de opslag geeft een fout",
    502: _AWAY,
    503: "de opslag heeft het te druk",
    504: _LATE,
}
"""What an object store answered, by its status of HTTP."""
KINDS = {
    "NoCredentialsError": _KEY,  # botocore, of s3fs
    "PartialCredentialsError": _KEY,
    "TokenRetrievalError": _KEY,
    "EndpointConnectionError": _AWAY,
    "ConnectTimeoutError": _LATE,
    "ReadTimeoutError": _LATE,
    "HTTPClientError": _AWAY,
    "DefaultCredentialsError": _KEY,  # google.auth, of gcsfs
    "RefreshError": _KEY,
    "ClientAuthenticationError": _KEY,  # azure.core, of adlfs
    "ServiceRequestError": _AWAY,
    "ServiceResponseError": _AWAY,
    "ClientConnectionError": _AWAY,  # aiohttp, of all three
    "gaierror": _AWAY,
    "PermissionError": REMOTE[403],  # without a number of the system
    "FileNotFoundError": REASONS[errno.ENOENT],
    "TimeoutError": _LATE,
    "ConnectionError": _AWAY,
}
"""What went wrong, by the name of its kind: the packages of object stores need not be there."""


def reason_of(err: BaseException) -> str:
    """Return in Dutch why a file could not be read or written."""
    names = [kind.__name__ for kind in type(err).__mro__]
    number = getattr(err, "errno", None) or 0
    said = REASONS.get(number) or REMOTE.get(_status(err))
    said = said or next((KINDS[name] for name in names if name in KINDS), None)
    # what the system says is English: it is in the log, with the traceback
    return said or (f"fout {number} van het systeem" if number > 0 else _UNKNOWN)


def _status(err: BaseException) -> int:
    """Return the status of HTTP that an object store answered with, by the name each gives it."""
    answer = getattr(err, "response", None)
    told = answer.get("ResponseMetadata", {}) if isinstance(answer, Mapping) else {}
    found = (told.get("HTTPStatusCode"), *(getattr(err, n, None) for n in _STATUS))
    return next((int(str(s)) for s in found if str(s).isdecimal()), 0)


class MonitorError(Exception):
    """A clear sentence in Dutch for the user; the command line ends with exit code 2 on it.

    Parameters
    ----------
    what : str
        What is wrong.
    where : str, optional
        The file, table, entry, row or column at fault.
    remedy : str, optional
        What the user can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f" ({where})" if where else ""
        advice = f" {remedy}" if remedy else ""
        super().__init__(f"{what.rstrip('.')}{place}.{advice}")


def toml_place(err: Exception) -> str:
    """Return where a TOML file is at fault, as the end of a sentence; the parser speaks English.

    Examples
    --------
    >>> toml_place(ValueError("Expected '=' after a key (at line 3, column 4)"))
    ': regel 3, kolom 4'
    """
    found = re.search(r"line (\d+), column (\d+)", str(err))
    return f": regel {found[1]}, kolom {found[2]}" if found else ""


def fault_in(first: Mapping[str, Any]) -> str:
    """Say in Dutch what is wrong with a field, of a fault as pydantic lists it."""
    if first["type"] == "value_error":  # a sentence of ours
        return str(first["msg"]).removeprefix("Value error, ")
    return FAULTS.get(str(first["type"]), "deze waarde kan hier niet")
