// Runs once in the browser: the language of the page, and pictures of charts with their title and source.
// No tag may stand in this text (hence \u003c): the sanitizer of st.html would drop the whole script.
document.documentElement.lang = "%LANG%";
if (!window.monitorCharts) {
  window.monitorCharts = true;
  // A page that is turned to gets its choice in the address a moment later: that is no step of its own to go back to.
  let turned = false;
  const push = history.pushState;
  history.pushState = function (state, title, to) {
    const next = new URL(to ?? "", location.href);
    const chosen = turned && next.pathname === location.pathname && !location.search;
    if (next.pathname !== location.pathname) turned = true;
    return chosen ? history.replaceState(state, title, to) : push.call(history, state, title, to);
  };
  ["pointerdown", "keydown", "popstate"].forEach((what) => window.addEventListener(what, (event) => { if (event.isTrusted) turned = false; }, true));  // not our own turn (find.js)
  // On a phone the row of controls is folded.
  document.addEventListener("click", (event) => {
    const fold = event.target.closest("button.fold");
    if (!fold) return;
    fold.setAttribute("aria-expanded", String(fold.closest(".st-key-controls").toggleAttribute("data-open")));
  });
  // What scrolls inside itself there (style.css) can be reached, and so scrolled, by the keyboard.
  const WIDE = ":is(.st-key-samenhang, .st-key-warmte, .st-key-vergelijktabel, .st-key-wijkentabel, .st-key-wijkprofiel)", phone = matchMedia("(max-width: 767px)");
  // ... and the names of its rows stay where they are: the same shapes once more, in a layer that sticks.
  const freeze = (chart) => {
    const room = chart.querySelector(".svg-container"), names = room?.querySelector(".yaxislayer-above");
    if (!names?.childElementCount || room.querySelector(".frozen")) return;
    names.id = `rows-${chart.className.match(/st-key-(\w+)/)[1]}`;
    const part = (name, set, into) => into.appendChild(Object.entries(set).reduce((made, [key, value]) => { made.setAttribute(key, value); return made; }, document.createElementNS("http://www.w3.org/2000/svg", name)));
    const layer = document.createElement("div"), box = names.getBBox();
    layer.className = "frozen";
    layer.setAttribute("aria-hidden", "true");
    const drawn = part("svg", { width: Math.ceil(box.x + box.width + 4), height: Math.ceil(box.y + box.height + 8) }, layer);
    part("rect", { width: "100%", height: "100%" }, drawn);
    part("use", { href: `#${names.id}` }, drawn);
    room.prepend(layer);
  };
  new MutationObserver(() => {
    if (phone.matches) document.querySelectorAll(WIDE).forEach((chart) => { chart.tabIndex = 0; freeze(chart); });
    // The groups of the navigation stand in a list that holds no items itself: each is a list of its own, by its name.
    document.querySelectorAll("[data-testid=stSidebarNavItems] > div:not([role])").forEach((group) => {
      const name = group.querySelector("header");
      if (!name) return;
      group.parentElement.role = "presentation";
      group.role = "list";
      name.id = `nav-group-${[...group.parentElement.children].indexOf(group)}`;
      group.setAttribute("aria-labelledby", name.id);
    });
  }).observe(document.body, { subtree: true, childList: true });
  // ... and the list of pages, which lies over the page, closes once one is chosen.
  document.addEventListener("click", (event) => {
    if (phone.matches && event.target.closest("[data-testid=stSidebarNavLink]")) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-image]");
    const chart = button && document.querySelector(`.st-key-${button.dataset.chart} .js-plotly-plot`);
    if (chart) monitorPicture({ ...button.dataset, chart, kind: button.dataset.image }).catch(console.error);
  });
  // A link, the code of a frame or a sentence to the clipboard; the button says that it is done.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const { copy, to, told, title, chart, done } = button.dataset, link = new URL(to ?? location.href, location.href).href;
    const safe = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("\u003c", "&lt;");
    const high = copy === "embed" && 200 + (document.querySelector(`.st-key-${chart} .js-plotly-plot`)?.offsetHeight || 400);
    const text = { link, text: `${told} ${location.href}`,
      embed: `\u003ciframe src="${safe(link)}" title="${safe(title ?? "")}" width="100%" height="${high}" loading="lazy" style="border:0">\u003c/iframe>` }[copy];
    const sign = button.matches(".copy-link"), said = button.dataset.label ??= sign ? button.title : button.textContent;
    const say = (words) => { if (!sign) button.textContent = words; else { button.title = words; button.nextElementSibling.textContent = words === said ? "" : words; } };
    navigator.clipboard.writeText(text).then(() => {
      button.dataset.copied = "";
      say(done);
      setTimeout(() => { delete button.dataset.copied; say(said); }, 2000);
    }).catch(() => prompt(said, text));
  });
  // A set of one's own lives in a session: who is brought to another one (by a reload, or a server that stopped) is told that it is gone.
  const OWN = "monitor-own";
  const tell = (text, close) => {
    const bar = document.createElement("div"), said = document.createElement("span"), button = document.createElement("button");
    bar.className = "own-gone"; bar.setAttribute("role", "status"); said.textContent = text;
    button.type = "button"; button.textContent = close;
    button.addEventListener("click", () => bar.remove());
    bar.append(said, button);
    document.body.append(bar);
  };
  let before = "";  // a page changes by the thousand: only who is told anew is looked up
  new MutationObserver(() => {
    const name = document.querySelector(".st-key-brand p[data-session]"), now = name && `${name.dataset.session} ${name.dataset.own}`;
    if (!name || now === before) return;
    before = now;
    const { session, own, gone, close } = name.dataset, kept = JSON.parse(sessionStorage.getItem(OWN) ?? "null");
    if (own) sessionStorage.setItem(OWN, JSON.stringify({ session, own }));
    else if (kept) {
      sessionStorage.removeItem(OWN);
      if (kept.session !== session) tell(gone.replace("{titles}", kept.own), close);
    }
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-session", "data-own"] });
  // On paper the page is as wide as on the screen, made smaller: charts cannot be drawn again for it.
  const PAPER = { width: 1032, height: 700 };  // pixels between the margins of a lying A4 (print.css)
  const HEAD = 140;  // what stands above the first title on paper: the names of the monitor and of the page
  const charts = () => document.querySelectorAll("[data-testid=stPlotlyChart] .js-plotly-plot");
  const set = (element, values) => Object.entries(values).forEach(([name, value]) => element.style.setProperty(`--msv-${name}`, value));
  // A tall list is made small by its rows first, so that its letters stay to be read: how flat it may be until names touch.
  const dense = (chart) => {
    const rows = [...chart.querySelectorAll(".yaxislayer-above .ytick text")].map((name) => name.getBoundingClientRect()).sort((a, b) => a.top - b.top);
    const need = rows.slice(1).map((row, i) => [(row.height + rows[i].height) / 2 - 4, (row.top + row.bottom - rows[i].top - rows[i].bottom) / 2]).filter(([, gap]) => gap > 1);
    return need.length < 12 || chart.querySelector(".choroplethlayer path") ? 1 : Math.min(1, Math.max(...need.map(([high, gap]) => high / gap)));
  };
  const foot = (chart) => {  // what stands under it on the same sheet
    const source = [...document.querySelectorAll(".chart-source")].find((text) => chart.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
    return source ? Math.max(72, Math.min(140, source.getBoundingClientRect().bottom - chart.getBoundingClientRect().bottom + 32)) : 140;
  };
  const flatten = (chart, flat) => {
    if (flat === 1) return;
    chart.querySelectorAll(".main-svg text, .main-svg .scatterlayer path.point").forEach((mark) => {
      const own = mark.getAttribute("transform") ?? "", box = mark.getBBox(), m = mark.transform.baseVal.consolidate()?.matrix ?? { b: 0, d: 1, f: 0 };
      const y = m.b * (box.x + box.width / 2) + m.d * (box.y + box.height / 2) + m.f;
      mark.dataset.flat = own;
      mark.setAttribute("transform", `translate(0 ${y * (1 - 1 / flat)}) scale(1 ${1 / flat}) ${own}`);
    });
    chart.querySelectorAll(".main-svg").forEach((svg) => Object.assign(svg.style, { transform: `scale(1, ${flat})`, transformOrigin: "0 0" }));
  };
  window.addEventListener("beforeprint", () => {
    const main = document.querySelector("[data-testid=stMainBlockContainer]"), wide = main?.firstElementChild.clientWidth || PAPER.width;
    const high = main?.firstElementChild.scrollHeight * Math.min(1, PAPER.width / wide) / PAPER.height;
    const over = high > 0.95 && high < 1.2 ? 0.95 / high : 1;  // a few lines too many: no second sheet for these
    const scale = over * Math.min(1, PAPER.width / wide), sheet = PAPER.height / scale;
    set(document.documentElement, { print: scale });
    document.querySelectorAll("[data-testid=stHorizontalBlock] > [data-testid=stColumn]").forEach((column) => {
      const row = column.parentElement, gap = column.nextElementSibling ? parseFloat(getComputedStyle(row).columnGap) || 0 : 0;
      set(column, { column: `${100 * (column.offsetWidth + gap) / row.offsetWidth}%`, gap: `${gap}px` });
    });
    const title = main?.querySelector("h2"), top = (element) => element.getBoundingClientRect().top;
    charts().forEach((chart) => {  // with its title and source it fits one sheet, or a line of it is cut in two
      const above = title ? top(chart) - top(title) : sheet;
      const most = sheet - (above < 0.5 * sheet ? above + HEAD : 130) - foot(chart), size = [chart.offsetWidth, chart.offsetHeight];
      const fits = Math.min(1, Math.max(most, sheet / 3) / size[1]), flat = Math.max(fits, dense(chart));
      set(chart, { wide: `${size[0]}px`, high: `${size[1] * flat}px` });
      flatten(chart, flat);
      chart.style.zoom = fits / flat;
    });
  });
  window.addEventListener("afterprint", () => charts().forEach((chart) => {
    chart.style.zoom = "";
    chart.querySelectorAll("[data-flat]").forEach((mark) => { mark.setAttribute("transform", mark.dataset.flat); delete mark.dataset.flat; });
    chart.querySelectorAll(".main-svg").forEach((svg) => { svg.style.transform = ""; });
  }));
}
