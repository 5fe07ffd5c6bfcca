// The queue: ticks that stay over pages, the line that counts changes, the panel under a row, shortcuts.
// Without it each of these is a page or a form of its own.
(function () {
  "use strict";

  const table = document.querySelector(".queue-table");
  const say = (text) => document.dispatchEvent(new CustomEvent("portal:say", { detail: text }));
  const fill = (words, number) => words.replace("{n}", number.toLocaleString(document.documentElement.lang));

  // -- How many changes wait: asked once a minute, said once, and the list stays as it is. ------------------
  const line = document.querySelector("[data-changes]");
  const EVERY = 60000;
  let wasSaid = false;

  async function ask() {
    if (document.hidden) {
      return;
    }
    try {
      const answer = await fetch(line.dataset.changes, {
        headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
      });
      if (!answer.ok) {
        return;
      }
      const found = await answer.json();
      line.querySelector("[data-text]").textContent = found.text;
      line.classList.toggle("is-empty", !found.text);
      if (found.text && !wasSaid) {
        wasSaid = true;
        say(found.text);
      }
    } catch (_lost) {
      // No connection, or signed out: the next click tells.
    }
  }
  if (line) {
    window.setInterval(ask, EVERY);
  }
  if (!table) {
    return;
  }

  // -- Ticks: kept while the tab lives, over pages and refreshes. ------------------------------------------
  const form = table.closest("form");
  const boxes = () => Array.from(table.querySelectorAll("input[name=case]"));
  const KEY = "desk:ticked:" + table.dataset.me;
  const counter = document.querySelector("[data-selected-line]");
  const untick = document.querySelector("[data-untick]");

  function kept() {
    try {
      return new Set(JSON.parse(window.sessionStorage.getItem(KEY) || "[]"));
    } catch (_refused) {
      return new Set();
    }
  }
  function keep(ids) {
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify(Array.from(ids)));
    } catch (_refused) {
      // Storage is switched off: ticks count for this page.
    }
  }
  function showTicks(aloud) {
    const ids = kept();
    for (const box of boxes()) {
      box.checked = ids.has(box.value);
      box.closest("tr").classList.toggle("is-ticked", box.checked);
    }
    if (!counter) {
      return;
    }
    counter.textContent = ids.size ? fill(counter.dataset.words, ids.size) : "";
    untick.hidden = !ids.size;
    if (aloud) {
      say(fill(counter.dataset.words, ids.size));
    }
  }
  function tick(list, isTicked) {
    const ids = kept();
    for (const box of list) {
      if (isTicked) {
        ids.add(box.value);
      } else {
        ids.delete(box.value);
      }
    }
    keep(ids);
    showTicks(true);
  }
  let lastTicked = null;
  // All from the last tick to this one.
  function tickTo(box) {
    const all = boxes();
    const from = Math.max(all.indexOf(lastTicked), 0);
    const to = all.indexOf(box);
    tick(all.slice(Math.min(from, to), Math.max(from, to) + 1), true);
    lastTicked = box;
  }
  table.addEventListener("click", (event) => {
    if (event.target.matches("input[name=case]") && event.shiftKey && lastTicked) {
      tickTo(event.target);
    }
  });
  table.addEventListener("change", (event) => {
    if (event.target.matches("input[name=case]")) {
      tick([event.target], event.target.checked);
      lastTicked = event.target;
    }
  });
  if (counter) {
    const ids = kept();
    for (const box of boxes().filter((one) => one.checked)) {
      ids.add(box.value);
    }
    for (const hidden of form.querySelectorAll("input[type=hidden][name=case]")) {
      ids.add(hidden.value);
      hidden.remove();
    }
    keep(ids);
    const head = table.querySelector("thead .tick-cell");
    const all = document.createElement("input");
    all.type = "checkbox";
    all.setAttribute("aria-label", head.textContent.trim() + " *");
    all.addEventListener("change", () => tick(boxes(), all.checked));
    head.append(all);
    untick.addEventListener("click", () => {
      keep(new Set());
      all.checked = false;
      showTicks(true);
    });
    form.addEventListener("submit", (event) => {
      if (event.target !== form) {
        return;
      }
      const here = new Set(boxes().map((box) => box.value));
      for (const id of kept()) {
        if (!here.has(id)) {
          const hidden = document.createElement("input");
          Object.assign(hidden, { type: "hidden", name: "case", value: id });
          form.append(hidden);
        }
      }
      keep(new Set());
    });
    showTicks(false);
  }

  // -- The panel under a row. -----------------------------------------------------------------------------
  let panel = null;
  let opener = null;

  function close() {
    if (panel) {
      panel.remove();
      panel = null;
      if (opener && opener.isConnected) {
        opener.focus();
      }
    }
  }
  function inside(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content;
  }
  function showPanel(html, where) {
    const cell = panel.querySelector("td");
    cell.replaceChildren(inside(html));
    const target = cell.querySelector(".error-summary") || cell.querySelector(where) || cell.querySelector("h2");
    target.focus();
  }
  async function open(row, where) {
    const link = row.querySelector("[data-quick]");
    if (!link) {
      return false;
    }
    close();
    opener = document.activeElement;
    const answer = await fetch(link.href, { headers: { "X-Panel": "yes" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) {
      window.location = link.href;
      return false;
    }
    panel = document.createElement("tr");
    panel.className = "quick-row";
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    panel.append(cell);
    row.after(panel);
    showPanel(await answer.text(), where || "h2");
    return true;
  }
  table.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quick]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.closest("tr")).catch(() => { window.location = link.href; });
    }
  });
  // The panel stands inside the form of the whole list, so its own forms are sent from here.
  async function send(own, button) {
    const body = new URLSearchParams(new FormData(own));
    if (button && button.name) {
      body.set(button.name, button.value);
    }
    const row = panel.previousElementSibling;
    const address = own.action + "?columns=" + table.dataset.columns + (counter ? "&tick=yes" : "");
    const answer = await fetch(address, {
      method: "POST", body, headers: { "X-Panel": "yes" }, credentials: "same-origin",
    });
    const html = await answer.text();
    if (answer.status === 422) {
      showPanel(html, ".error-summary");
    } else if (answer.ok && !answer.redirected) {
      const fresh = inside(html).querySelector("tr");
      row.replaceWith(fresh);
      panel.remove();
      panel = null;
      showTicks(false);
      fresh.querySelector(".reference").focus();
      say(own.dataset.done);
    } else {
      window.location = own.action;
    }
  }
  document.addEventListener("submit", (event) => {
    const own = event.target.closest(".quick-row form");
    if (own && panel) {
      event.preventDefault();
      send(own, event.submitter).catch(() => { delete own.dataset.sending; });
    }
  }, true);

  // -- Shortcuts: only when turned on, only while the focus is in the table. -------------------------------
  if (!table.dataset.keys) {
    return;
  }
  const letters = {};
  for (const pair of table.dataset.keys.trim().split(/\s+/)) {
    const [action, letter] = pair.split(":");
    if (letter) {
      letters[letter] = action;
    }
  }
  const rows = () => Array.from(table.querySelectorAll("tbody tr[id]"));
  const rowOf = (element) => {
    const row = element.closest("tbody tr");
    return row && row.classList.contains("quick-row") ? row.previousElementSibling : row;
  };
  function move(row, by) {
    const all = rows();
    const to = all[Math.min(Math.max(all.indexOf(row) + by, 0), all.length - 1)];
    to.querySelector(".reference").focus();
  }
  async function go(row, name) {
    if (await open(row)) {
      window.location = panel.querySelector("[data-go=" + name + "]").href;
    }
  }
  const DO = {
    next: (row) => move(row, 1),
    previous: (row) => move(row, -1),
    tick: (row, shift) => {
      const box = row.querySelector("input[name=case]");
      if (box && shift) {
        tickTo(box);
      } else if (box) {
        tick([box], !box.checked);
        lastTicked = box;
      }
    },
    assign: async (row, shift) => {
      if (await open(row, "#assign_owner") && !shift) {
        const mine = panel.querySelector("[data-do=assign] .link-button");
        mine.form.requestSubmit(mine);
      }
    },
    snooze: (row) => open(row, "[data-do=snooze] input:not([type=hidden])"),
    note: (row) => open(row, "[data-do=note] textarea"),
    tag: (row) => go(row, "tag"),
    message: (row) => go(row, "message"),
  };
  function isTyping(element) {
    return element.matches("textarea, select, input:not([type=checkbox])");
  }
  for (const link of table.querySelectorAll("[data-quick]")) {
    link.setAttribute("aria-keyshortcuts", Object.keys(letters).join(" "));
  }
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.shiftKey && event.code === "KeyF") {
      const filters = document.getElementById("filters");
      filters.open = true;
      filters.querySelector("summary").focus();
      event.preventDefault();
      return;
    }
    if (!table.contains(event.target)) {
      return;
    }
    const own = event.target.closest(".quick-row form");
    if (event.key === "Escape" && panel) {
      close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && own) {
      own.requestSubmit();
    } else if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    } else if (event.key === "?") {
      const list = document.getElementById("keys-list");
      list.open = !list.open;
      list.querySelector("summary").focus();
    } else {
      const row = rowOf(event.target) || rows()[0];
      const action = { ArrowDown: "next", ArrowUp: "previous" }[event.key] || letters[event.key.toUpperCase()];
      if (!action || !row || row.closest("thead")) {
        return;
      }
      DO[action](row, event.shiftKey);
    }
    event.preventDefault();
  });
})();
