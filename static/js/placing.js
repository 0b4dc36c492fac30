// Wins are dragged onto sentences: those on offer, and those that are placed, onto another sentence
// or before another win. What it does is done by the forms that are there without it. After an act
// it keeps open what was open, and the focus where it was or near.

const page = document.getElementById("part");
const wins = () => document.getElementById("wins");
const drops = () => document.getElementById("drops");
let dragged = null;
let before = { open: [], focus: [] };

function prepare() {
  for (const win of document.querySelectorAll(".evidence[data-win], [data-win-offered]")) {
    win.draggable = true;
    for (const inside of win.querySelectorAll("a, textarea")) inside.draggable = false;
  }
}

// Where it would land: a win of this page to stand before, or a place.
function targetOf({ target }) {
  const win = "win" in dragged.dataset && target.closest?.(".evidence[data-win]");
  const place = target.closest?.("[data-drop]");
  return place && { place, win: win && win !== dragged ? win : null };
}

function mark(target) {
  for (const old of document.querySelectorAll("[data-over]")) delete old.dataset.over;
  if (target) (target.win ?? target.place).dataset.over = "";
}

function drop({ place, win }) {
  const where = place.dataset.drop;
  if ("win" in dragged.dataset) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const values = { where, csrfmiddlewaretoken: token, ...(win && { before: win.dataset.win }) };
    htmx.ajax("POST", dragged.dataset.movesBy, { source: "#wins", values });
    return;
  }
  const form = dragged.querySelector("form");
  const choice = form.elements.expectation;
  const slug = where.slice(where.indexOf("/") + 1);
  if (choice.type === "hidden") choice.value = slug;
  else choice.value = [...choice.options].find((option) => option.value === slug)?.value ?? "";
  form.requestSubmit();
}

page.addEventListener("dragstart", (event) => {
  const win = event.target.closest?.("[draggable=true]");
  if (!win || event.target.closest("textarea, input, select")) return;
  dragged = win;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", win.querySelector("a").textContent);
  setTimeout(() => { // a page that changes at once ends the drag in Chromium
    drops().dataset.of = "win" in win.dataset ? "placed" : "offered";
    drops().hidden = false;
    page.dataset.dragging = "";
  });
});
page.addEventListener("dragover", (event) => {
  const target = dragged && targetOf(event);
  mark(target);
  if (target) event.preventDefault();
});
page.addEventListener("drop", (event) => {
  const target = dragged && targetOf(event);
  if (!target) return;
  event.preventDefault();
  drop(target);
});
page.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
  drops().hidden = true;
  delete page.dataset.dragging;
});

page.addEventListener("htmx:beforeRequest", () => {
  const active = document.activeElement;
  const buttons = active?.closest(".evidence")?.querySelectorAll(".head button") ?? [];
  before = {
    open: [...wins().querySelectorAll("details[id][open]")].map(({ id }) => id),
    focus: [active, ...buttons].map((element) => element?.id).filter(Boolean),
  };
});
page.addEventListener("htmx:afterSettle", ({ detail }) => {
  prepare();
  if (detail.elt.id !== "wins") return;
  for (const id of before.open) document.getElementById(id)?.setAttribute("open", "");
  wins().dispatchEvent(new Event("placed", { bubbles: true }));
  if (document.activeElement !== document.body) return;
  const win = new URL(detail.xhr.responseURL).searchParams.get("win");
  const ids = [...before.focus, `head-${win}`, "part-head"];
  ids.map((id) => document.getElementById(id)).find(Boolean)?.focus({ preventScroll: true });
});
prepare();
