// A slider of days: <form data-day-slider="2026-01-01"><input type="range" name="back"><output></output></form>. It says the day it
// stands on, to eyes and to screen readers, before what belongs to that day has come.
(() => {
  "use strict";
  const zh = (document.documentElement.lang || "en").startsWith("zh");
  const text = new Intl.DateTimeFormat(zh ? "zh-CN" : "en-GB", { timeZone: "UTC", year: "numeric", month: zh ? "long" : "short", day: "numeric" });
  document.addEventListener("input", e => {
    const form = e.target.closest?.("[data-day-slider]");
    if (!form || e.target.type !== "range") return;
    const day = text.format(Date.parse(form.dataset.daySlider + "T00:00Z") + e.target.value * 864e5);
    e.target.setAttribute("aria-valuetext", day);
    form.querySelector("output").textContent = day;
  });
  // where the map is wider than the screen, its middle is seen first
  const middle = () => document.querySelectorAll("#at .scroll-x").forEach(box => { box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2; });
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", middle) : middle();
  document.addEventListener("htmx:load", middle);
})();
