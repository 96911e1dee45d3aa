// The menus that save a chart as a picture; what makes one is loaded when the first is asked for.

import "./menus.js";

/** Answer the buttons of the menus; `chartOf` finds the chart of an element. */
export function watchSaving(chartOf) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-picture]");
    const chart = button && chartOf(button.closest(".chart-frame")?.querySelector(".plot"));
    if (!chart?.payload) return;
    const menu = button.closest("details");
    menu.open = false;
    menu.querySelector("summary").focus();
    menu.setAttribute("aria-busy", "true");
    chart.notice?.remove();
    chart.live.textContent = "The picture is being made.";
    try {
      const { save } = await import("./picture.js");
      await save(chart, button.dataset.picture);
      chart.live.textContent = "The picture is saved.";
    } catch (error) {
      console.warn(error);
      chart.fail(error, { title: "The picture could not be made", retry: () => button.click() });
    } finally {
      menu.removeAttribute("aria-busy");
    }
  });
}
