// Improves pages that work without it: nothing here is needed to answer, save or send.
(function () {
  "use strict";

  const live = () => document.getElementById("live");

  function announce(text) {
    const region = live();
    if (region && text) {
      region.textContent = "";
      window.setTimeout(() => { region.textContent = text; }, 50);
    }
  }

  // A second click while the first is on its way: the button says so and stays focusable.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    let button = event.submitter;
    if (button && button.matches(".enter-key")) {
      button = form.querySelector(".actions .button");
    }
    if (!form.matches("[data-once]") || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    if (button) {
      button.setAttribute("aria-disabled", "true");
      const words = document.body.dataset.saving;
      if (words && button.matches(".button")) {
        button.dataset.text = button.textContent;
        button.textContent = words;
        announce(words);
      }
    }
  });

  // A page that answered a post (it shows what is wrong) cannot be fetched again by the back button: the browser
  // would ask to send the form once more. On leaving, its entry in the history becomes a plain visit.
  function leaveAsVisit() {
    if (document.querySelector(".error-summary, .warning-panel")) {
      window.history.replaceState(window.history.state, "", window.location.href);
    }
  }
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) {
      leaveAsVisit();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && link.origin === window.location.origin && !link.hash) {
      leaveAsVisit();
    }
  });

  // Forms that were on their way can be sent again.
  function readyAgain() {
    for (const form of document.querySelectorAll("[data-sending]")) {
      delete form.dataset.sending;
    }
    for (const button of document.querySelectorAll("button[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
      if (button.dataset.text) {
        button.textContent = button.dataset.text;
      }
    }
  }
  // The back button shows the page as it was left; and a file may not have arrived (upload.js).
  window.addEventListener("pageshow", readyAgain);
  document.addEventListener("portal:again", readyAgain);

  // Characters left, shown at each key and spoken only when typing pauses.
  function count(box) {
    const line = document.getElementById(box.id + "_limit");
    const limit = Number(box.dataset.limit);
    if (!line || !limit) {
      return;
    }
    const words = { left: document.body.dataset.left, over: document.body.dataset.over };
    let pause;
    const show = () => {
      const left = limit - Array.from(box.value).length;
      line.textContent = (left < 0 ? words.over : words.left)
        .replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
      line.classList.toggle("is-over", left < 0);
      return left;
    };
    box.addEventListener("input", () => {
      const left = show();
      window.clearTimeout(pause);
      if (left < limit / 10) {
        pause = window.setTimeout(() => announce(line.textContent), 1500);
      }
    });
    if (box.value) {
      show();
    }
  }

  // Long answers are kept while typing stops. The page names the address; without it nothing is sent.
  function keepDraft(form) {
    const status = form.querySelector("[data-draft-status]");
    let kept = new URLSearchParams(new FormData(form)).toString();
    let wasAnnounced = false;
    let timer;
    const send = async () => {
      const now = new URLSearchParams(new FormData(form)).toString();
      if (now === kept || form.dataset.sending) {
        return;
      }
      try {
        const answer = await fetch(form.dataset.draft, {
          method: "POST", body: new URLSearchParams(now), headers: { "X-Draft": "yes" }, credentials: "same-origin",
        });
        if (!answer.ok) {
          return;
        }
        kept = now;
        const text = await answer.text();
        if (status) {
          status.textContent = text;
        }
        if (!wasAnnounced) {
          wasAnnounced = true;
          announce(text);
        }
      } catch (_lost) {
        // No connection: the text is still in the page, and Continue saves it.
      }
    };
    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(send, 20000);
    });
  }

  // Opened and closed groups stay so while the tab lives; only their names on the page are kept.
  function remember(details) {
    const key = "open:" + details.id;
    try {
      const was = window.sessionStorage.getItem(key);
      if (was !== null) {
        details.open = was === "1";
      }
      details.addEventListener("toggle", () => window.sessionStorage.setItem(key, details.open ? "1" : "0"));
    } catch (_refused) {
      // Storage is switched off; the page works as it was sent.
    }
  }

  function prepare(root) {
    root.querySelectorAll("textarea[data-limit]").forEach(count);
    root.querySelectorAll("form[data-draft]").forEach(keepDraft);
    root.querySelectorAll("details[data-remember][id]").forEach(remember);
  }

  // After a script has put new content in, focus what the content names: never the body.
  function show(event) {
    const root = event.detail.elt;
    prepare(root);
    const target = root.querySelector("[data-focus]");
    if (target) {
      target.focus();
    }
    const said = root.querySelector("[data-announce]");
    if (said) {
      announce(said.dataset.announce);
    }
  }
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("portal:shown", show);
  document.addEventListener("portal:say", (event) => announce(event.detail));
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));

  prepare(document);
  // Browsers put the focus on `autofocus` only for some elements; the summary must have it.
  const first = document.querySelector("[data-focus]");
  if (first) {
    first.focus();
  }
})();
