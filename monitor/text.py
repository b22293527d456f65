"""Words and numbers for people: Dutch stands in the code, English in ``monitor/locale``.

Every text that a user sees goes through `_` with the Dutch text as its key. A page keeps its
translations beside it (``monitor/ui/<page>/en.po``), what several say stands in
``monitor/locale/en``; all files of a language are read together. Nothing here knows of pages: the
command line speaks through it too.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    import pandas as pd

LANGUAGES = {"nl": "Nederlands", "en": "English"}
LOCALE = Path(__file__).parent / "locale"
LONGEST = 40  # characters of what somebody typed that are shown again
MINUS = "\u2212"
_MARKS = {
    "nl": str.maketrans({"-": MINUS, ",": ".", ".": ","}),
    "en": str.maketrans({"-": MINUS}),
}
LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)

_forced: ContextVar[str | None] = ContextVar("language", default=None)
_asked: list[Callable[[], str]] = []


def use_language(lang: str | None) -> None:
    """Fix the language outside a session: command line, exports, tests; None lets go again."""
    _forced.set(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language for the length of a ``with`` block, as for an export in another one."""
    token = _forced.set(lang)
    try:
        yield
    finally:
        _forced.reset(token)


def ask_language(session: Callable[[], str]) -> None:
    """Let a function tell the language of who is served, where none is fixed."""
    _asked[:] = [session]


def language() -> str:
    """Return ``nl`` or ``en``: what was fixed, else that of who is served, else Dutch."""
    forced = _forced.get()
    if forced is not None:
        return forced
    return _asked[0]() if _asked else "nl"


def catalogs(lang: str) -> list[Path]:
    """Return the files that hold the translations of a language."""
    ours = Path(__file__).parent
    return sorted([*(LOCALE / lang).glob("*.po"), *ours.glob(f"ui/*/{lang}.po")])


@cache
def translations(lang: str) -> dict[str, str]:
    """Read all catalogs of a language: msgid to translation, untranslated ones left out."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - Dutch needs none

    out: dict[str, str] = {}
    for path in catalogs(lang):
        with path.open("rb") as file:
            out |= {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}
    return out


def _(text: str) -> str:
    """Return a Dutch text in the reader's language."""
    lang = language()
    return text if lang == "nl" else translations(lang).get(text, text)


def number(
    value: float, unit: str = "", decimals: int | None = None, *, signed: bool = False
) -> str:
    """Write a number as the reader's language does.

    Parameters
    ----------
    value : float
        NaN gives a dash.
    unit : str
        Put after the figure; ``%`` without a space.
    decimals : int, optional
        Digits after the comma; by default three significant digits in all.
    signed : bool
        Put a plus before what is above zero.

    Examples
    --------
    >>> number(96.234), number(184069), number(184069, decimals=0), number(41.7, "%")
    ('96,2', '184.000', '184.069', '41,7%')
    """
    if value is None or math.isnan(value):
        return "–"
    places = decimals
    if places is None:
        size = math.floor(math.log10(abs(value))) if value else 0
        places = 2 - size
        value = round(value, places)
        places = min(max(places, 0), 2)
    value = round(value, places) + 0.0  # no minus before a zero
    text = _digits(abs(value), max(places, 0), language())
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{text}{_with_space(unit)}"


def _digits(value: float, places: int, lang: str) -> str:
    """Write a rounded number; babel takes ten times as long, behind a lock that all readers share.

    >>> _digits(-1234.5, 1, "nl"), _digits(1234.5, 2, "en")
    ('\N{MINUS SIGN}1.234,5', '1,234.50')
    """
    return f"{value:,.{places}f}".translate(_MARKS[lang])


def interval(value: float, low: float, high: float, unit: str = "", decimals: int = 1) -> str:
    """Write a figure with its interval: ``96,2 (94,8–97,5)``; ``tot`` between negative bounds.

    A bound that is NaN leaves the interval out.
    """
    shown = number(value, unit, decimals)
    if math.isnan(low) or math.isnan(high):
        return shown
    return f"{shown} ({span(low, high, decimals=decimals)})"


def span(low: float, high: float, unit: str = "", decimals: int = 1) -> str:
    """Write two bounds: ``94,8–97,5``, and ``−6,1 tot −2,9`` where one is below zero."""
    between = f" {_('tot')} " if low < 0 or high < 0 else "–"
    return f"{number(low, '', decimals)}{between}{number(high, unit, decimals)}"


def year_span(first: float, last: float) -> str:
    """Write the first and the last of some years: ``2016–2020``; one where they are the same."""
    return f"{first:.0f}" if first == last else f"{first:.0f}–{last:.0f}"


def listing(words: list[str]) -> str:
    """Join words as in a sentence: ``Oss, Uden en Veghel``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_('en')} {words[-1]}"


def listing_short(names: list[str], total: int) -> str:
    """Join names as in a sentence; say how many more there are.

    Parameters
    ----------
    names : list of str
        Those that are named.
    total : int
        How many there are.
    """
    if total <= len(names):
        return listing([f"**{n}**" for n in names])
    more = _("{n} andere").format(n=total - len(names))
    return listing([*(f"**{n}**" for n in names), more])


def plural(count: float, one: str, more: str, **fields: object) -> str:
    """Return the sentence for one or for more, with ``{count}`` and other fields filled in.

    Parameters
    ----------
    count : float
        Also below zero: a place lost is one place.
    one, more : str
        Already through ``_``.
    """
    alone = number(abs(count), decimals=0) == "1"
    return (one if alone else more).format(count=number(count, decimals=0), **fields)


def municipalities(count: int) -> str:
    """Write a number of municipalities: ``1 gemeente``, ``16 gemeenten``."""
    return plural(count, _("{count} gemeente"), _("{count} gemeenten"))


def inside(name: str) -> str:
    """Write a name as in the middle of a sentence; WOZ stays WOZ."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def join(sentences: Sequence[str]) -> str:
    """Put sentences after each other, empty ones left out."""
    return " ".join(s for s in sentences if s)


def column(values: pd.Series) -> list[str]:
    """Write a column of a table: its numbers with the same digits, truths as yes and no.

    None after the comma for whole numbers and thousands, one where the largest is ten or more,
    else two, three below a tenth; never more than the figures have. Years take no separator.
    """
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    if pd.api.types.is_bool_dtype(values):
        return [_("ja") if v else _("nee") for v in values]
    if not pd.api.types.is_numeric_dtype(values):
        return ["–" if pd.isna(v) else str(v) for v in values]
    known = values.dropna().astype(float)
    whole = bool((known == known.round()).all())
    if whole and len(known) and known.between(1900, 2100).all():
        return ["–" if pd.isna(v) else str(int(v)) for v in values]
    largest = 0.0 if whole else float(known.abs().max())
    places = next(n for n, least in ((0, 1000), (1, 10), (2, 0.1), (3, 0)) if largest >= least)
    rounded = (n for n in range(places) if (known - known.round(n)).abs().max() < 1e-9)
    places = 0 if whole else next(rounded, places)
    exact, lang = values.astype(float).round(places) + 0.0, language()  # no minus before a zero
    return ["–" if math.isnan(v) else _digits(v, places, lang) for v in exact]


def readable(text: str) -> str:
    """Return what somebody typed as it can be shown: short, on one line, no hidden signs."""
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: 4 * LONGEST])
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST and len(text) <= 4 * LONGEST else f"{line[:LONGEST]}…"


def day(text: str) -> str:
    """Write the day of an ISO date or moment: ``17 februari 2026``; empty stays empty."""
    if not text:
        return ""
    return format_date(date.fromisoformat(text[:10]), format="d MMMM y", locale=language())


def made_and_taken_in(made: date, seen: date | None) -> str:
    """Say when something was made and when it was taken in; empty where that is one day.

    Parameters
    ----------
    made : date
        By the word of who made it.
    seen : date, optional
        Where it is not known nothing is said.
    """
    if seen is None or seen == made:
        return ""
    text = _("gemaakt op {made}, opgenomen op {seen}")
    return text.format(made=day(made.isoformat()), seen=day(seen.isoformat()))


def plain(text: str) -> str:
    """Take the marks of bold away: where bold cannot be shown, and of words of somebody else.

    A sentence of the monitor puts ``**`` around what stands out; what a steward or reader wrote in
    it is words alone.
    """
    return text.replace("**", "")


def slug(text: str, mark: str = "-") -> str:
    """Return a text as part of a file name or id: small letters of English, digits and a mark.

    Letters lose their accents; those that are no letter with an accent are written as Dutch does.

    Examples
    --------
    >>> slug("Súdwest-Fryslân"), slug("'s-Hertogenbosch"), slug("Ærø & Łódź", "_")
    ('sudwest-fryslan', 's-hertogenbosch', 'aero_lodz')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", mark, bare).strip(mark)


def _with_space(unit: str) -> str:
    if not unit:
        return ""
    return unit if unit == "%" else f"\u00a0{unit}"
