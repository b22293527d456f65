// Shows a presentation one slide at a time: keyboard, full screen, sizes for the back of a room.
// The page and the offline file both use it. Texts are set as text, never as HTML.
function monitorDeck(root, deck, options) {
  const { words, colours, slides } = deck;
  const settings = { start: 1, reading: false, plotly: () => Promise.resolve(window.Plotly), onSlide: () => {}, ...options };
  const worlds = { world_110m: settings.world, world_50m: settings.world };
  const element = (tag, name, text, parent) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined && text !== null) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };
  const button = (name, label, sign, act, parent) => {
    const made = element("button", `deck-button deck-${name}`, sign, parent);
    made.type = "button";
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  root.replaceChildren();
  const frame = element("section", "deck", null, root);
  frame.lang = deck.lang;
  frame.tabIndex = -1;
  frame.setAttribute("aria-roledescription", words.deck);
  frame.setAttribute("aria-label", deck.title);
  for (const [name, value] of Object.entries(colours)) frame.style.setProperty(`--deck-${name}`, value);
  const room = element("div", "deck-room", null, frame);
  const stage = element("div", "deck-stage", null, room);
  const bar = element("div", "deck-bar", null, frame);
  button("first", words.first, "«", () => show(1), bar);
  const back = button("previous", words.previous, "‹", () => show(current - 1), bar);
  const count = element("span", "deck-count", "", bar);
  const next = button("next", words.next, "›", () => show(current + 1), bar);
  button("last", words.last, "»", () => show(slides.length), bar);
  const full = button("full", words.full, words.full, () => toggleFull(), bar);
  const images = ["png", "svg"].map((kind) => button("image", words[kind], kind.toUpperCase(), () => save(kind), bar));
  element("span", "deck-keys", words.keys, bar);
  const said = element("div", "deck-said", "", frame);
  said.setAttribute("role", "status");
  const reading = settings.reading ? element("div", "deck-reading", null, root) : null;

  let current = 0;
  let plot = null;
  let timer = 0;

  const isFull = () => document.fullscreenElement === frame || frame.classList.contains("deck--fixed");

  // Columns of text that would run over the foot of the slide are set smaller until they fit.
  function fill() {
    const text = stage.querySelector(".deck-blocks");
    for (let zoom = 0.95; text && zoom > 0.5 && text.scrollHeight > text.clientHeight + 1; zoom -= 0.05) text.style.zoom = zoom;
  }

  // A slide is 1080 high and as wide as the screen asks; a phone gets a narrow, tall one.
  function fit() {
    stage.querySelector(".deck-blocks")?.style.removeProperty("zoom");
    const width = frame.clientWidth || 1;
    const portrait = isFull() ? window.innerWidth < window.innerHeight : width < 640;
    // On a tall screen the buttons stand below the slide; on a wide one in its lower edge (deck.css).
    const high = isFull() ? window.innerHeight - (portrait ? 2 * 64 : 0) : Math.max(320, window.innerHeight - (settings.above ?? 150));
    const aspect = isFull() ? Math.min(16 / 9, Math.max(4 / 3, window.innerWidth / high)) : 16 / 9;
    const size = portrait ? [720, isFull() ? Math.max(1080, (720 * high) / width) : 1180] : [Math.round(1080 * aspect), 1080];
    stage.classList.toggle("deck-stage--portrait", portrait);
    stage.classList.toggle("deck-stage--square", !portrait && size[0] < 1700);
    if (portrait && !isFull()) {
      // A slide of text may be as long as it needs: the reader scrolls.
      stage.style.width = "720px";
      stage.style.height = "auto";
      size[1] = Math.max(size[1], stage.firstElementChild.scrollHeight);
    }
    const scale = portrait && !isFull() ? width / size[0] : Math.min(width / size[0], high / size[1]);
    stage.style.width = `${size[0]}px`;
    stage.style.height = `${size[1]}px`;
    if (!portrait || isFull()) fill();
    stage.style.transform = `scale(${scale})`;
    frame.style.setProperty("--deck-scale", scale);
    room.style.width = `${size[0] * scale}px`;
    room.style.height = `${size[1] * scale}px`;
    return portrait;
  }

  async function draw(slide, box) {
    const portrait = fit();
    try {
      const Plotly = await settings.plotly();
      window.PlotlyGeoAssets = window.PlotlyGeoAssets || { topojson: {} };
      const shapes = window.PlotlyGeoAssets;
      // An empty world: plotly would ask for one elsewhere.
      shapes.topojson = { ...worlds, ...shapes.topojson };
      if (slide.id === "map") Object.assign(shapes, await settings.shapes());
      if (slides[current - 1] !== slide) return;
      const layout = structuredClone(slide.figure.layout);
      if (portrait) for (const [path, value] of Object.entries((layout.meta || {}).portrait || {})) {
        const steps = path.split(".");
        steps.slice(0, -1).reduce((part, step) => (part[step] = part[step] || {}), layout)[steps.at(-1)] = value;
      }
      layout.width = box.clientWidth;
      layout.height = box.clientHeight;
      const config = { ...settings.config, displayModeBar: false, responsive: false };
      await Plotly.newPlot(box, structuredClone(slide.figure.data), layout, config);
      plot = box;
    } catch (error) {
      console.error(error);
      box.removeAttribute("role");
      element("p", "deck-failed", words.failed, box);
    }
  }

  function logo(parent) {
    const image = element("img", "deck-logo", null, parent);
    Object.assign(image, { src: deck.logo, alt: words.logo });
  }

  function write(slide) {
    if (plot && window.Plotly) window.Plotly.purge(plot);
    plot = null;
    stage.replaceChildren();
    const article = element("article", `deck-slide deck-slide--${slide.id}${slide.long ? " deck-slide--long" : ""}`, null, stage);
    article.setAttribute("aria-roledescription", "slide");
    article.setAttribute("aria-label", words.slide.replace("{n}", current).replace("{total}", slides.length));
    if (deck.logo && slide.id === "title") logo(article);
    if (slide.title) element("h2", "deck-title", slide.title, article);
    if (slide.lead) element("p", "deck-lead", slide.lead, article);
    const body = element("div", slide.figure ? "deck-figure" : "deck-blocks", null, article);
    for (const block of slide.blocks) {
      const column = element("div", "deck-block", null, body);
      if (block.heading) element("h3", "", block.heading, column);
      const list = element("ul", "", null, column);
      for (const line of block.lines) if (line) element("li", "", line, list);
    }
    const foot = element("footer", "deck-foot", null, article);
    element("span", "deck-source", slide.source, foot);
    if (deck.logo && slide.id !== "title") logo(foot);
    element("span", "deck-number", `${current} / ${slides.length}`, foot);
    if (!slide.figure) {
      fit();
      return Promise.resolve();
    }
    body.setAttribute("role", "img");
    body.setAttribute("aria-label", slide.alt);
    return draw(slide, body);
  }

  // A picture stands by itself: the message above it, the source below.
  function save(kind) {
    const slide = slides[current - 1];
    if (!plot) return Promise.resolve();
    const { paper, ink, muted } = colours;
    return monitorPicture({ chart: plot, kind, file: `${deck.name}-${slide.id}`, title: slide.title, subtitle: slide.lead,
      foot: slide.source, paper, ink, muted, size: 28, edge: 48 }).catch(console.error);
  }

  function read(slide) {
    if (!reading) return;
    reading.replaceChildren();
    element("h2", "", words.notes, reading);
    element("p", "", slide.notes, reading);
    if (!slide.table) return;
    const details = element("details", "", null, reading);
    element("summary", "", words.table, details);
    const scroll = element("div", "deck-scroll", null, details);
    scroll.tabIndex = 0;
    const table = element("table", "", null, scroll);
    const head = element("tr", "", null, element("thead", "", null, table));
    for (const name of slide.table.columns) element("th", "", name, head).scope = "col";
    const rows = element("tbody", "", null, table);
    for (const row of slide.table.rows) {
      const line = element("tr", "", null, rows);
      for (const cell of row) element("td", "", cell, line);
    }
  }

  function show(wanted) {
    const number = Math.min(Math.max(Math.trunc(wanted) || 1, 1), slides.length);
    if (number === current) return Promise.resolve();
    const moved = current !== 0;
    current = number;
    const slide = slides[number - 1];
    count.textContent = `${number} / ${slides.length}`;
    // Not "disabled": that would throw away the keyboard's place.
    back.setAttribute("aria-disabled", String(number === 1));
    next.setAttribute("aria-disabled", String(number === slides.length));
    if (moved) said.textContent = `${words.slide.replace("{n}", number).replace("{total}", slides.length)}: ${slide.title}`;
    for (const image of images) image.hidden = !slide.figure;
    const drawn = write(slide);
    read(slide);
    frame.dataset.slide = String(number);
    if (moved) settings.onSlide(number);
    return drawn;
  }

  function toggleFull() {
    if (isFull()) return leave();
    // The keyboard stays with the slides, and the buttons out of sight.
    frame.focus({ preventScroll: true });
    const asked = frame.requestFullscreen ? frame.requestFullscreen() : Promise.reject(new Error("none"));
    // A phone or a locked-down browser has no full screen: fill the window instead.
    return asked.catch(() => { frame.classList.add("deck--fixed"); refit(); });
  }

  function leave() {
    frame.classList.remove("deck--fixed");
    if (document.fullscreenElement) document.exitFullscreen();
    refit();
  }

  function refit() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (window.matchMedia("print").matches) return;  // a sheet is no screen: it keeps the slide as it was drawn
      full.title = isFull() ? words.leave : words.full;
      full.setAttribute("aria-label", full.title);
      full.textContent = full.title;
      const before = stage.style.width + stage.style.height;
      fit();
      if (plot && before !== stage.style.width + stage.style.height) write(slides[current - 1]);
    }, 60);
  }

  // Arrows and a presenter's clicker turn the page, unless the reader is busy elsewhere.
  const moves = {
    ArrowRight: () => current + 1, ArrowDown: () => current + 1, PageDown: () => current + 1,
    ArrowLeft: () => current - 1, ArrowUp: () => current - 1, PageUp: () => current - 1,
    Home: () => 1, End: () => slides.length,
  };
  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const place = document.activeElement || document.body;
    const busy = !place.contains(frame) && !frame.contains(place);
    if (busy && !isFull()) return;
    // Outside full screen up, down and the page keys scroll the page.
    if (!isFull() && !["ArrowRight", "ArrowLeft", "Home", "End"].includes(event.key)) return;
    if (event.key === "Escape") return leave();
    if (!moves[event.key]) return;
    event.preventDefault();
    show(moves[event.key]());
  }

  document.addEventListener("keydown", key);
  document.addEventListener("fullscreenchange", refit);
  window.addEventListener("resize", refit);
  const watcher = new ResizeObserver(refit);
  watcher.observe(root);
  const ready = show(settings.start);

  return {
    ready,
    show,
    get slide() { return current; },
    stop() {
      document.removeEventListener("keydown", key);
      document.removeEventListener("fullscreenchange", refit);
      window.removeEventListener("resize", refit);
      watcher.disconnect();
      clearTimeout(timer);
    },
  };
}
