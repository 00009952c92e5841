// The finder's filter: a form in place of the lists by need; cards that fit move into one list, best first.
// Choices live in the form only. If anything fails, cards and lists return.
(function () {
  "use strict";

  const find = document.querySelector("[data-find]");
  const all = document.querySelector("[data-all]");
  if (!find || !all) return;
  const place = find.querySelector("[data-place]");
  const parts = document.importNode(find.querySelector("template").content, true);
  const form = parts.querySelector(".form");
  const buttons = form.querySelector(".buttons");
  const field = {};
  form.querySelectorAll("[name]").forEach((item) => { field[item.name] = item; });
  const results = parts.querySelector(".results");
  const list = results.querySelector("ol");
  const status = form.querySelector("[role=status]");
  const words = (text) => (text ? text.split(" ") : []);
  const some = (those, these) => those.some((item) => these.includes(item));
  const places = (count) => (count === 1 ? "1 ställe" : `${count} ställen`);

  const cards = [...all.querySelectorAll(".services > li")].map((item) => {
    const card = { item, home: item.parentNode, gender: item.dataset.gender, reach: Number(item.dataset.reach || 3) };
    ["for", "not", "need", "way", "lang", "yes"].forEach((name) => { card[name] = words(item.dataset[name]); });
    card.age = words(item.dataset.age || "0 120").map(Number);
    return card;
  });

  function wishes() {
    const helper = "helper" in field.who.selectedOptions[0].dataset;
    form.querySelectorAll("[data-self]").forEach((item) => { item.hidden = helper; });
    const wish = { anon: field.anon.checked, papers: field.papers.checked };
    ["who", "need", "how", "lang"].forEach((name) => { wish[name] = field[name].value; });
    ["age", "gender"].forEach((name) => { wish[name] = helper ? "" : field[name].value; });
    return wish;
  }

  // How well a card fits, low first; -1 when it does not. What is not known is no yes.
  function rank(card, wish) {
    const own = words(wish.who);
    const ages = words(wish.age).map(Number);
    const young = ages[1] < 18;
    const youth = young ? ["ung", "elev"] : ages[1] < 26 ? ["ung"] : [];
    const known = own.length || young;
    if (some(card.not, known ? own.concat(young ? youth : []) : ["alla"])) return -1;
    if (!known && card.for.every((one) => ["bransch", "yrke", "larare"].includes(one))) return -1;
    if (ages.length && (card.age[0] > ages[1] || card.age[1] < ages[0])) return -1;
    if (known && !some(card.for, own.concat(youth, "alla"))) return -1;
    if (!known && ages.length && card.for.every((one) => ["ung", "elev"].includes(one) && !youth.includes(one))) return -1;
    const other = card.gender && card.gender !== wish.gender;
    if (other && wish.gender && wish.gender !== "trans" && card.gender !== "trans") return -1;
    if (wish.need && !card.need.includes(wish.need)) return -1;
    if (wish.how && !card.way.includes(wish.how)) return -1;
    if (wish.lang && !some(card.lang, words(wish.lang))) return -1;
    if (["anon", "papers"].some((name) => wish[name] && !card.yes.includes(name))) return -1;

    // First who is there for this reader, then for this gender, then by the way in.
    const before = young || !own.length ? youth : own;
    const first = before.includes(card.for[0]) || (card.for[0] === "alla" && some(card.for, before));
    const near = !before.length || first ? 0 : some(card.for, own.concat(youth)) ? 1 : 2;
    const alike = !wish.gender || !card.gender ? 1 : other ? 2 : 0;
    let reach = card.reach;
    if (reach === 3 && wish.need && card.need[0] !== wish.need) reach = 4;
    if (wish.how === "skriv") reach = card.item.querySelector("[data-chat]") ? 1 : 2;
    if (wish.how === "text") reach = card.way.includes("tecken") ? 1 : 2;
    return near * 100 + alike * 10 + reach;
  }

  function fitting(wish) {
    return cards.map((card, index) => [rank(card, wish), index, card])
      .filter((found) => found[0] >= 0)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map((found) => found[2]);
  }

  // Nothing fits: drop one wish, then more. Never age or gender.
  function nearest(wish) {
    const names = ["papers", "lang", "how", "anon", "need", "who"].filter((name) => wish[name]);
    const tries = names.map((name) => [name]).concat(names.map((name, count) => names.slice(0, count + 1)));
    for (const dropped of tries) {
      const left = Object.assign({}, wish);
      dropped.forEach((name) => { left[name] = ""; });
      const found = fitting(left);
      if (found.length) return [found, dropped];
    }
    return [[], names];
  }

  function putBack() {
    cards.forEach((card) => card.home.append(card.item));
    results.hidden = true;
    all.hidden = false;
  }

  function show() {
    const wish = wishes();
    putBack();
    status.textContent = `Här finns ${places(cards.length)}.`;
    if (!Object.keys(wish).some((name) => wish[name])) return;
    let found = fitting(wish);
    let dropped = [];
    if (!found.length) [found, dropped] = nearest(wish);
    found.forEach((card) => list.append(card.item));
    results.querySelectorAll("[data-note]").forEach((note) => {
      note.hidden = !wish[note.dataset.note] || dropped.includes(note.dataset.note);
    });
    status.textContent = dropped.length
      ? `Inget ställe passar allt du valde. ${places(found.length)} passar om du bortser från `
        + `${dropped.map((name) => field[name].dataset.wish).join(" och ")}.`
      : `${places(found.length)} kan hjälpa dig.`;
    results.hidden = false;
    all.hidden = true;
  }

  function careful(work) {
    return () => {
      try {
        work();
      } catch (error) {
        putBack();
        form.replaceWith(place);
        throw error;
      }
    };
  }

  // A link brings back what is put away or folded.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!all.contains(target)) return;
    if (all.hidden) {
      reset();
    }
    const fold = target.closest(".fold") || target.parentNode.querySelector(".fold");
    if (fold) fold.open = true;
    target.scrollIntoView();
  });

  function foldGroups() {
    all.querySelectorAll(".group").forEach((group) => {
      const fold = document.createElement("details");
      const summary = document.createElement("summary");
      fold.className = "fold";
      summary.textContent = `Visa ${places(group.querySelectorAll("li[id], .also li").length)}`;
      fold.append(summary, ...[...group.children].slice(1));
      group.append(fold);
    });
  }

  function reset() {
    Object.keys(field).forEach((name) => {
      field[name].checked = false;
      field[name].selectedIndex = 0;
    });
    show();
  }

  function addButton(text, work) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", careful(work));
    buttons.append(button);
  }

  form.addEventListener("change", careful(show));
  addButton(buttons.dataset.go, () => {
    (results.hidden ? document.getElementById("sida-grupper") : results.querySelector("h2")).focus();
  });
  addButton(buttons.dataset.reset, reset);

  // Who has begun to read keeps what is there.
  if (place.contains(document.activeElement) || place.querySelector("[open]")) return;
  find.style.minHeight = `${find.getBoundingClientRect().height}px`;
  place.replaceWith(form);
  find.append(results);
  if (window.matchMedia("(max-width: 47.99em)").matches && !location.hash && !window.scrollY) foldGroups();
  careful(show)();
})();
