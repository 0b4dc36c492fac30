// The page of a sheet, read again after each correction: where one had scrolled to and what one had
// opened stays, and a change made, or a button pressed, while it was being read is sent as well, before
// anything is shown.

const form = () => document.querySelector("form[data-sheet]");
const regions = () => document.querySelectorAll("form[data-sheet] [data-keep-scroll]");
const folds = () => document.querySelectorAll("form[data-sheet] details[id]");
let scrolled = new Map();
let opened = new Map();
let focused = "";
let changed = false;

document.addEventListener("input", ({ target }) => {
  if (target.form === form()) changed = true;
});
// Asked for: at once, or when what is being read has been.
document.addEventListener("htmx:confirm", ({ target }) => {
  if (form()?.contains(target)) changed = true;
});
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (form()?.contains(target)) changed = false;
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "reading") return;
  if (detail.xhr.status === 409) {
    detail.shouldSwap = true; // the answer shows how to go on
    detail.isError = false;
  }
  if (changed && detail.xhr.status === 200) {
    const page = new DOMParser().parseFromString(detail.serverResponse, "text/html");
    form().elements.revision.value = page.querySelector("[name=revision]").value;
    detail.shouldSwap = false;
    return;
  }
  scrolled = new Map([...regions()].map((r) => [r.dataset.keepScroll, [r.scrollLeft, r.scrollTop]]));
  opened = new Map([...folds()].map((fold) => [fold.id, fold.open]));
  focused = document.activeElement.id;
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "reading") return;
  for (const region of regions()) region.scrollTo(...(scrolled.get(region.dataset.keepScroll) ?? []));
  for (const fold of folds()) fold.open = opened.get(fold.id) ?? fold.open;
  // htmx gives the focus back by id, but not to what was folded away until now.
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
});
