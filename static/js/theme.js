// Light or dark: a classic script, loaded before the styles so that no page flashes in the wrong theme.
(() => {
  const KEY = "theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const read = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage can be forbidden; the system's choice then holds
    }
  };
  const keep = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      return; // as above
    }
  };
  const current = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");
  const announce = () => document.dispatchEvent(new CustomEvent("theme-changed", { detail: current() }));

  const label = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.textContent = current() === "dark" ? "Light" : "Dark";
      button.setAttribute("aria-label", `Use the ${current() === "dark" ? "light" : "dark"} theme`);
    }
  };

  const stored = read();
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;
  document.addEventListener("DOMContentLoaded", label);
  document.addEventListener("theme-changed", label);
  dark.addEventListener("change", announce);

  // Paper is light: charts have to be drawn anew for it, and back again.
  let screen = null;
  window.addEventListener("beforeprint", () => {
    if (current() !== "dark") return;
    screen = root.dataset.theme ?? "";
    root.dataset.theme = "light";
    announce();
  });
  window.addEventListener("afterprint", () => {
    if (screen === null) return;
    if (screen) root.dataset.theme = screen;
    else delete root.dataset.theme;
    screen = null;
    announce();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    keep(root.dataset.theme);
    announce();
  });
})();
