// Runs before the first paint: a reader who chose nothing gets what their system shows.
if (document.documentElement.dataset.theme === "system") {
  document.documentElement.dataset.bsTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
