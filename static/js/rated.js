// Says live which competencies are not rated yet, and lets one decide once all are and it is kept.
// A word for the rest is offered while some are rated and some are not.
// Without it, that is said when the page is shown again.

function offerTheRest(form) {
  const rest = form.querySelector("[data-rest]");
  if (!rest) return;
  const words = [...form.querySelectorAll("fieldset.words")];
  const rated = words.filter((each) => each.querySelector(":checked"));
  rest.hidden = !rated.length || rated.length === words.length;
}

function tell(form) {
  const unrated = document.querySelector("[data-unrated]");
  if (!unrated) return;
  const kept = new FormData(form);
  const names = [...unrated.querySelectorAll("[data-of]")];
  for (const name of names) name.hidden = Boolean(kept.get(name.dataset.of));
  unrated.hidden = names.every((name) => name.hidden);
  unrated.closest("form").querySelector("button.main").disabled = !unrated.hidden;
}

// Only once it is kept: a decision before that would be refused.
document.addEventListener("draft:saved", ({ target }) => {
  if (!target.matches("form[data-rated]")) return;
  tell(target);
  offerTheRest(target);
});
