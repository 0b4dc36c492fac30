// What is ticked within [data-keeps-ticks] while htmx waits for the region to be sent anew stays
// as it was left: the answer knows only what stood there when it was asked for.

let left = new Map(); // id of a check box -> whether it was ticked

const boxes = (region) => region.querySelectorAll("[type=checkbox][id]");

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const kept = detail.target.matches("[data-keeps-ticks]");
  left = new Map(kept ? [...boxes(detail.target)].map(({ id, checked }) => [id, checked]) : []);
});
document.addEventListener("htmx:load", ({ detail }) => {
  if (!detail.elt.matches("[data-keeps-ticks]")) return;
  for (const box of boxes(detail.elt)) box.checked = left.get(box.id) ?? box.checked;
});
