// A page of work that still runs looks again every few seconds, until it shows the end. Without this there is a link.
(function () {
  "use strict";

  const EVERY = 3000;

  async function look() {
    const place = document.querySelector("[data-look]");
    if (!place) {
      return;
    }
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch(window.location.href, { headers: { "X-Requested-With": "look" }, redirect: "error" });
        if (answer.ok) {
          const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
          const main = document.getElementById("main");
          const isEnd = found && !found.querySelector("[data-look]");
          // Nobody who is at a link of this page loses it for a new number.
          const isInUse = main && main !== document.activeElement && main.contains(document.activeElement);
          if (found && main && (isEnd || !isInUse) && found.innerHTML !== main.innerHTML) {
            main.replaceChildren(...found.childNodes);
            if (isEnd) {
              const heading = main.querySelector("[data-focus]");
              const live = document.getElementById("live");
              const told = main.querySelector("[data-announce]");
              if (heading) {
                heading.focus();
              }
              if (live && told) {
                live.textContent = told.dataset.announce;
              }
            }
          }
        }
      } catch {
        // The next look may work.
      }
    }
    window.setTimeout(look, EVERY);
  }

  window.setTimeout(look, EVERY);
})();
