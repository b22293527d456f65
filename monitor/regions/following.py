"""Groups on the boundaries of the figures: their members follow the recoding.

A definition names codes of the boundaries of its time. A member that went into another
municipality is followed to it; one that was divided counts as the municipality where most of its
inhabitants went, for all of them would draw in large neighbours that never were members. Every
step is told in the note of the definition, so that nobody takes the group for what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from monitor.catalog_entries import Text
from monitor.regions.groups import Group, Variant

Codes = tuple[str, ...]


@dataclass
class _Followed:
    """The codes of one definition on the boundaries of now, and what was done to get there."""

    codes: list[str] = field(default_factory=list)
    merged: dict[str, list[str]] = field(default_factory=dict)
    split: list[tuple[str, str, float]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass(eq=False)
class _Boundaries:
    """The municipalities of the figures, and what became of the former ones."""

    regions: pd.DataFrame
    recoding: pd.DataFrame

    @cached_property
    def names(self) -> dict[str, str]:
        named = [self.recoding[["code", "name"]], self.regions["name"].reset_index()]
        return {str(code): str(name) for part in named for code, name in part.to_numpy()}

    def follow(self, codes: Codes) -> _Followed:
        found = _Followed()
        for code in codes:
            if code in self.regions.index:
                found.codes.append(code)
                continue
            went = self.recoding[self.recoding["code"] == code]
            went = went.sort_values("share", ascending=False)
            if went.empty:
                found.unknown.append(code)
            else:
                to, share = str(went["to"].iloc[0]), float(went["share"].iloc[0])
                found.codes.append(to)
                if len(went) > 1:
                    found.split.append((code, to, share))
                else:
                    found.merged.setdefault(to, []).append(code)
        found.codes = list(dict.fromkeys(found.codes))
        return found

    def outsiders(self, to: str, since: int, members: Codes) -> list[str]:
        """Return who is in a municipality and was no member: itself, or what went into it.

        ``since`` is the year of the boundaries that the members are on.
        """
        into = self.recoding[(self.recoding["to"] == to) & (self.recoding["until_year"] >= since)]
        others = [str(code) for code in into["code"] if code not in members]
        itself = to not in members and int(self.regions["from_year"][to]) <= since
        return [*([to] if itself else []), *others]

    def listed(self, codes: Iterable[str], last: str) -> str:
        *first, end = (self.names.get(code, code) for code in codes)
        return f"{', '.join(first)} {last} {end}" if first else end


def follow_groups(
    groups: dict[str, Group], regions: pd.DataFrame, recoding: pd.DataFrame
) -> dict[str, Group]:
    """Bring the definitions of all groups onto the municipalities of a snapshot.

    Parameters
    ----------
    groups : dict of str to Group
        From ``load_groups``.
    regions : DataFrame
        Municipalities of the snapshot, index ``code``, with ``name`` and ``from_year``.
    recoding : DataFrame
        Of the snapshot: ``code, name, to, share, until_year`` of former municipalities.

    Returns
    -------
    dict of str to Group
        The same groups; what was followed, divided or is not known to these figures stands in the
        notes. A code that these figures do not know (they are older than the definition) is left
        out.
    """
    now = _Boundaries(regions, recoding)
    return {name: _follow_group(group, now) for name, group in groups.items()}


def _follow_group(group: Group, now: _Boundaries) -> Group:
    own = now.follow(group.codes)
    variants = {k: _follow_variant(v, group.boundaries, now) for k, v in group.variants.items()}
    update = {
        "codes": tuple(own.codes),
        "without": tuple(now.follow(group.without).codes),
        "note": _with_note(group.note, group.codes, group.boundaries, now),
        "variants": variants,
    }
    return group.model_copy(update=update)


def _follow_variant(item: Variant, since: int, now: _Boundaries) -> Variant:
    if item.rule is not None:
        out = tuple(now.follow(item.rule.excluded).codes)
        return item.model_copy(update={"rule": item.rule.model_copy(update={"excluded": out})})
    codes = tuple(now.follow(item.codes).codes)
    note = _with_note(item.note, item.codes, since, now)
    return item.model_copy(update={"codes": codes, "note": note})


def _with_note(note: Text, members: Codes, since: int, now: _Boundaries) -> Text:
    """Add to a note what was followed, in both languages."""
    found = now.follow(members)
    nl, en = [note.nl], [note.en]
    for to, some in found.merged.items():
        many = len(some) > 1
        nl.append(f"{now.listed(some, 'en')} {'zijn' if many else 'is'} nu {now.names[to]}.")
        en.append(f"{now.listed(some, 'and')} {'are' if many else 'is'} now {now.names[to]}.")
    for code, to, share in found.split:
        was, goes, percent = now.names[code], now.names[to], round(100 * share)
        nl.append(f"{was} is verdeeld; hier telt {goes}, waar de meeste inwoners ({percent}%)"
                  " naartoe gingen.")  # fmt: skip
        en.append(f"{was} was divided; {goes} counts here, where most inhabitants ({percent}%)"
                  " went.")  # fmt: skip
    for to in found.codes:
        others = now.outsiders(to, since, members)
        if others:
            nl.append(f"In {now.names[to]} zit ook wat geen lid was: {now.listed(others, 'en')}.")
            en.append(f"{now.names[to]} holds what was no member too:"
                      f" {now.listed(others, 'and')}.")  # fmt: skip
    if found.unknown:
        codes = ", ".join(found.unknown)
        nl.append(f"Deze cijfers kennen {codes} niet: dat telt niet mee.")
        en.append(f"These figures do not know {codes}: left out.")
    return Text(nl=" ".join(filter(None, nl)), en=" ".join(filter(None, en)))
