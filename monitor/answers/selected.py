"""What a reader chose, by whatever way: an address, controls, a command."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.analysis.scores import TOTAL
from monitor.catalog_entries import SCORED

NO_GROUP = "geen"


@dataclass(frozen=True)
class Selection:
    """What the reader looks at, checked against the data.

    Attributes
    ----------
    year, year_b : int
        The year, and the year it is compared with (the earlier one).
    scope : {"nb", "nl"}
        The focus province or the Netherlands.
    what : str
        ``total``, the id of a dimension, or the id of an indicator.
    group, definition : str
        Group that is outlined (``geen`` for none) and its definition.
    gemeente : str or None
        Code of the municipality that was opened.
    lang : {"nl", "en"}
    province : str
        Code of the focus province: the reader's choice, else that of the site.
    """

    year: int
    year_b: int
    scope: str
    what: str
    group: str
    definition: str
    gemeente: str | None
    lang: str
    province: str

    @property
    def area(self) -> str:
        """The area shown, as `about_changes` takes it: ``nl``, or the focus province."""
        return "nl" if self.scope == "nl" else self.province

    @property
    def is_score(self) -> bool:
        """Whether ``what`` is on the scale of the score (total or dimension)."""
        return self.what == TOTAL or self.what in SCORED
