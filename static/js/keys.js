// Single-letter keys. They act outside fields only, and not at all once switched off (WCAG 2.1.4).
// A control with data-key="x" inside the current line is pressed by x; what it opens takes the focus.
// The current line is the one that the page, j and k, or the focus came to last.

const root = document.documentElement;
const GO_WITHIN = 1500; // milliseconds between g and the letter after it
let goUntil = 0;

const lines = () => [...document.querySelectorAll("main .line")];
const currentLine = () => document.querySelector("main .line[aria-current]");
const capture = (place) => document.querySelector(`${place} [data-capture]`);
const link = (letter) => document.querySelector(`.nav [data-go="${letter}"]`);

function mark(line) {
  if (line === currentLine()) return;
  for (const other of lines()) other.removeAttribute("aria-current");
  line.setAttribute("aria-current", "true");
}

function goTo(line) {
  mark(line);
  (line.querySelector(".title a") ?? line).focus();
  line.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = lines();
  const from = all.indexOf(currentLine());
  const next = all[from < 0 && step < 0 ? all.length - 1 : from + step];
  if (next) goTo(next);
}

function press(control) {
  control.click();
  const opened = control.matches("summary") && control.closest("details[open]");
  if (opened) opened.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function search() {
  const field = document.querySelector("[type=search]");
  if (field) field.focus();
  else location.href = `${link("l").href}#search`;
}

const ACTS = {
  n: () => (capture("main") ?? capture(".quick"))?.focus(),
  "/": search,
  g: () => (goUntil = Date.now() + GO_WITHIN),
  j: () => move(+1),
  k: () => move(-1),
  e: () => currentLine()?.querySelector(".title a")?.click(),
  Enter: () => currentLine()?.querySelector(".title a")?.click(),
  u: () => [...document.querySelectorAll("#notices form button")].at(-1)?.focus(),
  "?": () => document.getElementById("keys").showModal(),
};

function actFor(key) {
  if (Date.now() < goUntil) {
    goUntil = 0;
    return link(key) && (() => link(key).click());
  }
  const control = currentLine()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  return control ? () => press(control) : Object.hasOwn(ACTS, key) && ACTS[key];
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  if (chord || event.isComposing || event.defaultPrevented) return;
  if (key === "Enter" && !event.shiftKey && target.matches("textarea[data-capture]")) {
    event.preventDefault();
    target.form.requestSubmit();
    return;
  }
  if (key === "Escape" && target.matches("input, textarea, select")) {
    const line = target.closest("main .line");
    if (line) goTo(line);
  }
  if (root.dataset.keys === "off" || target.closest("input, textarea, select, dialog")) return;
  if (key === "Enter" && target.closest("a, button, summary")) return;
  const act = actFor(key);
  if (!act) return;
  event.preventDefault();
  act();
});

for (const type of ["focusin", "click"]) {
  document.addEventListener(type, ({ target }) => {
    const line = target.closest("main .line");
    if (line) mark(line);
  });
}
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
