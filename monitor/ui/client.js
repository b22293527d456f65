// Runs once in the browser: the language of the page, and pictures of charts with their title and source.
// No tag may stand in this text (hence \u003c): the sanitizer of st.html would drop the whole script.
document.documentElement.lang = "%LANG%";
if (!window.monitorCharts) {
  window.monitorCharts = true;
  // On a phone the row of controls is folded.
  document.addEventListener("click", (event) => {
    const fold = event.target.closest("button.fold");
    if (!fold) return;
    fold.setAttribute("aria-expanded", String(fold.closest(".st-key-controls").toggleAttribute("data-open")));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-image]");
    if (!button) return;
    const gd = document.querySelector(`.st-key-${button.dataset.chart} .js-plotly-plot`);
    if (!gd) return;
    const dark = button.dataset.paper;
    const kept = { title: gd.layout.title, margin: gd.layout.margin, annotations: gd.layout.annotations, paper: gd.layout.paper_bgcolor };
    const margin = { l: 16, r: 16, t: 8, b: 0, ...(kept.margin || {}) };
    const foot = { text: button.dataset.foot, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 0,
      xanchor: "left", yanchor: "top", yshift: -(margin.b || 0) - 8, align: "left", font: { size: 12 } };
    // plotly copies the layout when it makes a picture: dress it, take the picture, undress it.
    Object.assign(gd.layout, {
      title: { text: `\u003cb>${button.dataset.title}\u003c/b>\u003cbr>\u003cspan style="font-size:14px">${button.dataset.subtitle}\u003c/span>`, x: 0, y: 1, xref: "container", yref: "container", xanchor: "left", yanchor: "top", pad: { l: 16, t: 20 }, font: { size: 20 } },
      margin: { ...margin, l: Math.max(margin.l, 16), t: margin.t + 72, b: (margin.b || 0) + 40 },
      annotations: [...(kept.annotations || []), foot],
      paper_bgcolor: dark,
    });
    const box = gd.getBoundingClientRect();
    gd._context.toImageButtonOptions = { format: button.dataset.image, filename: button.dataset.file,
      width: Math.round(box.width), height: Math.round(box.height) + 112, scale: button.dataset.image === "png" ? 2 : 1 };
    const icon = gd._fullLayout._modeBar.buttons.flat().find((b) => b.name === "toImage");
    try { icon.click(gd, { currentTarget: button }); }
    finally {
      for (const [key, value] of [["title", kept.title], ["margin", kept.margin], ["annotations", kept.annotations], ["paper_bgcolor", kept.paper]])
        if (value === undefined) delete gd.layout[key]; else gd.layout[key] = value;
    }
  });
}
