"""The page Aandachtsgebieden: its controls, and who is compared with whom by them."""

from __future__ import annotations

from monitor.answers import about_groups, about_scores
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.regions.groups import Variant
from monitor.text import _, language
from monitor.ui import left_out, selection, widgets
from monitor.ui.area_choice import choose_definition, choose_province
from monitor.ui.params import default_group

# Parameters in the URL, shared with the page Presentatie.
WEIGHING, AGAINST = "weging", "tegen"
PEOPLE, NETHERLANDS = "inwoners", "nederland"


def controls() -> None:
    """Show the slim row: year, group, definition, compared with whom, weighing, who is left out."""
    known = about_groups.groups_of(selection.current().province)
    with widgets.controls():
        widgets.choose("year", _("Jaar"), about_scores.years(), kind="segmented")
        choose_province(144)
        widgets.choose("group", _("Groep"), list(known), shown=lambda g: known[g].title[language()])
        own = known[_group()]
        choose_definition(own, _about_definition(own.definitions[comparison().definition]))
        sides = {"": _("de rest"), NETHERLANDS: _("Nederland")}
        widgets.choose(AGAINST, _("Vergelijk met"), list(sides), shown=sides.__getitem__)
        weights = {"": _("elke gemeente gelijk"), PEOPLE: _("naar inwoners")}
        widgets.choose(WEIGHING, _("Gemiddelden wegen"), list(weights), shown=weights.__getitem__)
        left_out.control(own)


def _about_definition(item: Variant) -> str:
    source = _("Bron van de indeling: {source} ({year}).")
    said = source.format(source=item.source[language()], year=item.year)
    return f"{item.note[language()]} {said}".strip()


def has_groups() -> bool:
    """Whether the focus province has a group to compare."""
    return bool(about_groups.groups_of(selection.current().province))


def _group() -> str:
    chosen = selection.current()
    known = about_groups.groups_of(chosen.province)
    return chosen.group if chosen.group in known else default_group(chosen.province)


def comparison() -> Comparison:
    """Return who is compared with whom, from the selection."""
    chosen, own = selection.current(), about_groups.groups()[_group()]
    return Comparison(
        own.id,
        chosen.definition,
        left_out.codes(own),
        "netherlands" if selection.get(AGAINST) == NETHERLANDS else "rest",
        selection.get(WEIGHING) == PEOPLE,
        year=chosen.year,
    )
