// "Lämna sidan": hides the page at once, then replaces it, so that "back" does not lead here.
// Without this script the same links still work. Nothing is stored and the history is not touched.
(function () {
  "use strict";

  const PRESSES = 3;
  const WITHIN_MS = 5000;
  const root = document.documentElement;
  const links = document.querySelectorAll("[data-exit]");
  if (!links.length) return;
  const address = links[0].href;
  const title = document.title;

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  (document.querySelector("header") || document.body).append(status);

  let cover = null;

  function leave(event) {
    if (event) event.preventDefault();
    if (!cover) {
      cover = document.createElement("p");
      cover.className = "cover";
      cover.setAttribute("role", "alert");
      cover.textContent = "Sidan lämnas.";
      cover.addEventListener("click", leave); // where the first try came to nothing
      document.body.append(cover);
    }
    root.classList.add("is-leaving");
    if (window.speechSynthesis) window.speechSynthesis.cancel();
    document.title = new URL(address).hostname;
    window.location.replace(address);
  }

  // A click that would open a new tab or window still leaves this page; so does the wheel (auxclick, button 1).
  links.forEach((link) => {
    link.addEventListener("click", leave);
    link.addEventListener("auxclick", (event) => { if (event.button === 1) leave(event); });
  });

  let presses = [];
  let shiftAlone = false;
  let expiry = 0;

  function forget(message) {
    clearTimeout(expiry);
    presses = [];
    status.textContent = message || "";
  }

  function countPress() {
    const now = Date.now();
    presses = presses.filter((time) => now - time < WITHIN_MS).concat(now);
    if (presses.length >= PRESSES) return leave();
    const left = PRESSES - presses.length;
    status.textContent = left === 1
      ? "Tryck Shift en gång till för att lämna sidan."
      : "Tryck Shift två gånger till för att lämna sidan.";
    clearTimeout(expiry);
    expiry = setTimeout(() => forget("Du är kvar på sidan."), WITHIN_MS);
  }

  // Shift counts when it goes down and up with nothing in between: not as part of Shift+A or Shift+click.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") {
      if (!event.repeat) shiftAlone = !(event.ctrlKey || event.altKey || event.metaKey);
      return;
    }
    shiftAlone = false;
    if (presses.length) forget();
  });
  document.addEventListener("pointerdown", () => { shiftAlone = false; });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !shiftAlone) return;
    shiftAlone = false;
    countPress();
  });

  // A page that the browser brings back from memory must be readable again. The event also comes when a page has
  // loaded: who leaves before that must not see the page come back.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    root.classList.remove("is-leaving");
    document.title = title;
    if (cover) cover.remove();
    cover = null;
    forget();
  });

  root.classList.add("has-exit-script");
})();
