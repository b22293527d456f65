"""The few words that Streamlit says itself, in English whatever the language of the page.

The browser puts ours in their place (``streamlit_words.js``). Here the English text is the key, so
the Dutch stands here and not in a catalog of translations.
"""

from __future__ import annotations

from monitor.text import language

# Whole texts, labels and placeholders; a key that ends in a space is the beginning of one, one that
# begins with a space the end.
_DUTCH = {
    "Skip to main content": "Naar de inhoud",
    "App pages": "Pagina's",
    "Main menu": "Menu",
    "Expand sidebar": "Navigatie openen",
    "Collapse sidebar": "Navigatie sluiten",
    "Navigate to home page": "Naar de eerste pagina",
    "Sidebar": "Navigatie",
    " more": " meer",  # pages that do not fit in the navigation
    "Notifications": "Meldingen",
    "Running...": "Bezig…",
    "Close": "Sluiten",
    "Help": "Uitleg",
    "Help for ": "Uitleg bij ",
    "Open": "Openen",
    "No results": "Niets gevonden",
    "No options to select": "Geen keuzes",
    "Choose an option": "Kies",
    "Choose options": "Kies",
    "Selectbox options": "Keuzes",
    "Multiselect options": "Keuzes",
    "Selected values": "Gekozen",
    "Select all": "Alles kiezen",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Clear entry": "Wissen",
    **{
        f"You can only select up to {n} option{'s' * (n > 1)}. Remove an option first.": (
            f"U kunt er hoogstens {n} kiezen; verwijder er eerst een."
        )
        for n in range(1, 21)
    },
    "Remove ": "Verwijder ",
    "Add files": "Bestand toevoegen",
    "Upload": "Bestand kiezen",
    "Drag and drop a file here": "Sleep een bestand hierheen",
    "Drag and drop files here": "Sleep bestanden hierheen",
    "Press Enter to apply": "Druk op Enter",
    "Press Enter to submit form": "Druk op Enter",
    "Download failed": "Downloaden is niet gelukt",
    "Connection error": "Geen verbinding met de monitor",
    "No content": "Leeg",
    "No data": "Geen cijfers",
    "Sort ascending": "Oplopend sorteren",
    "Sort descending": "Aflopend sorteren",
    "Format": "Notatie",
    "Automatic": "Automatisch",
    "Localized": "Naar taal van de browser",
    "Autosize": "Breedte aanpassen",
    "Pin column": "Kolom vastzetten",
    "Unpin column": "Kolom losmaken",
    "Hide column": "Kolom verbergen",
    "Copy column name": "Kolomnaam kopiëren",
}


def words_of_streamlit() -> dict[str, str]:
    """Return what stands for each English text in the reader's language; nothing in English."""
    return _DUTCH if language() == "nl" else {}
