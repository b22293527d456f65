"""The one error that people see: what is wrong, where, and what to do."""

import re


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
