// Sends a form with a file so that its way can be seen. Without scripts the browser sends it as always.
(function () {
  "use strict";

  // A connection that is dead without saying so: no byte for a minute; no answer for two after the last byte.
  const SILENT = 60000;
  const NO_ANSWER = 120000;
  const STEP = 25;

  const say = (text) => document.dispatchEvent(new CustomEvent("portal:say", { detail: text }));
  const chosen = (form) => Array.from(form.querySelectorAll("input[type=file]")).find((input) => input.files.length);

  // The one file of a page: choosing it in one place takes it back in the other.
  document.addEventListener("change", (event) => {
    const input = event.target;
    const form = input.form;
    if (input.type !== "file" || !input.files.length || !form || !form.matches("[data-upload]")) {
      return;
    }
    for (const other of form.querySelectorAll("input[type=file]")) {
      if (other !== input && other.name.replace("_camera", "") === input.name.replace("_camera", "")) {
        other.value = "";
      }
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const input = form.matches("[data-upload]") && !event.defaultPrevented ? chosen(form) : null;
    const box = input && form.querySelector("[data-upload-box]");
    // The switch of language and “come back later” cannot take a file along.
    if (!box || (event.submitter && event.submitter.hasAttribute("formaction"))) {
      return;
    }
    event.preventDefault();
    const largest = Number(input.dataset.largest);
    if (largest && input.files[0].size > largest) {
      fail(form, input, box.dataset.tooLarge.replace("{size}", Math.floor(largest / 1048576)));
      return;
    }
    const body = new FormData(form);
    if (event.submitter && event.submitter.name) {
      body.append(event.submitter.name, event.submitter.value);
    }
    send(form, input, box, body);
  });

  function send(form, input, box, body) {
    const bar = box.querySelector("progress");
    const words = box.querySelector("[data-upload-text]");
    const request = new XMLHttpRequest();
    let told = 0;
    let isThere = false;
    let timer;
    const wait = (milliseconds) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => request.abort(), milliseconds);
    };
    const show = (percent) => {
      bar.value = percent;
      words.textContent = box.dataset.going.replace("{percent}", percent);
      if (percent >= told + STEP && percent < 100) {
        told = percent - (percent % STEP);
        say(words.textContent);
      }
    };
    const lost = () => {
      window.clearTimeout(timer);
      fail(form, input, isThere ? box.dataset.unclear : box.dataset.lost);
    };
    // What was wrong before is being tried again.
    document.querySelectorAll(".error-summary").forEach((old) => old.remove());
    box.hidden = false;
    show(0);
    wait(SILENT);
    request.upload.addEventListener("progress", (event) => {
      wait(SILENT);
      if (event.lengthComputable) {
        show(Math.floor((100 * event.loaded) / event.total));
      }
    });
    request.upload.addEventListener("load", () => {
      isThere = true;
      wait(NO_ANSWER);
      bar.removeAttribute("value");
      words.textContent = box.dataset.looking;
      say(box.dataset.looking);
    });
    request.addEventListener("load", () => {
      window.clearTimeout(timer);
      answer(form, input, box, request);
    });
    request.addEventListener("error", lost);
    request.addEventListener("abort", lost);
    request.open("POST", form.getAttribute("action") || window.location.href);
    request.setRequestHeader("X-Upload", "yes");
    request.send(body);
  }

  function answer(form, input, box, request) {
    const address = request.getResponseHeader("X-Go-To");
    if (address) {
      window.location.assign(address);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.getElementById("main");
    if (request.status === 422 && main) {
      document.title = page.title;
      // The focus is put there by hand, below.
      main.querySelectorAll("[autofocus]").forEach((one) => one.removeAttribute("autofocus"));
      document.getElementById("main").replaceWith(main);
      document.dispatchEvent(new CustomEvent("portal:shown", { detail: { elt: main } }));
      return;
    }
    const size = Math.floor(Number(input.dataset.largest) / 1048576);
    const isTooLarge = request.status === 413 && size;
    fail(form, input, isTooLarge ? box.dataset.tooLarge.replace("{size}", size) : box.dataset.fault);
  }

  // Loud, and nothing goes on: the page stays with all that was typed and with the file.
  function fail(form, input, text) {
    const box = form.querySelector("[data-upload-box]");
    box.hidden = true;
    box.querySelector("progress").value = 0;
    document.querySelectorAll(".error-summary").forEach((old) => old.remove());
    const summary = form.querySelector("template[data-upload-error]").content.firstElementChild.cloneNode(true);
    summary.dataset.uploadFailed = "yes";
    const line = summary.querySelector("a");
    line.href = "#" + input.id;
    line.textContent = text;
    const column = form.closest(".column") || form.parentElement;
    column.prepend(summary);
    if (!document.title.startsWith(box.dataset.error)) {
      document.title = box.dataset.error + " " + document.title;
    }
    document.dispatchEvent(new CustomEvent("portal:again"));
    summary.focus();
    summary.scrollIntoView({ block: "start" });
  }
})();
