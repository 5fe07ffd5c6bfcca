// How long a text message is in the alphabet of phones, while it is typed. The server counts again when it is saved.
(function () {
  "use strict";

  const BASIC = new Set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
      "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
  );
  const TWICE = new Set("^{}\\[~]|€");

  const isText = (box) => {
    const chosen = box.closest("form").querySelector("input[name=use]:checked");
    return (chosen ? chosen.value : box.dataset.meterOn) === "TEXT";
  };

  const tell = (box, area) => {
    const place = area.parentElement.querySelector("[data-meter-place]");
    const filled = area.value.replaceAll("{service}", box.dataset.meterService).replaceAll("{url}", box.dataset.meterUrl);
    const marks = Array.from(filled);
    const outside = Array.from(new Set(marks.filter((mark) => !BASIC.has(mark) && !TWICE.has(mark)))).join(" ");
    const length = marks.reduce((sum, mark) => sum + (TWICE.has(mark) ? 2 : 1), 0);
    const words = box.dataset.meterWords.replace("{n}", length);
    place.textContent = isText(box) && area.value ? (outside ? words + ". " + box.dataset.meterOutside.replace("{marks}", outside) : words) : "";
  };

  for (const box of document.querySelectorAll("[data-meter]")) {
    const areas = Array.from(box.querySelectorAll("textarea"));
    for (const area of areas) {
      const place = document.createElement("p");
      place.className = "hint";
      place.dataset.meterPlace = "";
      area.after(place);
      area.addEventListener("input", () => tell(box, area));
      tell(box, area);
    }
    box.closest("form").addEventListener("change", () => areas.forEach((area) => tell(box, area)));
  }
})();
