// What a word means: shown on hover, keyboard focus and touch; Esc or a tap elsewhere closes it.
window.monitorWords = %WORDS%;
if (!window.monitorTerms) {
  window.monitorTerms = true;
  const tip = Object.assign(document.createElement("div"), { id: "term-tip", className: "term-tip", hidden: true });
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  let word = null, closing = 0;

  const meaning = (found) => found.dataset.tip || window.monitorWords[found.dataset.word] || "";
  const place = () => {
    if (!word) return;
    if (!word.isConnected) { hide(); return; }
    const at = word.getClientRects()[0] || word.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, at.left), Math.max(8, room - tip.offsetWidth - 8));
    const above = at.top - tip.offsetHeight - 4;
    tip.style.left = `${left}px`;
    tip.style.top = `${above >= 64 ? above : at.bottom + 4}px`;
  };
  const show = (found) => {
    clearTimeout(closing);
    if (found === word) return;
    hide();
    word = found;
    tip.textContent = meaning(word);
    tip.hidden = false;
    word.setAttribute("aria-describedby", tip.id);
    place();
  };
  const hide = () => {
    clearTimeout(closing);
    if (word) word.removeAttribute("aria-describedby");
    word = null;
    tip.hidden = true;
  };
  const later = () => {
    clearTimeout(closing);
    closing = setTimeout(() => { if (word !== document.activeElement) hide(); }, 120);
  };
  const term = (event) => event.target instanceof Element && event.target.closest(".term");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const found = term(event);
    if (found) show(found); else if (event.target === tip) clearTimeout(closing);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && (term(event) || event.target === tip)) later();
  });
  document.addEventListener("focusin", (event) => {
    const found = term(event);
    if (found && found.matches(":focus-visible")) show(found);
  });
  document.addEventListener("focusout", (event) => { if (term(event)) hide(); });
  document.addEventListener("click", (event) => {
    if (term(event)) show(term(event));
  });
  document.addEventListener("pointerdown", (event) => { if (!term(event) && event.target !== tip) hide(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    else if ((event.key === "Enter" || event.key === " ") && term(event)) { event.preventDefault(); show(term(event)); }
  });
  document.addEventListener("scroll", place, { capture: true, passive: true });
  window.addEventListener("resize", place);

  // A word of the glossary that returns on the page is one stop of the keyboard, not ten.
  let asked = 0;
  const stops = () => {
    asked = 0;
    const known = new Set();
    for (const found of document.querySelectorAll(".term[data-word]")) {
      const stop = known.has(found.dataset.word) ? -1 : 0;
      if (found.tabIndex !== stop) found.tabIndex = stop;
      known.add(found.dataset.word);
    }
    place();
  };
  new MutationObserver(() => { asked = asked || requestAnimationFrame(stops); })
    .observe(document.body, { subtree: true, childList: true });
}
