"""The part of OData's ``$filter`` that CBS answers, traps included, as a mask over rows."""

from __future__ import annotations

import re

import pandas as pd

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z_]\w*)|(?P<mark>[(),]))")
COMPARE = ("eq", "ne", "ge", "gt", "le", "lt")
CALLS = ("startswith", "endswith", "substringof", "contains")


class BadFilterError(ValueError):
    """The expression is not one that the service understands."""


def mask(expression: str, frame: pd.DataFrame, *, ranges: tuple[str, ...]) -> pd.Series:
    """Which rows an expression keeps.

    ``ranges`` names the columns where ge, gt, le and lt work; on all others the service ignores
    them and keeps every row, as CBS does for regions.
    """
    return _Parser(expression, frame, ranges).parse()


class _Parser:
    def __init__(self, expression: str, frame: pd.DataFrame, ranges: tuple[str, ...]) -> None:
        self.frame, self.ranges = frame, ranges
        self.tokens = self._split(expression)
        self.at = 0

    @staticmethod
    def _split(expression: str) -> list[str]:
        tokens, at, expression = [], 0, expression.strip()
        while at < len(expression):
            match = TOKEN.match(expression, at)
            if not match:
                raise BadFilterError(f"Syntax error at position {at} in '{expression}'.")
            tokens.append(match.group().strip())
            at = match.end()
        return tokens

    def parse(self) -> pd.Series:
        out = self._or()
        if self.at != len(self.tokens):
            raise BadFilterError(f"Unexpected '{self.tokens[self.at]}'.")
        return out

    def _next(self) -> str:
        if self.at >= len(self.tokens):
            raise BadFilterError("The expression ends too early.")
        self.at += 1
        return self.tokens[self.at - 1]

    def _take(self, token: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] == token
        self.at += found
        return found

    def _need(self, token: str) -> None:
        if not self._take(token):
            raise BadFilterError(f"'{token}' expected.")

    def _or(self) -> pd.Series:
        out = self._and()
        while self._take("or"):
            out = out | self._and()
        return out

    def _and(self) -> pd.Series:
        out = self._one()
        while self._take("and"):
            out = out & self._one()
        return out

    def _one(self) -> pd.Series:
        if self._take("not"):
            return ~self._one()
        if self._take("("):
            out = self._or()
            self._need(")")
            return out
        word = self._next()
        return self._call(word) if word in CALLS else self._comparison(word)

    def _call(self, name: str) -> pd.Series:
        self._need("(")
        first = self._next()
        self._need(",")
        second = self._next()
        self._need(")")
        # OData 3's substringof has the text first, everything else the column
        text, column = (first, second) if name == "substringof" else (second, first)
        values, text = self._column(column), _text(text)
        if name == "startswith":
            return values.str.startswith(text)
        if name == "endswith":
            return values.str.endswith(text)
        return values.str.contains(text, regex=False)

    def _comparison(self, column: str) -> pd.Series:
        operator, values = self._next(), self._column(column)
        if operator not in COMPARE:
            raise BadFilterError(f"Unknown operator '{operator}'.")
        text = _text(self._next())
        if operator in ("eq", "ne"):
            return getattr(values, operator)(text)
        if column not in self.ranges:
            return pd.Series(True, index=values.index)
        return getattr(values, operator)(text)

    def _column(self, name: str) -> pd.Series:
        if name not in self.frame:
            raise BadFilterError(f"Could not find a property named '{name}'.")
        return self.frame[name].fillna("").astype(str)


def _text(token: str) -> str:
    if not token.startswith("'"):
        raise BadFilterError(f"Text between quotes expected, found '{token}'.")
    return token[1:-1].replace("''", "'")
