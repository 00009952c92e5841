// What the search knows of words: loaded by sok.js when somebody begins to search.
// `makeRanker(data)` gives a function that takes a query and says which pages suit it, best first, by their titles,
// descriptions, search words and synonyms; and which words a full-text search should look for.

const STOP = new Set(("alla allt att av bara blev bli blir de dem den det dess detta dig din dina ditt du där då efter "
  + "eller en er ett finns fick få får för från gör göra ha hade han har hans hej hela hennes henne hon honom hos hur här i "
  + "ifall in ingen inte ja jag ju kan kanske kunde känner man med men mig min mina mitt mot mycket många måste "
  + "nej nu när nån någon något nåt några och om oss på sen ska skulle som så till um under upp ut va vad var vara varit "
  + "vem vet vi vilken vilket vill varför vår våra än är åt över gått går").split(" "));

const ENDINGS = ("heterna heten heter arnas ernas ornas arna erna orna anden andet ande ades aren arens ares are ast "
  + "ens ets ar er or en et na an as es ad at de te a e s n t").split(" ");

/** A text's words in small letters. */
export function wordsOf(text) {
  return text.toLowerCase().normalize("NFC").replace(/[éèê]/g, "e").replace(/ü/g, "y").match(/[a-z0-9åäö]+/g) || [];
}

/** A word without its ending, so that "hotar" meets "hotad". Nothing shorter than three letters is left. */
export function stem(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  return ending ? word.slice(0, -ending.length) : word;
}

/** As typed on a keyboard without å, ä and ö. */
function fold(word) {
  return word.replace(/[åä]/g, "a").replace(/ö/g, "o");
}

/** How many letters must be changed, added, left out or swapped to make `a` of `b`; `most` + 1 when more than that. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(now[column - 1] + 1, last[column] + 1, last[column - 1] + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, before[column - 2] + 1);
      }
      now.push(least);
    }
    if (Math.min(...now) > most) return most + 1;
    before = last;
    last = now;
  }
  return Math.min(last[b.length], most + 1);
}

const TITLE = 5;
const SEARCH_WORD = 4;
const DESCRIPTION = 1.5;
const SYNONYM = 9;

/** Every word that the pages and synonyms use: its stem, and how much it says of which page. */
function readWords(data) {
  const words = new Map();
  function add(word, page, weight) {
    if (STOP.has(word)) return;
    if (!words.has(word)) words.set(word, { word, stem: stem(word), folded: fold(stem(word)), pages: new Map() });
    const { pages } = words.get(word);
    if (page !== null) pages.set(page, Math.max(weight, pages.get(page) || 0));
  }
  data.pages.forEach(([, title, description, , searchWords], page) => {
    wordsOf(title).forEach((word) => add(word, page, TITLE));
    wordsOf(description).forEach((word) => add(word, page, DESCRIPTION));
    wordsOf(searchWords.join(" ")).forEach((word) => add(word, page, SEARCH_WORD));
  });
  data.synonyms.forEach(([phrases]) => wordsOf(phrases.join(" ")).forEach((word) => add(word, null, 0)));
  return [...words.values()];
}

/** How well a known word meets a typed one: 1 the same word, less for parts of words, 0 not at all. */
function likeness(known, typed, isLast) {
  if (known.word === typed.word) return 1;
  if (known.stem === typed.stem) return 0.95;
  if (known.folded === typed.folded) return 0.9;
  if (isLast && typed.word.length > 2 && known.word.startsWith(typed.word)) return 0.8;
  const [short, long] = known.word.length < typed.word.length ? [known, typed] : [typed, known];
  if (short.stem.length < 4) return 0;
  if (long.word.startsWith(short.stem)) return 0.6;
  return long.word.endsWith(short.word) || long.stem.endsWith(short.stem) ? 0.6 : 0;
}

/** The known words nearest to one that nobody has written: one letter wrong, or two or three in a long word. */
function nearest(known, typed) {
  const length = typed.word.length;
  if (length < 4) return [];
  const folded = fold(typed.word);
  let most = length < 6 ? 1 : 2;
  let found = [];
  known.forEach((one) => {
    const far = distance(fold(one.word), folded, most);
    if (far > most || one.word.length < 4) return;
    if (far < most) found = [];
    most = far;
    found.push(one);
  });
  return found.map((one) => [one, most > 1 ? 0.6 : 0.75]);
}

function matches(known, typed, isLast) {
  const met = known.map((one) => [one, likeness(one, typed, isLast)]).filter(([, much]) => much);
  const best = Math.max(0, ...met.map(([, much]) => much));
  if (best >= 0.8) return { met, corrected: false };
  const near = nearest(known, typed);
  return near.length ? { met: met.concat(near), corrected: true } : { met, corrected: false };
}

// A lesson tells a teacher how to teach what another page says: whoever asks the question must come to that page.
const LESSON = /skola\/lektioner\//;

/** Takes the data of sok-<variant>.json; gives the function that ranks. */
export function makeRanker(data) {
  const known = readWords(data);
  const synonyms = [];
  data.synonyms.forEach(([phrases, pages]) => phrases.forEach((phrase) => {
    const all = wordsOf(phrase);
    const told = all.filter((word) => !STOP.has(word));
    synonyms.push({ words: told.length ? told : all, pages });
  }));

  function rank(query, finished) {
    const all = wordsOf(query);
    const told = all.filter((word) => !STOP.has(word));
    const typed = (told.length ? told : all).slice(0, 8).map((word) => ({ word, stem: stem(word), folded: fold(stem(word)) }));
    const scores = new Map();
    const met = new Map();
    const corrected = [];
    const lookFor = typed.map((one, place) => {
      const found = matches(known, one, !finished && place === typed.length - 1);
      found.met.forEach(([word, much]) => met.set(word.word, Math.max(much, met.get(word.word) || 0)));
      const best = new Map();
      found.met.forEach(([word, much]) => {
        const rarity = Math.log(1 + data.pages.length / Math.max(1, word.pages.size)) / Math.log(1 + data.pages.length);
        word.pages.forEach((weight, page) => best.set(page, Math.max(weight * much * rarity, best.get(page) || 0)));
      });
      best.forEach((score, page) => scores.set(page, (scores.get(page) || 0) + score / Math.sqrt(typed.length)));
      if (!found.corrected) return one.word;
      const [nearby] = found.met.reduce((first, second) => (second[1] > first[1] ? second : first));
      if (nearby.pages.size) corrected.push(nearby.word); // a synonym may be a word that we do not say ourselves
      return nearby.word;
    });
    synonyms.forEach(({ words, pages }) => {
      const much = Math.min(...words.map((word) => met.get(word) || 0));
      if (much < 0.6) return;
      const share = Math.sqrt(Math.min(1, words.length / typed.length));
      pages.forEach((page, place) => {
        const score = SYNONYM * much * share * (1 - place * 0.08);
        scores.set(page, Math.max(scores.get(page) || 0, 0) + score);
      });
    });
    const hits = [...scores].map(([page, score]) => ({ page, score: score * (LESSON.test(data.pages[page][0]) ? 0.6 : 1) })).sort((a, b) => b.score - a.score || a.page - b.page);
    return { hits, lookFor, typed: typed.map((one) => one.word), corrected };
  }
  return rank;
}
