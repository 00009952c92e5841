// The search. Nothing of it is loaded before the first use; no word that is typed leaves the page or is kept.
// Titles, descriptions and synonyms (sok-rank.js) answer first; Pagefind adds what stands in the texts.
(function () {
  "use strict";

  const place = document.querySelector(".search");
  if (!place) return;
  const simple = document.documentElement.lang === "sv-simple";
  const PAUSE_MS = 350;
  const WAIT_MS = 1500; // for the full-text index, before what is known already is shown
  const RETRY_MS = 15000;
  const MOST = 10;
  const WORDS = 2; // the longest ones of a query, which are looked for in the texts; each costs a piece of the index
  const EXCERPTS = 2; // pages whose text is fetched for an excerpt: a slow phone waits for each
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
  box.setAttribute("aria-label", "Sök bland sidorna");
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
    return Promise.all([import(address("rank")), fetchJson(address("pages"))]).then(([module, pages]) => (
      { data: pages, stem: module.stem, wordsOf: module.wordsOf, rank: module.makeRanker(pages) }
    ));
  }

  function fetchJson(where) {
    return fetch(where).then((response) => {
      if (!response.ok) throw new Error(response.status);
      return response.json();
    });
  }

  function loadFulltext() {
    if (!place.dataset.fulltext) return Promise.reject(new Error("no index"));
    const main = address("fulltext");
    allowWorker(main.replace("pagefind.js", "pagefind-worker.js"));
    const engine = import(main).then((pagefind) => pagefind.options({ excerptLength: EXCERPT_WORDS })
      .then(() => pagefind.init()).then(() => pagefind));
    return Promise.all([engine, fetchJson(main.replace("pagefind.js", `pages.${document.documentElement.lang}.json`))])
      .then(([pagefind, pages]) => ({ pagefind, pages }));
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
        early = best(ranked, [], []);
        show(early, words, ranked);
        status.textContent = "Söker i texterna …";
      }, WAIT_MS);
      let whole = true;
      return texts.then((index) => inTexts(index, ranked, words.data)).catch(() => {
        whole = false;
        return [];
      }).then((found) => withExcerpts(best(ranked, found, early), words, ranked)).then((hits) => {
        clearTimeout(timer);
        if (!current()) return;
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
  function inTexts({ pagefind, pages }, ranked, data) {
    const one = (text) => pagefind.search(text).then((answer) => answer.results);
    const lookFor = ranked.lookFor.slice().sort((a, b) => b.length - a.length).slice(0, WORDS);
    return one(lookFor.join(" ")).then((results) => {
      if (results.length || lookFor.length < 2) return results;
      return Promise.all(lookFor.map(one)).then((all) => all.reduce((a, b) => a.concat(b)).sort((a, b) => b.score - a.score));
    }).then((results) => {
      if (!results.length) return [];
      return results[0].data().then((text) => (isAbout(text.excerpt, lookFor) ? results.slice(0, MOST).map((result) => ({
        page: data.pages.findIndex(([path]) => path === pages[result.id]),
        score: (FULLTEXT * result.score) / results[0].score,
        text: () => result.data().then(({ excerpt }) => excerpt), // Pagefind keeps what it has fetched
      })) : []));
    });
  }

  // For a word that stands nowhere Pagefind gives what begins in the same way, down to a letter or two.
  function isAbout(excerpt, lookFor) {
    const marked = (excerpt.match(/<mark>[^<]+/g) || []).map((text) => text.slice(6).toLowerCase());
    return marked.some((one) => lookFor.some((word) => one.startsWith(word.slice(0, Math.max(3, Math.ceil(word.length / 2))))));
  }

  // Where title and description do not hold the word, the place in the text does; for the first few pages.
  function withExcerpts(hits, words, ranked) {
    const isMet = meets(words, ranked);
    const wanted = hits.filter(({ page, text }) => text && !named(words, page, isMet)).slice(0, EXCERPTS);
    return Promise.all(wanted.map((hit) => hit.text().then((excerpt) => { hit.excerpt = excerpt; }, () => {}))).then(() => hits);
  }

  // The pages to show, best first. Those that stand there already keep their places: nobody shall miss a link.
  function best(ranked, found, early) {
    const hits = new Map(ranked.hits.map(({ page, score }) => [page, { page, score }]));
    found.filter(({ page }) => page >= 0).forEach(({ page, score, text }) => {
      const before = hits.get(page);
      hits.set(page, { page, score: score + (before ? before.score : 0), text });
    });
    const sorted = [...hits.values()].sort((a, b) => b.score - a.score || a.page - b.page);
    const first = sorted.length ? sorted[0].score : 0;
    const kept = early.map(({ page }) => hits.get(page));
    return kept.concat(sorted.filter((hit) => !kept.includes(hit) && hit.score > first / 8)).slice(0, MOST);
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
    const isMet = meets(words, ranked);
    const [path, title, description, section] = words.data.pages[hit.page];
    const text = hit.excerpt ? fromExcerpt(hit.excerpt) : withMarks(description, isMet);
    const link = make("a", { href: new URL(path, address("root")).href }, ...withMarks(title, isMet));
    const made = make("li", {}, link, make("p", {}, ...text));
    if (section >= 0) made.append(make("p", { className: "hit-section", textContent: words.data.sections[section] }));
    return made;
  }

  // Whether a word of a text is one that was typed, or what it was taken for, in any form.
  function meets(words, ranked) {
    const stems = ranked.typed.concat(ranked.lookFor).map(words.stem).filter((one) => one.length > 2);
    return (word) => stems.some((one) => word.startsWith(one));
  }

  function named(words, page, isMet) {
    const [, title, description] = words.data.pages[page];
    return words.wordsOf(`${title} ${description}`).some(isMet);
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
