// Without a connection the service worker answers with the offline page, the same for everybody.
// Whose lines may wait on it is whoever saw a page last: a page for nobody forgets them.

navigator.serviceWorker?.register("/sw.js").catch(() => {}); // no connection yet: the next page

const root = document.documentElement;
const page = document.querySelector("[data-offline]");

if (page) {
  root.dataset.person = localStorage.getItem("person") ?? "";
  page.querySelector(root.dataset.person ? "[data-known]" : "[data-unknown]").hidden = false;
} else if (root.dataset.person) {
  localStorage.setItem("person", root.dataset.person);
} else {
  localStorage.removeItem("person");
}
