// "Lyssna" exists only with a Swedish voice of the device's own: any other would send the text away.
// The player loads on the first press (partials/listen.html).
(function () {
  "use strict";

  const place = document.querySelector("[data-listen]");
  const speech = window.speechSynthesis;
  if (!place || !speech) return;
  const link = place.querySelector("a");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Lyssna";

  place.voice = () => speech.getVoices().find((voice) => voice.localService && /^sv([-_]|$)/i.test(voice.lang));
  place.giveUp = () => {
    button.replaceWith(link);
    link.focus();
  };

  function offer() {
    if (place.voice()) link.replaceWith(button);
  }

  button.addEventListener("click", () => {
    // An iPhone lets only that speak which began to speak in the press itself: an empty word, until the player is here.
    const opening = new SpeechSynthesisUtterance(" ");
    opening.voice = place.voice();
    if (!opening.voice) return place.giveUp();
    speech.speak(opening);
    place.append(document.importNode(place.querySelector("template").content, true));
    place.querySelector("script").addEventListener("error", place.giveUp);
  }, { once: true });

  offer();
  speech.onvoiceschanged = offer;
})();
