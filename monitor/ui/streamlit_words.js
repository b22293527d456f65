// Words of Streamlit itself, put into the language of the page (streamlit_words.py).
// No tag may stand in this text: see client.js.
window.monitorBefore = window.monitorStreamlit ?? {};
window.monitorStreamlit = %STREAMLIT%;
if (!window.monitorSpeaks) {
  const NAMES = ["aria-label", "placeholder", "title"];
  const ours = (text, words) => {
    const plain = text.trim();
    if (!plain) return null;
    if (Object.hasOwn(words, plain)) return words[plain];
    const begin = Object.keys(words).find((key) => key.endsWith(" ") && plain.startsWith(key));
    if (begin) return words[begin] + plain.slice(begin.length);
    const end = Object.keys(words).find((key) => key.startsWith(" ") && plain.endsWith(key));
    return end ? plain.slice(0, -end.length) + words[end] : null;
  };
  const say = (node, words = window.monitorStreamlit) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const word = ours(node.data, words);
      if (word && node.data !== word) node.data = word;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest(".js-plotly-plot, .stHtml, svg")) return;
    for (const name of NAMES) {
      const word = node.hasAttribute(name) && ours(node.getAttribute(name), words);
      if (word) node.setAttribute(name, word);
    }
    node.childNodes.forEach((child) => say(child, words));
  };
  new MutationObserver((seen) => {
    if (!Object.keys(window.monitorStreamlit).length) return;
    for (const { type, target, addedNodes } of seen) {
      if (type === "childList") addedNodes.forEach((node) => say(node));
      else say(target);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
  window.monitorSpeaks = say;
  say(document.body);
} else if (Object.keys(window.monitorBefore).length && !Object.keys(window.monitorStreamlit).length) {
  // back to Streamlit's own language: what was said in ours is still on the page
  const back = Object.entries(window.monitorBefore).map(([own, word]) => [word, own]);
  window.monitorSpeaks(document.body, Object.fromEntries(back));
}
