// Tell how far a packet is read through a link: each part, once it is in view for the first time.
const form = document.querySelector("form[data-reading]");
const parts = document.querySelectorAll('.doc :is([id^="part-"], [id^="section-"])');

function tell(part) {
  const said = new FormData(form);
  said.set("part", part);
  fetch(form.action, { method: "POST", body: said, keepalive: true });
}

if (form) {
  const watched = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) {
        watched.unobserve(target);
        tell(target.id);
      }
    }
  });
  parts.forEach((part) => watched.observe(part));
}
