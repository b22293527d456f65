"""How easily Dutch text reads: Flesch's reading ease with the numbers of Douma (1960) for Dutch.

206.84 - 77 x syllables a word - 0.93 x words a sentence: 100 is a text for children, 60 to 70 what
most adults read with ease, below 30 an academic one. Syllables are those of the hyphenation of
Dutch (pyphen).
"""

from __future__ import annotations

import re

from pyphen import Pyphen

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.?!;:](?:\s|$)|\n")
_DUTCH = Pyphen(lang="nl_NL", left=1, right=1)


def reading_ease(text: str) -> float:
    """Return the reading ease of a text; figures are no words, a line or half-sentence is one."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    syllables = sum(len(_DUTCH.positions(word)) + 1 for word in words)
    return 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / len(sentences)
