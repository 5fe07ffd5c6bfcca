// Shows what a passkey needs only where the browser has it, and says in words when the device did not answer.
(function () {
  "use strict";

  if (window.PublicKeyCredential) {
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      form.hidden = false;
    }
  }

  // allauth reports here when the person closed the device's question, or it failed.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const words = document.getElementById("passkey-failed");
    if (words) {
      words.hidden = false;
    }
  });
})();
