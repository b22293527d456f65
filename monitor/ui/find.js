// The search in the header (monitor/ui/find.py): a combobox as WAI-ARIA describes it. What is chosen goes into the address, and
// Streamlit reads it there as after a step back: no page is loaded anew, and the session keeps what is its own.
// What a text finds is what monitor/analysis/find.py finds: tests/browser/test_find.py holds both to the same cases.
if (!window.monitorFind) {
  window.monitorFind = true;
  const MOST = 8, KINDS = ["municipality", "former", "district", "neighbourhood", "postcode"];
  let known, hits = [], at = -1;
  const input = () => document.querySelector(".find input"), list = () => document.getElementById("find-list");
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[’‘`´'"]/g, "").replace("(gemeente)", " ")
    .replace(/&/g, " en ").replace(/[^a-z0-9]+/g, " ").trim().replace(/^gemeente /, "").replace(/^(gemeente|gem|gemeentebestuur|municipality) | (gemeente|gem)$/, "")
    .replace(/ (c a|ca|cum annexis)$/, "").replace(/\bst\b/g, "sint").trim();
  const how = (key, asked) => key === asked ? 0 : key.startsWith(asked) ? 1 : key.includes(` ${asked}`) ? 2 : key.includes(asked) ? 3 : 4;
  const read = (rows) => {
    const towns = Object.fromEntries(rows.filter((row) => row[0] === 0).map((row) => [row[1], row]));
    return rows.map(([kind, code, name, keys, more, whole = 1]) => {
      const home = kind === 0 ? code : kind === 1 ? more : `GM${code.slice(2, 6)}`;
      return { kind, code, name, home, whole, told: KINDS[kind], keys: keys ? keys.split("|") : [plain(name)], at: towns[home][2], province: towns[home][4] };
    });
  };
  const load = () => known ??= fetch(new URL(input().dataset.places, document.baseURI)).then((answer) => answer.json()).then(read)
    .catch(() => { known = undefined; return []; });
  const search = (places, text) => {
    const asked = plain(text).replace(/^(\d{4}) ?[a-z]{2}$/, "$1"), found = [];
    if (asked) places.forEach((place, i) => {
      const best = Math.min(...place.keys.map((key) => how(key, asked)));
      if (best !== 4) found.push([Number(best === 3), place.kind, best, i]);
    });
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]).slice(0, MOST).map((hit) => places[hit[3]]);
  };
  // Several names, between commas: the towns they mean, to be laid beside each other.
  const several = (places, text) => {
    const parts = text.split(/[,;]/).filter((part) => plain(part)).slice(0, 4);
    const homes = parts.map((part) => search(places.filter((place) => place.kind < 2), part)[0]);
    const all = homes.filter((place, i) => place && homes.findIndex((other) => other?.home === place.home) === i);
    return parts.length > 1 && all.length === parts.length ? [{ all, code: "", told: "beside", whole: 1 }] : [];
  };
  const words = () => JSON.parse(input().dataset.words);
  const close = () => {
    hits = []; at = -1;
    if (!input()) return;
    list().hidden = true; list().replaceChildren();
    input().setAttribute("aria-expanded", "false"); input().removeAttribute("aria-activedescendant");
    document.querySelector(".find [role=status]").replaceChildren();
  };
  const mark = (place) => {
    at = place;
    [...list().children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    input().setAttribute("aria-activedescendant", `find-${at}`);
    list().children[at]?.scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const text = input().value, places = await load();
    if (!input() || input().value !== text || document.activeElement !== input()) return;
    close();
    if (!plain(text)) return;
    hits = [...several(places, text), ...search(places, text)].slice(0, MOST);
    const said = words(), status = document.querySelector(".find [role=status]");
    status.className = hits.length ? "visually-hidden" : "";
    status.textContent = hits.length ? said.found.replace("{n}", hits.length) : said.none;
    if (!hits.length) return;
    list().replaceChildren(...hits.map((place, i) => {
      const item = document.createElement("li"), name = document.createElement("b"), where = document.createElement("span");
      item.id = `find-${i}`; item.role = "option"; name.textContent = place.name ?? said.compare.replace("{names}", place.all.map((each) => each.name).join(", "));
      where.textContent = said[place.whole ? place.told : "split"].replace("{home}", place.at);
      item.append(name, " ", where);
      return item;
    }));
    list().hidden = false; input().setAttribute("aria-expanded", "true");
    mark(0);
  };
  const go = (to) => {
    history.pushState(null, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  const choose = (place) => {
    const to = new URL(location.href), page = location.pathname.split("/").pop() || "kaart", at = JSON.parse(input().dataset.shows)[page];
    const set = (values) => Object.entries(values).forEach(([name, value]) => to.searchParams.set(name, value));
    const turn = (name) => { if (name !== page) to.pathname = new URL(name, location.href).pathname; };
    const before = (to.searchParams.get("naast") ?? to.searchParams.get("gemeente") ?? "").split(",").filter(Boolean);
    to.searchParams.delete("wijk");
    if (place.all) {
      set({ naast: place.all.map((each) => each.home).join() });
      turn("vergelijk");
    } else if (place.code.startsWith("WK")) {
      set({ niveau: "gemeente", gemeente: place.home, wijk: place.code });
      turn("wijken");
    } else {
      if (at === "naast") set({ naast: [...new Set([...before.slice(0, 3), place.home])].join() });
      else if (at === "over") set({ over: place.home });
      else set({ gemeente: place.code });
      if (["wijken", "presentatie"].includes(page)) set({ niveau: "gemeente" });
      if (["kaart", "start", "jaren"].includes(page) && place.province !== input().dataset.focus) set({ gebied: "nl" });
      if (!at) turn("gemeente");
    }
    input().value = "";
    close();
    input().blur();
    go(to);
  };
  // A link in a text, and one in the row of pages, turns to a page as the navigation does; to the page that is there it does nothing.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".turn a, .pages a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const to = new URL(link.href);
    if (!link.closest(".pages") || to.pathname !== location.pathname) go(to);
  });
  const ours = (event) => event.target.matches?.(".find input");
  document.addEventListener("focusin", (event) => { if (ours(event)) { load(); show(); } });
  document.addEventListener("focusout", (event) => { if (ours(event)) close(); });
  document.addEventListener("input", (event) => { if (ours(event)) show(); });
  document.addEventListener("keydown", (event) => {
    if (!ours(event) || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) mark((at + step + hits.length) % hits.length);
    else if (event.key === "Enter" && hits[at]) choose(hits[at]);
    else if (event.key === "Escape") { if (hits.length) close(); else input().value = ""; }
    else return;
    event.preventDefault();
  });
  // a press keeps the field, else its list is gone before the click
  document.addEventListener("pointerdown", (event) => { if (event.target.closest("#find-list")) event.preventDefault(); });
  document.addEventListener("mousedown", (event) => { if (event.target.closest("#find-list")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const item = event.target.closest("#find-list [role=option]");
    if (item) choose(hits[Number(item.id.slice(5))]);
  });
}
