// Completes the token before the caret in [data-completes="id"], from a <datalist id="id">
// whose options carry the token as value and the ladder's wording as text:
//   <option value="#delivery" data-count="31 wins">Ships in small steps.</option>
// Arrows choose, Tab takes, Escape closes. Enter is left alone: it keeps the line.

const TOKEN = /(?:^|\s)([#~@][^\s#~@]*)$/u;
const MOST = 6;
const open = new WeakMap(); // field -> its listbox

function close(field) {
  open.get(field)?.remove();
  open.delete(field);
  field.removeAttribute("aria-activedescendant");
  field.removeAttribute("aria-controls");
}

function choose(field, option) {
  for (const other of open.get(field).children) {
    other.setAttribute("aria-selected", other === option);
  }
  field.setAttribute("aria-activedescendant", option.id);
}

function take(field, option) {
  const typed = field.value.slice(0, field.selectionStart);
  const before = typed.replace(/[#~@][^\s#~@]*$/u, () => `${option.dataset.value} `);
  const after = field.value.slice(field.selectionEnd).replace(/^ /, "");
  field.value = before + after;
  field.setSelectionRange(before.length, before.length);
  close(field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function part(name, words) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}

function build(field, { value, text, dataset }, index) {
  const item = document.createElement("li");
  item.id = `${field.id}-option-${index}`;
  item.role = "option";
  item.dataset.value = value;
  item.append(part("token", value), part("text", text), part("count", dataset.count ?? ""));
  if (value.startsWith("#")) item.firstChild.dataset.kind = "competency";
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take(field, item);
  });
  return item;
}

function suggest(field) {
  close(field);
  const typed = field.value.slice(0, field.selectionStart).match(TOKEN)?.[1].toLowerCase();
  if (!typed) return;
  const options = [...document.getElementById(field.dataset.completes).options];
  const goesOn = (token) => token.startsWith(typed) && token !== typed;
  const found = options.filter(({ value }) => goesOn(value.toLowerCase()));
  if (!found.length) return;
  const list = document.createElement("ul");
  list.className = "completion";
  list.role = "listbox";
  list.id = `${field.id}-completion`;
  list.setAttribute("aria-label", `What begins with ${typed}`);
  list.append(...found.slice(0, MOST).map((option, index) => build(field, option, index)));
  (field.closest(".entry") ?? field).after(list);
  open.set(field, list);
  field.setAttribute("aria-controls", list.id);
  choose(field, list.firstChild);
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-completes]")) suggest(target);
});
document.addEventListener("focusout", ({ target }) => open.has(target) && close(target));
document.addEventListener("keydown", (event) => {
  const list = open.get(event.target);
  if (!list) return;
  const selected = list.querySelector('[aria-selected="true"]');
  if (event.key === "Escape") close(event.target);
  else if (event.key === "Tab" && !event.shiftKey) take(event.target, selected);
  else if (event.key === "ArrowDown")
    choose(event.target, selected.nextElementSibling ?? list.firstChild);
  else if (event.key === "ArrowUp")
    choose(event.target, selected.previousElementSibling ?? list.lastChild);
  else return;
  event.preventDefault();
});
