// Shows, within [data-narrows], only the choices that hold each word typed into its field, and
// opens what folds them away. Without this script the field stays hidden and all choices stand.

function narrow(region, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (choice) => words.every((word) => choice.textContent.toLowerCase().includes(word));
  for (const choice of region.querySelectorAll(".choice")) choice.hidden = !holds(choice);
  for (const fold of region.querySelectorAll("details")) fold.open = words.length > 0;
  for (const group of region.querySelectorAll("fieldset, [role=group]")) {
    group.hidden = !group.querySelector(".choice:not([hidden])") && words.length > 0;
  }
}

function offer() {
  for (const field of document.querySelectorAll("[data-narrows] > .field[hidden]")) {
    field.hidden = false;
  }
}

offer();
document.addEventListener("htmx:load", offer);
document.addEventListener("input", ({ target }) => {
  const region = target.closest("[data-narrows] > .field") && target.closest("[data-narrows]");
  if (region) narrow(region, target.value);
});
