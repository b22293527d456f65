// Two maps follow their year slider at once: the classes of all years are in the page already.
// The app draws the same map again a moment later, with its title and hover.
if (!window.monitorYears) {
  window.monitorYears = true;
  const film = { timer: null, year: null };
  let text = null, told = null;

  const read = () => {
    const box = document.querySelector("[data-years]");
    if (!box) return null;
    if (box.dataset.years !== text) {
      text = box.dataset.years;
      told = JSON.parse(text);
      told.place = Object.fromEntries(told.regions.map((code, i) => [code, i]));
    }
    return told;
  };

  const chosen = (control) =>
    document.querySelector(`.st-key-${control} [role=slider]`)?.getAttribute("aria-valuetext");

  const paint = (key, year) => {
    const classes = told.years[year];
    const gd = document.querySelector(`.st-key-${key} .js-plotly-plot`);
    if (!classes || !gd) return;
    if (!gd.monitorFollows && gd.on) {
      // A figure that is still under way shows an older year: keep the newest.
      gd.monitorFollows = true;
      gd.on("plotly_afterplot", follow);
    }
    for (const path of gd.querySelectorAll("path.choroplethlocation")) {
      const code = path.__data__ && path.__data__.loc;
      const c = classes[told.place[code]];
      if (c !== undefined) path.style.fill = c === "-" ? told.missing : told.colours[c];
    }
  };

  const follow = () => {
    if (!read()) return;
    for (const [key, control] of Object.entries(told.maps)) {
      const year = key === "jaren-b" && film.year ? film.year : chosen(control);
      if (year) paint(key, year);
    }
  };

  const show = () => {
    const out = document.querySelector(".film-year");
    if (out) out.textContent = film.year || "";
    follow();
  };

  const stop = (button) => {
    clearInterval(film.timer);
    film.timer = film.year = null;
    if (button && button.dataset.play) button.textContent = button.dataset.play;
    show();
  };

  const play = (button) => {
    const years = Object.keys(told.years).sort();
    let at = 0;
    button.dataset.play = button.textContent;
    button.textContent = button.dataset.stop;
    film.year = years[0];
    film.timer = setInterval(() => {
      at += 1;
      if (at >= years.length || !button.isConnected) { stop(button); return; }
      film.year = years[at];
      show();
    }, 900);
    show();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-film]");
    if (!button || !read()) return;
    if (film.timer) stop(button); else play(button);
  });
  new MutationObserver(follow).observe(document.body, {
    subtree: true, attributes: true, attributeFilter: ["aria-valuetext"],
  });
}
