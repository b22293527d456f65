// Maps follow their year control at once: the classes of every year are in the page already, so the
// browser recolours them. The app draws the same a moment later, with title and hover; where the page
// holds the hovers of every year too, it leaves the map alone.
// Written by monitor/charts/recolour.py. No tag may stand in this text: the sanitizer would drop the script.
if (!window.monitorYears) {
  window.monitorYears = true;
  let text = null, told = null, timer = null;

  const read = () => {
    const box = document.querySelector("[data-years]");
    if (!box) return null;
    if (box.dataset.years !== text) {
      text = box.dataset.years;
      told = JSON.parse(text);
      told.regions = told.regions.split(" ");
      told.place = Object.fromEntries(told.regions.map((code, i) => [code, i]));
    }
    return told;
  };

  const radios = (control) => [...document.querySelectorAll(`.st-key-${control} [role=radio]`)];
  const isOn = (radio) => radio.getAttribute("aria-checked") === "true";

  const chosen = (control) => radios(control).find(isOn)?.textContent.trim().slice(0, 4);  // a mark may follow

  // Of two years the earlier stands left, whichever control it was chosen in: so the app puts them too.
  const PAIR = { "control-year": "control-year_b", "control-year_b": "control-year" };
  const year = (control) => {
    const own = chosen(control), other = PAIR[control] && chosen(PAIR[control]);
    if (!own || !other) return own;
    return (control === "control-year") === (own > other) ? own : other;
  };

  const classOf = (sign) => (sign === "-" ? -1 : Number(sign));  // a dash is no figure

  const paint = (gd, map, years) => {
    const signs = told.frames[years.join("-")];
    if (!signs) return;
    for (const path of gd.querySelectorAll("path.choroplethlocation")) {
      const sign = signs[told.place[path.__data__?.loc]];
      if (sign === undefined) continue;
      const k = classOf(sign);
      const fill = k < 0 ? told.missing : map.colours[k];
      if (path.getAttribute("fill") !== fill) path.setAttribute("fill", fill);  // as plotly writes it
    }
  };

  const column = (told) => {
    if (typeof told === "string") return told.split("|");
    const texts = told[0].split("|");
    return [...told[1]].map((sign) => texts[parseInt(sign, 36)]);
  };

  // What the hover tells: plotly reads it from the figure.
  const dress = (gd, year) => {
    const trace = gd.data[0], rows = told.hovers[year], signs = told.frames[year];
    if (!rows || (gd.monitorTrace === trace && gd.monitorYear === year)) return;
    Object.assign(gd, { monitorTrace: trace, monitorYear: year });
    const columns = rows.map(column);
    trace.locations.forEach((code, i) => {
      const at = told.place[code];
      trace.customdata[i] = columns.map((texts) => texts[at]);
      trace.z[i] = classOf(signs[at]);
    });
  };

  // A figure that was under way shows an older year when it comes: colour it as the control stands,
  // before the browser shows it. Streamlit mounts a new chart for each figure: what stays is around it.
  const watch = (box) => {
    if (box.monitorFollows) return;
    box.monitorFollows = true;
    const drawn = (node) => node.querySelector?.("path.choroplethlocation");
    new MutationObserver((seen) => {
      if (seen.some((r) => r.target.closest(".choroplethlayer") || [...r.addedNodes].some(drawn))) follow();
    }).observe(box, { subtree: true, childList: true, attributes: true, attributeFilter: ["fill"] });
  };

  const follow = () => {
    if (!read()) return;
    for (const [key, map] of Object.entries(told.maps)) {
      const box = document.querySelector(`.st-key-${key}`);
      const gd = box?.querySelector(".js-plotly-plot");
      const years = map.follows.map(year);
      if (!gd || years.includes(undefined)) continue;
      watch(box.parentElement);
      // A figure of another measure or design has other classes: it is right as it came.
      if (gd.layout?.meta !== told.token) continue;
      paint(gd, map, years);
      dress(gd, years.join("-"));
    }
    for (const out of document.querySelectorAll("[data-year-of]")) {
      const now = year(out.dataset.yearOf);
      if (now && out.textContent !== now) out.textContent = now;
    }
  };

  const stop = () => {
    clearInterval(timer);
    timer = null;
    delete document.documentElement.dataset.playing;
  };

  // Choose the next year as a reader does, so that link, titles and tables follow; false at the end.
  const step = ({ play, after }, again) => {
    const all = radios(play).filter((radio) => radio.textContent.trim().slice(0, 4) > year(after));
    const next = all[all.findIndex(isOn) + 1] ?? (again ? all[0] : undefined);
    next?.click();
    return next !== undefined && next !== all.at(-1);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-play]");
    if (!button) {
      if (timer && event.isTrusted && event.target.closest("[role=radio]")) stop();
      return;
    }
    const control = { ...button.dataset };
    if (timer) stop();
    else if (matchMedia("(prefers-reduced-motion: reduce)").matches) step(control, true);
    else if (step(control, true)) {
      document.documentElement.dataset.playing = "";
      timer = setInterval(() => step(control, false) || stop(), 1200);
    }
  });
  new MutationObserver(follow).observe(document.body, {
    subtree: true, attributes: true, attributeFilter: ["aria-checked"],
  });
}
