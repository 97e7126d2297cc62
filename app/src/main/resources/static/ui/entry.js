// Entering a round by keyboard: <form data-entry data-day="2026-03-12"> around a table of fields [data-series].
// Enter and the arrows move between cells, Escape takes back, Ctrl+Enter stores. Each cell is kept on the server as it is left, and the
// answer says what it is worth. Without this file the form's buttons do the same for all cells at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-entry]");
  if (!form) return;
  const words = JSON.parse(document.documentElement.dataset.words || "{}");
  const fields = [...form.querySelectorAll("input[data-series]")];
  const shown = fields.map(f => f.dataset.series).join(",");
  const csrf = form.querySelector("input[name=_csrf]");
  const place = f => { const td = f.closest("td"); return [td.parentElement.rowIndex, td.cellIndex]; };
  const at = (row, column) => form.querySelector("table").rows[row]?.cells[column]?.querySelector("input[data-series]:enabled");

  // ---------- moving; cells that do not exist are passed over
  const go = (f, down, right) => {
    let [row, column] = place(f);
    const table = form.querySelector("table"), most = table.rows[0].cells.length;
    for (;;) {
      row += down; column += right;
      if (row < 1 || column < 1 || row >= table.rows.length || column >= most) return false;
      const next = at(row, column);
      if (next) { next.focus(); next.select(); return true; }
    }
  };
  // after the last row the next column begins, as one reads a sheet downwards
  const next = (f, back) => {
    if (go(f, back ? -1 : 1, 0)) return;
    const [, column] = place(f), inColumn = c => fields.filter(x => place(x)[1] === c && !x.disabled);
    const columns = [...new Set(fields.map(x => place(x)[1]))].sort((a, b) => a - b);
    const to = columns[columns.indexOf(column) + (back ? -1 : 1)];
    const cells = to === undefined ? [] : inColumn(to);
    const target = back ? cells.at(-1) : cells[0];
    if (target) { target.focus(); target.select(); }
    else if (!back) form.querySelector(".entry-foot .btn-primary")?.focus();
  };

  form.addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); store(); return; }
    const f = e.target;
    if (!(f instanceof HTMLInputElement) || !f.dataset.series || e.isComposing || e.altKey || e.ctrlKey || e.metaKey) return;
    const whole = f.selectionStart === 0 && f.selectionEnd === f.value.length;
    const start = whole || (f.selectionStart === 0 && f.selectionEnd === 0);
    const end = whole || (f.selectionStart === f.value.length && f.selectionEnd === f.value.length);
    if (e.key === "Enter") { e.preventDefault(); next(f, e.shiftKey); }
    else if (e.key === "ArrowDown") { if (go(f, 1, 0)) e.preventDefault(); }
    else if (e.key === "ArrowUp") { if (go(f, -1, 0)) e.preventDefault(); }
    else if (e.key === "ArrowLeft" && start && !e.shiftKey) { if (go(f, 0, -1)) e.preventDefault(); }
    else if (e.key === "ArrowRight" && end && !e.shiftKey) { if (go(f, 0, 1)) e.preventDefault(); }
    else if (e.key === "Escape") { f.value = f.dataset.was; f.select(); }
  });

  // ---------- keeping: one request a cell, in order, so that the last thing typed is what stays
  const waiting = new Map();
  const keep = (f, leaving) => {
    if (f.value.trim() === f.dataset.was.trim()) return Promise.resolve();
    const before = waiting.get(f) ?? Promise.resolve();
    const job = before.then(() => send(f, leaving));
    waiting.set(f, job);
    job.finally(() => { if (waiting.get(f) === job) waiting.delete(f); });
    return job;
  };
  const send = async (f, leaving) => {
    const text = f.value.trim();
    if (text === f.dataset.was.trim()) return;
    const body = new URLSearchParams({ series: f.dataset.series, day: form.dataset.day, text, was: f.dataset.was, shown });
    if (csrf) body.set(csrf.name, csrf.value);
    try {
      const res = await fetch("/monitoring/entry/cells", { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin", keepalive: Boolean(leaving) });
      const doc = new DOMParser().parseFromString(await res.text(), "text/html");
      const say = doc.querySelector(".entry-say");
      if (!res.ok || !say) throw new Error(String(res.status));
      kept(f, text, say, doc.querySelector(".entry-sum"));
    } catch {
      f.classList.add("is-unkept");
      document.getElementById("s-" + f.dataset.series).textContent = words.lost ?? "";
    }
  };
  const kept = (f, text, say, sum) => {
    const now = say.dataset.now ?? text;
    f.dataset.was = now;
    form.querySelector(`input[name="w.${f.dataset.series}"]`).value = now;
    f.classList.remove("is-unkept", "is-wrong", "is-doubtful", "is-v0", "is-v1", "is-v2", "is-v3", "is-v4");
    if (say.dataset.css) f.classList.add(say.dataset.css);
    f.setAttribute("aria-invalid", String(say.dataset.css === "is-wrong"));
    const box = document.getElementById("s-" + f.dataset.series);
    box.replaceChildren(...[...say.childNodes].map(n => document.adoptNode(n)));
    const total = form.querySelector(".entry-foot .entry-sum");
    if (total && sum) {
      total.replaceChildren(...[...sum.childNodes].map(n => document.adoptNode(n)));
      form.querySelector(".entry-sure").hidden = sum.dataset.doubtful === "0";
    }
  };
  form.addEventListener("focusout", e => { if (e.target.dataset?.series) keep(e.target); });
  form.addEventListener("focusin", e => { if (e.target.dataset?.series) e.target.select(); });
  addEventListener("pagehide", () => fields.forEach(f => keep(f, true)));
  document.addEventListener("visibilitychange", () => { if (document.hidden) fields.forEach(f => keep(f, true)); });

  // ---------- storing: first what is still on its way
  let storing = false;
  const store = async button => {
    if (storing) return;
    storing = true;
    await Promise.all(fields.map(f => keep(f)));
    await Promise.all(waiting.values());
    form.requestSubmit(button ?? form.querySelector(".entry-foot .btn-primary"));
    storing = false;
  };
  form.addEventListener("submit", e => {
    if (storing) return;
    if (fields.some(f => f.value.trim() !== f.dataset.was.trim()) || waiting.size) { e.preventDefault(); store(e.submitter); }
  });

  fields.find(f => !f.disabled && !f.value)?.focus({ preventScroll: true });
})();
