// Reads the page aloud, sentence by sentence. Loaded by the first press of "Lyssna", and starts at once.
// The voice is asked for before every sentence (3-listen.js): the device's own, or silence. Nothing is stored.
(function () {
  "use strict";

  const place = document.querySelector("[data-listen]");
  const start = place.querySelector("button");
  const main = document.querySelector("main");
  const root = document.documentElement;
  const speech = window.speechSynthesis;
  const CALM = 0.8;
  const LONGEST = 220; // characters at a time: some browsers fall silent after fifteen seconds

  // --- What is read: the text, not what leads away from it -------------------------------------------------------

  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, summary, .service-reach";
  const SKIPPED = "nav, sup, .page-foot, .print-only, .head-tools, .sheet + .sheet, [data-listen]";
  const SENTENCE_END = /[.!?…]["”’)]*\s+(?=["”(]?[A-ZÅÄÖ])/g;
  const ABBREVIATION = /(^|[\s(])(t\.ex|bl\.a|s\.k|f\.d|kl|nr|kap|prop|dvs)\.\s+$/i;
  const NUMBER = /\b(0\d{1,3}[- ]\d[\d ]*\d|116 ?\d{3}|11\d ?\d\d|90101|1177|112)\b/g;

  // What is folded away is read where it is part of the text, but not in a list of services.
  function isRead(element, block) {
    if (element.closest(SKIPPED) || !element.closest("[lang]").lang.startsWith("sv")) return false;
    const folded = block.closest("details:not([open])");
    if (folded && block.tagName !== "SUMMARY") return folded.closest(".text") !== null;
    return block.getClientRects().length > 0;
  }

  // [{block, text, nodes: [[text node, where it begins in `text`]]}], in the order of the page.
  function readBlocks() {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const blocks = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const block = node.parentElement.closest(BLOCKS);
      if (!block || !main.contains(block) || !isRead(node.parentElement, block)) continue;
      let last = blocks[blocks.length - 1];
      if (!last || last.block !== block) blocks.push(last = { block, text: "", nodes: [] });
      last.nodes.push([node, last.text.length]);
      last.text += node.data;
    }
    return blocks.filter((item) => item.text.trim());
  }

  // The places where a text may be cut: after each sentence, and after a comma or word in what is very long.
  function cuts(text) {
    const found = [];
    let from = 0;
    const add = (to) => {
      while (to - from > LONGEST) {
        const part = text.slice(from, from + LONGEST);
        from += (part.lastIndexOf(", ") > 0 ? part.lastIndexOf(", ") : part.lastIndexOf(" ")) + 1 || LONGEST;
        found.push(from);
      }
      found.push(from = to);
    };
    for (let match; (match = SENTENCE_END.exec(text));) {
      if (!ABBREVIATION.test(text.slice(from, SENTENCE_END.lastIndex))) add(SENTENCE_END.lastIndex);
    }
    add(text.length);
    return found;
  }

  // As the voice is to say it: no soft hyphens, a number digit by digit in its groups.
  function spoken(text) {
    return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim().replace(NUMBER, (number) =>
      number.split(/[- ]/).map((group) => group.split("").join(" ")).join(", "));
  }

  // In a table of more than two columns each cell says which column it stands in.
  function column(cell) {
    if (cell.tagName !== "TD" || !cell.cellIndex || cell.parentElement.cells.length < 3) return "";
    const head = cell.closest("table").querySelectorAll("thead th")[cell.cellIndex];
    return head ? `${spoken(head.textContent)}: ` : "";
  }

  // The text node that holds the sign at `index`, and where in it.
  function point({ nodes }, index) {
    const [node, begins] = nodes.filter((item) => item[1] <= index).pop();
    return [node, index - begins];
  }

  function sentencesOf(item) {
    let from = 0;
    return cuts(item.text).map((to) => {
      const text = item.text.slice(from, to);
      const range = document.createRange();
      range.setStart(...point(item, from + Math.max(text.search(/\S/), 0)));
      const [node, index] = point(item, from + Math.max(text.trimEnd().length - 1, 0));
      range.setEnd(node, index + 1);
      const words = (from ? "" : column(item.block)) + spoken(text);
      from = to;
      return { block: item.block, range, words };
    }).filter((sentence) => sentence.words);
  }

  // --- The player ------------------------------------------------------------------------------------------------

  const calmMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
  let sentences = [];
  let at = 0;
  let turn = 0; // what a silenced sentence still reports is not ours any more
  let said = null; // held: a browser may drop an utterance that nobody holds, and never report its end
  let playing = false;
  let calm = false;
  let following = true;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  const pauseButton = button("Pausa", () => (playing ? pause() : play()));
  const calmButton = button("Lugnare", changePace);
  calmButton.setAttribute("aria-pressed", "false");
  const bar = document.createElement("div");
  bar.className = "listen-bar wrap";
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Uppläsning");
  group.append(pauseButton, calmButton, button("Stoppa", stop));
  bar.append(group);

  // What the player looks like. Rules put into the sheet that is there already: a stylesheet of its own would make the
  // browser look for its fonts anew and move the whole page. The bar stands at the foot of the view, above the exit.
  const canHighlight = Boolean(window.Highlight && window.CSS && CSS.highlights);
  const MARKED = "{ background: var(--spoken); color: var(--ink); }";
  const MARKED_FORCED = "{ background: Mark; color: MarkText; }";
  const RULES = [
    ".is-listening { scroll-padding-bottom: calc(var(--bar) + 6.5rem); }",
    ".is-listening .listen { visibility: hidden; }",
    ".listen-bar { position: fixed; inset: auto 0 calc(var(--bar) + .5rem); z-index: 19; pointer-events: none; }",
    ".listen-bar > * { display: inline-flex; flex-wrap: wrap; gap: .3rem; padding: .4rem; background: var(--card);"
      + " border: 1px solid var(--edge); border-radius: .8rem; pointer-events: auto; }",
    ".listen-bar button { padding-inline: .5rem; font-size: 1rem; }",
    '.listen-bar [aria-pressed="true"] { background: var(--strong); color: var(--on-strong); }',
    "@media (min-width: 48em) { .listen-bar { bottom: 1rem; } .listen-bar button { padding-inline: .9rem; } }",
    "@media (max-height: 25em) { .listen-bar { position: static; } }",
    "@media (forced-colors: active) { .listen-bar [aria-pressed=\"true\"] { border: .25rem double; } }",
    "@media print { .listen-bar { display: none; } }",
    `.is-read ${MARKED}`,
    `@media (forced-colors: active) { .is-read ${MARKED_FORCED} }`,
  ];
  if (canHighlight) {
    RULES.push(`::highlight(lyssna) ${MARKED}`, `@media (forced-colors: active) { ::highlight(lyssna) ${MARKED_FORCED} }`);
  }
  const sheet = document.styleSheets[0];
  RULES.forEach((rule) => sheet.insertRule(rule, sheet.cssRules.length));

  function mark({ block, range }) {
    unmark();
    if (canHighlight) CSS.highlights.set("lyssna", new Highlight(range));
    else block.classList.add("is-read");
  }

  function unmark() {
    if (canHighlight) CSS.highlights.delete("lyssna");
    main.querySelectorAll(".is-read").forEach((block) => block.classList.remove("is-read"));
  }

  // The page follows the voice, until the reader scrolls away; it follows again when the sentence is in view.
  function follow({ range }) {
    const box = range.getBoundingClientRect();
    const inView = box.top > 150 && box.bottom < window.innerHeight - 100;
    if (!inView && following) {
      window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: calmMotion.matches ? "auto" : "smooth" });
    }
    following = following || inView;
  }

  function silence() {
    turn += 1;
    speech.cancel();
  }

  function speak() {
    const voice = place.voice();
    const sentence = sentences[at];
    if (!voice || !sentence || root.classList.contains("is-leaving")) return stop();
    for (let folded; (folded = sentence.block.closest("details:not([open])"));) {
      if (sentence.block.tagName === "SUMMARY") break;
      folded.open = true;
    }
    mark(sentence);
    follow(sentence);
    const mine = (turn += 1);
    said = new SpeechSynthesisUtterance(sentence.words);
    said.voice = voice;
    said.lang = voice.lang.replace("_", "-");
    said.rate = calm ? CALM : 1;
    said.onend = () => {
      if (mine !== turn) return;
      at += 1;
      speak();
    };
    said.onerror = () => {
      if (mine !== turn) return;
      stop();
      place.giveUp();
    };
    speech.speak(said);
  }

  // Pausing ends the sentence, and going on begins it again: the browser's own pause never ends on many phones.
  function play() {
    playing = true;
    pauseButton.textContent = "Pausa";
    speak();
  }

  function pause() {
    playing = false;
    silence();
    pauseButton.textContent = "Fortsätt";
  }

  function changePace() {
    calm = !calm;
    calmButton.setAttribute("aria-pressed", String(calm));
    if (!playing) return;
    silence();
    const mine = turn;
    // The sentence begins again, when the voice has really fallen silent.
    setTimeout(() => { if (mine === turn) speak(); }, 100);
  }

  function stop() {
    playing = false;
    silence();
    unmark();
    const hadFocus = bar.contains(document.activeElement);
    bar.remove();
    root.classList.remove("is-listening");
    if (hadFocus) start.focus({ preventScroll: true });
  }

  function begin() {
    sentences = [].concat(...readBlocks().map(sentencesOf));
    at = 0;
    following = true;
    [...main.children].find((child) => child.contains(place)).after(bar);
    root.classList.add("is-listening");
    pauseButton.focus({ preventScroll: true });
    play();
  }

  start.addEventListener("click", begin);
  window.addEventListener("pagehide", stop);
  // Who turns to something else, or puts the phone away, must not be heard reading this.
  document.addEventListener("visibilitychange", () => { if (document.hidden && playing) pause(); });
  ["wheel", "touchmove", "keydown"].forEach((kind) => document.addEventListener(kind, (event) => {
    if (kind !== "keydown" || /^(Arrow|Page|Home|End)/.test(event.key)) following = false;
  }, { passive: true }));

  begin();
})();
