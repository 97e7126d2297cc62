// Charts of measured values. An island: <div class="chart" data-src="/series.json" role="img" aria-label="…"></div>
// Needs the global "echarts" (6). The table one click away has every value; without script or data it is the only thing left.
//
// data-src answers {unit, kind, from, to, zone?, series: [{name, points: [{t, v, s, text?, note?}]}], limits: [{label, kind, steps: [[t, v, label?]]}],
// ranges?: [{from, to, low, high}], bands: [{from, to, kind, label}], words?, step?}. A point with v null is a gap. Times are drawn as the clock on the wall: one with an
// offset keeps its own clock, one with Z is brought to "zone" (an IANA name) if given.
// With a step other than RAW a point stands for several results: v their mean, lo and hi the lowest and highest, e where the mark of
// what exceeded stands. Who zooms in gets the stretch again with finer steps: data-src with "from" and "to" of what is seen.
(() => {
  "use strict";
  const root = document.documentElement, lang = root.lang || "en", zh = lang.startsWith("zh");
  const css = name => getComputedStyle(root).getPropertyValue("--vd-" + name).trim();
  const WORDS = JSON.parse(root.dataset.words || "{}");
  const DAY = 864e5, BIG = 5000;
  const fill = (text, ...v) => text.replace(/\{(\d)\}/g, (_, i) => v[i]);

  // ECharts writes style attributes into its SVG, which the content security policy refuses;
  // the same text through the object model is allowed.
  const setAttribute = SVGElement.prototype.setAttribute;
  SVGElement.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value; else setAttribute.call(this, name, value);
  };

  // ---------- time
  const clocks = new Map();
  const offsetOf = (ms, zone) => { // minutes are the same within an hour, so a hundred thousand points ask seldom
    const key = zone + Math.floor(ms / 36e5);
    if (!clocks.has(key)) {
      const p = Object.fromEntries(new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(ms).map(x => [x.type, +x.value]));
      clocks.set(key, Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - Math.floor(ms / 1000) * 1000);
    }
    return clocks.get(key);
  };
  const wall = (t, zone) => {
    if (typeof t === "number") return zone ? t + offsetOf(t, zone) : t;
    if (t.length === 10) return Date.parse(t + "T00:00Z");
    if (zone && t.endsWith("Z")) { const ms = Date.parse(t); return ms + offsetOf(ms, zone); }
    return Date.parse(t.replace(/(Z|[+-]\d\d:?\d\d)$/, "") + "Z");
  };
  const dateText = new Intl.DateTimeFormat(zh ? "zh-CN" : "en-GB", { timeZone: "UTC", year: "numeric", month: zh ? "long" : "short", day: "numeric" });
  const clockText = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const when = ms => (ms % DAY ? `${dateText.format(ms)}${zh ? " " : ", "}${clockText.format(ms)}` : dateText.format(ms));

  // ---------- scale: five or six round steps, from zero for amounts
  const scale = (lo, hi, zero) => {
    if (zero) { lo = Math.min(0, lo); hi = Math.max(0, hi); }
    if (!(hi > lo)) { const d = Math.abs(hi) || 1; hi += d * 0.1; if (!zero || lo < 0) lo -= d * 0.1; if (zero && hi === lo) hi = lo + 1; }
    const raw = (hi - lo) / 5, p = 10 ** Math.floor(Math.log10(raw)), step = [1, 2, 2.5, 5, 10].find(s => s * p >= raw * 0.999) * p;
    const min = Math.floor(lo / step + 1e-9) * step;
    // the highest mark and its number need air above them
    let max = Math.ceil(hi / step - 1e-9) * step;
    if (max - hi < step * 0.35) max += step;
    const digits = Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9) + (Math.abs(step / p - 2.5) < 0.01 ? 1 : 0)));
    return { min: +min.toFixed(10), max: +max.toFixed(10), step: +step.toFixed(10), digits };
  };

  // ---------- one chart
  const CROSS = "path://M1 2.4 2.4 1 6 4.6 9.6 1 11 2.4 7.4 6 11 9.6 9.6 11 6 7.4 2.4 11 1 9.6 4.6 6z";
  const PLUS = "path://M4 0h4v4h4v4H8v4H4V8H0V4h4z";
  const LOOK = [{ color: "green", symbol: "circle" }, { color: "open-fill", symbol: "rect" }, { color: "gold-ink", symbol: "triangle", rotate: 180 }, { color: "unknown-fill", symbol: PLUS }];
  const LIMIT = {
    COMPLIANCE: { line: "bad-fill", ink: "bad", width: 1.6, type: "solid", weight: 600 },
    WARNING: { line: "warn-fill", ink: "warn", width: 1.2, type: [5, 4], weight: 400 },
    TRIGGER: { line: "warn-fill", ink: "warn", width: 1.2, type: [5, 4], weight: 400 },
    OBJECTIVE: { line: "ink-3", ink: "ink-2", width: 1.2, type: [2, 3], weight: 400 },
    DESIGN: { line: "ink-3", ink: "ink-2", width: 1.2, type: [2, 3], weight: 400 },
  };
  const FROM_ZERO = new Set(["concentration", "money", "mass", "flow", "volume", "load", "count", "ratio", "percent"]);
  const pen = document.createElement("canvas").getContext("2d");
  const widthOf = (text, font) => { pen.font = font; return pen.measureText(text).width; };

  const prepare = raw => {
    const at = t => wall(t, raw.zone), d = { ...raw, words: { ...WORDS, ...raw.words } };
    d.series = (raw.series ?? []).slice(0, 4).map(s => {
      const points = s.points.map(p => ({ ...p, t: at(p.t), v: p.v == null || !Number.isFinite(+p.v) ? null : +p.v }));
      if (raw.step && raw.step !== "RAW") points.forEach(p => { p.many = true; });
      if (points.some((p, i) => i && p.t < points[i - 1].t)) points.sort((a, b) => a.t - b.t);
      return { ...s, points };
    });
    d.limits = (raw.limits ?? []).map(l => ({ ...l, steps: l.steps.map(([t, v, label]) => [at(t), v, label]) }));
    // a band between two days is the whole of both; a day's value stands at its beginning, so half a day on either side
    d.bands = (raw.bands ?? []).map(b => ({ ...b, from: at(b.from) - (String(b.from).length === 10 ? DAY / 2 : 0), to: at(b.to) + (String(b.to).length === 10 ? DAY / 2 : 0) }));
    d.ranges = (raw.ranges ?? []).map(r => ({ ...r, from: at(r.from), to: at(r.to) }));
    const times = d.series.flatMap(s => (s.points.length ? [s.points[0].t, s.points.at(-1).t] : []));
    d.from = raw.from ? at(raw.from) : Math.min(...times);
    d.to = raw.to ? at(raw.to) : Math.max(...times);
    d.total = d.series.reduce((n, s) => n + s.points.length, 0);
    let lo = Infinity, hi = -Infinity; // no spread: a hundred thousand arguments are too many for a call
    const take = v => { if (v != null) { if (v < lo) lo = v; if (v > hi) hi = v; } };
    d.series.forEach(s => s.points.forEach(p => { take(p.v); take(p.lo); take(p.hi); }));
    d.limits.forEach(l => l.steps.forEach(([, v]) => take(v)));
    d.scale = scale(lo === Infinity ? 0 : lo, hi === -Infinity ? 1 : hi, FROM_ZERO.has(raw.kind));
    d.slider = d.total > 120 * Math.max(1, d.series.length);
    // what the keyboard walks through: every value, oldest first
    d.walk = walk(d);
    return d;
  };

  // A stretch that was asked for again takes the place of what stood there.
  const refined = (base, fine) => {
    const series = base.series.map((s, i) => {
      const within = fine.series[i]?.points ?? [];
      return { ...s, points: [...s.points.filter(p => p.t < fine.from), ...within, ...s.points.filter(p => p.t >= fine.to)] };
    });
    const d = { ...base, series, words: { ...base.words, step: fine.words.step } };
    d.total = series.reduce((n, s) => n + s.points.length, 0);
    d.walk = walk(d);
    return d;
  };
  const walk = d => d.series.flatMap((s, i) => s.points.map((p, k) => ({ p, i, k }))).filter(w => w.p.v != null).sort((a, b) => a.p.t - b.p.t || a.i - b.i);

  const number = v => new Intl.NumberFormat(lang, { maximumSignificantDigits: 6 }).format(v).replace("-", "−");
  const describe = (d, s, p) => {
    const amount = `${p.text ?? number(p.v)}${d.unit ? "\u202f" + d.unit : ""}`;
    const word = d.words[p.s] ?? "";
    return [d.series.length > 1 ? `${s.name}: ${amount}` : amount, word, p.note].filter(Boolean).join(zh ? "，" : ", ");
  };
  const nearest = (points, t) => {
    let a = 0, b = points.length - 1;
    while (b - a > 1) { const m = (a + b) >> 1; if (points[m].t < t) a = m; else b = m; }
    return !points.length ? null : Math.abs(points[a].t - t) <= Math.abs(points[b].t - t) ? points[a] : points[b];
  };

  // What was not judged or is flagged does not belong to the line, and a gap is not bridged.
  const lineData = (s, from, to) => s.points.filter(p => p.t >= from && p.t <= to).map(p => [p.t, p.s === "notjudged" || p.s === "flagged" ? null : p.v]);

  const option = (d, box) => {
    const font = getComputedStyle(document.body).fontFamily, f12 = `500 12px ${font}`;
    const many = d.series.length > 1, narrow = box.clientWidth < 520, height = box.clientHeight;
    const slider = d.slider, bottom = slider ? 62 : 28, top = 18;
    const fmt = v => new Intl.NumberFormat(lang, { minimumFractionDigits: d.scale.digits, maximumFractionDigits: d.scale.digits }).format(v).replace("-", "−");
    let left = 0;
    for (let v = d.scale.min; v <= d.scale.max + 1e-9; v += d.scale.step) left = Math.max(left, widthOf(fmt(v), f12));

    const lastOf = s => { const p = s.points.findLast(q => q.v != null && q.t <= d.to); return { v: p?.v, t: p?.t }; };
    // Names stand at the right end of their lines. Those too near each other are moved apart, in the order of their values.
    const ends = [
      ...d.limits.map(l => ({ of: l, text: l.label, v: l.steps.at(-1)?.[1] })),
      ...(many ? d.series.map(s => ({ of: s, text: s.name, ...lastOf(s) })) : []),
    ].filter(e => e.v != null).sort((a, b) => b.v - a.v);
    const most = narrow ? 96 : Math.min(220, box.clientWidth * 0.3);
    const right = ends.length ? Math.min(most, Math.max(...ends.map(e => widthOf(e.text, `600 12px ${font}`))) + 16) : 24;
    const pxPerMs = (box.clientWidth - left - right - 12) / Math.max(1, d.to - d.from);
    const perUnit = (height - top - bottom) / (d.scale.max - d.scale.min);
    let last = -Infinity;
    for (const e of ends) {
      const y = (d.scale.max - e.v) * perUnit, put = Math.max(y, last + 15);
      e.shift = put - y; last = put;
    }
    const over = last - (height - top - bottom);
    if (over > 0) ends.forEach(e => { e.shift -= over; });
    const endLabel = (of, color, weight) => {
      const e = ends.find(x => x.of === of);
      return e ? { show: true, formatter: () => e.text, color: css(color), fontSize: 12, fontWeight: weight, offset: [4 + Math.max(0, d.to - (e.t ?? d.to)) * pxPerMs, e.shift], width: right - 12, overflow: "truncate" } : { show: false };
    };
    const quiet = { silent: true, tooltip: { show: false }, animation: false };
    const out = [];

    d.limits.forEach((l, n) => {
      const look = LIMIT[l.kind] ?? LIMIT.DESIGN, line = [], text = [];
      l.steps.forEach(([t, v, label], i) => {
        const prev = l.steps[i - 1];
        if (prev && prev[1] !== v) line.push([t, prev[1]]); // the step itself: the old value holds until this day
        line.push([t, v]);
        const next = l.steps.slice(i + 1).find(s => s[1] !== v);
        // an earlier value says what it was, where its line begins
        if (v != null && next && (!prev || prev[1] !== v)) text.push({ value: [Math.max(t, d.from), v], label: label ?? fill(d.words.before, fmt(v).length > String(v).length ? fmt(v) : number(v)) });
      });
      if (line.length && line.at(-1)[0] < d.to) line.push([d.to, line.at(-1)[1]]);
      out.push({ ...quiet, id: `limit${n}`, type: "line", symbol: "none", z: 2, data: line, lineStyle: { color: css(look.line), width: look.width, type: look.type }, endLabel: endLabel(l, look.ink, look.weight) });
      if (text.length && !narrow) out.push({ ...quiet, id: `was${n}`, type: "scatter", symbolSize: 0.1, data: text.map(x => ({ value: x.value, label: { formatter: () => x.label } })), label: { show: true, position: [2, -16], align: "left", color: css(look.ink), fontSize: 12 } });
    });

    let free = -Infinity;
    const bands = d.bands.filter(b => b.to > d.from && b.from < d.to).sort((a, b) => a.from - b.from).map(b => {
      const from = Math.max(b.from, d.from), to = Math.min(b.to, d.to), mid = ((from + to) / 2 - d.from) * pxPerMs, w = widthOf(b.label ?? "", f12) / 2;
      const fits = b.label && mid - w > free && mid - w > -left;
      if (fits) free = mid + w + 6;
      const tone = ["bad", "warn", "open", "ok", "unknown", "idle"].includes(b.kind) ? b.kind : "idle";
      return [{ xAxis: from, itemStyle: { color: css(tone + "-soft"), opacity: tone === "bad" ? 0.8 : 1 }, label: { show: Boolean(fits), formatter: () => b.label, color: css(tone), fontSize: 12, position: "insideTop" } }, { xAxis: to }];
    });

    // between the two bounds of a limit: what is allowed
    const areas = [...d.ranges.map(r => [{ coord: [r.from, r.low], itemStyle: { color: css("ok-soft"), opacity: 0.6 } }, { coord: [r.to, r.high] }]), ...bands];
    d.series.forEach((s, n) => {
      const look = LOOK[n], color = css(look.color), n0 = s.points.length, big = n0 > BIG;
      const of = (...states) => s.points.filter(p => p.v != null && states.includes(p.s ?? "value")).map(p => [p.t, p.e ?? p.v]);
      // what several results reach from and to lies as a pale band behind their means
      if (s.points.some(p => p.many)) {
        const edge = of => s.points.map(p => [p.t, p.v == null || p.lo == null || p.hi == null ? null : of(p)]);
        const band = { ...quiet, type: "line", symbol: "none", stack: `band${n}`, stackStrategy: "all", connectNulls: false, z: 1, lineStyle: { opacity: 0 } };
        out.push({ ...band, id: `low${n}`, data: edge(p => p.lo) }, { ...band, id: `high${n}`, data: edge(p => p.hi - p.lo), areaStyle: { color, opacity: many ? 0.1 : 0.16 } });
      }
      out.push({ id: `line${n}`, type: "line", name: s.name, symbol: "none", connectNulls: false, silent: true, animation: false, z: 3, sampling: big ? "lttb" : undefined,
        data: lineData(s, d.from, d.to),
        lineStyle: { color, width: big ? 1.1 : 1.4, opacity: big || n0 > 600 ? 0.9 : 0.55 }, endLabel: many ? endLabel(s, look.color, 600) : { show: false },
        markArea: n === 0 && areas.length ? { silent: true, data: areas } : undefined });
      const dots = n0 > 600 ? 0 : n0 > 200 ? 4 : 6;
      const marks = (id, data, extra) => data.length && out.push({ ...quiet, id: `${id}${n}`, type: "scatter", z: 4, large: data.length > 2000, largeThreshold: 2000, data, ...extra });
      if (dots) marks("in", of("within", "value"), { symbol: look.symbol, symbolRotate: look.rotate, symbolSize: dots, itemStyle: { color } });
      const surface = css("surface");
      marks("nd", dots || n0 < BIG ? of("nondetect") : [], { symbol: "circle", symbolSize: dots ? 8 : 5, itemStyle: { color: surface, borderColor: color, borderWidth: 1.6 } });
      marks("nj", of("notjudged"), { symbol: "rect", symbolSize: big ? 4 : 8, itemStyle: { color: surface, borderColor: css("unknown-fill"), borderWidth: 1.6 } });
      marks("fl", of("flagged"), { symbol: CROSS, symbolSize: big ? 5 : 9, itemStyle: { color: css("idle-fill") } });
      marks("wa", of("warning"), { symbol: "triangle", symbolSize: big ? 5 : 10, itemStyle: { color: css("warn-fill"), borderColor: surface, borderWidth: 0.8 } });
      const bad = of("exceeded"), top1 = !many && bad.length && bad.length < 400 ? bad.reduce((a, b) => (b[1] > a[1] ? b : a)) : null;
      const words = top1 && s.points.find(p => p.t === top1[0] && (p.e ?? p.v) === top1[1]);
      marks("ex", bad, { z: 5, symbol: "diamond", symbolSize: big ? 7 : n0 > 200 ? 10 : 14, itemStyle: { opacity: 1, color: css("bad-fill"), borderColor: surface, borderWidth: 1 },
        label: top1 ? { show: true, position: bands.length && (d.scale.max - top1[1]) * perUnit < 46 ? "right" : "top", formatter: p => (p.value[0] === top1[0] && p.value[1] === top1[1] ? (words.many ? null : words.text) ?? number(top1[1]) : ""), color: css("bad"), fontWeight: 600, fontSize: 12 } : undefined });
    });

    const long = d.to - d.from > 400 * DAY, day = zh ? "{M}月{d}日" : "{d} {MMM}", ink2 = css("ink-2");
    return {
      animation: false, useUTC: true, aria: { enabled: false }, textStyle: { fontFamily: font, color: ink2 },
      grid: { left: Math.ceil(left) + 12, right, top, bottom, outerBoundsMode: "none" },
      xAxis: { type: "time", min: d.from, max: d.to, axisLine: { lineStyle: { color: css("line-strong") } }, axisTick: { show: false }, splitLine: { show: false },
        axisLabel: { color: ink2, fontSize: 12, hideOverlap: true, formatter: { year: long ? (zh ? "{yyyy}年" : "{yyyy}") : day, month: long ? (zh ? "{M}月" : "{MMM}") : day, day, hour: "{HH}:{mm}", minute: "{HH}:{mm}", second: "{HH}:{mm}:{ss}" } } },
      yAxis: { type: "value", min: d.scale.min, max: d.scale.max, interval: d.scale.step, axisLabel: { color: ink2, fontSize: 12, formatter: fmt }, splitLine: { lineStyle: { color: css("line") } } },
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, backgroundColor: css("surface"), borderColor: css("line-strong"), borderWidth: 1,
        padding: d.total > BIG ? [8, 10] : [8, 24, 8, 10], // the style sheet gives the text a wider face than the one the box was measured with
        textStyle: { color: css("ink"), fontSize: 13, lineHeight: 18, fontFamily: font }, axisPointer: { type: "line", snap: true, lineStyle: { color: css("line-strong"), width: 1, type: "solid" }, label: { show: false } },
        formatter: list => {
          const t = [].concat(list)[0]?.axisValue;
          const close = d.series.map(s => [s, nearest(s.points, t)]).filter(([, p]) => p), found = close.filter(([, p]) => p.v != null);
          if (close.length && !found.length) return `${when(close[0][1].t)}\n${d.words.none}`; // in a gap: say so
          const first = found.reduce((a, [, p]) => (a === null || Math.abs(p.t - t) < Math.abs(a - t) ? p.t : a), null);
          return first === null ? "" : [when(first), ...found.filter(([, p]) => p.t === first || Math.abs(p.t - first) < DAY / 2).map(([s, p]) => describe(d, s, p))].join("\n");
        },
      },
      dataZoom: slider ? [
        { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseMove: matchMedia("(pointer:fine)").matches, moveOnMouseWheel: false, filterMode: "none" },
        { type: "slider", height: 22, bottom: 6, filterMode: "none", brushSelect: false, showDetail: false, showDataShadow: false, borderColor: css("line"), backgroundColor: css("sunken"), fillerColor: css("green-soft"), handleStyle: { color: css("surface"), borderColor: css("green") }, moveHandleStyle: { color: css("line-strong") }, emphasis: { handleStyle: { borderColor: css("green-strong") }, moveHandleStyle: { color: css("green") } } },
      ] : [],
      series: out,
    };
  };

  const draw = (box, raw) => {
    const base = prepare(raw), rolled = raw.step && raw.step !== "RAW";
    let d = base;
    const chart = echarts.init(box, null, { renderer: d.total > BIG ? "canvas" : "svg", locale: zh ? "ZH" : "EN" });
    // paper scales the drawing, which it can only with a view box
    const viewBox = () => box.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    const zoom = () => chart.getOption()?.dataZoom?.[0];
    const step = document.createElement("p");
    step.className = "tiny ink3 chart-step"; step.setAttribute("aria-live", "polite");
    if (d.words.step) box.after(step);
    const paint = () => {
      const z = zoom();
      chart.setOption(option(d, box), { notMerge: true });
      if (z && (z.start > 0 || z.end < 100)) chart.dispatchAction({ type: "dataZoom", start: z.start, end: z.end });
      viewBox();
      if (step.textContent !== d.words.step) step.textContent = d.words.step ?? "";
    };
    // Zoomed in, what is seen comes again with finer steps, and half as much on either side, so that a small move needs nothing new.
    let asking, waiting, have = null;
    const finer = async (from, to) => {
      const all = base.to - base.from, span = to - from;
      if (span > all * 0.9) { if (d !== base) { d = base; have = null; paint(); } return; }
      if (have && from >= have.from && to <= have.to && (have.raw || span > (have.to - have.from) * 0.3)) return;
      const day = ms => new Date(ms).toISOString().slice(0, 10), url = new URL(box.dataset.src, location.href);
      const begin = Math.max(base.from, from - span / 2), end = Math.min(base.to, to + span / 2);
      url.searchParams.set("from", day(begin)); url.searchParams.set("to", day(end));
      asking?.abort();
      asking = new AbortController();
      try {
        const res = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin", signal: asking.signal });
        if (!res.ok) return; // what is there stays
        const raw = await res.json(), fine = prepare(raw);
        have = { from: fine.from, to: fine.to, raw: raw.step === "RAW" };
        d = refined(base, fine);
        paint();
      } catch (e) { if (e.name !== "AbortError") throw e; }
    };
    // A long series is thinned to the width of the screen. Zoomed in, only what is seen may count for that,
    // else a tenth of the time would show a tenth of the points.
    const at = percent => base.from + (base.to - base.from) * percent / 100;
    chart.on("datazoom", () => {
      const z = zoom();
      // a picture of a stretch says which one
      if (z && (z.start > 0 || z.end < 100)) box.dataset.foot = `${dateText.format(at(z.start))} – ${dateText.format(at(z.end))}`; else delete box.dataset.foot;
      if (!rolled && d.total <= BIG) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const z = zoom();
        if (rolled) return finer(at(z.start), at(z.end));
        const edge = (z.endValue - z.startValue) / 50;
        chart.setOption({ series: d.series.map((s, n) => ({ id: `line${n}`, data: lineData(s, Math.max(d.from, z.startValue - edge), Math.min(d.to, z.endValue + edge)) })) });
      }, 120);
    });
    // Where everything is seen there is nothing to move: dragging marks the stretch to zoom into. Twice clicked, all is seen again.
    if (d.slider && matchMedia("(pointer:fine)").matches) {
      const zr = chart.getZr(), band = document.createElement("div");
      band.className = "chart-band"; band.hidden = true;
      box.append(band);
      let begun = null;
      const show = x => { band.hidden = Math.abs(x - begun) < 8; band.style.left = `${Math.min(x, begun)}px`; band.style.width = `${Math.abs(x - begun)}px`; };
      zr.on("mousedown", e => { const z = zoom(); begun = z && z.start <= 0 && z.end >= 100 && chart.containPixel("grid", [e.offsetX, e.offsetY]) ? e.offsetX : null; });
      zr.on("mousemove", e => { if (begun !== null) show(e.offsetX); });
      zr.on("globalout", () => { begun = null; band.hidden = true; });
      zr.on("mouseup", e => {
        const from = begun;
        begun = null; band.hidden = true;
        if (from === null || Math.abs(e.offsetX - from) < 8) return;
        const [a, b] = [from, e.offsetX].map(x => (chart.convertFromPixel({ xAxisIndex: 0 }, x) - base.from) / (base.to - base.from) * 100).sort((p, q) => p - q);
        chart.dispatchAction({ type: "hideTip" });
        chart.dispatchAction({ type: "dataZoom", start: Math.max(0, a), end: Math.min(100, b) });
      });
      zr.on("dblclick", () => chart.dispatchAction({ type: "dataZoom", start: 0, end: 100 }));
    }
    paint();
    chart.on("rendered", viewBox);
    let size = `${box.clientWidth}x${box.clientHeight}`;
    new ResizeObserver(() => {
      const now = `${box.clientWidth}x${box.clientHeight}`;
      // in print the box loses its height; the drawing on the screen must not be redone for that
      if (now === size || !box.clientWidth || !box.clientHeight || matchMedia("print").matches) return;
      size = now; chart.resize(); paint();
    }).observe(box);
    new MutationObserver(paint).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });

    // By keyboard: arrows walk from value to value, the line below says where one is.
    const live = document.createElement("p");
    live.className = "sr"; live.setAttribute("aria-live", "polite");
    box.after(live);
    box.tabIndex = 0;
    let on = -1;
    box.addEventListener("keydown", e => {
      // plus and minus zoom, with shift the arrows move what is seen
      const z = d.slider && zoom(), half = z && (z.end - z.start) / 2;
      const seen = !z || e.ctrlKey || e.metaKey || e.altKey ? null : e.key === "+" || e.key === "=" ? [z.start + half / 2, z.end - half / 2]
        : e.key === "-" ? [z.start - half, z.end + half] : !e.shiftKey ? null
        : e.key === "ArrowRight" ? [Math.min(100 - 2 * half, z.start + half), Math.min(100, z.end + half)]
        : e.key === "ArrowLeft" ? [Math.max(0, z.start - half), Math.max(2 * half, z.end - half)] : null;
      if (seen) { e.preventDefault(); chart.dispatchAction({ type: "dataZoom", start: Math.max(0, seen[0]), end: Math.min(100, seen[1]) }); return; }
      // the first step goes to what is seen
      if (on < 0 && z && z.start > 0 && e.key === "ArrowRight") on = d.walk.findIndex(w => w.p.t >= at(z.start)) - 1;
      const n = d.walk.length, page = Math.max(10, Math.round(n / 20));
      const to = { ArrowRight: on + 1, ArrowLeft: on < 0 ? n - 1 : on - 1, PageDown: on + page, PageUp: on - page, Home: 0, End: n - 1 }[e.key];
      if (e.key === "Escape") { chart.dispatchAction({ type: "hideTip" }); on = -1; return; }
      if (to === undefined || !n || e.ctrlKey || e.metaKey || e.altKey) return;
      e.preventDefault();
      on = Math.max(0, Math.min(n - 1, to));
      const { p, i } = d.walk[on], [x, y] = chart.convertToPixel({ gridIndex: 0 }, [p.t, p.v]);
      chart.dispatchAction({ type: "showTip", x, y });
      live.textContent = `${when(p.t)}: ${describe(d, d.series[i], p)}${zh ? "。" : ". "}${fill(d.words.of, on + 1, n)}`;
    });
    box.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
  };

  const load = async box => {
    box.dataset.drawn = "1";
    box.setAttribute("aria-busy", "true");
    try {
      if (!window.echarts) throw new Error("echarts is missing");
      const res = await fetch(box.dataset.src, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!res.ok) throw new Error(String(res.status));
      const raw = await res.json();
      // widths of names are measured, so the face must be there
      await document.fonts?.ready;
      draw(box, raw);
    } catch {
      box.classList.add("failed");
      box.removeAttribute("role");
      box.textContent = box.dataset.fail || WORDS.undrawn;
    } finally { box.removeAttribute("aria-busy"); }
  };
  const start = from => from.querySelectorAll(".chart[data-src]:not([data-drawn])").forEach(load);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", () => start(document)) : start(document);
  for (const type of ["htmx:load", "vd:arrived"]) document.addEventListener(type, e => start(e.target.parentElement ?? document));
})();
