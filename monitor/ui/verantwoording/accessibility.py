"""The accessibility statement: what was tested and how, and what does not meet the standard."""

from __future__ import annotations

from monitor.text import _
from monitor.ui import widgets


def statement() -> None:
    """Show the statement in two blocks: what was tested, and what falls short."""
    widgets.heading(
        _("De monitor voldoet gedeeltelijk aan de norm voor toegankelijkheid"),
        _("Norm: EN 301 549, dat is WCAG 2.2 niveau A en AA; beoordeeld door de makers"),
    )
    widgets.facts(_tested())
    widgets.heading(_("Wat nog niet voldoet"))
    widgets.facts(_short_of())


def _tested() -> list[str]:
    return [
        _(
            "**Getest met axe-core**, op elke pagina, in lichte en donkere weergave: geen ernstige"
            " of kritieke bevinding. Zo'n programma vindt maar een deel van de problemen."
        ),
        _(
            "**Getest in Chromium**: bediening met het toetsenbord, hoog contrast (forced colors),"
            " 200% zoom, een telefoon van 390 pixels breed, minder beweging, en de afdruk."
        ),
        _(
            "**Niet getest** met schermlezers (NVDA, JAWS, VoiceOver), in andere browsers, of door"
            " mensen met een beperking."
        ),
    ]


def _short_of() -> list[str]:
    return [
        _(
            "**Kaarten en grafieken** zijn niet met het toetsenbord aan te wijzen. Elk heeft een"
            " beschrijving en een tabel met dezelfde cijfers; een gemeente kiest u op Kaart ook uit"
            " de lijst ernaast."
        ),
        _(
            "**Tabellen waarin u kunt sorteren** tekent Streamlit, waarmee de monitor is gemaakt,"
            " als beeld: een schermlezer leest alleen wat in beeld staat, en bij hoog contrast"
            " blijven de kleuren van de pagina. Dezelfde cijfers staan in het CSV-bestand eronder."
        ),
        _(
            "**Engelse woorden** van Streamlit vervangt de monitor waar zij bekend zijn; in een"
            " zeldzame melding kunnen zij blijven staan."
        ),
        _(
            "**Na een keuze** zegt Streamlit niet aan een schermlezer wat er op de pagina"
            " veranderde."
        ),
        _("**De factsheet (PDF)** heeft geen tags; de pagina Gemeente zegt hetzelfde."),
        _("Loopt u ergens op vast? Meld het bij de organisatie die deze monitor aanbiedt."),
    ]
