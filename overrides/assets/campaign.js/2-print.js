// The print button exists only where this script runs; its place is kept free by the stylesheet.
document.querySelectorAll("[data-print]").forEach((place) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.append(button);
});
