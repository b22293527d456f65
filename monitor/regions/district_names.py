"""Names of districts, as far as they tell whether two are one place."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"^(?:wijk|wk\.?)?\s*\d+\b[\s.:-]*", re.IGNORECASE)


def plain_name(name: str) -> str:
    """Return a name without number, accents, capitals and signs; empty where no name is left.

    ``Wijk 30 't Goy`` and ``'t Goy`` are one name; ``Wijk 03`` is none.

    Parameters
    ----------
    name : str
        As a source writes it.
    """
    bare = unicodedata.normalize("NFKD", _NUMBER.sub("", name.strip())).casefold()
    return "".join(sign for sign in bare if sign.isalnum())
