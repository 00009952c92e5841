// The finder's filter. The page holds every card; this script puts a form where the lists by need stand, and moves the
// cards that fit into one list, best first. Choices live in the form only: nothing is stored or put in the address.
// If anything goes wrong the cards go back and the lists by need return.
(function () {
  "use strict";

  const find = document.querySelector("[data-find]");
  const all = document.querySelector("[data-all]");
  if (!find || !all) return;
  const place = find.querySelector("[data-place]");
  const parts = document.importNode(find.querySelector("template").content, true);
  const form = parts.querySelector("form");
  const results = parts.querySelector(".results");
  const list = results.querySelector("ol");
  const status = form.querySelector("[role=status]");
  const words = (text) => (text ? text.split(" ") : []);
  const some = (those, these) => those.some((item) => these.includes(item));

  const cards = [...all.querySelectorAll(".services > li")].map((item) => {
    const data = item.dataset;
    return {
      item, home: item.parentNode, for: words(data.for), not: words(data.not), need: words(data.need),
      way: words(data.way), lang: words(data.lang), yes: words(data.yes), gender: data.gender,
      age: words(data.age || "0 120").map(Number), reach: Number(data.reach || 3),
    };
  });

  // What the reader has chosen. Age and gender are only asked of one who speaks of herself.
  function wishes() {
    const who = form.elements.who.selectedOptions[0];
    const helper = "helper" in who.dataset;
    const value = (name) => form.elements[name].value;
    form.querySelectorAll("[data-self]").forEach((field) => { field.hidden = helper; });
    return {
      who: value("who"), need: value("need"), how: value("how"), lang: value("lang"),
      age: helper ? "" : value("age"), gender: helper ? "" : value("gender"),
      anon: form.elements.anon.checked, papers: form.elements.papers.checked,
    };
  }

  // How well a card fits, 0 first; -1 when it does not. What is not known is never taken for a yes.
  function rank(card, wish) {
    const own = words(wish.who);
    const ages = words(wish.age).map(Number);
    const young = ages[1] < 18;
    const youth = young ? ["ung", "elev"] : ages[1] < 26 ? ["ung"] : [];
    const adult = own.length || young;
    if (some(card.not, (adult ? [] : ["alla"]).concat(own, young ? youth : []))) return -1;
    if (ages.length && (card.age[0] > ages[1] || card.age[1] < ages[0])) return -1;
    if (adult && !some(card.for, own.concat(youth, "alla"))) return -1;
    if (!adult && ages.length && card.for.every((one) => ["ung", "elev"].includes(one) && !youth.includes(one))) return -1;
    const other = card.gender && card.gender !== wish.gender;
    if (other && wish.gender && wish.gender !== "trans" && card.gender !== "trans") return -1;
    if (wish.need && !card.need.includes(wish.need)) return -1;
    if (wish.how && !card.way.includes(wish.how)) return -1;
    if (wish.lang && !some(card.lang, words(wish.lang))) return -1;
    if ((wish.anon && !card.yes.includes("anon")) || (wish.papers && !card.yes.includes("papers"))) return -1;

    // First those who are there for the reader before others, then those for the reader's gender, then how they are reached.
    const before = young || !own.length ? youth : own;
    const first = before.includes(card.for[0]) || (card.for[0] === "alla" && some(card.for, before));
    const near = !before.length || first ? 0 : some(card.for, own.concat(youth)) ? 1 : 2;
    const alike = !wish.gender || !card.gender ? 1 : other ? 2 : 0;
    let reach = card.reach;
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

  // When nothing fits: what fits if a wish is dropped, one first, then more. Never the age: children stay protected.
  function nearest(wish) {
    const names = ["papers", "lang", "how", "anon", "need", "who"].filter((name) => wish[name]);
    for (const name of names) {
      const found = fitting(Object.assign({}, wish, { [name]: "" }));
      if (found.length) return [found, [name]];
    }
    const left = Object.assign({}, wish);
    for (let count = 0; count < names.length; count += 1) {
      left[names[count]] = "";
      const found = fitting(left);
      if (found.length) return [found, names.slice(0, count + 1)];
    }
    return [[], names];
  }

  function putBack() {
    cards.forEach((card) => card.home.append(card.item));
    results.hidden = true;
    all.hidden = false;
  }

  function places(count) {
    return count === 1 ? "1 ställe" : `${count} ställen`;
  }

  function show() {
    const wish = wishes();
    putBack();
    if (!Object.keys(wish).some((name) => wish[name])) {
      status.textContent = `Alla ${places(cards.length)} visas.`;
      return;
    }
    let found = fitting(wish);
    let dropped = [];
    if (!found.length) [found, dropped] = nearest(wish);
    found.forEach((card) => list.append(card.item));
    results.querySelectorAll("[data-note]").forEach((note) => {
      note.hidden = !wish[note.dataset.note] || dropped.includes(note.dataset.note);
    });
    const without = dropped.map((name) => form.elements[name].dataset.wish).join(" och ");
    status.textContent = dropped.length
      ? `Inget ställe passar allt du valde. ${places(found.length)} passar om du bortser från ${without}.`
      : `${places(found.length)} kan hjälpa dig.`;
    results.hidden = false;
    all.hidden = true;
  }

  function giveUp(error) {
    putBack();
    form.replaceWith(place);
    throw error;
  }

  function careful(work) {
    return (event) => {
      try {
        work(event);
      } catch (error) {
        giveUp(error);
      }
    };
  }

  form.addEventListener("change", careful(show));
  form.addEventListener("reset", () => setTimeout(careful(show)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    (results.hidden ? document.getElementById("sida-grupper") : results.querySelector("h2")).focus();
  });
  // A link to a card or a group that the filter has put away shows everything again.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !all.contains(target) || !all.hidden) return;
    form.reset();
    putBack();
    target.scrollIntoView();
  });

  // Whoever has begun to read the lists by need keeps them.
  if (place.contains(document.activeElement) || place.querySelector("[open]")) return;
  place.replaceWith(form);
  find.append(results);
  careful(show)();
})();
