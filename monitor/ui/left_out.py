"""Who is left out of the comparison of a group: any of its members, wherever one is compared."""

from __future__ import annotations

import streamlit as st

from monitor.answers import about_groups, about_scores
from monitor.regions.groups import Group
from monitor.text import _
from monitor.ui import selection, widgets
from monitor.ui.params import ALL_THAT_MAY, MOST_OUT, WITHOUT


def codes(group: Group | None) -> tuple[str, ...]:
    """Return the members that the reader leaves out of the group that is compared.

    Parameters
    ----------
    group : Group or None
    """
    asked = selection.get(WITHOUT)
    if group is None or not asked:
        return ()
    return group.without if asked == ALL_THAT_MAY else tuple(asked.split(","))


def control(group: Group) -> None:
    """Let members of a group be taken out, those that its definition names for it on top.

    Parameters
    ----------
    group : Group
    """
    chosen, names = selection.current(), about_scores.names()
    known = about_groups.group_members(group.id, chosen.definition, chosen.year)
    may = [code for code in group.without if code in known]
    others = sorted({*known} - {*may}, key=names.__getitem__)
    key = widgets.set_control(WITHOUT, [c for c in codes(group) if c in known], names.__getitem__)
    st.multiselect(
        _("Zonder"),
        [*may, *others],
        format_func=names.__getitem__,
        max_selections=min(MOST_OUT, len(known) - 1),
        select_all=False,
        placeholder=_("niemand"),
        help=_("Een grote gemeente kan de andere maskeren; zo telt zij aan geen kant mee."),
        key=key,
        on_change=lambda: selection.put({WITHOUT: ",".join(st.session_state[key])}),
    )
