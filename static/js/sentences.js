// Adds a blank row under the last of [data-sentences] once that one is being filled, so that there
// is always room, and tells the form how many there are. One blank row is there without this too.

const NUMBER = /-\d+-(?=[^-]*$)/; // of the row: a slug before it may hold numbers too

function renumber(row, number) {
  for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(NUMBER, `-${number}-`));
    }
  }
}

function blank(row) {
  row.querySelector("details").open = false;
  for (const found of row.querySelectorAll(".controls, .errors, .counter")) found.remove();
  for (const field of row.querySelectorAll("textarea, [type=hidden]")) field.value = "";
  for (const field of row.querySelectorAll("textarea")) field.defaultValue = "";
  for (const tick of row.querySelectorAll("[type=checkbox]")) tick.checked = false;
}

document.addEventListener("input", ({ target }) => {
  const rows = target.closest("[data-sentences]");
  const last = rows?.lastElementChild;
  if (!last?.contains(target) || !target.matches("textarea")) return;
  const row = last.cloneNode(true);
  renumber(row, rows.children.length);
  blank(row);
  const total = rows.closest("[data-cell]").querySelector("[name$='-TOTAL_FORMS']");
  total.value = rows.children.length + 1;
  rows.append(row);
});
