// Gives each form that adds something a fresh key, so that sending it twice adds it once.
// A failed request keeps its key: sending it again is the same act.

function fill(field) {
  // Not randomUUID, which is missing on plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  field.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const FIELDS = "[data-idempotency-key]";
const fillAll = (within) => within.querySelectorAll(FIELDS).forEach(fill);

fillAll(document);
// Going back shows the page as it was left, with a key that has been used.
addEventListener("pageshow", (event) => event.persisted && fillAll(document));
document.addEventListener("htmx:load", ({ target }) => fillAll(target));
document.addEventListener("key:used", ({ target }) => fillAll(target));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.xhr.status >= 200 && detail.xhr.status < 400) fillAll(detail.elt);
});
