// The map of the sites. An island: <div id="map" class="map" data-src="/sites.json" data-land="/ui/land.json"></div>
// data-src answers [{id, name, lat, lon, state: ok|warn|bad|unknown, word, href}]. Without it the list beside the map says the same.
(() => {
  "use strict";
  const root = document.documentElement, words = JSON.parse(root.dataset.words || "{}");
  const css = name => getComputedStyle(root).getPropertyValue("--vd-" + name).trim();
  const weight = { ok: 0, unknown: 1, warn: 2, bad: 3 };
  // shape and size by state; the same shapes as in rows, only what needs someone is big
  const shape = {
    ok: (f, s) => [`<circle cx="6" cy="6" r="5" fill="${f}" stroke="${s}" stroke-width="1.2"/>`, 11],
    warn: (f, s) => [`<path d="M6 0 12 11H0z" fill="${f}" stroke="${s}"/>`, 16],
    bad: (f, s) => [`<path d="M6-.6 12.6 6 6 12.6-.6 6z" fill="${f}" stroke="${s}"/>`, 18],
    unknown: (f, s) => [`<rect x="1" y="1" width="10" height="10" rx="1" fill="${s}" stroke="${f}" stroke-width="2" stroke-dasharray="3 1.6"/>`, 14],
  };
  const icon = state => {
    const [svg, d] = shape[state](css(state === "ok" ? "do" : state + "-fill"), css("surface"));
    return L.divIcon({ className: "", iconSize: [d, d], html: `<svg viewBox="-1 -1 14 14" width="${d}" height="${d}" aria-hidden="true">${svg}</svg>` });
  };
  const json = async url => {
    const res = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!res.ok) throw new Error(`${url}: ${res.status}`);
    return res.json();
  };

  const draw = async box => {
    const [sites, land] = await Promise.all([json(box.dataset.src), json(box.dataset.land).catch(() => null)]);
    const known = sites.filter(s => Number.isFinite(s.lat) && Number.isFinite(s.lon)).map(s => ({ ...s, state: shape[s.state] ? s.state : "unknown" }));
    if (!known.length) throw new Error("no site has a place");
    const m = L.map(box, { zoomControl: false, attributionControl: false, zoomSnap: 0.05, worldCopyJump: false, scrollWheelZoom: false, fadeAnimation: false, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches, maxZoom: 9 });
    m.setView([0, 0], 1);
    L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(m);
    const ground = land && L.geoJSON(land, { interactive: false, style: () => ({ stroke: false, fillColor: css("land"), fillOpacity: 1 }) }).addTo(m);

    // worst first, so that the tab key comes to them first; painted last, so that nothing covers them
    known.sort((a, b) => weight[b.state] - weight[a.state]);
    for (const s of known) {
      const name = s.word ? `${s.name}, ${s.word}` : s.name;
      s.marker = L.marker([s.lat, s.lon], { title: name, alt: name, zIndexOffset: weight[s.state] * 1000, icon: icon(s.state) }).addTo(m);
      const dress = () => {
        const el = s.marker.getElement();
        el.setAttribute("aria-label", name);
        el.setAttribute("role", s.href ? "link" : "img");
      };
      dress();
      s.paint = () => { s.marker.setIcon(icon(s.state)); dress(); };
      if (s.href) {
        s.marker.on("click", e => { if (e.originalEvent?.ctrlKey || e.originalEvent?.metaKey) open(s.href, "_blank", "noopener"); else location.href = s.href; });
        s.marker.on("keypress", e => { if (e.originalEvent.key === "Enter") location.href = s.href; });
      }
    }

    const bounds = L.latLngBounds(known.map(s => [s.lat, s.lon]));
    // Names stand only at what is exceeded or overdue, on the side with more room, and never over each other.
    const label = () => {
      const taken = [], width = m.getSize().x;
      for (const s of known) {
        s.marker.unbindTooltip();
        if (s.state !== "bad") continue;
        const p = m.latLngToContainerPoint(s.marker.getLatLng()), w = 30 + [...s.name].reduce((n, c) => n + (c > "\u2e80" ? 13 : 7.4), 0);
        const sides = p.x > width / 2 ? ["left", "right"] : ["right", "left"];
        const side = sides.find(d => {
          const x = d === "left" ? p.x - w : p.x;
          return x > 0 && x + w < width && !taken.some(t => Math.abs(t.y - p.y) < 28 && x < t.x + t.w && t.x < x + w);
        });
        if (!side) continue;
        taken.push({ x: side === "left" ? p.x - w : p.x, y: p.y, w });
        const text = document.createElement("b");
        text.textContent = s.name;
        s.marker.bindTooltip(text, { permanent: true, direction: side, className: "vt", offset: [side === "left" ? -8 : 8, 0] });
      }
    };
    const fit = () => {
      m.invalidateSize({ animate: false });
      const size = m.getSize();
      if (!size.x || !size.y) return;
      // room for the marks at the edge and for the legend at the foot
      m.fitBounds(bounds, { animate: false, maxZoom: 5, paddingTopLeft: [28, 24], paddingBottomRight: [28, size.y > 360 ? 72 : 24] });
      label();
    };
    fit();
    new ResizeObserver(fit).observe(box);
    for (const [type, paper] of [["beforeprint", true], ["afterprint", false]]) addEventListener(type, () => { box.classList.toggle("paper", paper); fit(); });
    m.on("zoomend moveend", label);
    new MutationObserver(() => {
      ground?.setStyle({ fillColor: css("land") });
      known.forEach(s => s.paint());
      label();
    }).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
  };

  const start = () => {
    const box = document.querySelector("#map[data-src]");
    if (!box || box.dataset.drawn) return;
    box.dataset.drawn = "1";
    if (!window.L) { box.hidden = true; return; }
    // whatever goes wrong, an empty grey box is worse than none: the list says the same
    draw(box).catch(() => { box.hidden = true; });
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
