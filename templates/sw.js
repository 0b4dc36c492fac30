{% comment %}
Served at /sw.js, so that it may answer for the whole site. It keeps the offline page, the style
sheets and the fonts, and nothing that belongs to a person. The files' names change with their
content, and the name of the cache with them.
{% endcomment %}
const OFFLINE = "{% url 'offline' %}";
const FILES = [
  OFFLINE,
  "{% static 'css/tokens.css' %}",
  "{% static 'css/base.css' %}",
  "{% static 'css/layout.css' %}",
  "{% static 'css/controls.css' %}",
  "{% static 'css/feedback.css' %}",
  "{% static 'css/landing.css' %}",
  "{% static 'fonts/IBMPlexSans-Regular.woff2' %}",
  "{% static 'fonts/IBMPlexSans-Medium.woff2' %}",
  "{% static 'fonts/IBMPlexSerif-SemiBold.woff2' %}",
];
const CACHE = FILES.join(" ");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
