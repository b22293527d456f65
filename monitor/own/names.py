"""How the Dutch write the names of municipalities, and where a name in brackets says it lies."""

from __future__ import annotations

import re
import unicodedata

QUOTES = re.compile(r"[’‘`´'\"]")
PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*$")
CHIEFLY = re.compile(r" (?:c a|ca|cum annexis)$")
KIND = re.compile(r"^(?:gemeente|gem|gemeentebestuur|municipality) | (?:gemeente|gem)$")
NO_PLACE = {"gemeente", "gem", "gm", "municipality", "voormalig", "voormalige gemeente",
            "vm", "v m", "oud", "opgeheven", ""}  # fmt: skip
"""What may stand in brackets and says nothing of where a municipality lies."""

PROVINCE_OF = {
    "groningen": "groningen", "gr": "groningen", "gn": "groningen", "gro": "groningen",
    "fryslan": "fryslan", "friesland": "fryslan", "fr": "fryslan", "frl": "fryslan",
    "fri": "fryslan",
    "drenthe": "drenthe", "dr": "drenthe", "dre": "drenthe",
    "overijssel": "overijssel", "ov": "overijssel", "o": "overijssel", "ove": "overijssel",
    "flevoland": "flevoland", "fl": "flevoland", "fle": "flevoland",
    "gelderland": "gelderland", "gld": "gelderland", "ge": "gelderland", "gel": "gelderland",
    "g": "gelderland",
    "utrecht": "utrecht", "ut": "utrecht", "utr": "utrecht", "u": "utrecht",
    "noord holland": "noord holland", "nh": "noord holland", "n h": "noord holland",
    "noordholland": "noord holland",
    "zuid holland": "zuid holland", "zh": "zuid holland", "z h": "zuid holland",
    "zuidholland": "zuid holland",
    "zeeland": "zeeland", "zld": "zeeland", "ze": "zeeland", "zl": "zeeland", "z": "zeeland",
    "noord brabant": "noord brabant", "nb": "noord brabant", "n b": "noord brabant",
    "nbr": "noord brabant", "noordbrabant": "noord brabant", "brabant": "noord brabant",
    "limburg": "limburg", "l": "limburg", "li": "limburg", "lb": "limburg", "lim": "limburg",
}  # fmt: skip
"""A province by the ways to write it, as ``key`` gives them."""

EVERYDAY = {
    "den haag": "s gravenhage", "the hague": "s gravenhage", "gravenhage": "s gravenhage",
    "den bosch": "s hertogenbosch", "hertogenbosch": "s hertogenbosch",
    "nuenen": "nuenen gerwen en nederwetten",
    "nuenen gerwen nederwetten": "nuenen gerwen en nederwetten",
    "boz": "bergen op zoom", "gilze rijen": "gilze en rijen", "reusel": "reusel de mierden",
    "mill": "mill en sint hubert", "valkenburg": "valkenburg aan de geul",
    "de friese meren": "de fryske marren", "friese meren": "de fryske marren",
    "fryske marren": "de fryske marren", "zuidwest friesland": "sudwest fryslan",
    "sudwest friesland": "sudwest fryslan", "noordoost friesland": "noardeast fryslan",
    "noardeast friesland": "noardeast fryslan", "tietjerksteradeel": "tytsjerksteradiel",
    "dantumadeel": "dantumadiel", "littenseradeel": "littenseradiel",
    "capelle": "capelle aan den ijssel", "haarlemmerliede": "haarlemmerliede en spaarnwoude",
}  # fmt: skip


def key(text: str) -> str:
    """Return a name in the form in which names are compared.

    Case, accents, quotes, hyphens and the word ``gemeente`` do not matter.

    Examples
    --------
    >>> key("  's-Gravenhage (gemeente) ")
    's gravenhage'
    >>> key("SÚDWEST-FRYSLÂN")
    'sudwest fryslan'
    """
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = QUOTES.sub("", text).replace("(gemeente)", " ").replace("&", " en ")
    text = re.sub(r"[^a-z0-9]+", " ", text).strip()
    return text.removeprefix("gemeente ").strip()


def bare(name: str) -> str:
    """Return a key without what only says that it is a municipality, ``st`` written in full.

    Examples
    --------
    >>> bare("gem nuenen c a"), bare("st willebrord")
    ('nuenen', 'sint willebrord')
    """
    return re.sub(r"\bst\b", "sint", CHIEFLY.sub("", KIND.sub("", name)).strip())


def spellings(name: str) -> list[str]:
    """Return a key and the ways in which the same name may be written, the likeliest first.

    Examples
    --------
    >>> spellings("gem nuenen c a")
    ['gem nuenen c a', 'nuenen', 'nuenen gerwen en nederwetten']
    """
    plain = bare(name)
    out = [name, plain]
    if article := re.fullmatch(r"(.+) (de|den|het|s)", plain):  # "Bilt, De"
        out.append(f"{article.group(2)} {article.group(1)}")
    for short in (" a d ", " ad "):
        out += [plain.replace(short, f" aan {the} ") for the in ("de", "den")]
    out += [EVERYDAY[n] for n in out if n in EVERYDAY]
    return list(dict.fromkeys(n for n in out if n))


def split_province(text: str) -> tuple[str, str | None]:
    """Split off what says in which province a municipality lies.

    Returns
    -------
    tuple of str and (str or None)
        The name, and the key of the province; None where the text says none. Brackets that say
        anything else stay in the name.

    Examples
    --------
    >>> split_province("Rijswijk (NB)"), split_province("Laren, Noord-Holland")
    (('Rijswijk', 'noord brabant'), ('Laren', 'noord holland'))
    """
    bracket = PARENTHESES.search(text)
    if bracket is not None:
        inside = key(bracket.group(1))
        if inside in PROVINCE_OF:
            return text[: bracket.start()], PROVINCE_OF[inside]
        return (text[: bracket.start()] if inside in NO_PLACE else text), None
    head, mark, tail = text.rpartition(",") if "," in text else text.rpartition(" ")
    tail = key(tail)
    if mark and (len(tail) > 1 or mark == ",") and tail in PROVINCE_OF and head.strip(" -–"):
        return head.strip(" -–"), PROVINCE_OF[tail]
    return text, None
