// Adds a blank row under the last of [data-rows] once that one is being filled, so that there is
// always room. The rows are there without this script too.

function renumber(row, number) {
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+$/, number));
  for (const field of row.querySelectorAll("input, select")) {
    const id = field.id.replace(/\d+$/, number);
    row.querySelector(`label[for="${CSS.escape(field.id)}"]`).htmlFor = id;
    field.id = id;
    field.value = "";
  }
}

document.addEventListener("input", ({ target }) => {
  const rows = target.closest("[data-rows]");
  const last = rows?.lastElementChild;
  if (!last?.contains(target)) return;
  const row = last.cloneNode(true);
  renumber(row, rows.children.length + 1);
  rows.append(row);
});
