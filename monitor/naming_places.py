"""Which municipality somebody means, and what to say of a former one: once, for every surface."""

from __future__ import annotations

import pandas as pd

from monitor.own.places import Places, find_place
from monitor.snapshot import Snapshot
from monitor.text import _, listing, number

LONGEST = 80  # characters: no municipality has a longer name


def meant(text: str, places: Places) -> str:
    """Return the code of the municipality, present or former, that a code or name means.

    Returns
    -------
    str
        Empty where none is meant, or more than one.
    """
    return find_place(text, places, bare=True)[0] if len(text) <= LONGEST else ""


def followed(shown: Snapshot, code: str) -> tuple[str, str]:
    """Return the municipality that a former one went to, the largest part where it was split.

    Returns
    -------
    tuple of str and str
        The code of the present municipality, and a sentence that says so.
    """
    names = shown.regions["name"]
    parts = shown.recoding[shown.recoding["code"] == code].sort_values("share", ascending=False)
    first = parts.iloc[0]
    told = {"former": f"{first['name']} ({code})", "year": int(first["until_year"]) + 1}
    name = names[first["to"]]
    if len(parts) == 1:
        said = _("{former} bestaat sinds {year} niet meer; u ziet {name}, waarin zij is opgegaan.")
        return str(first["to"]), said.format(**told, name=name)
    said = _(
        "{former} bestaat sinds {year} niet meer en is verdeeld over {parts} van de inwoners."
        " U ziet {name}."
    )
    return str(first["to"]), said.format(**told, parts=shares(parts, names), name=name)


def shares(parts: pd.DataFrame, names: pd.Series) -> str:
    """Say over which municipalities one was divided: ``Oss (70%) en Maashorst (30%)``.

    Parameters
    ----------
    parts : DataFrame
        ``to`` and ``share`` (0 to 1) of the recoding, the largest first.
    names : Series
        Of the present municipalities, index code.
    """
    return listing(
        [
            f"{names[code]} ({number(100 * float(share), '%', 0)})"
            for code, share in zip(parts["to"], parts["share"], strict=True)
        ]
    )


def province_name(shown: Snapshot, province: str) -> str:
    """Name a province as in the middle of a sentence; one with a namesake city says what it is."""
    name = place_name(shown, province)
    namesake = (shown.regions["name"] == name).any()
    return _("provincie {name}").format(name=name) if namesake else name


def place_name(shown: Snapshot, place: str) -> str:
    """Return the name of a place by its code; a district with its municipality."""
    name = shown.names.get(place, place)
    if not place.startswith("WK"):
        return name
    home = shown.names.get(f"GM{place[2:6]}", "")
    return _("{district} ({home})").format(district=name, home=home)


def kinds_of_place() -> dict[str, str]:
    """Return what is said behind a place that was found, by its kind (`monitor.analysis.find`).

    ``split`` is a former municipality that did not stay whole.
    """
    return {
        "municipality": _("gemeente"),
        "former": _("voormalige gemeente, nu {home}"),
        "split": _("voormalige gemeente, grootste deel nu in {home}"),
        "district": _("wijk in {home}"),
        "neighbourhood": _("buurt in {home}"),
        "postcode": _("postcode in {home}"),
    }
