"""Make the pictures of the README: ``make screenshots``."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.conftest import started_app, started_browser, window
from tests.browser.steps import open_page

FOLDER = Path(__file__).parent / "screenshots"
WIDTH = 960
VIEWS = {
    "kaart": "kaart?gemeente=GM0748&jaar=2023",
    "jaren": "jaren?jaar=2024&jaar2=2020&gemeente=GM0748",
    "gemeente": "gemeente?gemeente=GM0748&jaar=2023",
    "vergelijk": "vergelijk?naast=GM1674,GM0748,GM0855&jaar=2023",
    "wijken": "wijken?niveau=gemeente&gemeente=GM1674",
    "aandachtsgebieden": "aandachtsgebieden?jaar=2023",
    "impact": "impact",
    "provinciale_staten": "provinciale_staten",
    "presentatie": "presentatie?jaar=2023",
    "data": "data",
    "verantwoording": "verantwoording?jaar=2023",
}


def small(png: bytes) -> Image.Image:
    """Shrink a picture to what a README needs: 960 pixels wide, 128 colours."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    shrunk = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    # the colours of a legend are few pixels: a median cut would give them to their neighbours
    return shrunk.quantize(128, method=Image.Quantize.MAXCOVERAGE)


def main() -> None:
    """Open every page once at 1440x900 and save what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with started_app() as app, started_browser() as browser, window(browser) as context:
        page = context.new_page()
        for name, address in VIEWS.items():
            open_page(page, f"{app}/{address}")
            page.wait_for_timeout(4000)
            small(page.screenshot()).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
