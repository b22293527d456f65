"""Norms where they belong: of a municipality on Gemeente, of a group on Aandachtsgebieden."""

from __future__ import annotations

from monitor.answers import about_steering
from monitor.answers.view import snapshot
from monitor.steering.agreed import norm_sentence
from monitor.text import _
from monitor.ui import widgets


def show(area: str) -> None:
    """Show the norms of an area with their verdicts; nothing where it has none.

    Parameters
    ----------
    area : str
        Code of a municipality, or id of a group.
    """
    found = [
        one
        for one in about_steering.norms()[0]
        if one.norm.area == area or one.area.codes == (area,)
    ]
    if found:
        widgets.heading(_("Normen"), _("Beoordeeld met de gewone verandering van het cijfer"))
        widgets.facts([norm_sentence(snapshot(), one) for one in found])
