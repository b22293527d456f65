"""Dutch sentences that remember how they were made, so that they can be said in English too.

The command line and the logs speak Dutch; a page says the same sentence in the reader's language
with `said`. The English stands in ``monitor/locale/en/own.po`` under the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Told(str):
    """A Dutch sentence with its template and what was filled in.

    Attributes
    ----------
    template : str
        With fields in braces; empty where it is not known.
    fields : mapping of str to object
        What was filled in: text of a file, numbers, or a sentence that is told itself.
    """

    template: str
    fields: Mapping[str, object]

    def __new__(
        cls, text: str, template: str = "", fields: Mapping[str, object] | None = None
    ) -> Told:
        """Make one; `told` does so from a template."""
        made = super().__new__(cls, text)
        made.template, made.fields = template, fields or {}
        return made


NOTHING = Told("")


def told(template: str, **fields: object) -> Told:
    """Fill in a Dutch template.

    Examples
    --------
    >>> told("de kolom '{name}' is leeg", name="Eenzaam")
    "de kolom 'Eenzaam' is leeg"
    """
    return Told(template.format(**fields), template, fields)


def as_told(text: str) -> Told:
    """Return a sentence as one that is told; what is none is said as it is."""
    return text if isinstance(text, Told) else Told(text)


def said(text: str, translate: Callable[[str], str]) -> str:
    """Say a sentence in another language; text that is not told (of a file, say) stays as it is.

    Parameters
    ----------
    text : str
        A sentence, or any text.
    translate : callable
        Gives the template in the other language (gettext).
    """
    if not isinstance(text, Told) or not text.template:
        return str(text)
    fields = {k: said(v, translate) if isinstance(v, str) else v for k, v in text.fields.items()}
    return translate(text.template).format(**fields)
