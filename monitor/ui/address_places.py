"""Which municipality an address means: by code or name, present or former, however written."""

from __future__ import annotations

from monitor.answers import about_scores
from monitor.answers.remember import once
from monitor.answers.view import snapshot
from monitor.naming_places import followed, meant
from monitor.own.places import Places, build_places
from monitor.text import _, readable


def find(text: str) -> tuple[str | None, str]:
    """Find the municipality that a parameter means.

    Parameters
    ----------
    text : str
        A code, a name, or what a municipality was called before.

    Returns
    -------
    tuple of str or None and str
        The code of a present municipality, and what to tell the reader: nothing where it was
        asked for by its own code.
    """
    shown = snapshot()
    if text in shown.regions.index:
        return text, ""
    code = meant(text, _places())
    if not code:
        said = _("Onbekend in het adres: gemeente “{value}”. Kies hieronder een gemeente.")
        return None, said.format(value=readable(text))
    if code in shown.regions.index:
        said = _("Het adres noemt gemeente “{value}”: u ziet {name} ({code}).")
        return code, said.format(value=readable(text), name=about_scores.names()[code], code=code)
    return followed(shown, code)


def present(text: str) -> tuple[str, list[str]]:
    """Put for former municipalities among areas those they went to, and say so.

    Parameters
    ----------
    text : str
        Areas with a comma between them; other ones stay as they are.
    """
    shown = snapshot()
    gone = {*shown.recoding["code"]} - {*shown.regions.index}
    parts, notes = [], []
    for part in text.split(","):
        code, note = followed(shown, part) if part in gone else (part, "")
        parts.append(code)
        notes += [note] if note else []
    return ",".join(dict.fromkeys(parts)), notes


@once(2)
def _places() -> Places:
    shown = snapshot()
    return build_places(shown.regions, shown.recoding)
