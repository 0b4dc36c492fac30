// A line that is kept without a connection waits on this device instead: its form is emptied, and
// sending.js sends it later. In form[data-queues], on the offline page, every line waits.

const person = () => document.documentElement.dataset.person;
const capture = (form) => form?.querySelector?.("[data-capture]");
const always = (form) => "queues" in form.dataset;

async function keep(form) {
  const given = new FormData(form);
  const field = capture(form);
  const text = field.value;
  const key = form.querySelector("[data-idempotency-key]").value;
  const competency = given.get("competency") ?? "";
  // At once: the next line may be typed before this one is on the disk.
  field.value = "";
  form.dispatchEvent(new Event("key:used", { bubbles: true }));
  try {
    await waiting.put({ key, person: person(), text, competency, since: Date.now() });
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
    if (capture(form).value.trim()) keep(form);
  },
  { capture: true },
);
// There seemed to be a connection, and there was none. The answer may have been lost after the
// server kept the line; the key makes of both sendings one.
document.addEventListener("htmx:sendError", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (form.matches("form") && capture(form) && person()) keep(form);
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
