"""What a reader meets on every page: nothing jumps, everyone can use it, and it can be printed."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import SIZE, window
from tests.browser.steps import open_in_its_type, open_page, serious_problems, settle, turn_to
from tests.browser.test_hatch import KIND, NO_KIND
from tests.conftest import SWEEP

pytestmark = pytest.mark.browser

PAGES = {
    "Kaart": "?jaar=2020",
    "Jaren": "jaren?jaar=2023&jaar2=2018&gemeente=GM0748",
    "Gemeente": "gemeente?gemeente=GM0748",
    "Vergelijk": "vergelijk?naast=GM1674,GM0748,GM0855",
    "Wijken": "wijken",
    "Aandachtsgebieden": "aandachtsgebieden",
    "Impact": "impact",
    "Provinciale Staten": "provinciale_staten",
    "Presentatie": "presentatie?slide=3",
    "Data": "data",
    "Verantwoording": "verantwoording",
}
ALONG = "jaar=2023&jaar2=2018&gemeente=GM0748&naast=GM1674,GM0748,GM0855&slide=3"
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(
    ...list.getEntries().filter(e => !e.hadRecentInput).map(e => e.value)))
    .observe({type: 'layout-shift', buffered: true});
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def strict(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A window in which the policy of the server holds: a light screen, a dark phone."""
    wide = request.param == "light"
    size = SIZE if wide else ViewportSize(width=390, height=844)
    with window(browser, viewport=size, color_scheme=request.param) as context:
        yield context


# The map, a page of sentences and one of tables on a wide screen; three kinds of charts on a phone.
SOME = [f"light-{t}" for t in ("Kaart", "Gemeente")]
SOME += [f"dark-{t}" for t in ("Jaren", "Presentatie")]


@pytest.mark.sweep(sample=SOME)
@pytest.mark.parametrize("title", PAGES)
def test_a_page_opens_without_a_jump_asks_nothing_from_outside_and_everyone_can_use_it(
    strict: BrowserContext, warm: str, axe: str, title: str
) -> None:
    """Of a window the first page comes with nothing fetched before; in a sweep every page does."""
    page = strict.new_page()
    if SWEEP:
        strict.new_cdp_session(page).send("Network.clearBrowserCache")
    page.add_init_script(f"({SHIFTS})()")
    hosts: set[str | None] = set()
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname))
    open_page(page, f"{warm}/{PAGES[title]}")
    page.wait_for_timeout(300)  # what comes late is seen too
    assert sum(page.evaluate("window.shifts")) < 0.1
    assert page.locator("h1").all_inner_texts() == [title]
    assert hosts <= {"127.0.0.1", None}  # None: what the page itself made
    assert serious_problems(page, axe) == []
    page.close()


# Texts of a chart that a reader can see: no part of it draws outside its frame.
SEEN = """all => all.filter(text => {
  const own = text.getBoundingClientRect(), svg = text.ownerSVGElement.getBoundingClientRect();
  const inside = own.top >= svg.top && own.bottom <= svg.bottom;
  return own.width && inside && getComputedStyle(text).opacity > 0;
}).map(text => text.textContent).filter(text => text.trim())"""


# A table that is closed on the screen is not printed.
OPEN = "all => all.filter(td => !td.closest('details:not([open])')).map(td => td.textContent)"


def letters(sheet: pdfium.PdfPage) -> tuple[NDArray[np.float64], str]:
    """Return left, bottom, right and top of every upright letter of a sheet, and the letters."""
    read = sheet.get_textpage()
    every = read.get_text_range()
    upright = [
        i
        for i in range(read.count_chars())
        if not every[i : i + 1].isspace() and not pdfium.raw.FPDFText_GetCharAngle(read, i)
    ]
    return np.array([read.get_charbox(i) for i in upright]), "".join(every[i] for i in upright)


def smallest(sheet: pdfium.PdfPage) -> float:
    """Return the size in points of the smallest letters of a sheet, a mark in a cell left out."""
    read, sizes = sheet.get_textpage(), []
    for i, letter in enumerate(read.get_text_range()):
        if letter.isalnum():
            m = pdfium.raw.FS_MATRIX()
            pdfium.raw.FPDFText_GetMatrix(read, i, ctypes.byref(m))
            scale = abs(m.a * m.d - m.b * m.c) ** 0.5
            sizes.append(pdfium.raw.FPDFText_GetFontSize(read, i) * scale)
    return min(sizes)


def printed_over(found: NDArray[np.float64]) -> int:
    """Count the pairs of letters of which one stands on another for half of its height or more."""
    left, bottom, right, top = found.T
    high = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    half = 0.5 * np.minimum.outer(top - bottom, top - bottom)
    over = (wide > 0.5 * np.minimum.outer(right - left, right - left)) & (high > half)
    ligature = np.isclose(np.subtract.outer(left, left), 0) & np.isclose(high, top - bottom)
    return int(np.triu(over & ~ligature, 1).sum())


def plain(text: str) -> str:
    """Leave out spaces and hyphens: a hyphen at the end of a line is read as another sign."""
    return re.sub("[\\s\u00ad\x02\ufffe-]+", "", text)


def seen(page: Page) -> list[str]:
    """Return headings, texts of charts and cells of open tables, as the screen has them."""
    drawn = page.locator(".stPlotlyChart .main-svg text, .deck-figure .main-svg text")
    headings = page.locator("h1, h2").all_text_contents()
    tables = page.locator(".print-only td").evaluate_all(OPEN)
    return [*headings, *drawn.evaluate_all(SEEN), *tables]


def type_of(sheet: pdfium.PdfPage) -> str:
    """Return the name of the type of a sheet's first letter; ours, a variable one, has none."""
    name = ctypes.create_string_buffer(256)
    pdfium.raw.FPDFText_GetFontInfo(sheet.get_textpage(), 0, name, len(name), None)
    return name.value.decode()


def printed(page: Page, *, preview: bool) -> pdfium.PdfDocument:
    """Print a page in its own type.

    A busy machine now and then prints in another, wider one, as where the type is blocked: then the
    page is opened and printed again.
    """
    for _ in range(5):
        if preview:  # a screen that shows how it will be draws the charts anew
            page.emulate_media(media="print")
            page.wait_for_timeout(300)
        sheets = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
        page.emulate_media(media="null")
        settle(page)
        if not type_of(sheets[0]):
            return sheets
        open_in_its_type(page, page.url)
    raise AssertionError("printed in another type, five times over")


PRINTED = ("Jaren", "Gemeente", "Wijken", "Presentatie")
"""What is printed outside a sweep, beside the map: charts, a list, a table of heat, a slide."""


@pytest.mark.sweep(sample=["print"])
@pytest.mark.parametrize("preview", [False, True], ids=["print", "preview"])
def test_a_printed_page_holds_all_and_nothing_stands_over_another_or_past_the_edge(
    page: Page, warm: str, preview: bool
) -> None:
    open_in_its_type(page, f"{warm}/?{ALONG}")
    for title in PAGES if SWEEP else ("Kaart", *PRINTED):
        if title != "Kaart":
            turn_to(page, title)
        settle(page)
        wanted = seen(page)
        if title == "Jaren":
            assert page.locator(".print-only td").evaluate_all(OPEN)
        sheets = printed(page, preview=preview)
        paper = plain("".join(sheet.get_textpage().get_text_bounded() for sheet in sheets))
        assert preview or [text for text in wanted if plain(text) not in paper] == [], title
        for number, sheet in enumerate(sheets, start=1):
            found, words = letters(sheet)
            where, (wide, high) = f"{title} {number}", sheet.get_size()
            assert (wide, high) == pytest.approx((842, 595), abs=1.5)  # a lying A4, in points
            assert printed_over(found) == 0, where
            assert (found[:, :2].min(axis=0) >= 0).all(), where
            assert (found[:, 2:].max(axis=0) <= (wide, high)).all(), where
            assert len(words) > 150, where  # more than a title
            assert smallest(sheet) > 4.15, where  # points; 3.5 before rows were set closer


def test_a_picture_of_a_map_is_what_the_page_shows(page: Page, warm: str, tmp_path: Path) -> None:
    open_page(page, f"{warm}/?jaar=2021&{KIND}")
    page.locator(".st-key-table-kaart summary").click()
    settle(page)
    names = page.locator(".st-key-kaart .colorbar text").all_text_contents()
    for kind in ("png", "svg"):
        with page.expect_download() as found:
            page.get_by_role("button", name=f"Figuur ({kind.upper()})").first.click()
        found.value.save_as(tmp_path / f"map.{kind}")
    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    # the hatch, the letters with their own type, and the words of the page
    shapes = re.findall(r"<path[^>]*choroplethlocation[^>]*>", drawn)
    assert len(shapes) == 56
    assert sum("#hatch" in shape for shape in shapes) == NO_KIND
    assert re.search(r"<rect[^>]*hatch-step[^>]*#hatch", drawn)
    assert "font/woff2;base64," in drawn
    for text in [*names, page.locator("h2").first.inner_text()]:
        assert f">{text}" in drawn, text
    assert "Bron: " in drawn
    # opened as a picture: the place of a hatched municipality has the colours of the hatch only
    inset = re.search(r'<svg[^>]*main-svg[^>]* x="([\d.]+)" y="([\d.]+)"', drawn)
    assert inset
    x, y = (float(part) for part in inset.groups())
    image = np.asarray(Image.open(tmp_path / "map.png").convert("RGB")).astype(int)
    for left, top, hatch in page.evaluate(MIDDLES):
        across, down = round(2 * (x + left)), round(2 * (y + top))
        cut = image[down - 12 : down + 12, across - 12 : across + 12].reshape(-1, 3)
        assert (np.ptp(cut, axis=0).max() > 40) == hatch


# Middles of some large municipalities, in pixels of the chart, and whether they are hatched.
MIDDLES = """() => {
  const chart = document.querySelector('.st-key-kaart .main-svg').getBoundingClientRect();
  const paths = [...document.querySelectorAll('.st-key-kaart path.choroplethlocation')];
  const hatched = p => getComputedStyle(p).fill.includes('hatch');
  const inside = p => {
    const box = p.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return document.elementsFromPoint(x, y).includes(p) ? [x - chart.x, y - chart.y] : null;
  };
  const large = p => p.getBoundingClientRect().width > 60;
  const pick = want => paths.filter(p => hatched(p) === want && large(p))
    .map(inside).filter(Boolean).slice(0, 3).map(([x, y]) => [Math.round(x), Math.round(y), want]);
  return [...pick(true), ...pick(false)];
}"""


MARKED = [
    [f".st-key-control-year [aria-checked={on}]" for on in ("true", "false")],
    [".pages a[aria-current]", ".pages a:not([aria-current])"],
]
DIFFERS = """pair => new Set(pair.map(
  name => getComputedStyle(document.querySelector(name)).backgroundColor)).size > 1"""


def test_in_high_contrast_the_chosen_year_and_page_stand_out(page: Page, warm: str) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, f"{warm}/?jaar=2020")
    seen = [page.evaluate(DIFFERS, pair) for pair in MARKED]
    page.emulate_media(forced_colors="none")
    assert seen == [True] * len(MARKED)


def test_the_keyboard_opens_a_municipality_and_hears_dutch(page: Page, warm: str) -> None:
    open_page(page, f"{warm}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText.trim()") == "Naar de inhoud"
    box = page.get_by_role("combobox", name="Klik op een gemeente, of kies er een")
    box.focus()
    page.keyboard.type("zzz")
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Backspace")
    page.keyboard.type("Breda")
    page.keyboard.press("Enter")
    page.wait_for_url("**gemeente=GM0758**")  # a string to evaluate is what the policy forbids
    expect(page.locator(".st-key-opened")).to_contain_text("Breda")
