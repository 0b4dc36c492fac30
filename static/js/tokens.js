// Fills the <datalist data-from> that a field completes from, when the field is first used: pages
// on which nobody types a line ask for nothing.

async function load({ target }) {
  if (!target.matches("[data-completes]")) return;
  const list = document.getElementById(target.dataset.completes);
  if (!list?.dataset.from || "asked" in list.dataset) return;
  list.dataset.asked = "";
  try {
    // Signed out, the answer leads to another page: that is not followed.
    const answer = await fetch(list.dataset.from, { redirect: "manual" });
    if (!answer.ok) throw new Error(answer.status);
    list.innerHTML = await answer.text();
    document.dispatchEvent(new Event("tokens:loaded"));
  } catch {
    delete list.dataset.asked; // no connection, or no session: the next use asks again
  }
}

document.addEventListener("focusin", load);
load({ target: document.activeElement });
