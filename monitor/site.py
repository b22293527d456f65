"""Whose monitor this is: name, publisher, focus province, groups, colours, logo; read here only.

``geodata/site.toml``, or the file that the environment names in ``MONITOR_SITE``.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from monitor.catalog_entries import Text
from monitor.errors import MonitorError, fault_in, reason_of, toml_place
from monitor.text import language

GEODATA = Path(__file__).parents[1] / "geodata"
SETTING = "MONITOR_SITE"
PAPERS = ("#ffffff", "#12161b")
"""Backgrounds of the light and the dark design."""
CONTRAST = 4.5
LOGO_BYTES = 200_000
LOGO_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}


def _in_both(text: Text) -> Text:
    if not (text.nl.strip() and text.en.strip()):
        raise ValueError("geef de tekst in nl en en")
    return text


Named = Annotated[Text, AfterValidator(_in_both)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Accent(_Entry):
    """The accent on a light and on a dark background."""

    light: Colour = "#1d4f91"
    dark: Colour = "#8fb8ee"


class Site(_Entry):
    """Whose monitor this is.

    Parameters
    ----------
    name, publisher : Text
    province : str
        Code of the focus province.
    groups : str
        The file with the groups, beside the site's own file; empty: the one that ships.
    focus_groups : tuple of str
        Ids of groups of the focus province that are compared first.
    accent : Accent
    logo : str
        A file beside the site's own; empty: none.
    folder : Path
        Where the site's file lies.
    """

    name: Named
    publisher: Named
    province: str = Field(pattern=r"^PV\d\d$")
    groups: str = ""
    focus_groups: tuple[str, ...] = ()
    accent: Accent = Accent()
    logo: str = ""
    folder: Path = GEODATA

    @property
    def groups_file(self) -> Path:
        """The file with the groups."""
        return self.folder / self.groups if self.groups else GEODATA / "groups.toml"


def site() -> Site:
    """Return whose monitor this is.

    Raises
    ------
    MonitorError
        Names the file, the field at fault and what to do.
    """
    named = os.environ.get(SETTING, "").strip()
    return read_site(Path(named).expanduser() if named else GEODATA / "site.toml")


def monitor_name() -> str:
    """Return the name of the monitor in the reader's language."""
    return site().name[language()]


@cache
def read_site(path: Path) -> Site:
    """Read and check a file as ``geodata/site.toml``.

    Raises
    ------
    MonitorError
        As `site`.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as err:
        raise MonitorError(
            f"Het bestand van de site is niet te lezen: {reason_of(err)}",
            where=str(path),
            remedy=f"Zet het bestand terug, of noem een ander in {SETTING}.",
        ) from err
    except tomllib.TOMLDecodeError as err:
        raise _wrong(f"geen geldige TOML{toml_place(err)}", "", path) from err
    if "folder" in raw:
        raise _wrong("dit veld is onbekend", "folder", path)
    try:
        found = Site.model_validate({**raw, "folder": path.parent})
    except ValidationError as err:
        raise _first(err, path) from err
    _check_colours(found, path)
    _check_files(found, path)
    return found


def _first(err: ValidationError, path: Path) -> MonitorError:
    first: Any = err.errors()[0]
    field = ".".join(str(p) for p in first["loc"])
    return _wrong(fault_in(first), field, path)


def _wrong(fault: str, field: str, path: Path) -> MonitorError:
    return MonitorError(
        f"Het bestand van de site klopt niet: {fault}",
        where=f"{path.name}, veld {field}" if field else path.name,
        remedy="Verbeter dit; geodata/site.toml is een voorbeeld.",
    )


def _check_colours(found: Site, path: Path) -> None:
    """Refuse an accent that cannot be read on its background."""
    for name, paper in zip(("light", "dark"), PAPERS, strict=True):
        ratio = contrast(getattr(found.accent, name), paper)
        if ratio < CONTRAST:
            fault = f"het contrast met de achtergrond is {ratio:.1f}, er is {CONTRAST} nodig"
            raise _wrong(fault.replace(".", ","), f"accent.{name}", path)


def _check_files(found: Site, path: Path) -> None:
    """Refuse a name of a file that is not there, or of a logo that no page can show."""
    for field, name in (("groups", found.groups), ("logo", found.logo)):
        if name and not (found.folder / name).is_file():
            raise _wrong("dit bestand bestaat niet", field, path)
    if not found.logo:
        return
    logo = found.folder / found.logo
    if logo.suffix.lower() not in LOGO_KINDS:
        raise _wrong("een logo is een SVG of PNG", "logo", path)
    if logo.stat().st_size > LOGO_BYTES:
        raise _wrong("het logo is groter dan 200 kB", "logo", path)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2: 1 (alike) to 21 (black on white).

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
