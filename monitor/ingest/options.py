"""How to refresh: where from, and what to let pass."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.sources.hosts import require_address


@dataclass(frozen=True)
class Options:
    """How to refresh.

    Attributes
    ----------
    cbs, pdok : str, optional
        Other addresses than the services' own.
    files : str, optional
        Folder or address with the sets that are not CBS tables; by default what was read last.
    fresh : bool
        Fetch and build everything again, also what did not change.
    accept : frozenset of str
        Indicators that pass though their unit or level changed: somebody looked.
    keep : int
        Snapshots that stay.
    boundary_year : int, optional
        Year of the municipalities that all figures are brought onto; by default that of the last
        snapshot, or a later one that the catalog names.
    """

    cbs: str | None = None
    pdok: str | None = None
    files: str | None = None
    fresh: bool = False
    accept: frozenset[str] = frozenset()
    keep: int = 5
    boundary_year: int | None = None

    def __post_init__(self) -> None:
        """Refuse an address that is none before anything is asked or held."""
        require_address(self.cbs, "--cbs")
        require_address(self.pdok, "--pdok")
