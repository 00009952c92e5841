// The slides' keys and buttons. Without it the page scrolls and its links lead from slide to slide.
(function () {
  "use strict";
  const root = document.documentElement;
  const slides = Array.from(document.querySelectorAll(".slide"));
  const moves = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1};
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("aria-live", "polite");
  slides[0].parentNode.append(told);

  // Which slide is in the middle of the screen; as many as there are when it is what comes after the last.
  function current() {
    return slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
  }

  // The address follows, and the browser moves the focus; nothing is added to the history, so that Back leaves.
  function go(index) {
    const place = Math.max(0, Math.min(index, slides.length - 1));
    location.replace("#" + slides[place].id);
    told.textContent = "Bild " + (place + 1) + " av " + slides.length;
  }

  // A slide that is higher than the screen, as in a small window or at high zoom, is read to its end first.
  function step(direction) {
    const index = current();
    if (index < 0) {
      if (direction < 0) go(slides.length - 1);
      return;
    }
    const box = slides[index].getBoundingClientRect();
    const more = direction > 0 ? box.bottom > innerHeight + 4 : box.top < -4;
    if (more && box.height > innerHeight + 4) scrollBy(0, direction * innerHeight * .8);
    else go(index + direction);
  }

  function isBlack() { return root.classList.contains("is-black"); }

  function setBlack(on) {
    root.classList.toggle("is-black", on);
    told.textContent = on ? "Skärmen är svart. En tangent visar bilden igen." : "Bilden visas igen.";
  }

  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen();
  }

  // Letters count only on a slide, not on a link or a button: somebody may speak to her computer.
  function onLetter(event, key) {
    if (!event.target.classList.contains("slide")) return false;
    if (key === "b" || key === ".") setBlack(true);
    else if (key === "f" && document.fullscreenEnabled) toggleFull();
    else return false;
    return true;
  }

  function onKey(event) {
    const key = event.key.toLowerCase();
    const space = event.key === " ";
    if (event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && !space)) return;
    if (isBlack()) setBlack(false);
    else if (space && event.target.closest("button")) return;
    else if (moves[event.key]) step(space && event.shiftKey ? -1 : moves[event.key]);
    else if (key === "home") go(0);
    else if (key === "end") go(slides.length - 1);
    else if (!onLetter(event, key)) return;
    event.preventDefault();
  }

  function onClick(event) {
    const link = event.target.closest('a[href^="#"]');
    if (isBlack()) setBlack(false);
    else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const index = slides.findIndex((slide) => "#" + slide.id === link.hash);
      if (index < 0) location.replace(link.hash);
      else go(index);
    } else return;
    event.preventDefault();
  }

  function addButton(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", (event) => { event.stopPropagation(); act(); });
    document.querySelector(".show-tools").append(button);
  }

  if (document.fullscreenEnabled) addButton("Helskärm (F)", toggleFull);
  addButton("Svart skärm (B)", () => setBlack(true));
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  (slides.find((slide) => "#" + slide.id === location.hash) || slides[0]).focus({preventScroll: true});
}());
