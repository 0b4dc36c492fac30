// Sends form[data-autosave] once nobody has typed for a moment, and says in [data-save-state] how
// it went. The view answers as it would without this script: the page or its part, with the new
// hidden `revision`; 422 with .errors; 409 with .conflict, which is shown, and saving waits for
// the person.

const IDLE = 500; // milliseconds; with the preview after it less than a second

function say(form, is, words) {
  const inside = form.querySelector("[data-save-state]");
  const state = inside ?? form.closest("main")?.querySelector("[data-save-state]");
  if (!state) return;
  state.dataset.is = is;
  state.textContent = words;
}

function readAnswer(form, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (form.id && page.getElementById(form.id)) || page;
}

function showConflict(form, answer) {
  const conflict = answer.querySelector(".conflict");
  if (!conflict) return;
  form.querySelector(".conflict")?.remove();
  form.append(document.adoptNode(conflict));
  form.dataset.conflict = "";
}

async function save(form) {
  form.dataset.saving = "";
  delete form.dataset.dirty;
  say(form, "saving", "Saving");
  try {
    const response = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Autosave": "true" },
    });
    const answer = readAnswer(form, await response.text());
    if (response.ok) {
      const revision = answer.querySelector("[name=revision]");
      if (revision && form.elements.revision) form.elements.revision.value = revision.value;
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      say(form, "saved", `Saved at ${time}`);
      const saved = new CustomEvent("draft:saved", { bubbles: true });
      if (!("dirty" in form.dataset)) form.dispatchEvent(saved);
    } else if (response.status === 401 || response.status === 403) {
      // 403 where the cookie that proves the form went with the session, or changed with it.
      say(form, "failed", "Not saved. You are signed out.");
      document.dispatchEvent(new CustomEvent("signed-out"));
    } else if (response.status === 409) {
      const why = answer.querySelector(".conflict h2")?.textContent;
      say(form, "failed", `Not saved. ${why ?? "This was changed elsewhere"}.`);
      showConflict(form, answer);
    } else {
      const why = answer.querySelector(".errors li")?.textContent;
      say(form, "failed", `Not saved. ${why ?? `The server answered ${response.status}.`}`);
    }
  } catch {
    say(form, "failed", "Not saved. There is no connection. Your text is kept in this browser.");
    form.dataset.unsent = "";
  }
  delete form.dataset.saving;
  if (submitters.has(form)) form.requestSubmit(submitters.get(form));
  else if ("dirty" in form.dataset) schedule(form);
  submitters.delete(form);
}

const timers = new WeakMap();
const submitters = new WeakMap(); // form -> the button pressed while it was saving

function schedule(form) {
  form.dataset.dirty = "";
  // Of a page one goes back to, the browser would bring back what was typed, beside the revision of
  // what was written elsewhere since: saved over it, and nobody would be told.
  form.autocomplete = "off";
  clearTimeout(timers.get(form));
  if ("saving" in form.dataset || "conflict" in form.dataset) return;
  timers.set(form, setTimeout(() => save(form), IDLE));
}

document.addEventListener("input", ({ target }) => {
  if (target.form?.hasAttribute("data-autosave")) schedule(target.form);
});
// A form sent by hand while it saves itself would meet its own revision and call it a conflict.
document.addEventListener("submit", (event) => {
  clearTimeout(timers.get(event.target));
  if (!("saving" in event.target.dataset)) return;
  event.preventDefault();
  submitters.set(event.target, event.submitter);
});
addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-unsent]")) {
    delete form.dataset.unsent;
    schedule(form);
  }
});
