/* The klantmanager's pages: printing, and what calls for attention without reloading. */
(function () {
  "use strict";

  const EVERY = 5000; // ms
  const alert = document.getElementById("distress");
  const title = document.title;
  let known = ""; // not what the list was made with: a call may have come in since

  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  async function look() {
    try {
      const response = await fetch("/staff/attention", { credentials: "same-origin" });
      if (!response.ok || response.redirected) return; // signed out meanwhile
      await show(await response.json());
    } catch (error) {
      return; // the next look may succeed
    }
  }

  async function show(calls) {
    const distress = calls.distress || 0;
    alert.hidden = !distress;
    document.title = distress ? "(" + distress + ") " + title : title;
    const now = JSON.stringify(calls);
    if (now !== known) await refresh();
    known = now;
  }

  // The list as it is now, in place of the one that is shown; the keyboard keeps its place.
  async function refresh() {
    const cases = document.getElementById("cases");
    if (!cases) return;
    const response = await fetch(location.pathname, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("cases");
    if (!fresh) return;
    const focused = cases.contains(document.activeElement) && document.activeElement.getAttribute("href");
    cases.replaceWith(fresh);
    if (!focused) return;
    const link = Array.from(fresh.querySelectorAll("a")).find((one) => one.getAttribute("href") === focused);
    if (link) link.focus();
  }

  look();
  setInterval(look, EVERY);
})();
