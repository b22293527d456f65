"""Which municipality an address means: by code or name, present or former, however written."""

from __future__ import annotations

import pandas as pd

from monitor.own.places import Places, build_places, find_place
from monitor.snapshot import Snapshot
from monitor.ui import data
from monitor.ui.data.remember import of_snapshot
from monitor.ui.texts import _, listing, number, readable

LONGEST = 80  # characters: no municipality has a longer name


def find(text: str) -> tuple[str | None, str]:
    """Find the municipality that a parameter means.

    Returns
    -------
    tuple of str or None and str
        The code of a present municipality, and what to tell the reader: nothing where it was
        asked for by its own code.
    """
    shown = data.snapshot()
    if text in shown.regions.index:
        return text, ""
    code = find_place(text, _places(), bare=True)[0] if len(text) <= LONGEST else ""
    if not code:
        said = _("Onbekend in het adres: gemeente “{value}”. Kies hieronder een gemeente.")
        return None, said.format(value=readable(text))
    if code in shown.regions.index:
        said = _("Het adres noemt gemeente “{value}”: u ziet {name} ({code}).")
        return code, said.format(value=readable(text), name=data.names()[code], code=code)
    return _followed(shown, code)


@of_snapshot(2)
def _places(shown: Snapshot) -> Places:
    return build_places(shown.regions, shown.recoding)


def _followed(shown: Snapshot, code: str) -> tuple[str, str]:
    """Return the municipality that a former one went to, the largest part where it was split."""
    parts = shown.recoding[shown.recoding["code"] == code].sort_values("share", ascending=False)
    first = parts.iloc[0]
    told = {"former": f"{first['name']} ({code})", "year": int(first["until_year"]) + 1}
    name = data.names()[first["to"]]
    if len(parts) == 1:
        said = _("{former} bestaat sinds {year} niet meer; u ziet {name}, waarin zij is opgegaan.")
        return str(first["to"]), said.format(**told, name=name)
    said = _(
        "{former} bestaat sinds {year} niet meer en is verdeeld over {parts} van de inwoners."
        " U ziet {name}."
    )
    return str(first["to"]), said.format(**told, parts=_shares(parts), name=name)


def _shares(parts: pd.DataFrame) -> str:
    return listing(
        [
            f"{data.names()[code]} ({number(100 * float(share), '%', 0)})"
            for code, share in zip(parts["to"], parts["share"], strict=True)
        ]
    )
