// Counts against a budget while one types, in words or in characters: it may be passed. Characters
// are also a limit. The browser would cut a pasted text at maxlength without a word, so the limit is
// taken from it: the count says what is over, and the form is not sent until it fits.

const CLOSE_TO_LIMIT = 0.8; // characters are shown from here on

const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
const countCharacters = (text) => [...text].length;

function addCounter(field) {
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.dataset.countFor = field.id;
  field.after(counter);
  return counter;
}

function count(field) {
  const words = Number(field.dataset.budgetWords);
  const budget = words || Number(field.dataset.budgetCharacters);
  const limit = budget || Number(field.dataset.limit);
  if (!limit || !field.id) return;
  const used = words ? countWords(field.value) : countCharacters(field.value);
  const over = used - limit;
  if (!budget) field.setCustomValidity(over > 0 ? `This is ${over} characters too long.` : "");
  const shown = document.querySelector(`[data-count-for="${CSS.escape(field.id)}"]`);
  if (!shown && !budget && used < limit * CLOSE_TO_LIMIT) return;
  const counter = shown ?? addCounter(field);
  counter.dataset.is = over > 0 ? "over" : "within";
  const unit = words ? "words" : "characters";
  counter.textContent = `${used} of ${limit} ${unit}${over > 0 ? `, ${over} over` : ""}`;
}

function prepare() {
  for (const field of document.querySelectorAll("input[maxlength], textarea[maxlength]")) {
    field.dataset.limit = field.maxLength;
    field.removeAttribute("maxlength");
  }
  document.querySelectorAll("[data-budget-words], [data-budget-characters], [data-limit]").forEach(count);
}

prepare();
document.addEventListener("input", ({ target }) => count(target));
document.addEventListener("htmx:load", prepare);
