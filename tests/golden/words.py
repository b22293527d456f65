"""What every page says, for some selections in both languages, as plain text.

A file per page, selection and language, under ``tests/golden/pages``: titles, sentences, controls
with their choice, alternative texts, headings and rows of tables; "> " marks the line under a
title. They are the code's own output: they show what a change does to the words that readers see,
and prove no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.impact.answered import answered
from tests.pages import LANGUAGES, PAGES, new_app, open_all_tables, open_page, told

FOLDER = Path(__file__).parent / "pages"
# Where a selection is of some pages only, it names them.
SELECTIONS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "default": ({}, PAGES),
    "breda-2020": ({"jaar": "2020", "jaar2": "2016", "gemeente": "GM0758"}, PAGES),
    "lonely": (
        {"wat": "eenzaam", "groep": "middelgroot", "gemeente": "GM1982", "jaar": "2020"},
        ("kaart", "jaren", "gemeente", "presentatie"),
    ),
    "social-netherlands": (
        {"wat": "social", "gebied": "nl", "groep": "geen", "gemeente": "GM0344", "jaar2": "2016"},
        ("kaart", "jaren", "gemeente", "presentatie"),
    ),
    "no-score": ({"jaar": "2025"}, PAGES),
    "corop-by-people": (
        {"definitie": "corop", "weging": "inwoners", "tegen": "nederland", "zonder": "1"},
        ("aandachtsgebieden", "presentatie"),
    ),
    "mid-sized": ({"groep": "middelgroot", "jaar": "2020"}, ("aandachtsgebieden",)),
    "long-names": (
        {"wat": "inkomen", "gemeente": "GM0820", "groep": "middelgroot", "definitie": "50-100"}
        | {"weging": "inwoners", "zonder": "1"},
        ("kaart", "jaren", "gemeente", "aandachtsgebieden"),
    ),
    "long-score": ({"gemeente": "GM0820", "jaar2": "2018"}, ("jaren", "gemeente")),
    "district": (
        {"niveau": "gemeente", "gemeente": "GM1674", "wijk": "WK167403", "wat": "eenzaam"},
        ("wijken",),
    ),
    "beside": (
        {"naast": "GM1674,GM0748,GM0855", "wat": "eenzaam", "jaar": "2023"},
        ("vergelijk",),
    ),
    "districts-beside": (
        {"naast": "WK167403,WK167402,GM1674", "wat": "eenzaam"},
        ("vergelijk",),
    ),
    "groups-beside": (
        {"naast": "west-brabant,PV30,NL", "jaar": "2024", "jaar2": "2018"},
        ("vergelijk",),
    ),
    "min-max": ({"normalisatie": "minmax", "jaar2": "2016"}, ("jaren",)),
    "catalogue": ({"deel": "catalogus", "zoek": "eenzaam"}, ("data",)),
    "sources": ({"deel": "bronnen"}, ("data",)),
    "downloads": ({"deel": "downloads", "set": "scores"}, ("data",)),
    "own-set": ({"deel": "eigen"}, ("data",)),
    "register": ({"blik": "register"}, ("impact",)),
    "a-municipality": ({"over": "GM1674", "jaar2": "2018"}, ("provinciale_staten",)),
    "about-helmond": (
        {"niveau": "gemeente", "gemeente": "GM0794", "wat": "eenzaam"},
        ("presentatie",),
    ),
    "with-impact": ({"impact": "1"}, ("presentatie",)),
    "weights": (
        {"onderdeel": "gewichten", "gewichten": "social:2", "schaal": "ampi"},
        ("verantwoording",),
    ),
    "certainty": ({"onderdeel": "onzekerheid", "jaar": "2020"}, ("verantwoording",)),
    "together": ({"onderdeel": "samenhang"}, ("verantwoording",)),
    "limits": ({"onderdeel": "grenzen"}, ("verantwoording",)),
}


def cases() -> Iterator[tuple[str, str, str]]:
    """All pages x selections x languages that are kept."""
    for page in PAGES:
        for name, (_params, pages) in SELECTIONS.items():
            if page in pages:
                yield from ((page, name, lang) for lang in LANGUAGES)


def sampled() -> Iterator[tuple[str, str, str]]:
    """Yield the cases of ``make test``: the default of every page in both languages.

    Of the rest a language by turns; of what is kept of all pages, pages by turns.
    """
    others, on_all = 0, [name for name, (_, pages) in SELECTIONS.items() if pages == PAGES]
    for page, name, lang in cases():
        if name in on_all[1:] and PAGES.index(page) % 2 != on_all.index(name) % 2:
            continue
        others += name != "default" and lang == LANGUAGES[0]
        if name == "default" or lang == LANGUAGES[others % 2]:
            yield page, name, lang


def path_of(page: str, selection: str, lang: str) -> Path:
    return FOLDER / page / f"{selection}.{lang}.txt"


def words_of(page: str, selection: str, lang: str) -> str:
    """Open a page as a link would, its tables open, and return what it says."""
    params = SELECTIONS[selection][0] | ({"lang": "en"} if lang == "en" else {})
    answered()
    app = open_all_tables(open_page(new_app(), page, params))
    faults = [str(e.value) for e in [*app.exception, *app.error]]
    if faults:
        raise AssertionError(f"{page}, {selection}, {lang}: {faults}")
    return "\n".join(told(app)) + "\n"
