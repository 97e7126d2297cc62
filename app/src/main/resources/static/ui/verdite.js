// Verdite: progressive enhancement. Every page works without this file; nothing here is the only way to do a thing.
// May be loaded in the head with or without "defer": listeners sit on the document, the rest waits for the DOM.
(() => {
  "use strict";
  const root = document.documentElement;
  const word = JSON.parse(root.dataset.words || "{}"); // the page's words come from the message files
  const all = (sel, from = document) => [...from.querySelectorAll(sel)];
  const near = (e, sel) => (e.target instanceof Element ? e.target.closest(sel) : null);
  const make = (tag, props) => Object.assign(document.createElement(tag), props);

  // "As the system" cannot be known to the server: it writes data-theme="system", we choose before the first paint.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const appearance = () => { if (root.dataset.theme === "system") root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  appearance();
  dark.addEventListener("change", appearance);
  // Paper is light: charts read their colours again while the page is being printed.
  let screenTheme;
  addEventListener("beforeprint", () => { screenTheme = root.dataset.bsTheme; root.dataset.bsTheme = "light"; });
  addEventListener("afterprint", () => { if (screenTheme) root.dataset.bsTheme = screenTheme; });

  // ---------- speaking to screen readers
  let polite, urgent;
  const say = (text, now) => {
    polite ??= document.body.appendChild(make("div", { className: "sr", ariaLive: "polite" }));
    urgent ??= document.body.appendChild(make("div", { className: "sr", ariaLive: "assertive" }));
    // a region that was just created is not listened to yet
    setTimeout(() => { (now ? urgent : polite).textContent = text; }, 60);
  };

  // ---------- fragments
  const fetchFragment = async (url, signal) => {
    const res = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin", signal });
    const doc = new DOMParser().parseFromString(await res.text(), "text/html");
    // A whole page instead of a fragment: the session has ended, or the address knows no fragments.
    const whole = doc.querySelector("main");
    if (doc.body.classList.contains("gate")) throw new Error("signed out");
    if (!res.ok && !doc.body.childElementCount) throw new Error(String(res.status));
    const out = document.createDocumentFragment();
    out.append(...[...(whole ?? doc.body).childNodes].map(n => document.adoptNode(n)));
    return out;
  };
  // htmx and the islands look at what came in after the page was loaded
  const arrived = el => { window.htmx?.process(el); el.dispatchEvent(new CustomEvent("vd:arrived", { bubbles: true })); };

  // ---------- (a) search
  const palette = () => document.getElementById("search");
  const openSearch = () => {
    const d = palette();
    if (!d?.showModal || d.open) return Boolean(d?.open);
    closeMenus();
    d.showModal();
    d.querySelector("input[name=q]")?.select();
    return true;
  };
  // the words that the hits shown belong to: Enter opens the first hit only of what was typed
  let answered = null;
  const hitsCame = e => {
    const box = e.target.closest?.("dialog.palette");
    if (!box) return;
    answered = new URL(e.detail.pathInfo?.responsePath ?? e.detail.requestConfig?.path ?? "/", location.href).searchParams.get("q")?.trim();
    answered ??= box.querySelector("input[name=q]")?.value.trim();
    if (box.id === "units" && !box.open) box.showModal();
    all(".palette-hits a[href]:not(.btn)", box)[0]?.classList.add("hit-first");
  };
  const hitKeys = (d, e) => {
    const input = d.querySelector("input[name=q]"), links = all(".palette-hits a[href]", d);
    const at = links.indexOf(document.activeElement);
    if (e.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (e.key === "ArrowUp" && at >= 0) (at ? links[at - 1] : input).focus();
    else if (e.key === "Enter" && document.activeElement === input && links.length && input.value.trim() && answered === input.value.trim()) (d.querySelector(".unit-row a") ?? links[0]).click();
    else { if (at >= 0 && (e.key === "Backspace" || (e.key.length === 1 && !e.ctrlKey && !e.metaKey))) input.focus(); return; }
    e.preventDefault();
  };

  // ---------- (b) drawer
  let trail = [];
  const drawerBox = () => document.getElementById("drawer") ?? document.body.appendChild(make("dialog", { id: "drawer", className: "drawer" }));
  const showDrawer = async href => {
    const d = drawerBox();
    // only a slow answer shows grey lines, as everywhere
    const slow = setTimeout(() => {
      if (d.open) return;
      d.replaceChildren(make("div", { className: "drawer-b skel", ariaBusy: "true", ariaLabel: word.loading, innerHTML: "<i></i><i></i><i></i>" }));
      d.showModal();
    }, 400);
    let part, head;
    try { part = await fetchFragment(href); } catch { location.href = href; return; } finally { clearTimeout(slow); }
    if (!part.querySelector(".drawer-b")) { const b = make("div", { className: "drawer-b" }); b.append(part); part.append(b); }
    if (!(head = part.querySelector(".drawer-h"))) { head = make("div", { className: "drawer-h" }); part.prepend(head); }
    if (!head.querySelector("[data-close]")) {
      const x = make("button", { type: "button", className: "btn btn-quiet btn-icon push", ariaLabel: word.close, textContent: "×" });
      x.dataset.close = ""; head.append(x);
    }
    if (trail.length > 1) {
      const back = make("button", { type: "button", className: "btn btn-quiet btn-sm drawer-back", textContent: `‹ ${word.back}` });
      back.dataset.back = ""; head.prepend(back);
    }
    d.replaceChildren(part);
    const title = d.querySelector("h1, h2");
    if (title) { title.id ||= "drawer-title"; title.tabIndex = -1; d.setAttribute("aria-labelledby", title.id); }
    if (!d.open) d.showModal();
    title?.focus();
    arrived(d);
  };
  document.addEventListener("close", e => { if (e.target.id === "drawer") { trail = []; e.target.replaceChildren(); } }, true);

  // ---------- (d, e) changed and not saved; drafts of long texts
  let dirty = null;
  const markDirty = form => {
    dirty = form;
    const el = form.querySelector("[data-dirty]") ?? document.querySelector("[data-dirty]");
    if (el) { if (!el.textContent.trim()) el.textContent = word.dirty; el.hidden = false; }
  };
  addEventListener("beforeunload", e => { if (dirty?.isConnected) e.preventDefault(); });
  const store = (() => { try { return sessionStorage; } catch { return null; } })(); // storage may be forbidden
  const draftKey = t => `vd-draft:${root.dataset.user ?? ""}:${location.pathname}:${t.dataset.draft || t.name}`;

  // ---------- (f) jobs
  const poll = el => {
    if (el.dataset.polling) return;
    el.dataset.polling = "1";
    el.ariaLive ??= "polite";
    let misses = 0;
    const tick = async () => {
      if (!el.isConnected || !el.dataset.job) return;
      // a hidden page need not ask, and a server in trouble is asked more and more seldom
      if (document.hidden) { setTimeout(tick, 1000); return; }
      try {
        const next = (await fetchFragment(el.dataset.job)).firstElementChild;
        misses = 0;
        if (!next) return;
        // The element itself stays, so that the live region is not lost; only what is in it changes.
        const focused = el.contains(document.activeElement) && document.activeElement.id;
        for (const a of [...el.attributes]) if (a.name !== "data-polling" && a.name !== "aria-live") el.removeAttribute(a.name);
        for (const a of next.attributes) if (a.name !== "aria-live") el.setAttribute(a.name, a.value);
        el.replaceChildren(...next.childNodes);
        if (focused) document.getElementById(focused)?.focus();
        if (!el.dataset.job) {
          delete el.dataset.polling;
          // on the page that waits for nothing else, the result opens by itself
          if (el.closest("[data-follow]")) { const to = el.querySelector("a[href]"); to ? location.assign(to.href) : location.reload(); return; }
          arrived(el);
          return;
        }
      } catch (e) {
        if (e.message === "signed out") { location.reload(); return; }
        if (++misses === 3) say(word.lost, true);
      }
      setTimeout(tick, Math.min(1000 * 2 ** misses, 15000));
    };
    setTimeout(tick, 1000);
  };

  // ---------- (g) files
  const size = n => {
    const [v, u] = n < 1e3 ? [n, "byte"] : n < 1e6 ? [n / 1e3, "kilobyte"] : n < 1e9 ? [n / 1e6, "megabyte"] : [n / 1e9, "gigabyte"];
    return new Intl.NumberFormat(root.lang || "en", { style: "unit", unit: u, unitDisplay: "short", maximumFractionDigits: v < 10 ? 1 : 0 }).format(v);
  };
  const showFiles = input => {
    const box = input.closest(".drop, .fld") ?? input.parentElement;
    let out = box.querySelector("[data-file-name], .file-name");
    if (!out) { out = make("output", { className: "file-name" }); box.append(out); }
    out.textContent = [...input.files].map(f => `${f.name}, ${size(f.size)}`).join(" · ");
  };

  // ---------- (j) ticks
  const count = box => {
    const ticks = all("[data-pick]", box), on = ticks.filter(t => t.checked);
    ticks.forEach(t => t.closest("tr")?.setAttribute("aria-selected", t.checked));
    const whole = box.querySelector("[data-pick-all]");
    if (whole) { whole.checked = on.length > 0 && on.length === ticks.length; whole.indeterminate = on.length > 0 && on.length < ticks.length; }
    all("[data-count]", box).forEach(c => { c.textContent = (c.dataset.count || "{0}").replace("{0}", on.length.toLocaleString(root.lang || "en")); });
  };

  // ---------- (l) menus
  const closeMenus = but => all("details[data-menu][open]").forEach(d => { if (!but || !d.contains(but)) d.open = false; });

  // ---------- (i) copy: the clipboard needs https, a site's own server may not have it
  const copy = async text => {
    try { await navigator.clipboard.writeText(text); return; } catch { /* the old way */ }
    const t = make("textarea", { className: "sr", value: text, readOnly: true });
    (document.querySelector("dialog[open]") ?? document.body).append(t);
    t.select(); document.execCommand("copy"); t.remove();
  };

  document.addEventListener("click", e => {
    closeMenus(e.target);
    const plain = e.button === 0 && !(e.ctrlKey || e.metaKey || e.shiftKey || e.altKey);
    let el;
    if (plain && near(e, "[data-search], a.vd-search") && openSearch()) e.preventDefault();
    else if (plain && (el = near(e, "a[data-drawer]"))) {
      e.preventDefault();
      if (!el.closest("dialog.drawer")) trail = [];
      trail.push(el.href);
      showDrawer(el.href);
    } else if (near(e, "[data-back]")) { e.preventDefault(); trail.pop(); showDrawer(trail.at(-1)); }
    else if ((el = near(e, "[data-close]"))) {
      const d = el.closest("dialog, .flash");
      if (d) { e.preventDefault(); d instanceof HTMLDialogElement ? d.close() : d.remove(); }
    } else if (e.target instanceof HTMLDialogElement && e.target.matches(".palette, .drawer")) e.target.close(); // the ground beside it
    else if ((el = near(e, "[data-copy]"))) {
      e.preventDefault();
      const text = el.dataset.copy ? new URL(el.dataset.copy, location.href).href : location.href;
      copy(text).then(() => {
        const label = el.querySelector("[data-copy-label]") ?? [...el.childNodes].findLast(n => n.nodeType === 3 && n.data.trim());
        say(word.copied);
        if (!label || el.dataset.was) return;
        el.dataset.was = label.textContent; label.textContent = word.copied;
        setTimeout(() => { label.textContent = el.dataset.was; delete el.dataset.was; }, 2000);
      });
    } else if (near(e, "[data-print]")) { e.preventDefault(); print(); }
    else if ((el = near(e, "[data-clear]"))) {
      const box = el.closest("[data-bulk]");
      if (box) { e.preventDefault(); all("[data-pick]", box).forEach(t => { t.checked = false; }); count(box); }
    } else if ((el = near(e, "[data-reveal]"))) {
      const f = document.getElementById(el.dataset.reveal);
      if (f) { f.type = f.type === "password" ? "text" : "password"; el.setAttribute("aria-pressed", f.type === "text"); }
    }
  });

  document.addEventListener("keydown", e => {
    const typing = e.target instanceof Element && e.target.closest("input, textarea, select, [contenteditable]");
    if ((e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey) || (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey)) {
      if (openSearch()) e.preventDefault();
    } else if (document.querySelector("dialog.palette[open]")) hitKeys(document.querySelector("dialog.palette[open]"), e);
    else if (e.key === "Escape") {
      const open = all("details[data-menu][open]").at(-1);
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    }
  });

  document.addEventListener("input", e => {
    const t = e.target;
    const guarded = t.closest?.("form[data-guard]");
    if (guarded) markDirty(guarded);
    if (t.matches?.("textarea[data-draft]")) { try { store?.setItem(draftKey(t), t.value); } catch { /* full: the text is still in the field */ } }
  });

  document.addEventListener("change", e => {
    const t = e.target;
    if (t.type === "file") showFiles(t);
    const box = t.closest?.("[data-bulk]");
    if (box && t.matches("[data-pick-all]")) all("[data-pick]", box).forEach(p => { p.checked = t.checked; });
    if (box && t.matches("[data-pick], [data-pick-all]")) count(box);
    if (t.form?.matches("[data-auto]")) t.form.requestSubmit();
  });

  for (const [type, on] of [["dragenter", true], ["dragleave", false], ["drop", false]])
    document.addEventListener(type, e => near(e, ".drop")?.classList.toggle("over", on));

  // ---------- (n) one submission a form. The button is not disabled: its name and value must be sent.
  document.addEventListener("submit", e => {
    const f = e.target;
    if (e.defaultPrevented || f.method === "dialog") return;
    if (f.dataset.sent) { e.preventDefault(); return; }
    if (f === dirty) dirty = null;
    if (f.method !== "post" || "again" in f.dataset) return;
    // Drafts go only when the next page has come: a session that ended meanwhile must not cost the text.
    all("textarea[data-draft]", f).forEach(t => { const k = draftKey(t); if (store?.getItem(k)) store.setItem("vd-sent:" + k, "1"); });
    f.dataset.sent = "1";
    e.submitter?.setAttribute("aria-disabled", "true");
    // a download leaves the page as it is, so the form must come back
    setTimeout(() => release(f), 10000);
  });
  const release = f => { delete f.dataset.sent; all("[aria-disabled=true]", f).forEach(b => b.removeAttribute("aria-disabled")); };
  addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  // ---------- (o) a table wider than its place is scrolled by keys too, also when nothing in it takes the focus
  const reachable = from => all(".tb, .tb-scroll, .scroll-x", from).forEach(t => {
    const scrolls = t.scrollWidth > t.clientWidth && getComputedStyle(t).overflowX !== "visible";
    if (scrolls && !t.querySelector("a, button, input, select, textarea, [tabindex]")) { t.tabIndex = 0; t.dataset.reachable = ""; }
    else if ("reachable" in t.dataset && !scrolls) { t.removeAttribute("tabindex"); delete t.dataset.reachable; }
  });
  addEventListener("resize", () => reachable(document));

  // ---------- (p) long lists of ticks: what is typed narrows them, what is ticked stays in sight
  const ticks = (box, text = "") => {
    const sought = text.trim().toLowerCase();
    let n = 0;
    for (const o of all(".opt", box)) {
      const on = o.querySelector("input").checked;
      if (on) n++;
      o.hidden = Boolean(sought) && !on && !o.textContent.toLowerCase().includes(sought);
    }
    const count = box.querySelector("[data-ticked]");
    if (count) count.textContent = n ? (word.ticked ?? "{0}").replace("{0}", n) : "";
    if (box.dataset.left) parts(box);
  };
  // what is left of a sum, among those that are ticked, by the weights typed so far
  const parts = box => {
    const rows = all(".opt", box).map(o => {
      const [tick, weight] = o.querySelectorAll("input"), text = weight?.value.replaceAll(",", "").trim();
      return { out: o.querySelector("[data-part]"), w: tick.checked ? Number(text || 1) : 0 };
    });
    const sum = rows.reduce((s, r) => s + r.w, 0);
    for (const r of rows) if (r.out) r.out.textContent = r.w > 0 && sum > 0
      ? (box.dataset.left * r.w / sum).toLocaleString(root.lang || "en", { maximumFractionDigits: 2 }) : "";
  };
  const startTicks = from => all("[data-ticks]", from).forEach(box => {
    const find = box.querySelector("[data-narrow]");
    if (find) find.hidden = false;
    ticks(box);
  });
  for (const type of ["input", "change"]) document.addEventListener(type, e => {
    const box = near(e, "[data-ticks]");
    if (box) ticks(box, box.querySelector("[data-narrow]")?.value);
  });

  // ---------- (q) parts of a whole: what they come to while they are typed, and what is left
  const shares = box => {
    const out = box.querySelector("[data-rest]");
    const typed = all(".opt", box).filter(o => o.querySelector("input").checked).map(o => o.querySelector("[data-share]")?.value.trim() ?? "");
    const sum = Math.round(1e6 * typed.reduce((n, v) => n + (Number(v) || 0), 0)) / 1e6;
    const words = box.dataset[sum > 100 ? "sharesOver" : sum === 100 ? "sharesWhole" : "shares"];
    const said = n => n.toLocaleString(root.lang || "en", { maximumFractionDigits: 4 });
    if (out) out.textContent = typed.some(Boolean) ? words.replace("{0}", said(sum)).replace("{1}", said(Math.round(1e6 * (100 - sum)) / 1e6)) : "";
  };
  for (const type of ["input", "change"]) document.addEventListener(type, e => {
    const box = near(e, "[data-shares]");
    if (box) shares(box);
  });

  // ---------- what has to be looked for, in the page and in everything that comes in later
  const start = from => {
    all(".chain", from).forEach(c => { const h = c.querySelector(".here"); if (h) c.scrollLeft = h.offsetLeft - 60; });
    all("[data-job]", from).forEach(poll);
    all("[data-bulk]", from).forEach(count);
    startTicks(from);
    all("[data-shares]", from).forEach(shares);
    all(".vtabs [aria-current=page]", from).forEach(a => { a.parentElement.scrollLeft = a.offsetLeft - 24; });
    reachable(from);
    all("textarea[data-draft]", from).forEach(t => {
      const kept = store?.getItem(draftKey(t));
      if (kept && !t.value) { t.value = kept; if (t.form?.matches("[data-guard]")) markDirty(t.form); }
    });
  };
  const focusOn = el => { if (el) { if (el.tabIndex < 0) el.tabIndex = -1; el.focus(); } };
  const ready = () => {
    if (store && !document.body.classList.contains("gate"))
      Object.keys(store).filter(k => k.startsWith("vd-sent:")).forEach(k => { store.removeItem(k.slice(8)); store.removeItem(k); });
    start(document);
    focusOn(document.querySelector(".err-list"));
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", ready) : ready();
  document.addEventListener("vd:arrived", e => start(e.target));
  document.addEventListener("htmx:load", e => {
    start(e.target);
    // the eye and the screen reader go to what changed
    focusOn(e.target.querySelector?.(".err-list, [data-focus], .flash") ?? (e.target.id === "page" ? e.target.querySelector("main") : null));
  });
  document.addEventListener("htmx:afterRequest", e => { if (e.detail.successful && e.detail.elt === dirty) dirty = null; });
  document.addEventListener("htmx:afterSwap", hitsCame);

  // ---------- (o) lists turned by htmx (grey lines after 400 ms are the style sheet's): what failed leaves the old rows and says so
  const list = e => (e.detail.target?.id === "page" ? e.detail.target : null);
  document.addEventListener("htmx:beforeRequest", e => {
    list(e)?.querySelector(".list-failed")?.remove();
  });
  const listFailed = (e, text, reference) => {
    const box = list(e);
    if (!box) return;
    const note = make("div", { className: "note is-bad list-failed", tabIndex: -1 }), words = make("span", { textContent: text });
    note.setAttribute("role", "alert");
    if (reference) words.append(" ", reference);
    const again = make("a", { className: "btn btn-sm push", href: e.detail.pathInfo?.finalRequestPath ?? e.detail.requestConfig?.path ?? location.href, textContent: word.again });
    note.append(words, again);
    box.querySelector(".head")?.after(note);
    if (!note.isConnected) box.querySelector("main").prepend(note);
    note.focus();
  };
  document.addEventListener("htmx:responseError", e => {
    const page = new DOMParser().parseFromString(e.detail.xhr.responseText, "text/html");
    listFailed(e, page.querySelector(".problem-say")?.textContent.trim() || word.failed, page.querySelector(".ref")?.textContent.trim());
  });
  document.addEventListener("htmx:sendError", e => { say(word.lost, true); listFailed(e, word.unreached); });
})();
