"""The shared selection: what the reader looks at, kept in the URL and across pages.

A link opens exactly what was seen. The URL holds what differs from the default; a page that is
opened through the navigation starts from the selection of the page before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.analysis.scores import TOTAL
from monitor.answers import about_scores
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.errors import MonitorError
from monitor.regions.groups import DEFAULT
from monitor.text import language
from monitor.ui import address, params, this_run
from monitor.ui.language import speak
from monitor.ui.params import SCOPES

# Attribute of Selection -> name in the URL (Dutch, as readers see it; lang and theme apart).
PARAMS = {
    "year": "jaar",
    "year_b": "jaar2",
    "scope": "gebied",
    "province": "provincie",
    "what": "wat",
    "group": "groep",
    "definition": "definitie",
    "gemeente": "gemeente",
    "lang": "lang",
}
CONTROL = "control-"
"""How the key of every control begins that shows a part of the selection."""
CYCLE = 4
"""Years in which every source has measured anew: what a year is compared with by default."""
DISTRICT, _HOLD_DISTRICTS = "wijk", {"gemeente", "groep", "provincie"}
"""The opened district, and what holds districts: whoever goes to another has left those of one."""
_MEMORY = "selection"
_ASKED = "selection-asked"
_PAGE = "selection-page"


def restore() -> None:
    """Read the URL into the session; call once at the start of each run of the app.

    It looks at no figures, so that page, language and navigation stand where those are damaged.
    """
    memory = _memory()
    page = urlsplit(st.context.url or "").path
    url = {k: v for k, v in st.query_params.items() if k not in ("embed", "embed_options")}
    switched = st.session_state.get(_PAGE) not in (None, page)
    if switched:
        _forget_controls()
    if url != memory and not (switched and not url):  # an address, and not what we wrote there
        memory.clear()
        memory.update(url)
        st.session_state[_ASKED] = url
    elif switched:
        st.session_state[_ASKED] = {}
    st.session_state[_PAGE] = page
    speak("en" if memory.get("lang") == "en" else "nl")


def unknown() -> tuple[str, ...]:
    """Keep what the data know of an address, put it in the URL, and say what they do not know."""
    _settle(_memory())
    return address.read(st.session_state.get(_ASKED, {})).notes


def current() -> Selection:
    """Return the selection; what the data does not know falls back to the default."""
    _never_bare()
    asked, years = _read(), about_scores.years()
    year = int(asked.get("jaar", about_scores.full_years()[-1]))
    province = asked.get("provincie", about_scores.focus())
    return Selection(
        year=year,
        year_b=int(asked.get("jaar2", _default_year_b(years, year))),
        scope=asked.get("gebied", SCOPES[0]),
        what=asked.get("wat", TOTAL),
        group=asked.get("groep", params.default_group(province)),
        definition=asked.get("definitie", DEFAULT),
        gemeente=asked.get("gemeente"),
        lang=language(),
        province=province,
    )


def compared() -> Selection:
    """Return the selection of a page that lays two years side by side: the earlier and the later.

    Nothing comes before the first year: it is compared with the one a full cycle later.
    """
    chosen, years = current(), about_scores.years()
    if chosen.year_b < chosen.year or PARAMS["year_b"] in _read():
        return chosen
    later = [y for y in years if y >= chosen.year + CYCLE]
    return replace(chosen, year=later[0] if later else years[-1])


def get(param: str, default: str = "") -> str:
    """Return a parameter of a page of its own (``slide``, ``breda``), as text.

    Parameters
    ----------
    param : str
        Name in the address.
    default : str, optional
        Where the address has none.
    """
    _never_bare()
    return _read().get(param, default)


def put(changes: Mapping[str, object] | None = None, **fields: object) -> None:
    """Change the selection and the URL.

    Parameters
    ----------
    changes : mapping, optional
        Parameters of a page's own, by their name in the URL.
    **fields
        Attributes of `Selection`; None (or an empty text) takes a parameter out of the URL.
    """
    memory = _memory()
    st.session_state[_ASKED] = {} if set(fields) != {"lang"} else st.session_state.get(_ASKED, {})
    named = {PARAMS[k]: v for k, v in _with_years(fields).items()} | dict(changes or {})
    if _HOLD_DISTRICTS & named.keys():
        named = {DISTRICT: None} | named
    for param, value in named.items():
        if value in (None, ""):
            memory.pop(param, None)
        else:
            memory[param] = str(value)
    if "lang" in named:
        speak("en" if named["lang"] == "en" else "nl")
    _settle(memory)


def put_years(**one: object) -> None:
    """Change one of the two years of a page that shows both; they stand in order afterwards.

    Parameters
    ----------
    **one
        ``year`` or ``year_b``.
    """
    shown, named = compared(), {PARAMS[name]: value for name, value in one.items()}
    put({"jaar": shown.year, "jaar2": shown.year_b} | named)


def query(**fields: object) -> dict[str, str]:
    """Return the query parameters of the selection with changes, for ``st.page_link``."""
    out = dict(_memory())
    for name, value in _with_years(fields).items():
        out.pop(PARAMS[name], None)
        if value not in (None, ""):
            out[PARAMS[name]] = str(value)
    return out


def _never_bare() -> None:
    """Begin anew, once, where a fresh server ran a page bare of app.py (monitor/ui/__init__)."""
    if _PAGE not in st.session_state and get_script_run_ctx() is not None:
        st.session_state[_PAGE] = None  # a page that has no app.py at all goes on without it
        st.rerun()


def _memory() -> dict[str, str]:
    memory: dict[str, str] = st.session_state.setdefault(_MEMORY, {})
    return memory


def _forget_controls() -> None:
    """Have the page that is turned to set every control anew.

    Streamlit makes another control of the same key on another page; it finds the choice under that
    key, of the page before, and yet shows none. What a page shows is in the selection.
    """
    for key in [str(k) for k in st.session_state if str(k).startswith(CONTROL)]:
        del st.session_state[key]


def _read() -> Mapping[str, str]:
    """Return the parameters that hold, read once a run for what the memory and the data are."""
    memory, known = _memory(), this_run.known()
    key = (snapshot().id, *memory.items())
    if known.get("asked-for") != key:
        known["asked-for"], known["asked"] = key, address.read(memory).values
    values: Mapping[str, str] = known["asked"] if "asked" in known else address.read(memory).values
    return values


def _settle(memory: dict[str, str]) -> None:
    """Let go of what the data do not know, such as the definition of another group."""
    with suppress(MonitorError):  # whoever asks for the figures hears what is wrong
        known = dict(_read())
        memory.clear()
        memory.update(known)
    _write(memory)


def _write(memory: Mapping[str, str]) -> None:
    """Bring the URL in line, without touching it where nothing changed."""
    kept = {k: v for k, v in st.query_params.items() if k in ("embed", "embed_options")}
    wanted = {**kept, **memory}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _with_years(fields: Mapping[str, object]) -> dict[str, object]:
    """Let go of a year to compare with that does not come before the year that is asked alone."""
    before, year = _memory().get(PARAMS["year_b"]), fields.get("year")
    late = year is not None and before is not None and before >= str(year)
    return {"year_b": None, **fields} if late else dict(fields)


def _default_year_b(years: list[int], year: int) -> int:
    """Return the year four before (a full cycle of measurements), else the first."""
    before = [y for y in years if y <= year - CYCLE]
    return before[-1] if before else years[0]
