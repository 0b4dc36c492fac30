// Numbers the lines of the text beside it, marks those with an error, and takes the caret to a line
// whose link is followed. Without it the errors name their lines all the same.

const field = document.getElementById("id_source");
const gutter = document.querySelector("[data-gutter]");

function lines() {
  return field.value.split("\n");
}

function mark() {
  const wrong = new Set(
    [...document.querySelectorAll("[data-line]")].map((link) => Number(link.dataset.line)),
  );
  const numbers = lines().map((_, place) => {
    const item = document.createElement("li");
    item.textContent = place + 1;
    if (wrong.has(place + 1)) item.dataset.is = "wrong";
    return item;
  });
  gutter.replaceChildren(...numbers);
  field.setAttribute("aria-invalid", wrong.size > 0);
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
field.addEventListener("input", () => {
  if (gutter.children.length !== lines().length) mark();
});
document.addEventListener("htmx:afterSettle", mark);
mark();
const [, asked] = location.hash.match(/^#line-(\d+)$/) ?? [];
if (asked) goTo(Number(asked));
