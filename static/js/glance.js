// The sheets at the side of the builder: turned by buttons, and turned to what is being written.
// A field says by data-prints="anchor" where its text prints; htmx puts new sheets in their place.

const glance = document.getElementById("glance");
const desk = glance?.querySelector(".desk");
const GAP = 4 / 25.4 * 96; // CSS pixels between two sheets, before they are made small

function layOut() {
  const sheet = desk.querySelector(".sheet");
  const doc = sheet.firstElementChild;
  delete sheet.dataset.sheets;
  const zoom = sheet.getBoundingClientRect().width / sheet.offsetWidth;
  const width = sheet.offsetWidth + GAP;
  const count = Math.max(1, Math.round((doc.scrollWidth + 2 * doc.offsetLeft + GAP) / width));
  desk.style.setProperty("--sheets", count); // htmx would set a style of the sheet again, inline
  sheet.dataset.sheets = count;
  desk.dataset.step = width * zoom;
  glance.querySelector("[data-turning]").hidden = count < 2;
  say();
}

const count = () => Number(desk.querySelector(".sheet").dataset.sheets);
const step = () => Number(desk.dataset.step);
const shown = () => Math.round(desk.scrollLeft / step());

function say() {
  glance.querySelector(".tally [data-sheets]").textContent = `${shown() + 1} of ${count()}`;
  for (const button of glance.querySelectorAll("[data-turn]")) {
    const to = shown() + Number(button.dataset.turn);
    button.setAttribute("aria-disabled", to < 0 || to >= count());
  }
}

function turnTo(sheet) {
  desk.scrollTo({ left: Math.ceil(Math.max(0, Math.min(sheet, count() - 1)) * step()) });
}

function follow({ target }) {
  const anchor = target.closest?.("[data-prints]")?.dataset.prints;
  const place = anchor && desk.querySelector(`#${CSS.escape(anchor)}, .${CSS.escape(anchor)}`);
  if (!place) return;
  const left = place.getBoundingClientRect().left - desk.getBoundingClientRect().left;
  turnTo(Math.floor((left + desk.scrollLeft) / step()));
}

if (glance) {
  document.fonts.ready.then(layOut);
  desk.addEventListener("scroll", say);
  glance.addEventListener("click", ({ target }) => {
    const turn = target.closest("[data-turn]");
    if (turn) turnTo(shown() + Number(turn.dataset.turn));
  });
  glance.addEventListener("htmx:afterSwap", layOut);
  document.getElementById("part").addEventListener("focusin", follow);
  addEventListener("resize", layOut);
}
