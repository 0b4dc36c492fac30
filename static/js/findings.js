// Marks at a field what the pre-flight found in it: each li.finding[data-at] of the list beside the
// part names the id of what it is about. A mark leads to its finding; "Go there" leads to the
// words, and selects them. The list is loaded anew after a save, and the marks with it: one that had
// the focus has it again, or its field has when nothing is found there any more.

function words(finding, field) {
  const quoted = finding.querySelector("q")?.textContent ?? "";
  const at = quoted && "value" in field ? field.value.indexOf(quoted) : -1;
  return at < 0 ? null : [at, at + quoted.length];
}

function mark(finding) {
  const target = document.getElementById(finding.dataset.at);
  if (!target) return;
  const link = document.createElement("a");
  link.className = "finding-mark";
  link.href = `#${finding.id}`;
  link.id = `mark-${finding.id}`;
  link.innerHTML = '<svg class="mark" aria-hidden="true"><use href="#m-look"/></svg>';
  link.append(finding.querySelector(".what").textContent);
  finding.tabIndex = -1; // so that the link brings the focus with it
  if (target.matches("textarea, input")) {
    target.after(link);
    const told = target.getAttribute("aria-describedby") ?? "";
    target.setAttribute("aria-describedby", `${told} ${link.id}`.trim());
  } else {
    (target.querySelector(":scope > .head") ?? target.querySelector(".ladder"))?.append(link);
  }
}

function markAll() {
  const { id } = document.activeElement.closest(".finding-mark") ?? {};
  const marked = id && document.querySelector(`[aria-describedby~="${id}"]`);
  for (const old of document.querySelectorAll(".finding-mark")) {
    const field = document.querySelector(`[aria-describedby~="${old.id}"]`);
    const rest = field?.getAttribute("aria-describedby").split(" ").filter((id) => id !== old.id);
    field?.setAttribute("aria-describedby", rest.join(" "));
    old.remove();
  }
  document.querySelectorAll("#findings-here .finding[data-at]").forEach(mark);
  if (id) (document.getElementById(id) ?? marked)?.focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  const finding = target.closest?.("a")?.closest(".finding[data-at]");
  const field = finding && document.getElementById(finding.dataset.at);
  const found = field && target.closest("a").hash === `#${field.id}` && words(finding, field);
  if (found) setTimeout(() => field.setSelectionRange(...found)); // once the link has led there
});
document.addEventListener("htmx:afterSwap", markAll);
markAll();
