// Shows, within [data-narrows], only the choices that hold each word typed into its field, and
// opens what folds them away. Without this script, or a choice, the field stays hidden.

function narrow(region, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (choice) => words.every((word) => choice.textContent.toLowerCase().includes(word));
  for (const choice of region.querySelectorAll(".choice")) choice.hidden = !holds(choice);
  for (const fold of region.querySelectorAll("details")) fold.open = words.length > 0;
  for (const group of region.querySelectorAll("fieldset, [role=group]")) {
    group.hidden = !group.querySelector(".choice:not([hidden])") && words.length > 0;
  }
}

const fields = () => document.querySelectorAll("[data-narrows] > .field input");

function offer() {
  for (const field of fields()) {
    const region = field.closest("[data-narrows]");
    field.parentElement.hidden = !region.querySelector(".choice");
    if (field.value) narrow(region, field.value);
  }
}

offer();
document.addEventListener("htmx:load", offer);
document.addEventListener("input", ({ target }) => {
  if ([...fields()].includes(target)) narrow(target.closest("[data-narrows]"), target.value);
});
