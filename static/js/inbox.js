// Keeps one's place in the inbox: the line that was acted on stays the current one, and its first
// control takes the focus that its button had. "Tick all" ticks without loading the page anew.

const boxes = () => [...document.querySelectorAll('[name="candidate"][form="several"]')];

document.addEventListener("htmx:load", ({ detail }) => {
  const line = detail.elt;
  if (!line.matches?.(".line[id]")) return;
  document
    .querySelectorAll("main .line[aria-current]")
    .forEach((other) => other.removeAttribute("aria-current"));
  line.setAttribute("aria-current", "true");
  (line.querySelector(".work button") ?? line).focus({ preventScroll: true });
});

for (const link of document.querySelectorAll("[data-ticks-all]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const ticks = boxes().some((box) => !box.checked);
    for (const box of boxes()) box.checked = ticks;
    link.textContent = ticks ? "Tick none" : "Tick all on this page";
  });
}
