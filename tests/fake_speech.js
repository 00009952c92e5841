// Stands in for the browser's speech synthesis in tests/test_listen.py: no machine that runs the tests has a Swedish
// voice. It keeps what it is asked to say in `said`, and says nothing. `finish()` ends the sentence that is on.
(voices) => {
  const speech = { said: [], voices, cancelled: 0, onvoiceschanged: null, queue: [] };
  speech.getVoices = () => speech.voices;
  speech.speak = (utterance) => { speech.said.push(utterance); speech.queue.push(utterance); };
  speech.cancel = () => {
    speech.cancelled += 1;
    const silenced = speech.queue.splice(0);
    // As browsers do: a silenced sentence reports itself, and some report an end.
    for (const utterance of silenced) setTimeout(() => {
      if (utterance.onerror) utterance.onerror({ error: "canceled" });
      if (utterance.onend) utterance.onend({});
    });
  };
  speech.finish = () => {
    const utterance = speech.queue.shift();
    if (utterance && utterance.onend) utterance.onend({});
  };
  speech.words = () => speech.said.map((utterance) => utterance.text).filter((text) => text.trim());
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; this.voice = null; this.rate = 1; };
}
