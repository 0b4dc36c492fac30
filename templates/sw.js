{% comment %}
Served at /sw.js, so that it may answer for the whole site. It keeps the offline page, with its
styles, fonts and scripts, and nothing that belongs to a person. The files' names change with their
content, and the name of the cache with them.
{% endcomment %}
importScripts("{% static 'js/waiting.js' %}");

const OFFLINE = "{% url 'offline' %}";
const CAPTURE = "{% url 'quick-add' %}";
const FILES = [
  OFFLINE,
  "{% static 'css/tokens.css' %}",
  "{% static 'css/base.css' %}",
  "{% static 'css/layout.css' %}",
  "{% static 'css/controls.css' %}",
  "{% static 'css/forms.css' %}",
  "{% static 'css/feedback.css' %}",
  "{% static 'css/week.css' %}",
  "{% static 'css/landing.css' %}",
  "{% static 'fonts/IBMPlexSans-Regular.woff2' %}",
  "{% static 'fonts/IBMPlexSans-Medium.woff2' %}",
  "{% static 'fonts/IBMPlexSans-SemiBold.woff2' %}",
  "{% static 'fonts/IBMPlexSerif-Regular.woff2' %}",
  "{% static 'fonts/IBMPlexSerif-SemiBold.woff2' %}",
  "{% static 'js/waiting.js' %}",
  "{% static 'js/waiting-list.js' %}",
  "{% static 'js/keeping.js' %}",
  "{% static 'js/sending.js' %}",
  "{% static 'js/offline.js' %}",
  "{% static 'js/idempotency.js' %}",
  "{% static 'js/drafts.js' %}",
];
const CACHE = FILES.join(" ");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});

// A line whose form was sent and did not arrive waits on the device. That it did not seem to arrive
// is all that is known: it keeps its key, so that it is one win all the same.
async function keepLine(request) {
  const { key, person, text, competency = "" } = Object.fromEntries(await request.formData());
  if (key && person && text) {
    await waiting.put({ key, person, text, competency, since: Date.now(), attempted: true });
  }
  return Response.redirect(OFFLINE, 303);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && request.mode === "navigate" && pathname === CAPTURE) {
    const copy = request.clone();
    event.respondWith(fetch(request).catch(() => keepLine(copy)));
  } else if (request.method !== "GET") {
    return;
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
