"""Every column that leaves the monitor: its type, what it is called and what it means.

One truth for the headings of downloads, the schemas of data packages and docs/data.md.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Style = Literal["nl", "en"]
Kind = Literal["string", "integer", "number", "boolean"]


class Field(NamedTuple):
    """A column: its type (Frictionless), its heading in both languages, its meaning."""

    kind: Kind
    nl: str
    en: str
    meaning: str


_BOUND = "95% bound, in the unit of the indicator; empty where the source gives none"
_SCORE = "100 = the Netherlands in the reference years, 10 = one sd, higher is more resilient"

FIELDS: dict[str, Field] = {
    "indicator": Field("string", "indicator", "indicator", "id of the indicator in catalog.json"),
    "title": Field("string", "titel", "title", "what the indicator measures"),
    "dimension": Field("string", "dimensie", "dimension", "dimension of the indicator"),
    "unit": Field("string", "eenheid", "unit", "unit of value, lower and upper"),
    "region": Field(
        "string", "gemeentecode", "region", "municipality, GM code of the boundary year"
    ),
    "region_name": Field("string", "gemeente", "region_name", "name of the municipality"),
    "year": Field("integer", "jaar", "year", "year of the figure"),
    "value": Field("number", "waarde", "value", "the figure, in the unit of the indicator"),
    "lower": Field("number", "ondergrens", "lower", f"lower {_BOUND}"),
    "upper": Field("number", "bovengrens", "upper", f"upper {_BOUND}"),
    "status": Field(
        "string",
        "status",
        "status",
        "final, provisional, model estimate or bridged (from another table)",
    ),
    "source": Field("string", "bron", "source", "id of the table or file it comes from"),
    "harmonised": Field(
        "boolean", "samengevoegd", "harmonised", "made from the figures of merged municipalities"
    ),
    "district": Field("string", "wijkcode", "district", "district (wijk), WK code"),
    "postcode": Field(
        "string", "postcode", "postcode", "four digits that most addresses of a neighbourhood have"
    ),
    "joined": Field(
        "string", "teruggevonden", "joined", "how a district of 2020 was found again, or empty"
    ),
    "count": Field("number", "aantal", "count", "what a rate counts, where it is one"),
    "made": Field(
        "string",
        "gemaakt",
        "made",
        "empty as published; weighted from neighbourhoods; successor (by name); merged",
    ),
    "small": Field("boolean", "klein", "small", "too few inhabitants to be ranked"),
    "name": Field("string", "naam", "name", "name of the region or district"),
    "code": Field(
        "string", "code", "code", "GM code of the municipality, a former one in recoding"
    ),
    "province": Field("string", "provinciecode", "province", "province, PV code"),
    "province_name": Field("string", "provincie", "province_name", "name of the province"),
    "corop": Field("string", "coropcode", "corop", "COROP region, CR code"),
    "corop_name": Field("string", "corop", "corop_name", "name of the COROP region"),
    "ggd": Field("string", "ggd", "ggd", "regional health service (GGD)"),
    "from_year": Field(
        "integer",
        "vanaf",
        "from_year",
        "first year it holds (a scale: of a level; a municipality: of its existence; 0 = always)",
    ),
    "until_year": Field(
        "integer", "tot en met", "until_year", "last year the municipality existed (9999 = exists)"
    ),
    "to": Field("string", "naar", "to", "GM code of the present municipality it went to"),
    "share": Field("number", "aandeel", "share", "share of its inhabitants, adds up to 1 per code"),
    "inhabitants": Field(
        "number", "inwoners", "inhabitants", "inhabitants on the boundaries of that year"
    ),
    "mean": Field("number", "gemiddelde", "mean", "weighted mean in the reference year"),
    "sd": Field("number", "standaardafwijking", "sd", "weighted standard deviation, same unit"),
    "shift": Field("number", "verschuiving", "shift", "added to z so that a break does not show"),
    "low": Field("number", "ondergrens schaal", "low", "frozen cap for low outliers, or empty"),
    "high": Field("number", "bovengrens schaal", "high", "frozen cap for high outliers, or empty"),
    "total": Field("number", "totaal", "total", f"total score: {_SCORE}"),
    "personal": Field("number", "persoonlijk", "personal", f"personal resources: {_SCORE}"),
    "social": Field("number", "sociaal", "social", f"social resources: {_SCORE}"),
    "environment": Field("number", "omgeving", "environment", f"environmental resources: {_SCORE}"),
    "rank": Field(
        "integer", "rang", "rank", "1 = most resilient of all municipalities with a total"
    ),
    "n_indicators": Field(
        "integer", "aantal indicatoren", "n_indicators", "indicators with a figure"
    ),
    "oldest_year": Field(
        "integer", "oudste jaar", "oldest_year", "year of the oldest figure in it"
    ),
    "estimate_share": Field(
        "number", "aandeel schatting", "estimate_share", "weight of model estimates, 0-1"
    ),
    "fresh_share": Field(
        "number",
        "aandeel in het jaar gemeten",
        "fresh_share",
        "weight of what was measured in the year itself, 0-1",
    ),
    "index_version": Field(
        "integer", "versie van de index", "index_version", "version of the index (docs/method.md)"
    ),
}


STATUS = {
    "final": "definitief",
    "provisional": "voorlopig",
    "model estimate": "modelschatting",
    "bridged": "overbrugd",
}
"""What the column ``status`` says in a Dutch file."""


def heading(column: str, style: Style) -> str:
    """Return the heading of a column; a column that is not in ``FIELDS`` keeps its name."""
    field = FIELDS.get(column)
    return column if field is None else field.nl if style == "nl" else field.en
