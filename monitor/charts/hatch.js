// The pattern of no figure, and its step in a legend; hatch.py has the style that fills shapes with it.
// No tag may stand in this text: see monitor/ui/client.js.
if (!window.monitorHatch) {
  window.monitorHatch = true;
  const greys = new Set(%GREYS%);
  const make = (name, attributes, parent) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  };
  const own = make("svg", { width: 0, height: 0, "aria-hidden": "true", class: "hatch" }, document.body);
  const pattern = make("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)" }, make("defs", {}, own));
  make("rect", { width: 6, height: 6, class: "hatch-paper" }, pattern);
  make("rect", { width: 2, height: 6, class: "hatch-line" }, pattern);

  // The bar of a legend is one rectangle with a gradient: its grey part gets a hatched one over it.
  const step = (bar) => {
    const gradient = document.getElementById((bar.style.fill.match(/#([^"')]+)/) || [])[1]);
    const stops = gradient ? [...gradient.children] : [];
    const at = stops.filter((s) => greys.has(s.getAttribute("stop-color"))).map((s) => parseFloat(s.getAttribute("offset")) / 100);
    let over = bar.parentNode.querySelector(".hatch-step");
    if (!at.length) { if (over) over.remove(); return; }
    if (!over) over = make("rect", { class: "hatch-step" }, bar.parentNode);
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => +bar.getAttribute(name));
    const [low, high] = [Math.min(...at), Math.max(...at)];
    const flat = width >= height;
    const [from, to] = (flat ? ["x1", "x2"] : ["y1", "y2"]).map((name) => +gradient.getAttribute(name));
    const start = from > to ? 1 - high : low;
    const box = flat
      ? { x: x + width * start, y, width: width * (high - low), height }
      : { x, y: y + height * start, width, height: height * (high - low) };
    for (const [name, value] of Object.entries(box))
      if (over.getAttribute(name) !== String(value)) over.setAttribute(name, value);
  };
  let asked = 0;
  const look = () => { asked = 0; document.querySelectorAll("rect.cbfill.gradient_filled").forEach(step); };
  new MutationObserver(() => { asked = asked || requestAnimationFrame(look); })
    .observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["width", "y"] });
  look();
}
