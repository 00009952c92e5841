// The school's own help map: fields whose words stand on the three sheets as they are typed. The words are in this
// page only; they are gone when somebody leaves it, also for a browser that keeps the page in memory.
(function () {
  "use strict";

  const fill = document.querySelector("[data-fill]");
  if (!fill) return;
  const LONG = 26; // characters that a line of a box holds in its large type
  const form = document.importNode(fill.querySelector("template").content, true).firstElementChild;
  const fields = [...form.querySelectorAll("[type=text]")];
  const choices = [...form.querySelectorAll("[type=checkbox]")];
  const buttons = form.querySelectorAll("button");
  const status = form.querySelector("[role=status]");

  function write(field) {
    const text = field.value.trim();
    document.querySelectorAll(`[data-name=${field.id.slice("namn-".length)}]`).forEach((line) => {
      line.textContent = text;
      line.classList.toggle("is-long", text.length > LONG);
    });
  }

  function empty() {
    fields.forEach((field) => {
      field.value = "";
      write(field);
    });
  }

  // With nothing chosen every sheet stays: no paper comes out empty.
  function choose() {
    const some = choices.some((choice) => choice.checked);
    choices.forEach((choice) => {
      document.getElementById(`blad-${choice.value}`).classList.toggle("is-left-out", some && !choice.checked);
    });
    status.textContent = some ? "" : "Välj minst ett blad.";
    return some;
  }

  fields.forEach((field) => field.addEventListener("input", () => {
    write(field);
    status.textContent = "";
  }));
  choices.forEach((choice) => choice.addEventListener("change", choose));
  buttons[0].addEventListener("click", () => {
    if (choose()) window.print();
  });
  buttons[1].addEventListener("click", () => {
    empty();
    status.textContent = "Fälten är tomma.";
    fields[0].focus();
  });
  window.addEventListener("pagehide", empty);
  fill.querySelector("[data-place]").replaceWith(form);
})();
