"""What every parameter of an address may be: values that the data know, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from monitor.analysis.scores import TOTAL
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import NO_GROUP
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.export import deck_order
from monitor.impact.plan import default_plan
from monitor.impact.register import STATUSES, topic
from monitor.regions.groups import DEFAULT
from monitor.score.normalise import METHODS
from monitor.score.tree import AGGREGATIONS
from monitor.steering.areas import COUNTRY
from monitor.text import LANGUAGES
from monitor.ui.impact import seen

SCOPES = ("nb", "nl")
COMPARABLE = ("z", "minmax", "ampi", "rank")
PARTS = ("dekking", "catalogus", "bronnen", "downloads", "eigen")
SETS = ("waarnemingen", "scores")
FORMATS = ("csv-nl", "csv", "xlsx", "parquet", "pakket")
IMPACT_PARTS = ("effect", "register")
NO_PLACE = "onbekend"
PLANS = ("programma", "initiatieven")
METHOD_PARTS = ("methode", "gewichten", "onzekerheid", "samenhang", "grenzen")
STEPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
DESIGNS = {"light": "licht", "dark": "donker"}
MOST_BESIDE = 4
WITHOUT, ALL_THAT_MAY = "zonder", "1"
"""Who is left out: codes of members, or (links of before) those that the group names for it."""
MOST_OUT = 3

Values = Mapping[str, str]
_Check = Callable[[str, Values], str | None]


def _one_of(known: Collection[str]) -> _Check:
    return lambda text, _values: text if text in known else None


def _year(text: str, _values: Values) -> str | None:
    return text if text in map(str, about_scores.years()) else None


def _what_is_shown(text: str, _values: Values) -> str | None:
    return text if text in {TOTAL, *SCORED, *snapshot().catalog.indicators} else None


def _group(text: str, values: Values) -> str | None:
    return text if text == NO_GROUP or text in about_groups.groups_of(_focus(values)) else None


def _focus(values: Values) -> str:
    return values.get("provincie", about_scores.focus())


def default_group(province: str) -> str:
    """Return the group of a province that a page begins with; none where it has none.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    return next(iter(about_groups.first_groups(province)), NO_GROUP)


def _definition(text: str, values: Values) -> str | None:
    group = about_groups.groups().get(values.get("groep", default_group(_focus(values))))
    return text if text in (group.definitions if group else (DEFAULT,)) else None


def _without(text: str, values: Values) -> str | None:
    """Keep the first members of the group that may go: of every definition one stays at least."""
    group = about_groups.groups().get(values.get("groep", "")) or about_groups.groups().get(
        default_group(_focus(values))
    )
    if text == ALL_THAT_MAY:
        return text  # of a group that names nobody for it: nobody
    if group is None:
        return None
    year = int(values.get("jaar", about_scores.full_years()[-1]))
    chosen = values.get("definitie", DEFAULT)
    known = {d: {*about_groups.group_members(group.id, d, year)} for d in group.definitions}
    out: list[str] = []
    for code in dict.fromkeys(text.split(",")):
        stays = all(members - {*out, code} for members in known.values())
        if code in known[chosen] and stays and len(out) < MOST_OUT:
            out.append(code)
    return ",".join(out)


def _dimension(text: str, _values: Values) -> str | None:
    return text if text in snapshot().catalog.dimensions else None


def _search(text: str, _values: Values) -> str | None:
    shown = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return shown.strip()[:80].strip()  # cut off and cleaned it is read again as it is


def _slide(text: str, _values: Values) -> str | None:
    """Keep the number of a slide, or its name: a number moves when slides come and go."""
    return text if re.fullmatch("[1-9][0-9]?", text) or deck_order.known(text) == [text] else None


def _slides(text: str, _values: Values) -> str | None:
    """Keep the names of slides that are known, each once: ``kaart,verschil,bronnen``."""
    return ",".join(deck_order.known(text))


def _weights(text: str, _values: Values) -> str | None:
    """Keep the weights of known names on a known step: ``social:2,crime:0.5``."""
    known = {*SCORED, *(i.id for i in snapshot().catalog.scored)}
    steps = {f"{step:g}" for step in STEPS}
    parts = [p for p in dict.fromkeys(text.split(",")) if p.count(":") == 1]
    return ",".join(p for p in parts if p.split(":")[0] in known and p.split(":")[1] in steps)


def _plan(text: str, values: Values) -> str | None:
    """Know the programme, and the initiatives where the register makes a plan of them."""
    if text == PLANS[1] and seen.register_plan(_focus(values)) is None:
        return None
    return text if text in PLANS else None


def _slide_of_plan(text: str, values: Values) -> str | None:
    """Know the slide on the programme (``1``), and on the initiatives where they make a plan."""
    return text if text == "1" or (text == PLANS[1] and _plan(text, values)) else None


def _outcome(text: str, _values: Values) -> str | None:
    return text if text in default_plan().outcomes else None


def _theme(text: str, values: Values) -> str | None:
    named = (t for one in seen.register(_focus(values)) for t in (one.theme, one.crossover))
    return text if text in map(topic, named) else None


def _question(text: str, values: Values) -> str | None:
    return text if text in {topic(one.question) for one in seen.register(_focus(values))} else None


def _place(text: str, _values: Values) -> str | None:
    known = snapshot().regions
    return text if text == NO_PLACE or text in known.index or text in {*known["province"]} else None


def _province(text: str, _values: Values) -> str | None:
    return text if text in {*snapshot().regions["province"]} else None


def _district(text: str, _values: Values) -> str | None:
    places = snapshot().district_places
    return text if text.startswith("WK") and (places["code"] == text).any() else None


def _over(text: str, values: Values) -> str | None:
    """Know the areas of Provinciale Staten: the country, a province, a group, a municipality."""
    return text if text in _areas(values) else None


def _beside(text: str, values: Values) -> str | None:
    """Keep the first areas and districts that are known, each once: ``GM1674,west-brabant``."""
    known, parts = _areas(values), dict.fromkeys(text.split(","))
    return ",".join([p for p in parts if p in known or _district(p, values)][:MOST_BESIDE])


def _areas(values: Values) -> set[str]:
    regions = snapshot().regions
    known = {COUNTRY, *regions["province"], *regions.index}
    return known | {*about_groups.groups_of(_focus(values))}


def _edition(text: str, _values: Values) -> str | None:
    return text if re.fullmatch("[0-9a-f]{12}", text) else None


def _chart(text: str, _values: Values) -> str | None:
    """Know the form of ``page.chart``: whether it is there, its page tells."""
    return text if re.fullmatch(r"[a-z_]{1,40}\.[a-z0-9-]{1,60}", text) else None


def _elsewhere(_text: str, _values: Values) -> str | None:
    return None


# In the order in which one rests on another. The values are those of the links that went out.
CHECKS: Mapping[str, _Check] = {
    "lang": _one_of(LANGUAGES),
    "jaar": _year,
    "jaar2": _year,
    "gebied": _one_of(SCOPES),
    "provincie": _province,
    "wat": _what_is_shown,
    "groep": _group,
    "definitie": _definition,
    "gemeente": _elsewhere,
    "index": _elsewhere,
    "tegen": _one_of(("nederland",)),
    "weging": _one_of(("inwoners",)),
    WITHOUT: _without,
    "slide": _slide,
    "dia": _slides,
    "impact": _slide_of_plan,
    "normalisatie": _one_of(COMPARABLE),
    "deel": _one_of(PARTS),
    "dimensie": _dimension,
    "zoek": _search,
    "set": _one_of(SETS),
    "vorm": _one_of(FORMATS),
    "onderdeel": _one_of(METHOD_PARTS),
    "gewichten": _weights,
    "blik": _one_of(IMPACT_PARTS),
    "plan": _plan,
    "uitkomst": _outcome,
    "thema": _theme,
    "vraag": _question,
    "status": _one_of((NO_PLACE, *STATUSES)),
    "plaats": _place,
    "niveau": _one_of(("provincie", "groep", "gemeente")),
    "wijk": _district,
    "over": _over,
    "naast": _beside,
    "id": _edition,
    "naam": _chart,
    "ontwerp": _one_of(DESIGNS.values()),
    "schaal": _one_of(METHODS),
    "middeling": _one_of(AGGREGATIONS),
}
