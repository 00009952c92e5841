// The search. Nothing of it is loaded before the first use; no word that is typed leaves the page or is kept.
// Titles, descriptions and synonyms (sok-rank.js) answer first; Pagefind adds what stands in the texts.
(function () {
  "use strict";

  const place = document.querySelector(".search");
  if (!place) return;
  const simple = document.documentElement.lang === "sv-simple";
  const PAUSE_MS = 250;
  const WAIT_MS = 1500; // for the full-text index, before what is known already is shown
  const RETRY_MS = 15000;
  const MOST = 10;
  const READ = 4; // pages whose text Pagefind is asked for
  const FULLTEXT = 6; // what the best full-text hit is worth; a title word is worth about 5
  const EXCERPT_WORDS = 22;

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const input = make("input", { type: "search", id: "sok-ord", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  input.setAttribute("autocapitalize", "none");
  const status = make("p", { className: "search-status" });
  status.setAttribute("role", "status");
  let list = make("ol", { className: "hits" });
  let elsewhere = place.querySelector(".search-else"); // other ways, below what is found
  const box = make("div", {}, make("label", { htmlFor: input.id, textContent: simple ? "Vad undrar du över?" : "Vad letar du efter?" }), input);
  box.setAttribute("role", "search");
  place.textContent = "";
  place.append(box, status, list, elsewhere);

  const address = (name) => new URL(place.dataset[name], document.baseURI).href;
  const STEPS = { words: loadWords, fulltext: loadFulltext };
  const loading = {};

  // What failed is tried again, but not for every letter.
  function load(what) {
    const past = loading[what];
    if (!past || (past.failed && Date.now() - past.failed > RETRY_MS)) {
      const now = { failed: 0 };
      loading[what] = now;
      now.promise = STEPS[what]();
      now.promise.catch(() => { now.failed = Date.now(); });
    }
    return loading[what].promise;
  }

  function loadWords() {
    const data = fetch(address("pages")).then((response) => {
      if (!response.ok) throw new Error(response.status);
      return response.json();
    });
    return Promise.all([import(address("rank")), data]).then(([module, pages]) => (
      { data: pages, stem: module.stem, wordsOf: module.wordsOf, rank: module.makeRanker(pages) }
    ));
  }

  function loadFulltext() {
    if (!place.dataset.fulltext) return Promise.reject(new Error("no index"));
    const main = address("fulltext");
    allowWorker(main.replace("pagefind.js", "pagefind-worker.js"));
    return import(main).then((pagefind) => pagefind.options({ excerptLength: EXCERPT_WORDS })
      .then(() => pagefind.init()).then(() => pagefind));
  }

  // Where the server demands Trusted Types, only Pagefind's own worker may be started from an address.
  function allowWorker(worker) {
    const types = window.trustedTypes;
    if (!types || types.defaultPolicy) return;
    types.createPolicy("default", {
      createScriptURL: (text) => (new URL(text, document.baseURI).href === worker ? text : null),
    });
  }

  let turn = 0;
  let pause = 0;

  function clear() {
    turn += 1;
    clearTimeout(pause);
    input.value = "";
    empty();
  }

  function empty() {
    place.classList.remove("is-used");
    status.textContent = "";
    show([]);
  }

  function search(finished) {
    clearTimeout(pause);
    turn += 1;
    const mine = turn;
    const query = input.value.trim();
    if (query.length < 2) {
      empty();
      return;
    }
    const current = () => mine === turn;
    const texts = load("fulltext");
    texts.catch(() => {});
    load("words").then((words) => {
      const ranked = words.rank(query, finished);
      let early = [];
      const timer = setTimeout(() => {
        if (!current()) return;
        early = best(words, ranked, [], []);
        show(early, words, ranked);
        status.textContent = "Söker i texterna …";
      }, WAIT_MS);
      return texts.then((pagefind) => inTexts(pagefind, ranked, words.data)).then(
        (found) => ({ found, whole: true }), () => ({ found: [], whole: false }),
      ).then(({ found, whole }) => {
        clearTimeout(timer);
        if (!current()) return;
        const hits = best(words, ranked, found, early);
        show(hits, words, ranked);
        tell(query, hits, ranked, whole);
      });
    }).catch(() => {
      if (!current()) return;
      show([]);
      status.textContent = simple ? "Det gick inte att söka. Prova igen om en stund." : "Sökningen gick inte att ladda. Pröva igen om en stund, eller gå vidare här:";
    });
  }

  // Pagefind wants every word of a query on the page; when no page has them all, each word is tried by itself.
  function inTexts(pagefind, ranked, data) {
    const one = (text) => pagefind.search(text).then((answer) => answer.results);
    const together = ranked.lookFor.join(" ");
    return one(together).then((results) => {
      if (results.length || ranked.lookFor.length < 2) return results;
      return Promise.all(ranked.lookFor.slice(0, 3).map(one)).then((all) => all.flat().sort((a, b) => b.score - a.score));
    }).then((results) => Promise.all(results.slice(0, READ).map((result) => result.data().then((text) => {
      const page = data.pages.findIndex(([path]) => new URL(path, address("root")).pathname === new URL(text.url, document.baseURI).pathname);
      return { page, score: (FULLTEXT * result.score) / results[0].score, excerpt: text.excerpt };
    }))));
  }

  // The pages to show, best first. Those that stand there already keep their places: nobody shall miss a link.
  function best(words, ranked, found, early) {
    const hits = new Map(ranked.hits.map(({ page, score }) => [page, { page, score, excerpt: "" }]));
    found.filter((hit) => hit.page >= 0 && isAbout(hit.excerpt, ranked.lookFor)).forEach(({ page, score, excerpt }) => {
      const before = hits.get(page);
      hits.set(page, { page, score: score + (before ? before.score : 0), excerpt });
    });
    const sorted = [...hits.values()].sort((a, b) => b.score - a.score || a.page - b.page);
    const first = sorted.length ? sorted[0].score : 0;
    const kept = early.map(({ page }) => hits.get(page));
    return kept.concat(sorted.filter((hit) => !kept.includes(hit) && hit.score > first / 8)).slice(0, MOST);
  }

  // For a word that stands nowhere Pagefind gives what begins in the same way, down to a letter or two.
  function isAbout(excerpt, lookFor) {
    const marked = (excerpt.match(/<mark>[^<]+/g) || []).map((text) => text.slice(6).toLowerCase());
    return marked.some((one) => lookFor.some((word) => {
      const start = word.slice(0, Math.max(3, Math.ceil(word.length / 2)));
      return one.startsWith(start);
    }));
  }

  function tell(query, hits, ranked, whole) {
    const count = hits.length === 1 ? "1 träff" : `${hits.length === MOST ? "De " : ""}${hits.length} ${hits.length === MOST ? "bästa träffarna" : "träffar"}`;
    let text = `${count} på ”${query}”.`;
    if (!hits.length) {
      text = simple
        ? `Vi hittade inget om ”${query}”. Skriv ett annat ord eller bara ett ord.`
        : `Inga träffar på ”${query}”. Pröva ett annat ord eller färre ord, eller gå vidare här:`;
    } else if (ranked.corrected.length) {
      text += ` Vi sökte också på ”${ranked.corrected.join(" ")}”.`;
    }
    if (!whole) {
      text += place.dataset.fulltext
        ? (simple ? " Vi kunde inte söka i hela texterna. Du kan titta i listan från A till Ö." : " Det gick inte att söka i hela texterna, bara i rubriker och sökord. Alla sidor står i listan från A till Ö.")
        : " Här söker vi bara i rubriker och sökord. Hela texterna söks igenom på den byggda sajten.";
    }
    status.textContent = text;
  }

  // Everything below the input is made anew, so that nothing that somebody reads moves: it is replaced.
  function show(hits, words, ranked) {
    const next = make("ol", { className: "hits" }, ...hits.map((hit) => item(hit, words, ranked)));
    next.setAttribute("role", "list"); // Safari forgets that a list without bullets is one
    next.hidden = !hits.length;
    const ways = elsewhere.cloneNode(true);
    place.replaceChild(next, list);
    place.replaceChild(ways, elsewhere);
    list = next;
    elsewhere = ways;
  }

  function item(hit, words, ranked) {
    const stems = ranked.typed.concat(ranked.lookFor).map(words.stem).filter((one) => one.length > 2);
    const isMet = (word) => stems.some((one) => word.startsWith(one));
    const [path, title, description, section] = words.data.pages[hit.page];
    const named = [title, description].some((text) => words.wordsOf(text).some(isMet));
    const text = hit.excerpt && !named ? fromExcerpt(hit.excerpt) : withMarks(description, isMet);
    const link = make("a", { href: new URL(path, address("root")).href }, ...withMarks(title, isMet));
    const made = make("li", {}, link, make("p", {}, ...text));
    if (section >= 0) made.append(make("p", { className: "hit-section", textContent: words.data.sections[section] }));
    return made;
  }

  function withMarks(text, isMet) {
    return text.split(/([A-Za-zÅÄÖåäöÉé0-9]+)/).map((part, number) => (
      number % 2 && isMet(part.toLowerCase()) ? make("mark", { textContent: part }) : part
    ));
  }

  // Pagefind gives HTML with nothing but <mark> in it; it is read as text.
  function fromExcerpt(html) {
    const parts = html.split(/<\/?mark>/).map((part) => part.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").replace(/&#39;/g, "'").replace(/&amp;/g, "&"));
    return ["… ", ...parts.map((part, number) => (number % 2 ? make("mark", { textContent: part }) : part)), " …"];
  }

  input.addEventListener("focus", () => {
    load("words").catch(() => {});
    load("fulltext").catch(() => {});
  });
  input.addEventListener("input", () => {
    clearTimeout(pause);
    turn += 1; // an answer on the way is about other words
    if (input.value.trim()) place.classList.add("is-used");
    pause = setTimeout(search, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      search(true);
      box.scrollIntoView(); // a small screen has room for what is found
    }
    if (event.key === "Escape") clear();
  });
})();
