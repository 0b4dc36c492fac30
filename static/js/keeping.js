// A line that is kept without a connection waits on this device instead: its form is emptied, and
// sending.js sends it later. In form[data-queues], on the offline page, every line waits.

const person = () => document.documentElement.dataset.person;
const capture = (form) => form?.querySelector?.("[data-capture]");
const always = (form) => "queues" in form.dataset;

// `given` is what the form sends, or sent: then the server may have it (`attempted`), and more may
// have been typed since.
async function keep(form, given, attempted = false) {
  const { text, key, competency = "" } = Object.fromEntries(given);
  const field = capture(form);
  // At once: the next line may be typed before this one is on the disk.
  if (field.value === text.replaceAll("\r\n", "\n")) field.value = "";
  form.dispatchEvent(new Event("key:used", { bubbles: true }));
  try {
    await waiting.put({ key, person: person(), text, competency, since: Date.now(), attempted });
  } catch {
    field.value = `${text} ${field.value}`.trim();
    field.setCustomValidity("This browser lends no room to keep it. Your text is still here.");
    field.reportValidity();
    return;
  }
  if (!field.value) form.dispatchEvent(new Event("draft:saved", { bubbles: true }));
  document.dispatchEvent(new Event("waiting:kept"));
}

// Before htmx, which listens on the form itself.
addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!capture(form) || !person() || (navigator.onLine && !always(form))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (capture(form).value.trim()) keep(form, new FormData(form));
  },
  { capture: true },
);
// There seemed to be a connection, and there was none. The answer may have been lost after the
// server kept the line; the key makes of both sendings one.
document.addEventListener("htmx:sendError", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (form.matches("form") && capture(form) && person()) {
    keep(form, detail.requestConfig.formData, true);
  }
});
document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-capture]")) target.setCustomValidity("");
});
// As keys.js does elsewhere.
document.addEventListener("keydown", (event) => {
  const { target, key, shiftKey, isComposing } = event;
  if (key !== "Enter" || shiftKey || isComposing) return;
  if (!target.matches("form[data-queues] textarea")) return;
  event.preventDefault();
  target.form.requestSubmit();
});
