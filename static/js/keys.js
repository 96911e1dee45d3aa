// Keys that work on every page: / goes to the search field, ? lists the keys.

const TYPING = "input, textarea, select, [contenteditable]";

/** Open a dialog, by its selector, over the page. */
function open(selector) {
  const dialog = document.querySelector(selector);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** Listen for the page's keys and for buttons that open a dialog. */
export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.(TYPING)) return;
    if (event.key === "/") {
      const field = document.querySelector("[role=search] input[type=search]");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "?") {
      open("dialog[data-keys]");
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-open]");
    if (button) open(button.dataset.open);
  });
}
