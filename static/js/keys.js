// Single-letter keys. They act outside fields only, and not at all once switched off (WCAG 2.1.4).
// A control with data-key="x" inside the current line is pressed by x.

const root = document.documentElement;
const GO_WITHIN = 1500; // milliseconds between g and the letter after it
let goUntil = 0;

const lines = () => [...document.querySelectorAll("main .line")];
const currentLine = () => document.querySelector("main .line[aria-current]");
const capture = (place) => document.querySelector(`${place} [data-capture]`);
const link = (letter) => document.querySelector(`.nav [data-go="${letter}"]`);

function move(step) {
  const all = lines();
  const from = all.indexOf(currentLine());
  const next = all[from < 0 && step < 0 ? all.length - 1 : from + step];
  if (!next) return;
  all.forEach((line) => line.removeAttribute("aria-current"));
  next.setAttribute("aria-current", "true");
  (next.querySelector(".title a") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
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
  "?": () => document.getElementById("keys").showModal(),
};

function actFor(key) {
  if (Date.now() < goUntil) {
    goUntil = 0;
    return link(key) && (() => link(key).click());
  }
  const control = currentLine()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  return control ? () => control.click() : Object.hasOwn(ACTS, key) && ACTS[key];
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
  if (root.dataset.keys === "off" || target.closest("input, textarea, select, dialog")) return;
  if (key === "Enter" && target.closest("a, button, summary")) return;
  const act = actFor(key);
  if (!act) return;
  event.preventDefault();
  act();
});

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
