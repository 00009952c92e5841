// Copies a lesson's short address. The button is made here: without JavaScript there is nothing to press.
(function () {
  "use strict";

  const place = document.querySelector("[data-copy]");
  const link = document.querySelector("[data-share]");
  if (!place || !link || !navigator.clipboard) return;

  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.textContent = "Kopiera länken";
  said.setAttribute("role", "status");

  function say(text) {
    said.textContent = text;
  }

  button.addEventListener("click", function () {
    navigator.clipboard.writeText(link.href).then(
      function () { say(" Länken är kopierad."); },
      function () { say(" Det gick inte att kopiera. Markera adressen och kopiera den själv."); }
    );
  });
  place.append(button, said);
})();
