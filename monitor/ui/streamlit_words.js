// Words of Streamlit itself, put into the language of the page (streamlit_words.py).
// No tag may stand in this text: see client.js.
window.monitorStreamlit = %STREAMLIT%;
if (!window.monitorSpeaks) {
  window.monitorSpeaks = true;
  const NAMES = ["aria-label", "placeholder", "title"];
  const ours = (text) => {
    const words = window.monitorStreamlit, plain = text.trim();
    if (!plain) return null;
    if (Object.hasOwn(words, plain)) return words[plain];
    const begin = Object.keys(words).find((key) => key.endsWith(" ") && plain.startsWith(key));
    if (begin) return words[begin] + plain.slice(begin.length);
    const end = Object.keys(words).find((key) => key.startsWith(" ") && plain.endsWith(key));
    return end ? plain.slice(0, -end.length) + words[end] : null;
  };
  const say = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const word = ours(node.data);
      if (word && node.data !== word) node.data = word;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest(".js-plotly-plot, .stHtml, svg")) return;
    for (const name of NAMES) {
      const word = node.hasAttribute(name) && ours(node.getAttribute(name));
      if (word) node.setAttribute(name, word);
    }
    node.childNodes.forEach(say);
  };
  new MutationObserver((seen) => {
    if (!Object.keys(window.monitorStreamlit).length) return;
    for (const { type, target, addedNodes } of seen) {
      if (type === "childList") addedNodes.forEach(say);
      else say(target);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
  say(document.body);
}
