// A picture of a chart as it stands on the screen, with its message above and its source below: the
// drawn shapes themselves, so that letters, places and hatch are those of the page.
// Used by the pages (monitor/ui/client.js) and the slides (monitor/export/deck.js).
// No tag may stand in this text: see monitor/ui/client.js.
function monitorPicture({ chart, kind, file, title, subtitle, foot, paper, ink, muted, size = 14, edge = 16 }) {
  const NS = "http://www.w3.org/2000/svg", FAMILY = "'Source Sans 3', system-ui, sans-serif";
  const make = (name, attributes, parent, text) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };

  // Lines no wider than the picture, measured in the type they are set in.
  const pen = document.createElement("canvas").getContext("2d");
  const lines = (text, font, width) => {
    pen.font = font;
    const out = [];
    for (const word of text.split(/ +/)) {
      const longer = out.length ? `${out.at(-1)} ${word}` : word;
      if (out.length && pen.measureText(longer).width <= width) out[out.length - 1] = longer;
      else out.push(word);
    }
    return out;
  };
  const write = (parent, text, y, points, weight, colour, width) => {
    if (!text) return y;
    for (const line of lines(text, `${weight} ${points}px ${FAMILY}`, width)) {
      y += points * 1.3;
      make("text", { x: edge, y: y - points * 0.3, "font-size": points, "font-weight": weight, fill: colour }, parent, line);
    }
    return y;
  };

  // The shapes as drawn; a hatch is a style of the page, so it is written into each shape.
  const copied = (from) => {
    const to = from.cloneNode(true), olds = from.querySelectorAll("*"), news = to.querySelectorAll("*");
    olds.forEach((old, i) => {
      if (!old.matches("path, rect, .scatterlayer > g")) return;
      const { fill, display } = getComputedStyle(old);
      if (display === "none") news[i].style.display = display;  // names for another width of screen
      if (fill.includes("#hatch")) news[i].style.fill = "url(#hatch)";
    });
    to.querySelectorAll(".hoverlayer > *").forEach((e) => e.remove());
    return to;
  };

  const hatch = (parent) => {
    const [own, colour] = [document.getElementById("hatch"), (name) => getComputedStyle(document.querySelector(name)).fill];
    if (!own) return;
    const pattern = make("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, parent);
    make("rect", { width: 6, height: 6, fill: colour(".hatch-paper") }, pattern);
    make("rect", { width: 2, height: 6, fill: colour(".hatch-line") }, pattern);
  };

  // The type of the page travels with the picture: one that is only named is another on another machine.
  const face = async () => {
    const rules = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } });
    const found = rules.find((rule) => rule instanceof CSSFontFaceRule && rule.style.fontFamily.includes("Source Sans 3") && rule.style.fontStyle !== "italic");
    const address = (found?.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/) || [])[1];
    if (!address) return "";
    const inside = address.startsWith("data:") ? address : await new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.replace(/^data:[^;,]*/, "data:font/woff2"));
      fetch(new URL(address, document.baseURI)).then((answer) => answer.blob()).then((blob) => reader.readAsDataURL(blob)).catch(failed);
    });
    return `@font-face{font-family:'Source Sans 3';font-weight:200 900;src:url(${inside}) format('woff2')}`;
  };

  const save = (blob) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${file}.${kind}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const drawn = async () => {
    const parts = [...chart.querySelectorAll(".main-svg")];
    const [w, h] = ["width", "height"].map((side) => Math.max(...parts.map((part) => +part.getAttribute(side))));
    const width = w + 2 * edge;
    const svg = make("svg", { xmlns: NS, width, style: `font-family:${FAMILY};font-variant-numeric:tabular-nums` });
    const defs = make("defs", {}, svg);
    make("style", {}, defs, await face());
    hatch(defs);
    make("rect", { width: "100%", height: "100%", fill: paper }, svg);
    let y = write(svg, title, edge / 2, size * 1.5, 650, ink, w);
    y = write(svg, subtitle, y, size, 400, muted, w) + edge;
    for (const part of parts) {
      const layer = copied(part);
      for (const [key, value] of [["x", edge], ["y", y], ["width", w], ["height", h]]) layer.setAttribute(key, value);
      layer.removeAttribute("style");
      svg.append(layer);
    }
    y = write(svg, foot, y + h + edge / 2, size, 400, muted, w) + edge;
    svg.setAttribute("height", Math.ceil(y));
    svg.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(y)}`);
    return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  };

  const pixels = async (blob) => {
    const image = Object.assign(new Image(), { src: URL.createObjectURL(blob) });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  return document.fonts.ready.then(drawn).then((blob) => (kind === "png" ? pixels(blob) : blob)).then(save);
}
