// Numbers the lines of the text beside it, marks those with an error, and takes the caret to a line
// whose link is followed. Without it the errors name their lines all the same.

const field = document.getElementById("id_source");
const gutter = document.querySelector("[data-gutter]");

function lines() {
  return field.value.split("\n");
}

function number(count) {
  while (gutter.children.length > count) gutter.lastElementChild.remove();
  while (gutter.children.length < count) {
    const item = document.createElement("li");
    item.textContent = gutter.children.length + 1;
    gutter.append(item);
  }
}

function mark() {
  number(lines().length);
  for (const item of gutter.querySelectorAll("[data-is]")) delete item.dataset.is;
  const links = document.querySelectorAll("[data-line]");
  for (const { dataset } of links) gutter.children[dataset.line - 1]?.setAttribute("data-is", "wrong");
  field.setAttribute("aria-invalid", links.length > 0);
}

function goTo(line) {
  const before = lines().slice(0, line - 1);
  const start = before.join("\n").length + (before.length ? 1 : 0);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, start + (lines()[line - 1] ?? "").length);
  gutter.children[line - 1]?.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (!link) return;
  event.preventDefault();
  goTo(Number(link.dataset.line));
});
field.addEventListener("input", () => number(lines().length));
document.addEventListener("htmx:afterSettle", mark);
mark();
const [, asked] = location.hash.match(/^#line-(\d+)$/) ?? [];
if (asked) goTo(Number(asked));
