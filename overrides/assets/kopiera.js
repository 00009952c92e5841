// Copies a lesson's short address. The button is made here: without JavaScript there is nothing to press.
(function () {
  "use strict";

  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.textContent = "Kopiera länken";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.querySelector("[data-share]").href);
      said.textContent = " Länken är kopierad.";
    } catch (error) {
      said.textContent = " Kopiera adressen själv.";
    }
  });
  document.querySelector("[data-copy]").append(button, said);
})();
