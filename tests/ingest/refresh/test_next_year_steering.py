"""What was agreed, said and kept before a merger, after it: an edition, norms, criteria, duiding.

On the invented figures of `tests/figures/next_year.py`: Proefdam (GM9002) becomes part of Proefsum,
Keurhoven (GM9006) is divided over Testerveen (70%) and Groot Testum (30%).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from monitor.analysis.scores import score_years
from monitor.catalog_entries import Text
from monitor.ingest.refresh import Outcome
from monitor.own.store import remove_set, set_ids
from monitor.regions.groups import load_groups
from monitor.snapshot import Snapshot, open_snapshot
from monitor.steering.areas import area_of
from monitor.steering.briefing import Briefing, briefing, recorded_in
from monitor.steering.criteria import KEPT as CRITERIA
from monitor.steering.criteria import Criterion, KeptCriterion
from monitor.steering.duiding import add_duiding, new_duiding
from monitor.steering.edition import keep_edition, make_edition
from monitor.steering.norm import KEPT as NORMS
from monitor.steering.norm import Norm
from monitor.store import Store, hold_lock, open_store, publish_version, rollback
from monitor.ui import serving
from tests import pages
from tests.figures import next_year as world

pytestmark = pytest.mark.usefixtures("invented_groups")

YEARS = (2020, 2024)
BOTH = Text(nl="verzonnen", en="invented")
BEFORE = ("GM9002", "GM9006")


@dataclass
class Told:
    """What tells of an area after all, the bytes of an edition before and after, its page."""

    brief: Callable[[str], Briefing]
    bytes: tuple[bytes, bytes]
    page: tuple[list[str], list[str]]


def briefs(store: Store) -> Callable[[str], Briefing]:
    """Return what tells of an area, on the figures that a store serves now."""
    shot, recorded = open_snapshot(store.location), recorded_in(store)
    scores = score_years(shot, range(shot.catalog.first_year, shot.catalog.last_year + 1))
    return lambda code: briefing(shot, scores, area_of(shot, code), YEARS, recorded, None)


def write_down(store: Store, shot: Snapshot) -> None:
    """Keep a norm, a criterion and an explanation of each."""
    for code in BEFORE:
        norm = Norm(measure="eenzaam", area=code, target=30.0, year=2028, since=2016,
                    kind="besluit", source=BOTH)  # fmt: skip
        asked = Criterion(title=BOTH, made=date(2025, 1, 1), measure="eenzaam", area=code,
                          since=2020, decided=2028)  # fmt: skip
        kept = KeptCriterion(criterion=asked, seen=date(2025, 1, 1), newest=2020)
        NORMS.change(store, "test", lambda had, one=norm: [*had, one])
        CRITERIA.change(store, "test", lambda had, one=kept: [*had, one])
        add_duiding(new_duiding(shot, code, f"Van {code}.", "de gemeente", date(2025, 1, 1)), store)


def shown(store: Store, id_: str) -> list[str]:
    """Return what the page says of an edition, up to what is otherwise now."""
    serving.forget()
    app = pages.new_app()
    os.environ["MONITOR_DATA"] = store.root
    at = pages.open_page(app, "editie", {"id": id_})
    assert [e.value for e in [*at.exception, *at.error]] == []
    return list(pages.told(at))


@pytest.fixture(scope="module")
def told(
    year_on: Path,
    stores: dict[str, tuple[Store, Outcome]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Told:
    place = tmp_path_factory.mktemp("steering")
    shutil.copytree(stores["before"][0].root, place / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795000000")
        patch.setattr(load_groups, "__defaults__", (year_on / "groups.toml", None))
        patch.setattr("monitor.answers.static.STATIC", place / "static")
        patch.setenv("MONITOR_DATA", str(place / "store"))
        store = open_store(place / "store")
        for own in set_ids(store):  # what a reader kept is no part of an edition
            remove_set(own, store)
        with hold_lock(store, "terug") as ours:  # to before the year of figures more
            rollback(store, check=lambda _folder: None, still_ours=ours)
        shot = open_snapshot(store.location)
        write_down(store, shot)
        brief = briefs(store)
        made = make_edition(shot, lambda: brief("GM9002"), lambda: "x", "2026-11-30")
        file = Path(store.root) / "editions" / f"{keep_edition(made, store).id}.zip"
        first, page = file.read_bytes(), shown(store, made.id)
        after, done = stores["moved"]
        with hold_lock(store, "verder") as ours:
            moved = Path(after.path(f"versions/{done.version}"))
            publish_version(store, moved, check=lambda _folder: None, still_ours=ours)
        assert open_snapshot(store.location).catalog.boundary_year == world.YEAR
        found = Told(briefs(store), (first, file.read_bytes()), (page, shown(store, made.id)))
    serving.forget()
    return found


def test_an_edition_keeps_its_bytes_and_its_words_over_a_boundary_year(told):
    assert told.bytes[0] == told.bytes[1]
    before, after = told.page
    upto = before.index("## Wat is nu anders?")
    assert before[:upto] == after[:upto]
    assert "## Proefdam, 2020–2024" in before[:upto]
    assert "- Niets: elk cijfer is nog hetzelfde." in before[upto:]
    gone = "De gemeente Proefdam is er niet meer; zij hoort nu bij Proefsum."
    assert f"- {gone}" in after[upto:]


@pytest.mark.parametrize(
    ("code", "heir", "became"),
    [
        ("GM9002", "GM9031", "De gemeente Proefdam is er niet meer; zij hoort nu bij Proefsum."),
        (
            "GM9006",
            "GM9001",
            "De gemeente Keurhoven is er niet meer; zij is verdeeld over Testerveen (70%) en Groot"
            " Testum (30%). Dit gaat nu over Testerveen.",
        ),
    ],
)
def test_what_was_agreed_and_said_goes_along_and_says_so(told, code, heir, became):
    found = told.brief(heir)
    assert [became in sentence for sentence in found.agreed] == [True, True]
    assert [(d.text, d.former) for d in found.duiding] == [(f"Van {code}.", became.split()[2])]
    # asked by its former code it is the same area
    assert told.brief(code).agreed == found.agreed
    # and a neighbour has none of it
    assert not any(became in sentence for sentence in told.brief("GM9004").agreed)
