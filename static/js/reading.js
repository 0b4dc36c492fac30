// Tell where a packet is read, and how far it was: once a minute at the most, and when it is left.
// Nothing is told before the page was scrolled, so that who comes back finds where he stopped.
const EVERY = 60_000;
const form = document.querySelector("form[data-reading]");
const found = (anchor) =>
  document.getElementById(anchor) ?? document.getElementById(anchor.replace(/^part-/, ""));
const anchors = form ? form.dataset.reading.trim().split(/\s+/).filter(found) : [];
const root = document.documentElement;

let place = -1;
let furthest = -1;
let told = "";
let toldAt = -EVERY;
let timer = null;

// The last part that begins above the lower part of the window; at the end of the page, the last.
function look() {
  const isAtEnd = scrollY + innerHeight >= root.scrollHeight - 2;
  const line = innerHeight * (isAtEnd ? 1 : 0.6);
  place = anchors.findLastIndex((anchor) => found(anchor).getBoundingClientRect().top < line);
  furthest = Math.max(furthest, place);
}

function tell() {
  clearTimeout(timer);
  timer = null;
  const now = `${place} ${furthest}`;
  if (place < 0 || now === told) return;
  told = now;
  toldAt = performance.now();
  const said = new FormData(form);
  said.set("place", anchors[place]);
  said.set("part", anchors[furthest]);
  fetch(form.action, { method: "POST", body: said, keepalive: true });
}

function scrolled() {
  look();
  timer ??= setTimeout(tell, Math.max(1_000, toldAt + EVERY - performance.now()));
}

if (anchors.length) {
  addEventListener("scroll", scrolled, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden && tell());
  addEventListener("pagehide", tell);
  if (root.scrollHeight <= innerHeight) scrolled();
}
