// Completes the token before the caret in [data-completes="id"], from a <datalist id="id"> whose
// options carry the token as value and what it stands for as text.
// Arrows choose, Tab takes, Escape closes. Enter is left alone: it keeps the line.

const TOKEN = /(?<=^|\s)[#~@!^](?:"[^"]*|[^\s"#~@!^]*)$/u;
const MOST = 6;
const open = new WeakMap(); // field -> its listbox
const before = (field) => field.value.slice(0, field.selectionStart);
const plain = (token) => token.replaceAll('"', "").toLowerCase();

function close(field) {
  open.get(field)?.remove();
  open.delete(field);
  field.removeAttribute("aria-activedescendant");
  field.removeAttribute("aria-controls");
  field.ariaExpanded = "false";
}

function choose(field, option) {
  for (const other of open.get(field).children) other.ariaSelected = other === option;
  field.setAttribute("aria-activedescendant", option.id);
}

function take(field, option) {
  const taken = before(field).replace(TOKEN, () => `${option.dataset.value} `);
  field.value = taken + field.value.slice(field.selectionEnd).replace(/^ /, "");
  field.setSelectionRange(taken.length, taken.length);
  close(field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function build(field, { value, text }, index) {
  const item = document.createElement("li");
  item.id = `${field.id}-option-${index}`;
  item.role = "option";
  item.dataset.value = value;
  for (const [name, words] of Object.entries({ token: value, text })) {
    item.append(Object.assign(document.createElement("span"), { className: name, textContent: words }));
  }
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take(field, item);
  });
  return item;
}

// The options in which a word begins as typed, those first that do so from their start.
function found(field, typed) {
  const words = (token) => ` ${token.slice(1).replace(/[\s-]+/g, " ")}`;
  const starts = ({ value }) => plain(value).startsWith(typed);
  return [...document.getElementById(field.dataset.completes).options]
    .filter(({ value }) => value[0] === typed[0] && plain(value) !== typed)
    .filter(({ value }) => words(plain(value)).includes(words(typed)))
    .sort((one, other) => starts(other) - starts(one))
    .slice(0, MOST);
}

function suggest(field) {
  close(field);
  const typed = plain(before(field).match(TOKEN)?.[0] ?? "");
  const options = typed ? found(field, typed) : [];
  if (!options.length) return;
  const list = document.createElement("ul");
  Object.assign(list, { className: "completion", role: "listbox", id: `${field.id}-completion` });
  list.ariaLabel = `What begins with ${typed}`;
  list.append(...options.map((option, index) => build(field, option, index)));
  (field.closest(".entry") ?? field).after(list);
  open.set(field, list);
  field.setAttribute("aria-controls", list.id);
  field.ariaExpanded = "true";
  choose(field, list.firstChild);
}

function announce() {
  for (const field of document.querySelectorAll("[data-completes]:not([role])")) {
    field.role = "combobox";
    field.ariaAutoComplete = "list";
    field.ariaExpanded = "false";
  }
}

const suggestIn = (field) => field?.matches("[data-completes]") && suggest(field);

announce();
document.addEventListener("htmx:load", announce);
document.addEventListener("input", ({ target }) => suggestIn(target));
document.addEventListener("tokens:loaded", () => suggestIn(document.activeElement));
document.addEventListener("focusout", ({ target }) => open.has(target) && close(target));
document.addEventListener("keydown", (event) => {
  const list = open.get(event.target);
  if (!list) return;
  const selected = list.querySelector('[aria-selected="true"]');
  const { nextElementSibling: next, previousElementSibling: previous } = selected;
  if (event.key === "Escape") close(event.target);
  else if (event.key === "Tab" && !event.shiftKey) take(event.target, selected);
  else if (event.key === "ArrowDown") choose(event.target, next ?? list.firstChild);
  else if (event.key === "ArrowUp") choose(event.target, previous ?? list.lastChild);
  else return;
  event.preventDefault();
});
