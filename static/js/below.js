// What the links of table[data-opens-below] lead to opens below their row, by htmx. Pressed again,
// it closes. Without this script they lead to pages.

const opened = new WeakMap(); // link -> the row that it opened

function span(row, by) {
  const head = row.closest("tbody").querySelector("th[rowspan]");
  if (head) head.rowSpan += by;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.detail.elt;
  const row = opened.get(link);
  if (!row) return;
  event.preventDefault();
  span(row, -1);
  row.remove();
  opened.delete(link);
  link.setAttribute("aria-expanded", "false");
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const link = detail.requestConfig?.elt;
  if (!link?.matches("[data-opens-below] a")) return;
  const row = link.closest("tr").nextElementSibling;
  opened.set(link, row);
  span(row, 1);
  link.setAttribute("aria-expanded", "true");
});
