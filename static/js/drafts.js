// Keeps what is typed in form[data-draft="name"] in this browser until the server has it.
// A draft is {value, base} per field: what was typed, and what the server had shown before.

const person = document.documentElement.dataset.person;
const PREFIX = `draft:${person}:`;
const forms = () => document.querySelectorAll("form[data-draft]");
const keyOf = (form) => PREFIX + form.dataset.draft;
const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, draft) => localStorage.setItem(key, JSON.stringify(draft));
const TEXT = "textarea, [type=text], [type=url], [type=email], [type=date], input:not([type])";

// The inputs of rows share a name: a field is known by it and by its place among those.
const named = (form, name) => [...form.elements].filter((field) => field.name === name);

function slotOf(field) {
  const place = named(field.form, field.name).indexOf(field);
  return place ? `${field.name} ${place}` : field.name;
}

function findField(form, slot) {
  const [name, place = 0] = slot.split(" ");
  return named(form, name)[place];
}

function say(form, words) {
  const inside = form.querySelector("[data-save-state]");
  // The page's own is about what stands in <main>, and not about a line in the masthead.
  const state = inside ?? form.closest("main")?.querySelector("[data-save-state]");
  if (state) state.textContent = words;
}

function keep({ target }) {
  const form = target.form;
  if (!form?.dataset.draft || !target.matches(TEXT)) return;
  const draft = read(keyOf(form)) ?? { fields: {} };
  const slot = slotOf(target);
  const base = draft.fields[slot]?.base ?? target.defaultValue;
  draft.fields[slot] = { value: target.value, base };
  write(keyOf(form), draft);
}

function restore(form) {
  const draft = read(keyOf(form));
  if (!draft || form.dataset.restored) return;
  form.dataset.restored = "";
  const fields = Object.entries(draft.fields);
  for (const [slot, { value, base }] of fields) {
    const field = findField(form, slot);
    if (!field || field.value === value) continue;
    if (field.value === base) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      say(form, "Restored from this browser. Not saved yet.");
    } else {
      say(form, `Changed elsewhere since. You had typed: ${value}`);
      return;
    }
  }
  // A refused form comes back with what was typed, and yet the server has not kept it.
  const saved = fields.every(([slot, { value }]) => findField(form, slot)?.defaultValue === value);
  if (saved && !form.querySelector(".errors")) localStorage.removeItem(keyOf(form));
}

// A form sent the plain way was taken when the answer was a redirect, and one is still signed in.
function settle() {
  const [navigation] = performance.getEntriesByType("navigation");
  const taken = navigation?.type === "navigate" && navigation.redirectCount > 0;
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith("draft:"))) {
    const draft = read(key);
    if (!draft.sent) continue;
    if (taken && key.startsWith(PREFIX) && person) localStorage.removeItem(key);
    else write(key, { fields: draft.fields });
  }
}

settle();
forms().forEach(restore);
document.addEventListener("input", keep);
// What was typed or ticked while the scripts were still on their way, nobody has heard of.
const fresh = [...forms()].filter((form) => !("restored" in form.dataset));
for (const field of fresh.flatMap((form) => [...form.elements])) {
  const typed = field.matches(TEXT) && field.value !== field.defaultValue;
  if (typed || field.checked !== field.defaultChecked) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
document.addEventListener("htmx:load", () => forms().forEach(restore));
document.addEventListener("submit", ({ target }) => {
  const draft = target.dataset.draft && read(keyOf(target));
  if (draft) write(keyOf(target), { ...draft, sent: true });
});
document.addEventListener("draft:saved", ({ target }) => {
  localStorage.removeItem(keyOf(target));
  for (const field of target.elements) if (field.matches(TEXT)) field.defaultValue = field.value;
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const taken = detail.xhr.status >= 200 && detail.xhr.status < 400;
  const form = detail.requestConfig.elt; // detail.elt is another one when the form was swapped out
  if (taken && form.dataset?.draft) localStorage.removeItem(keyOf(form));
});
