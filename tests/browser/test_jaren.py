"""The page Jaren: from a question about two years to its answer."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.text import number
from tests.browser.steps import (
    choose,
    click_region,
    fills,
    open_page,
    query,
    settle,
    shapes,
)

pytestmark = pytest.mark.browser

MAIN = "[data-testid=stMainBlockContainer]"
LEFT, RIGHT, APART = KEYS = ("jaren-a", "jaren-b", "jaren-verschil")
PAGE = "jaren?jaar=2023&jaar2=2018"
ZOOM = "GM0748"  # Bergen op Zoom

# Clicks a year, and returns what stands on the three maps two frames later.
CLICK = """async ([field, year, keys]) => {
  const row = [...document.querySelectorAll(`.st-key-control-${field} [role=radio]`)];
  row.find((r) => r.textContent.startsWith(year)).click();
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  return keys.map((key) => [...document.querySelectorAll(
    `.st-key-${key} path.choroplethlocation`)].map((p) => getComputedStyle(p).fill));
}"""
# What the figure of the server says, whatever was painted since: its class per municipality, in
# the order drawn, through its own colours. The grey of no figure is shown as a hatch.
DRAWN = """keys => keys.map((key) => {
  const gd = document.querySelector(`.st-key-${key} .js-plotly-plot`);
  const axis = gd.layout.coloraxis, probe = document.createElement('i');
  return Array.from(gd.data[0].z, (k) => {
    probe.style.color = axis.colorscale[2 * Math.round(k - axis.cmin - 0.5)][1];
    return k < 0 ? 'url("#hatch")' : probe.style.color;
  });
})"""


@cache
def change(*more: str) -> list[dict[str, str]]:
    """What ``python -m monitor change --from 2018 --to 2023`` prints."""
    result = CliRunner().invoke(
        make_app(), ["change", "--from", "2018", "--to", "2023", *more, "--csv", "-"]
    )
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def row_of(code: str) -> dict[str, float]:
    row = next(r for r in change("--nl") if r["region"] == code)
    return {
        k: float(v)
        for k, v in row.items()
        if k not in ("region", "name") and v[:1] in "-0123456789"
    }


def open_maps(page: Page, url: str, count: int = 56) -> None:
    open_page(page, url)
    wait_for_maps(page, count)
    page.get_by_test_id("stDataFrame").wait_for(state="attached")
    settle(page)


def wait_for_maps(page: Page, count: int = 56) -> None:
    settle(page)
    wait_for_shapes(page, count)
    settle(page)


def wait_for_shapes(page: Page, count: int = 56) -> None:
    for key in KEYS:
        page.wait_for_function(
            "([k, n]) => document.querySelectorAll("
            "`.st-key-${k} path.choroplethlocation`).length === n",
            arg=[key, count],
        )


def facts(page: Page) -> str:
    return page.locator(".facts.wide").inner_text()


def hold_the_server(page: Page) -> dict[str, Any]:
    """Pass on what the server sends, but hold it while ``held`` is true."""
    state: dict[str, Any] = {"held": False, "kept": []}

    def route(socket: Any) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)

        def received(message: Any) -> None:
            if state["held"]:
                state["kept"].append((socket, message))
            else:
                socket.send(message)

        server.on_message(received)

    page.route_web_socket("**/_stcore/stream", route)
    return state


def is_end(message: bytes) -> bool:
    """Whether the server says with this message that a run is done."""
    return ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"


def let_go(state: dict[str, Any]) -> None:
    state["held"] = False
    for socket, message in state["kept"]:
        socket.send(message)
    state["kept"].clear()


# What moved between 2018 and 2023 in Bergen op Zoom, and is it real?


@pytest.mark.sweep(sample=[])
def test_what_moved_in_bergen_op_zoom_and_is_it_real(page: Page, app: str) -> None:
    open_maps(page, f"{app}/{PAGE}&groep=geen")
    the_three_maps_stand_at_one_height(page)
    choose(page, "Gemeente", "Bergen op Zoom")
    page.wait_for_function(f"location.search.includes('gemeente={ZOOM}')")
    page.get_by_text("Bergen op Zoom:").first.wait_for()
    settle(page)
    row, told = row_of(ZOOM), facts(page)
    assert f"Bergen op Zoom: {number(row['change'], decimals=1, signed=True)} punten" in told
    assert f"{number(row['places'], decimals=0, signed=True)} plaats" in told
    low, high = (number(row[k], decimals=0) for k in ("places_low", "places_high"))
    assert f"({low} tot {high} in 90%" in told
    said = max(row["p_worse"], row["p_better"]) >= 0.9
    assert ("niet te zeggen" in told) is not said
    the_steps_are_those_of_the_command_line(page, row)
    a_click_on_the_difference_map_opens_the_municipality(page)
    a_year_can_be_chosen_with_the_keyboard(page)


def the_three_maps_stand_at_one_height(page: Page) -> None:
    assert [shapes(page, k) for k in KEYS] == [56, 56, 56]
    for width in (1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        boxes = [page.locator(f".st-key-{k} .js-plotly-plot").bounding_box() for k in KEYS]
        tops = [(round(b["y"]), round(b["height"])) for b in boxes if b]
        assert len(set(tops)) == 1, tops


def the_steps_are_those_of_the_command_line(page: Page, row: dict[str, float]) -> None:
    texts = page.locator(".st-key-jaren-stappen .textpoint").all_text_contents()
    shown = sorted(t.strip() for t in texts)
    steps = change("--region", ZOOM)
    wanted = [
        number(float(s["points"]), decimals=2, signed=True) for s in steps if s["status"] != "same"
    ]
    wanted += [number(row[c], decimals=1) for c in ("total_start", "total_end")]
    assert shown == sorted(wanted)
    title = page.locator(f"{MAIN} h2", has_text="woog het zwaarst").inner_text()
    assert title.startswith(
        f"Bergen op Zoom: {number(row['change'], decimals=1, signed=True)} punten"
    )


def a_click_on_the_difference_map_opens_the_municipality(page: Page) -> None:
    click_region(page, APART, 0)  # in the order of codes: Asten
    page.wait_for_function("location.search.includes('gemeente=GM0743')")
    page.get_by_text("Asten:").first.wait_for()
    settle(page)


def a_year_can_be_chosen_with_the_keyboard(page: Page) -> None:
    row = page.locator(".st-key-control-year")
    row.get_by_role("radio", name="2023").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    page.wait_for_function("location.search.includes('jaar=2022')")
    settle(page)
    assert page.locator(".years-shown").inner_text().split() == ["2018", "→", "2022"]
    assert page.locator(f"{MAIN} h2", has_text="2022: van").count() == 1


# The year is there at once.


@pytest.mark.sweep(sample=["total-nb-56"])
@pytest.mark.parametrize(
    ("what", "scope", "count"), [("total", "nb", 56), ("misdrijven", "nl", 342)]
)
def test_the_browser_paints_what_the_server_then_draws(
    own_page: Page, app: str, what: str, scope: str, count: int
) -> None:
    """Guards `path.__data__.loc`, by which years.js knows the municipality of a shape."""
    server = hold_the_server(own_page)
    open_maps(own_page, f"{app}/{PAGE}&wat={what}&gebied={scope}", count)
    for field, year, moves in (
        ("year", "2020", (RIGHT, APART)),
        ("year_b", "2019", (LEFT, APART)),
        ("year", "2017", KEYS),  # the earlier year on the right: both go in order
        ("year", "2017", (RIGHT, APART)),  # the same year on both sides
    ):
        before = dict(zip(KEYS, own_page.evaluate(DRAWN, list(KEYS)), strict=True))
        server["held"] = True
        painted = dict(zip(KEYS, own_page.evaluate(CLICK, [field, year, list(KEYS)]), strict=True))
        let_go(server)
        assert {k for k in KEYS if painted[k] != before[k]} == set(moves), (field, year)
        own_page.locator(
            f"{MAIN} h2", has_text=re.compile(rf"{year}( \(.+\))?: van")
        ).first.wait_for()
        wait_for_maps(own_page, count)
        drawn = dict(zip(KEYS, own_page.evaluate(DRAWN, list(KEYS)), strict=True))
        assert drawn == painted, (field, year)
        assert {k: fills(own_page, k) for k in KEYS} == painted, (field, year)


def test_a_year_that_arrives_late_does_not_undo_a_later_choice(own_page: Page, app: str) -> None:
    server = hold_the_server(own_page)
    open_maps(own_page, f"{app}/{PAGE}")
    server["held"] = True
    own_page.evaluate(CLICK, ["year", "2022", list(KEYS)])
    while not any(is_end(message) for _socket, message in server["kept"]):
        own_page.wait_for_timeout(100)
    late, server["kept"] = server["kept"], []  # the whole answer for 2022 is held
    wanted = own_page.evaluate(CLICK, ["year", "2021", list(KEYS)])
    for socket, message in late:
        socket.send(message)
    own_page.locator(f"{MAIN} h2", has_text="2022: van").wait_for()  # so it arrived
    own_page.wait_for_timeout(500)
    wait_for_shapes(own_page)
    assert [fills(own_page, k) for k in KEYS] == wanted
    let_go(server)
    own_page.locator(f"{MAIN} h2", has_text="2021: van").wait_for()
    wait_for_maps(own_page)
    assert [fills(own_page, k) for k in KEYS] == wanted == own_page.evaluate(DRAWN, list(KEYS))


@pytest.mark.sweep(sample=[])
def test_stopping_keeps_the_year_that_is_shown_and_playing_goes_on_to_the_last(
    page: Page, app: str
) -> None:
    open_maps(page, f"{app}/jaren?jaar=2021&jaar2=2016")
    start = fills(page, RIGHT)
    page.get_by_role("button", name="Speel alle jaren af").click()
    page.get_by_role("button", name="Stop").click()
    page.wait_for_timeout(1500)
    settle(page)
    shown = page.locator(".years-shown").inner_text().split()[-1]
    assert query(page)["jaar"] == [shown]
    assert "2022" <= shown < "2024"
    page.get_by_role("button", name="Speel alle jaren af").click()
    page.get_by_role("button", name="Stop").wait_for()
    page.wait_for_function("location.search.includes('jaar=2024')")
    page.get_by_role("button", name="Speel alle jaren af").wait_for()
    settle(page)
    assert fills(page, RIGHT) != start
    assert page.locator(f"{MAIN} h2", has_text="2024: van").count() == 1


def test_who_asks_for_less_motion_steps(page: Page, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_maps(page, f"{app}/jaren?jaar=2019&jaar2=2016")
    assert page.get_by_role("button", name="Speel alle jaren af").count() == 0
    page.get_by_role("button", name="Volgend jaar").click()
    page.wait_for_function("location.search.includes('jaar=2020')")
    page.wait_for_timeout(1500)
    assert query(page)["jaar"] == ["2020"]
