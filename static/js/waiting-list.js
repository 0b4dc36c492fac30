// Shows what waits on this device for a connection, of the person whose page this is: how many
// lines, each to be changed or removed, and what became of sending them. The focus stays in its place
// among them.

const { person } = document.documentElement.dataset;
const template = document.querySelector("template[data-waiting]");
const section = template.content.firstElementChild.cloneNode(true);
const [state, list] = [section.querySelector("[role=status]"), section.querySelector("ul")];
const signIn = section.querySelector("[data-sign-in]");
const row = section.querySelector("template");
const wins = (count) => (count === 1 ? "1 win" : `${count} wins`);
const SAYINGS = {
  "": (count) => `${wins(count)} ${count === 1 ? "waits" : "wait"} for a connection.`,
  "signed-out": (count) => `${wins(count)} ${count === 1 ? "waits" : "wait"} for you to sign in.`,
  other: () => "Somebody else is signed in now. What you wrote waits for you.",
  refused: (count) => `${wins(count)} could not be kept. The text is still here.`,
};
let reached = ""; // the state in which the last sending ended
let said = "";
let built = ""; // the lines that the list shows

function build(line) {
  const item = row.content.firstElementChild.cloneNode(true);
  const field = item.querySelector("input");
  field.defaultValue = line.text;
  item.querySelector("[data-problem]").textContent = line.problem ?? "";
  item.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.defaultValue = text;
    await waiting.change(line.key, (now) => ({ ...now, text, problem: "", edited: now.attempted }));
    document.dispatchEvent(new Event("waiting:kept"));
  });
  item.querySelector("[data-remove]").addEventListener("click", () => {
    waiting.change(line.key, () => null);
  });
  return item;
}

const isChanged = (field) => field.value !== field.defaultValue;

async function show() {
  const lines = person ? await waiting.of(person).catch(() => []) : [];
  const refused = lines.length > 0 && lines.every((line) => line.problem);
  state.textContent = lines.length ? SAYINGS[refused ? "refused" : reached](lines.length) : said;
  section.querySelector("details").hidden = !lines.length || reached === "other";
  section.querySelector("[data-sent]").hidden = !said || lines.length > 0;
  signIn.hidden = !lines.length || reached !== "signed-out";
  section.hidden = !state.textContent;
  // Not over what is typed there and not kept yet, nor where nothing is new.
  const now = JSON.stringify(lines);
  if (now === built || [...list.querySelectorAll("input")].some(isChanged)) return;
  built = now;
  const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
  list.replaceChildren(...lines.map(build));
  const near = (list.children[at] ?? list.lastElementChild)?.querySelector("input");
  if (at >= 0) (near ?? document.getElementById("main")).focus();
}

document.getElementById("notices").after(section);
document.addEventListener("waiting:state", ({ detail }) => {
  reached = SAYINGS[detail.state] ? detail.state : "";
  said = detail.sent ? `There is a connection. ${wins(detail.sent)} sent.` : "";
  show();
});
new BroadcastChannel("waiting").addEventListener("message", show);
show();
