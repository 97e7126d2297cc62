// A drawing as a picture file: <button data-picture="id" data-name="file" data-title="…" data-foot="…" hidden>, shown once this is here.
// The id is of an SVG, or of a box that holds a chart (SVG or canvas). The picture has the appearance of the page, its title above and
// what it stands on below, so that it can be understood without the page.
(() => {
  "use strict";
  const root = document.documentElement;
  const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "opacity",
    "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order", "visibility", "display"];
  const EDGE = 20, SHARP = 2, MOST = 8000; // what every browser's canvas holds

  // A picture knows no style sheet: what it made of each element is written onto the element.
  const dressed = svg => {
    const copy = svg.cloneNode(true), from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((el, i) => {
      const style = getComputedStyle(el);
      to[i].removeAttribute("style"); to[i].removeAttribute("class");
      if (el.closest("defs") && el.tagName !== "rect" && el.tagName !== "path") return;
      for (const look of LOOKS) { const v = style.getPropertyValue(look); if (v) to[i].setAttribute(look, v.replaceAll('"', "'")); }
    });
    copy.querySelectorAll("title").forEach(t => t.remove());
    return copy;
  };
  const image = async svg => {
    const { width, height } = svg.getBoundingClientRect(), copy = dressed(svg);
    if (!copy.getAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
    copy.setAttribute("width", width); copy.setAttribute("height", height); copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const img = new Image();
    img.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    await img.decode();
    return { drawn: img, width, height };
  };
  const source = async of => {
    if (of instanceof SVGElement) return image(of);
    const canvas = of.querySelector("canvas");
    if (canvas) return { drawn: canvas, width: canvas.clientWidth, height: canvas.clientHeight };
    const svg = of.querySelector("svg");
    return svg ? image(svg) : null;
  };
  // words that don't fit go on in the next line; Chinese breaks anywhere
  const lines = (pen, text, width) => {
    const out = [];
    let line = "";
    for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
      if (line && pen.measureText(line + part.trimEnd()).width > width) { out.push(line.trimEnd()); line = ""; }
      line += part;
    }
    return line ? [...out, line.trimEnd()] : out;
  };

  const take = async button => {
    const of = document.getElementById(button.dataset.picture), from = of && await source(of);
    if (!from) return;
    const css = name => getComputedStyle(root).getPropertyValue("--vd-" + name).trim();
    const face = getComputedStyle(document.body).fontFamily, width = Math.max(320, from.width), pen = document.createElement("canvas").getContext("2d");
    pen.font = `600 16px ${face}`;
    const title = lines(pen, button.dataset.title ?? "", width);
    pen.font = `12px ${face}`;
    const foot = lines(pen, [of.dataset.foot || button.dataset.foot, "Verdite"].filter(Boolean).join(" · "), width);
    const head = title.length * 24 + 8, height = EDGE * 2 + head + from.height + 12 + foot.length * 17;
    const sharp = Math.min(SHARP, MOST / (width + EDGE * 2), MOST / height), canvas = pen.canvas;
    canvas.width = Math.round((width + EDGE * 2) * sharp); canvas.height = Math.round(height * sharp);
    pen.scale(sharp, sharp);
    pen.fillStyle = css("surface"); pen.fillRect(0, 0, width + EDGE * 2, height);
    pen.textBaseline = "top"; pen.fillStyle = css("ink"); pen.font = `600 16px ${face}`;
    title.forEach((l, i) => pen.fillText(l, EDGE, EDGE + i * 24));
    pen.drawImage(from.drawn, EDGE, EDGE + head, from.width, from.height);
    pen.fillStyle = css("ink-3"); pen.font = `12px ${face}`;
    foot.forEach((l, i) => pen.fillText(l, EDGE, EDGE + head + from.height + 12 + i * 17));
    const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob); link.download = `${button.dataset.name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
  };

  document.addEventListener("click", e => {
    const button = e.target.closest?.("[data-picture]");
    if (!button || button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    take(button).finally(() => button.removeAttribute("aria-busy"));
  });
  const show = () => document.querySelectorAll("[data-picture][hidden]").forEach(b => { b.hidden = false; });
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", show) : show();
  for (const type of ["htmx:load", "vd:arrived"]) document.addEventListener(type, show);
})();
