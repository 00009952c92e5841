// The editor's panel under `campaign serve`: from a section at the page's end to a button in the corner. Nothing is
// stored: whether it is open stands in the address, so that a page that reloads itself after a change keeps it open.
(function () {
  "use strict";

  const panel = document.getElementById("granskning");
  if (!panel) return;
  const body = panel.querySelector(".panel-body");
  const items = [...panel.querySelectorAll(".panel-remark[id]")];
  const pins = items
    .map((item) => document.getElementById(item.id.replace("rad", "fynd")))
    .filter((pin) => pin)
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const itemOf = (pin) => document.getElementById(pin.id.replace("fynd", "rad"));
  let current = -1;

  function button(text, work) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", work);
    return made;
  }

  const tools = document.createElement("div");
  tools.className = "panel-tools";
  const toggle = button("", () => setOpen(body.hidden));
  const back = button("Förra", () => step(-1));
  const on = button("Nästa", () => step(1));
  back.setAttribute("aria-label", "Förra fyndet");
  on.setAttribute("aria-label", "Nästa fynd");
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  tools.append(toggle, ...(pins.length ? [back, on] : []), status);
  body.id = "granskning-innehall";
  toggle.setAttribute("aria-controls", body.id);

  function setAddress(fragment) {
    history.replaceState(history.state, "", location.pathname + location.search + fragment);
  }

  function setOpen(open, fragment) {
    body.hidden = !open;
    back.hidden = !open;
    on.hidden = !open;
    panel.classList.toggle("panel--open", open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Stäng" : panel.dataset.count;
    toggle.setAttribute("aria-label", open ? "Stäng granskningen" : `Granskning: ${panel.dataset.count}`);
    setAddress(open ? fragment || "#granskning" : "");
    if (!open) choose(-1);
  }

  function choose(number) {
    document.querySelectorAll(".is-current").forEach((item) => item.classList.remove("is-current"));
    current = number;
    if (number < 0) return;
    const pin = pins[number];
    const marks = document.querySelectorAll(`mark[data-granskning~="${pin.dataset.number}"]`);
    [itemOf(pin), ...marks].forEach((item) => item.classList.add("is-current"));
  }

  // On a wide screen the panel moves aside from what it would hide.
  function show(pin) {
    pin.scrollIntoView({ block: "center" });
    panel.classList.remove("panel--left");
    const place = panel.getBoundingClientRect();
    const mark = (pin.closest("p, li, td, th, dd, dt, h2, h3") || pin).getBoundingClientRect();
    if (window.matchMedia("(min-width: 48em)").matches) {
      panel.classList.toggle("panel--left", pin.getBoundingClientRect().right > place.left && mark.left > place.width);
    } else if (pin.getBoundingClientRect().bottom > place.top) {
      window.scrollBy(0, pin.getBoundingClientRect().bottom - place.top + 60);
    }
  }

  function step(by) {
    const next = current < 0 && by < 0 ? pins.length - 1 : (current + by + pins.length) % pins.length;
    choose(next);
    const item = itemOf(pins[next]);
    body.scrollTop += item.getBoundingClientRect().top - body.getBoundingClientRect().top - 10;
    show(pins[next]);
    setAddress(`#${pins[next].id}`);
    status.textContent = `${next + 1} av ${pins.length}. ${pins[next].getAttribute("aria-label")}`;
  }

  items.forEach((item) => {
    const link = item.querySelector("a[href^='#fynd-']");
    link.addEventListener("click", (event) => {
      const pin = document.getElementById(link.hash.slice(1));
      if (!pin) return;
      event.preventDefault();
      choose(pins.indexOf(pin));
      show(pin);
      pin.focus({ preventScroll: true });
      setAddress(link.hash);
    });
  });
  pins.forEach((pin, number) => {
    pin.addEventListener("click", (event) => {
      event.preventDefault();
      setOpen(true, `#${pin.id}`);
      choose(number);
      const link = itemOf(pin).querySelector("a");
      body.scrollTop += itemOf(pin).getBoundingClientRect().top - body.getBoundingClientRect().top - 10;
      link.focus({ preventScroll: true });
      show(pin);
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || body.hidden) return;
    const inside = panel.contains(document.activeElement);
    setOpen(false);
    if (inside) toggle.focus();
  });

  panel.prepend(tools);
  panel.classList.add("panel--corner");
  const asked = location.hash;
  const open = /^#(granskning|fynd-\d+|rad-\d+)$/.test(asked);
  if (open) {
    setOpen(true, asked);
    choose(pins.findIndex((pin) => pin.id === asked.slice(1).replace("rad", "fynd")));
  } else {
    setOpen(false);
    setAddress(asked);
  }
  const skip = document.createElement("a");
  skip.className = "skip";
  skip.href = "#granskning";
  skip.textContent = "Till granskningen";
  skip.addEventListener("click", (event) => { event.preventDefault(); toggle.focus(); });
  document.querySelector(".skips").append(skip);
  // A live region is heard when it changes; who has already gone to a mark hears that instead.
  setTimeout(() => { status.textContent = status.textContent || `Granskning: ${panel.dataset.count}.`; }, 500);
})();
