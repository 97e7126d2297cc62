// An inspection in the field. Every answer, photo and finding is a command with an id made here; it waits on the device until the server has
// it, and sent again it changes nothing. A command says which observations it replaces, so two people merge criterion by criterion.
(() => {
  "use strict";
  const root = document.getElementById("field");
  if (!root) return;
  const visit = root.dataset.visit, words = JSON.parse(root.dataset.fieldWords), open = root.dataset.open === "1";
  const api = `/api/inspections/visits/${visit}`;
  const all = (sel, from = root) => [...from.querySelectorAll(sel)];
  const make = (tag, props) => Object.assign(document.createElement(tag), props);
  const say = (key, ...args) => (words[key] ?? key).replace(/\{(\d)\}/g, (_, i) => args[i] ?? "");
  const MOST = 25 * 1024 * 1024, HEAD = 256 * 1024;

  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16)); // a page without https has no randomUUID
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    const h = [...b].map(x => x.toString(16).padStart(2, "0")).join("");
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
  };

  // ---------- what stands, as the server last said, with what waits here on top
  const server = new Map();
  const told = o => { for (const s of o.items) server.set(s.subject, s); };
  told(JSON.parse(root.dataset.state));

  // ---------- the outbox: words in localStorage, pictures in IndexedDB, both in the order they were made
  const box = `vd-field:${document.documentElement.dataset.user ?? ""}:${visit}`;
  let queue = [];
  try { queue = JSON.parse(localStorage.getItem(box) ?? "[]"); } catch { queue = []; }
  const keepQueue = () => { try { localStorage.setItem(box, JSON.stringify(queue)); } catch { /* storage may be forbidden; the page then keeps it */ } };
  // notes and places without an answer yet: they wait for it, over a reload too
  let drafts = {};
  try { drafts = JSON.parse(localStorage.getItem(`${box}:drafts`) ?? "{}"); } catch { drafts = {}; }
  const keepDraft = (subject, draft) => {
    if (draft && (draft.note || draft.place)) drafts[subject] = draft; else delete drafts[subject];
    try { localStorage.setItem(`${box}:drafts`, JSON.stringify(drafts)); } catch { /* as above */ }
  };
  const pictures = new Map(); // id -> { blob, head }
  const db = new Promise(done => {
    try {
      const r = indexedDB.open("vd-field", 1);
      r.onupgradeneeded = () => r.result.createObjectStore("pictures");
      r.onsuccess = () => done(r.result);
      r.onerror = () => done(null);
    } catch { done(null); }
  });
  const stored = async (mode, work) => {
    const d = await db;
    if (!d) return null;
    return new Promise(done => {
      const tx = d.transaction("pictures", mode), r = work(tx.objectStore("pictures"));
      tx.oncomplete = () => done(r.result); tx.onerror = tx.onabort = () => done(null);
    });
  };

  const waiting = subject => queue.filter(c => c.subject === subject);
  const standing = subject => {
    let stand = (server.get(subject)?.standing ?? []).map(o => ({ ...o }));
    for (const c of waiting(subject)) if (c.kind === "observation") {
      stand = stand.filter(o => !c.body.replaces.includes(o.id));
      stand.push({ ...c.body, id: c.id, waits: true, who: "" });
    }
    return stand;
  };
  const same = (a, b) => a.answer === b.answer && String(a.measured ?? "") === String(b.measured ?? "");
  const conflict = stand => stand.some(o => !same(o, stand[0]));
  const word = subject => { const s = standing(subject); return s.length && !conflict(s) && s[0].answer !== "TAKEN_BACK" ? s.at(-1) : null; };

  // ---------- place: asked only when somebody presses the pin
  let fix = null;
  const pin = () => new Promise(done => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      p => { fix = { latitude: +p.coords.latitude.toFixed(6), longitude: +p.coords.longitude.toFixed(6), accuracy: Math.round(p.coords.accuracy), at: Date.now() }; done(fix); },
      () => done(null), { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 });
  });
  const where = () => (fix && Date.now() - fix.at < 300000 ? { latitude: fix.latitude, longitude: fix.longitude, accuracy: fix.accuracy } : {});

  // ---------- sending, one after the other
  const status = root.querySelector("[data-saved]"), refused = root.querySelector("[data-refused]");
  let sending = false, misses = 0, timer = 0, signedOut = false;
  const show = () => {
    const n = queue.length, text = status.querySelector("span:last-child");
    status.className = `st is-${signedOut ? "bad" : n && misses ? "warn" : n ? "open" : "ok"}`;
    status.dataset.waits = n;
    text.textContent = signedOut ? say("signedOut") : !n ? say("saved") : misses ? say("waits", n) : say("saving");
  };
  const failed = text => { refused.hidden = false; refused.querySelector("span:last-child").textContent = text; };

  const request = async c => {
    const headers = { "X-CSRF-TOKEN": root.dataset.csrf, Accept: "application/json" };
    if (c.kind === "observation") {
      headers["Content-Type"] = "application/json";
      return fetch(`${api}/observations/${c.id}`, { method: "PUT", headers, credentials: "same-origin", body: JSON.stringify({ ...c.body, sentAt: new Date().toISOString() }) });
    }
    const kept = pictures.get(c.id) ?? (await stored("readonly", s => s.get(c.id)));
    if (!kept) return null;
    const form = new FormData();
    for (const [k, v] of Object.entries(c.body)) if (v !== null && v !== undefined && v !== "") form.set(k, v);
    form.set("sentAt", new Date().toISOString());
    form.set("file", kept.blob, c.name);
    if (kept.head) form.set("head", kept.head, "head");
    return fetch(`${api}/photos/${c.id}`, { method: "POST", headers, credentials: "same-origin", body: form });
  };

  const send = async () => {
    if (sending || !queue.length) { show(); return; }
    sending = true; clearTimeout(timer); show();
    try {
      while (queue.length) {
        const c = queue[0], res = await request(c);
        if (res && (res.status === 401 || res.redirected)) { signedOut = true; throw new Error("signed out"); }
        if (res && res.status >= 500) throw new Error(String(res.status));
        const body = res?.headers.get("content-type")?.includes("json") ? await res.json() : null;
        misses = 0; signedOut = false;
        queue.shift();
        if (res?.ok && c.kind === "observation") server.set(c.subject, { ...body, photos: body.photos ?? server.get(c.subject)?.photos ?? [] });
        else if (res?.ok) {
          const s = server.get(c.subject) ?? { subject: c.subject, standing: [], photos: [] };
          s.photos = [...(s.photos ?? []).filter(p => p.id !== body.id), body];
          server.set(c.subject, s);
        } else {
          // what the server will never take must not stand in the way of the rest
          queue.forEach(q => { if (q.body.replaces) q.body.replaces = q.body.replaces.filter(id => id !== c.id); });
          failed(say("refused", c.subject, body?.detail ?? body?.title ?? res?.status ?? ""));
        }
        if (c.kind === "photo") { pictures.delete(c.id); await stored("readwrite", s => s.delete(c.id)); }
        keepQueue(); draw(c.subject); show();
      }
    } catch {
      misses++;
      timer = setTimeout(send, Math.min(1000 * 2 ** misses, 20000));
    } finally {
      sending = false; show();
    }
  };
  const put = c => { queue.push(c); keepQueue(); draw(c.subject); send(); };

  // ---------- commands
  const tell = (subject, more) => {
    const now = standing(subject), before = now.at(-1) ?? {};
    const card = criterion(subject);
    const body = {
      subject, answer: before.answer, measured: before.measured, note: card?.querySelector("[data-note]")?.value ?? before.note ?? "",
      place: card?.querySelector("[data-place]")?.value ?? before.place ?? "", ...where(), replaces: now.map(o => o.id), toldAt: new Date().toISOString(), ...more };
    if (body.answer === undefined && body.measured === undefined) { keepDraft(subject, { note: body.note, place: body.place }); return; }
    keepDraft(subject, null);
    if (body.measured === undefined || body.measured === null || body.answer === "NOT_APPLICABLE") delete body.measured;
    put({ kind: "observation", id: uuid(), subject, body });
  };
  const hex = async blob => {
    if (!crypto.subtle) return ""; // a page without https: the server hashes what arrives, and says so
    return [...new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()))].map(b => b.toString(16).padStart(2, "0")).join("");
  };
  const smaller = async file => {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, 2560 / Math.max(image.width, image.height));
    const canvas = make("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, no) => canvas.toBlob(b => (b ? done(b) : no(new Error("no copy"))), "image/jpeg", 0.85));
  };
  const photo = async (subject, file) => {
    if (!file) return;
    const id = uuid(), sha256 = await hex(file);
    let blob = file, name = file.name || "photo.jpg", derived = false, head = null;
    if (file.size > MOST) {
      // the original stays on the device; its hash and what it says of time and place go with the copy
      try { blob = await smaller(file); } catch { failed(say("tooLarge", name)); return; }
      if (!sha256) { failed(say("tooLarge", name)); return; }
      derived = true; head = file.slice(0, HEAD); name = name.replace(/\.[^.]*$/, "") + ".jpg";
    }
    const kept = { blob, head };
    pictures.set(id, kept);
    await stored("readwrite", s => s.put(kept, id));
    put({ kind: "photo", id, subject, name, body: { subject, sha256, derived, ...where(), toldAt: new Date().toISOString() } });
  };

  // ---------- drawing
  const cards = all("[data-criterion]");
  const criterion = subject => cards.find(c => c.dataset.criterion === subject);
  const marks = { CONFORMS: "ok", DOES_NOT: "bad", OPPORTUNITY: "warn", NOT_APPLICABLE: "idle" };
  const mark = (el, subject) => {
    const s = standing(subject), o = word(subject);
    el.className = `small st is-${conflict(s) ? "bad" : o ? marks[o.answer] ?? "open" : "idle"}`;
    el.textContent = conflict(s) ? say("conflict") : o ? say(`said.${o.answer}`) ?? "" : "";
    if (o && o.answer === undefined) el.textContent = String(o.measured ?? "");
  };
  const drawPhotos = (card, subject) => {
    const list = card.querySelector("[data-photos]");
    all("[data-shot]", list).forEach(e => e.remove());
    const add = list.querySelector(".add");
    for (const p of server.get(subject)?.photos ?? []) {
      const a = make("a", { href: `/inspections/visits/${visit}/photos/${p.id}`, target: "_blank", rel: "noopener" });
      a.dataset.shot = p.id;
      if (p.shown) a.append(make("img", { src: `/inspections/visits/${visit}/photos/${p.id}`, alt: subject, width: 84, height: 84 }));
      else a.append(make("span", { className: "ph-file small", textContent: "HEIC" }));
      if (p.derived) a.title = say("copied");
      list.insertBefore(a, add);
    }
    for (const c of waiting(subject)) if (c.kind === "photo") {
      const s = make("span", { className: "ph-wait", title: say("saving") }), k = pictures.get(c.id);
      s.dataset.shot = c.id;
      if (k) createImageBitmap(k.blob, { resizeWidth: 168 }).then(b => {
        const t = make("canvas", { width: 84, height: 84 }), side = Math.min(b.width, b.height);
        t.getContext("2d").drawImage(b, (b.width - side) / 2, (b.height - side) / 2, side, side, 0, 0, 84, 84);
        s.append(t);
      }, () => { /* a picture this browser can't show */ });
      list.insertBefore(s, add);
    }
  };
  const more = card => { card.querySelector("[data-more]").hidden = false; card.querySelector("[data-open-more]").hidden = true; };
  const draw = subject => {
    const card = criterion(subject);
    all(`[data-mark="${CSS.escape(subject)}"]`).forEach(el => mark(el, subject));
    if (card) {
      const s = standing(subject), o = s.at(-1), fight = conflict(s), one = word(subject);
      for (const input of all("input[type=radio]", card)) { input.checked = one?.answer === input.value; input.disabled = !open; }
      const m = card.querySelector("[data-measured]");
      if (m && document.activeElement !== m) m.value = one?.measured ?? "";
      const v = card.querySelector("[data-verdict]");
      if (v) { mark(v, subject); }
      const note = card.querySelector("[data-note]"), place = card.querySelector("[data-place]");
      if (note && document.activeElement !== note && o) note.value = o.note ?? "";
      if (place && document.activeElement !== place && o) place.value = o.place ?? "";
      const draft = o ? undefined : drafts[subject];
      if (note && document.activeElement !== note && draft) note.value = draft.note;
      if (place && document.activeElement !== place && draft) place.value = draft.place;
      for (const el of [m, note, place, card.querySelector("[data-keep]"), card.querySelector("[data-camera]"), card.querySelector("[data-pin]")]) if (el) el.disabled = !open;
      card.querySelector("[data-who]").textContent = s.filter(x => x.who).map(x => x.who).join(", ");
      card.classList.toggle("needs-photo", card.dataset.photo === "1" && !(server.get(subject)?.photos ?? []).length);
      const box = card.querySelector("[data-conflict]");
      box.hidden = !fight;
      if (fight) {
        box.replaceChildren(make("p", { textContent: say("conflict") }));
        for (const x of s) {
          const b = make("button", { type: "button", className: "btn", textContent: `${say(`said.${x.answer}`)}${x.measured !== undefined && x.measured !== null ? ` ${x.measured}` : ""}${x.who ? `, ${x.who}` : ""}${x.note ? `: ${x.note}` : ""}` });
          b.dataset.decide = x.id;
          b.addEventListener("click", () => put({ kind: "observation", id: uuid(), subject, body: { subject, answer: x.measured !== undefined && x.measured !== null ? undefined : x.answer, measured: x.measured ?? undefined, note: x.note ?? "", place: x.place ?? "", replaces: s.map(y => y.id), toldAt: new Date().toISOString() } }));
          box.append(b);
        }
      }
      drawPhotos(card, subject);
      const wants = card.dataset.photo === "1" || fight || ["DOES_NOT", "OPPORTUNITY"].includes(one?.answer) || Boolean(one?.note) || Boolean(draft) || all("[data-shot]", card).length > 0;
      if (wants) more(card);
    }
    counts();
  };
  const counts = () => {
    let done = 0;
    for (const g of all(".field-g")) {
      const subjects = all("[data-mark]", g).map(e => e.dataset.mark), there = subjects.filter(x => standing(x).length && standing(x)[0].answer !== "TAKEN_BACK").length;
      const out = g.querySelector("[data-group]");
      if (out) { out.textContent = `${there} / ${subjects.length}`; done += there; }
    }
    root.querySelector("[data-done]").textContent = say("answered", done, cards.length);
    const bar = root.querySelector("[data-over] .pbar");
    bar.ariaValueNow = done;
    bar.querySelector("i").className = `w-${cards.length ? Math.floor((done * 100) / cards.length) : 0}`;
    const list = root.querySelector("[data-beside]"), seen = new Map();
    for (const [k, s] of server) if (s.standing?.[0]?.title) seen.set(k, s.standing.at(-1));
    for (const c of queue) if (c.kind === "observation" && c.body.title) seen.set(c.subject, { ...c.body, waits: true });
    list.replaceChildren(...[...seen].map(([k, o]) => {
      const li = make("li"), t = make("span", { textContent: `${o.title}${o.place ? `, ${o.place}` : ""}` });
      li.append(t); li.dataset.seen = k;
      return li;
    }));
    root.querySelector("[data-besides]").textContent = String(seen.size);
  };

  // ---------- one criterion a screen
  const over = root.querySelector("[data-over]");
  let at = -1; // -1: the overview
  const go = (i, focus) => {
    at = Math.max(-1, Math.min(i, cards.length - 1));
    over.hidden = at >= 0;
    cards.forEach((c, j) => { c.hidden = j !== at; });
    root.querySelector("[data-back]").disabled = at < 0;
    root.querySelector("[data-next]").disabled = at === cards.length - 1;
    const hash = at < 0 ? "" : `#q-${cards[at].dataset.criterion}`;
    if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
    scrollTo(0, 0);
    if (at >= 0) { draw(cards[at].dataset.criterion); if (focus) cards[at].querySelector("h1").focus({ preventScroll: true }); }
  };
  const byHash = () => go(cards.findIndex(c => `#q-${c.dataset.criterion}` === decodeURIComponent(location.hash)));
  addEventListener("hashchange", byHash);
  root.querySelector("[data-next]").addEventListener("click", () => go(at + 1, true));
  root.querySelector("[data-back]").addEventListener("click", () => go(at - 1, true));
  root.querySelector("[data-list]").addEventListener("click", e => { if (at >= 0) { e.preventDefault(); go(-1); } });
  root.addEventListener("click", e => { const a = e.target.closest?.("[data-go]"); if (a) { e.preventDefault(); go(cards.indexOf(criterion(a.dataset.go)), true); } });

  for (const card of cards) {
    const subject = card.dataset.criterion;
    card.addEventListener("change", e => {
      const el = e.target;
      if (el.type === "radio") tell(subject, { answer: el.value, measured: undefined });
      else if (el.matches("[data-camera]")) { photo(subject, el.files[0]); el.value = ""; }
      else if (el.matches("[data-note], [data-place]")) tell(subject, {});
      else if (el.matches("[data-measured]")) measured(card, subject);
    });
    card.addEventListener("input", e => {
      if (!e.target.matches("[data-note], [data-place]") || standing(subject).length) return;
      keepDraft(subject, { note: card.querySelector("[data-note]")?.value ?? "", place: card.querySelector("[data-place]")?.value ?? "" });
    });
    card.querySelector("[data-open-more]").addEventListener("click", () => { more(card); card.querySelector("[data-note]").focus(); });
    card.querySelector("[data-keep]")?.addEventListener("click", () => measured(card, subject));
    card.querySelector("[data-pin]")?.addEventListener("click", async e => {
      const b = e.currentTarget, out = b.querySelector("span");
      const p = await pin();
      out.textContent = p ? say("pinned", p.accuracy) : say("unpinned");
      if (p) tell(subject, {});
    });
  }
  const measured = (card, subject) => {
    const text = card.querySelector("[data-measured]").value.trim().replace(",", ".").replace("−", "-");
    if (!/^-?\d{1,12}(\.\d{1,9})?$/.test(text)) return;
    if (String(word(subject)?.measured ?? "") === text) return;
    tell(subject, { answer: undefined, measured: Number(text) });
  };

  // ---------- a finding beside the list
  const quick = root.querySelector("[data-quick]");
  const q = id => quick.querySelector(`#k-${id}`);
  root.querySelector("[data-quick-open]").addEventListener("click", () => { if (open) quick.showModal(); });
  quick.querySelector("[data-quick-close]").addEventListener("click", () => quick.close());
  quick.querySelector("[data-quick-keep]").addEventListener("click", () => {
    if (!all("input, select, textarea", quick).every(f => f.reportValidity())) return;
    const id = uuid(), file = q("photo").files[0];
    put({ kind: "observation", id, subject: id, body: { subject: id, answer: "DOES_NOT", title: q("title").value.trim(), severity: q("severity").value, medium: q("medium").value, note: q("note").value, place: q("place").value, ...where(), replaces: [], toldAt: new Date().toISOString() } });
    if (file) photo(id, file);
    all("input, select, textarea", quick).forEach(f => { f.value = ""; });
    quick.close();
  });

  // ---------- what others told meanwhile
  const look = async () => {
    if (document.hidden || sending || queue.length) return;
    try {
      const res = await fetch(`${api}/observations`, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!res.ok || res.redirected) return;
      told(await res.json());
      cards.forEach(c => draw(c.dataset.criterion));
    } catch { /* the network is away; what waits is said beside the title */ }
  };
  setInterval(look, 15000);
  addEventListener("online", () => { misses = 0; send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { send(); look(); } });
  addEventListener("beforeunload", e => { if (queue.some(c => c.kind === "photo") && misses) e.preventDefault(); });

  cards.forEach(c => draw(c.dataset.criterion));
  counts();
  byHash();
  send();
})();
