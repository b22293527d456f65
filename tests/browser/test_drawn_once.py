"""Streamlit hands plotly each figure twice; a chart is drawn for the first only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.steps import open_page, settle

pytestmark = pytest.mark.browser

# Plotly marks the element of a chart before its first drawing is done.
COUNT = """() => {
  window.drawnAgain = [];
  window.chartsSeen = new Set();
  const hear = chart => {
    if (!chart.on || chart.heard) return;
    chart.heard = true;
    const key = chart.closest('[class*=st-key-]').className.match(/st-key-(\\S+)/)[1];
    window.chartsSeen.add(key);
    chart.on('plotly_beforeplot', () => window.drawnAgain.push(key));
    // where plotly begins anew it takes away who listens, and puts in its traces again
    const traces = new MutationObserver(all => all.some(one =>
      [...one.addedNodes].some(node => node.matches?.('g.trace'))) && window.drawnAgain.push(key));
    chart.on('plotly_afterplot', () => traces.observe(chart, {childList: true, subtree: true}));
  };
  new MutationObserver(() => document.querySelectorAll('.js-plotly-plot').forEach(hear)).observe(
    document, {subtree: true, childList: true, attributes: true, attributeFilter: ['class']});
}"""


@pytest.mark.sweep(sample=["jaren?jaar=2023&jaar_b=2018-4-again2"])
@pytest.mark.parametrize(
    ("address", "count", "again"),
    [
        ("aandachtsgebieden?jaar=2023", 8, []),
        ("gemeente?gemeente=GM0758&jaar=2023", 3, []),
        # the height of a map follows from the width of the window, which the app does not know
        ("jaren?jaar=2023&jaar_b=2018", 4, ["jaren-a", "jaren-verschil"]),
    ],
)
def test_another_year_draws_each_chart_once(
    own_page: Page, app: str, address: str, count: int, again: list[str]
) -> None:
    own_page.add_init_script(f"({COUNT})()")
    open_page(own_page, f"{app}/{address}")
    own_page.evaluate("document.fonts.ready")  # plotly draws again when type comes in
    own_page.evaluate("() => { window.drawnAgain = []; window.chartsSeen = new Set(); }")
    own_page.get_by_role("radio", name="2020").first.click()
    own_page.wait_for_function("location.search.includes('2020')")
    settle(own_page)
    seen = own_page.evaluate("[...window.chartsSeen]")
    assert len(seen) >= count, seen
    assert sorted(own_page.evaluate("window.drawnAgain")) == again
