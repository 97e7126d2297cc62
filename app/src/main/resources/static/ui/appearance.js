// Runs before the first paint: a reader who chose nothing gets what their system shows.
if (document.documentElement.dataset.theme === "system") {
  document.documentElement.dataset.bsTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
// Times are shown in the reader's zone, which only their browser knows.
document.cookie = "zone=" + Intl.DateTimeFormat().resolvedOptions().timeZone + ";path=/;max-age=31536000;samesite=lax";
