"""What the controls show is what the page counts with: after any click, in either language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.steps import choose, open_page, query, settle, shown
from tests.pages import PAGES

pytestmark = pytest.mark.browser

ASKS = "groep=b5&gebied=nl&naast=b5,NL&niveau=groep&gewichten=social:0.5&wat=social&blik=register"
"""A choice whose words differ between the languages, on every page."""


@pytest.mark.sweep(sample=["aandachtsgebieden", "presentatie"])
@pytest.mark.parametrize("name", PAGES)
def test_the_button_of_the_language_has_every_control_speak_it(
    page: Page, app: str, name: str
) -> None:
    address = f"{app}/{'' if name == 'kaart' else name}?{ASKS}&onderdeel=gewichten"
    direct = {}
    for lang in ("en", "nl"):
        open_page(page, f"{address}&lang={lang}")
        direct[lang] = shown(page)
    assert direct["nl"] and all(direct["nl"].values())
    for lang, button in (("en", "English"), ("nl", "Nederlands")):
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
        settle(page)
        assert shown(page) == direct[lang]


def unfolded(page: Page, url: str) -> None:
    open_page(page, url)
    if (button := page.get_by_role("button", name="Alle keuzes")).is_visible():
        button.click()


@pytest.mark.sweep(sample=["1440-900"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_definition_is_that_of_the_group_that_is_seen(
    page: Page, app: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    unfolded(page, f"{app}/aandachtsgebieden")
    seen = [shown(page)]
    choose(page, "Groep", "B5")
    seen.append(shown(page))
    for step, wanted in ((page.go_back, seen[0]), (page.go_forward, seen[1])):
        step()
        page.wait_for_timeout(500)  # the answer to a step back begins a moment later
        settle(page)
        assert shown(page) == wanted
    choose(page, "Provincie", "Limburg")
    choose(page, "Provincie", "Zeeland")
    last = shown(page)
    unfolded(page, page.url)
    assert shown(page) == last
    assert query(page) == {"provincie": ["PV29"]}
