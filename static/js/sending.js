// Sends the lines that wait on this device, as the person who wrote them, when there is a
// connection: on each page, when the browser says so, and every now and then while some wait.

const AGAIN_AFTER = 15_000; // milliseconds
const { person } = document.documentElement.dataset;
const address = document.querySelector("template[data-waiting]").dataset.queue;
const asScript = { Accept: "application/json" };
let sending = false;
let timer;

function say(state, sent = 0) {
  document.dispatchEvent(new CustomEvent("waiting:state", { detail: { state, sent } }));
}

// Whether the server has the line now. Whatever happens after `attempted`, it may have it.
async function taken({ key }, token) {
  const asItWas = await waiting.change(key, (line) => ({ ...line, attempted: true }));
  if (!asItWas) return false; // removed meanwhile
  const { text, competency, since } = asItWas;
  const written_on = new Date(since).toLocaleDateString("sv"); // as 2026-11-20, by this clock
  const body = new URLSearchParams({ key, text, competency, person, written_on });
  const headers = { ...asScript, "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", headers, body });
  if (![200, 201, 422].includes(answer.status)) throw answer;
  const { problems, title } = await answer.json();
  await waiting.change(key, (line) => {
    if (problems) return { ...line, attempted: false, problem: problems.join(" ") };
    // Edited while it was on its way, or after an answer that was lost.
    const outdated = line.text !== text || (answer.status === 200 && line.edited);
    const problem = `It was kept as “${title}” before you changed it. Change it there too.`;
    return outdated ? { ...line, problem } : null;
  });
  return !problems;
}

async function sendAll(lines) {
  const asked = await fetch(address, { headers: asScript });
  if (!asked.ok) throw asked;
  const who = await asked.json();
  if (String(who.person) !== person) return say("other");
  let sent = 0;
  for (const line of lines) sent += await taken(line, who.token);
  return say("sent", sent);
}

const STATES = { 401: "signed-out", 403: "signed-out", 409: "other" };

async function send() {
  clearTimeout(timer);
  if (sending || !person) return;
  sending = true;
  const waits = await waiting.of(person).catch(() => []); // no room is lent: nothing waits
  const lines = waits.filter((line) => !line.problem);
  try {
    if (lines.length) await sendAll(lines);
  } catch (trouble) {
    say(STATES[trouble.status] ?? "offline");
    if (!(trouble.status in STATES)) timer = setTimeout(send, AGAIN_AFTER);
  } finally {
    sending = false;
  }
}

addEventListener("online", send);
addEventListener("focus", send);
document.addEventListener("waiting:kept", send);
send();
