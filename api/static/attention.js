/* Klantmanager pages: printing, and new distress calls without reloading. */
(function () {
  "use strict";
  const EVERY = 5000; // ms
  const alert = document.getElementById("distress");
  let known = null;

  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  async function look() {
    try {
      const response = await fetch("/staff/attention", { credentials: "same-origin" });
      if (!response.ok) return;
      const calls = (await response.json()).distress || 0;
      if (known !== null && calls > known) alert.hidden = false;
      known = calls;
    } catch (error) {
      return; // the next look may succeed
    }
  }

  look();
  setInterval(look, EVERY);
})();
