// Marks in nav[data-where] the part of the page that is being read. A press takes effect at once,
// also at the end of a page that cannot be scrolled so far.

const nav = document.querySelector("nav[data-where]");
const links = new Map(
  [...(nav?.querySelectorAll('a[href^="#"]') ?? [])].map((link) => [link.hash.slice(1), link]),
);
const parts = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
const LINE = 0.3; // of the window's height: the part that crosses it is the one that is read

function mark(id) {
  for (const [each, link] of links) {
    if (each === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function look() {
  const line = innerHeight * LINE;
  const begun = parts.filter((part) => part.getBoundingClientRect().top <= line);
  const last = begun.at(-1) ?? parts[0];
  if (last) mark(last.id);
}

if (nav) {
  const seen = new IntersectionObserver(look, { rootMargin: `-${LINE * 100}% 0px -60% 0px` });
  for (const part of parts) seen.observe(part);
  nav.addEventListener("click", ({ target }) => target.hash && mark(target.hash.slice(1)));
  look();
}
