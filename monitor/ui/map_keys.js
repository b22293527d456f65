// The map by keyboard: arrows go from area to area, which is told as under a pointer, and Enter chooses it.
// No tag may stand in this text: see monitor/ui/client.js.
if (!window.monitorKeys) {
  window.monitorKeys = true;
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const MAP = ".js-plotly-plot:has(path.choroplethlocation)", FINE = 9;
  const said = document.createElement("div");
  said.className = "visually-hidden"; said.setAttribute("role", "status");
  document.body.append(said);

  // Where in its box an area is looked for: shares of width and height, the nearest to the middle first.
  const STEPS_IN = [...Array(FINE - 1).keys()].map((i) => (i + 1) / FINE), off = ([u, v]) => Math.hypot(u - 0.5, v - 0.5);
  const SPOTS = STEPS_IN.flatMap((u) => STEPS_IN.map((v) => [u, v])).sort((a, b) => off(a) - off(b));
  // A point of an area on the screen: a bend has its middle outside.
  const point = (path) => {
    const box = path.getBBox(), at = ([u, v]) => new DOMPoint(box.x + box.width * u, box.y + box.height * v);
    return at(SPOTS.find((spot) => path.isPointInFill(at(spot))) ?? SPOTS[0]).matrixTransform(path.getScreenCTM());
  };
  const areas = (map) => {
    const found = new Map();
    for (const path of map.querySelectorAll("path.choroplethlocation")) {
      const loc = path.__data__?.loc;
      if (loc && path.getAttribute("d") && !found.has(loc)) found.set(loc, { loc, path, ...point(path).toJSON() });
    }
    return [...found.values()];
  };
  // The next one in a direction: near, and not far beside the way.
  const next = (all, from, [dx, dy]) => {
    const ahead = all.map((area) => {
      const x = area.x - from.x, y = area.y - from.y, on = x * dx + y * dy;
      return { area, on, far: on + 2 * Math.abs(x * dy - y * dx) };
    }).filter(({ area, on }) => area.loc !== from.loc && on > 1);
    return ahead.sort((a, b) => a.far - b.far)[0]?.area ?? from;
  };
  const middle = (map, all) => {
    const box = map.getBoundingClientRect(), to = (area) => Math.hypot(area.x - box.x - box.width / 2, area.y - box.y - box.height / 2);
    return all.sort((a, b) => to(a) - to(b))[0];
  };
  const send = (area, ...kinds) => {
    const at = { clientX: area.x, clientY: area.y, bubbles: true, view: window };
    const under = document.elementFromPoint(area.x, area.y);
    kinds.forEach((kind) => under?.dispatchEvent(new MouseEvent(kind, at)));
  };
  const tell = (map) => setTimeout(() => {
    const lines = [...map.querySelectorAll(".hoverlayer text")].flatMap((text) => [...text.querySelectorAll(".line")].map((line) => line.textContent));
    said.textContent = lines.filter(Boolean).join(", ");
  }, 100);

  const keyOf = (map) => map.closest("[class*=st-key-]")?.className.match(/st-key-[\w-]+/)[0];
  let waits = null;  // after Enter a map may be drawn anew: the keys go on where they were
  document.addEventListener("keydown", (event) => {
    const map = event.target, step = STEPS[event.key];
    if (!map.matches?.(".js-plotly-plot[data-keys]") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!step && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    const all = areas(map), here = all.find((area) => area.loc === map.dataset.keys);
    const to = !here ? middle(map, all) : step ? next(all, here, step) : here;
    if (!map.contains(document.elementFromPoint(to.x, to.y))) {
      map.scrollIntoView({ block: "center" });
      Object.assign(to, point(to.path).toJSON());
    }
    map.dataset.keys = to.loc;
    send(to, "mousemove");
    tell(map);
    if (step) return;
    waits = { key: keyOf(map), loc: to.loc, until: Date.now() + 20000 };
    send(to, "mousedown", "mouseup", "click");
  });
  let asked = 0;
  const ready = () => {
    asked = 0;
    document.querySelectorAll(`${MAP}:not([data-keys], .deck-room *)`).forEach((map) => {
      map.dataset.keys = ""; map.tabIndex = 0;
      map.setAttribute("role", "application"); map.setAttribute("aria-label", "%MAP%");
      if (waits && keyOf(map) === waits.key) map.dataset.keys = waits.loc;
    });
    // the map before goes a moment after the new one came, and takes the focus along
    if (waits && Date.now() < waits.until && document.activeElement === document.body)
      document.querySelector(`.${waits.key} .js-plotly-plot[data-keys]`)?.focus({ preventScroll: true });
  };
  ["pointerdown", "keydown"].forEach((what) => document.addEventListener(what, (event) => { if (event.isTrusted) waits = null; }, true));
  new MutationObserver(() => { asked = asked || requestAnimationFrame(ready); }).observe(document.body, { subtree: true, childList: true });
}
