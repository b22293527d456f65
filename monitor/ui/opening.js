// Shows a page when its first drawing is whole: nothing that is seen moves any more.
(() => {
  const page = document.documentElement;
  page.dataset.opening = "";
  const find = (name) => document.querySelector(`[data-testid=${name}]`);
  const whole = () => {
    const main = find("stMainBlockContainer");
    return main?.querySelector("h2, .empty, [role=alert]") && !main.querySelector("[data-testid=stSkeleton]")
      && (!main.querySelector(".st-key-deck") || main.querySelector(".deck-title"))
      && find("stApp")?.dataset.testScriptState !== "running";
  };
  let asked = false;
  const watcher = new MutationObserver(() => {
    if (asked || !whole()) return;
    asked = true;
    document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => {
      asked = false;
      if (whole()) show();
    })));
  });
  const show = () => {
    watcher.disconnect();
    delete page.dataset.opening;
  };
  watcher.observe(page, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"] });
  setTimeout(show, 10000);  // whatever went wrong: show what there is
})();
