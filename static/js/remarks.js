// Words that are selected in a version, into the form beside them: by a button that comes up where
// they are, or by the one in the form. Texts that can be remarked on are [data-place].

const NOT_SAID = ".label, .to-note"; // set into a text by the page
const BLOCKS = "p, li, pre, tr, blockquote";
const forms = [...document.querySelectorAll("form[data-remarks]")];
let last = null; // {place, range}: what was selected before the focus went to a button

const placeOf = (node) =>
  (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-place]");

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const place = placeOf(range.startContainer) ?? placeOf(range.endContainer);
  if (!place) return null;
  // A remark is on words of one text: what is selected beyond is left out.
  if (!place.contains(range.startContainer)) range.setStart(place, 0);
  if (!place.contains(range.endContainer)) range.setEnd(place, place.childNodes.length);
  toWholeWords(range);
  return wordsOf(range) ? { place, range } : null;
}

// Half a word means the word, in scripts that set spaces between words.
const inWord = (text, at) =>
  /[\p{L}\p{N}]/u.test(text[at] ?? "") && !/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u.test(text[at]);

function toWholeWords(range) {
  let { startContainer: first, startOffset: start, endContainer: last, endOffset: end } = range;
  const [before, after] = [first.data ?? "", last.data ?? ""];
  while (inWord(before, start) && inWord(before, start - 1)) start -= 1;
  while (inWord(after, end - 1) && inWord(after, end)) end += 1;
  range.setStart(first, start);
  range.setEnd(last, end);
}

function wordsOf(range) {
  const words = document.createElement("div");
  words.append(range.cloneContents());
  words.querySelectorAll(NOT_SAID).forEach((element) => element.remove());
  words.querySelectorAll(BLOCKS).forEach((element) => element.append("\n"));
  return words.textContent.replace(/[^\S\n]+/g, " ").replace(/\s*\n\s*/g, "\n").trim();
}

// In the appendix a win stands in no section: it is remarked on where it is placed.
function formFor({ place }) {
  const offers = (form) =>
    [...(form.elements.place?.options ?? [])].some(({ value }) => value === place.dataset.place);
  const beside = place.closest(".block")?.nextElementSibling;
  return forms.find((form) => beside?.contains(form) && offers(form)) ?? forms.find(offers);
}

function take(form, { place, range }) {
  const { quote, text } = form.elements;
  form.elements.place.value = place.dataset.place;
  quote.value = wordsOf(range);
  quote.closest("details").open = true;
  quote.dispatchEvent(new Event("input", { bubbles: true })); // so that the draft is kept
  text.focus();
}

const button = document.createElement("button");
Object.assign(button, { type: "button", className: "button small on-selection", hidden: true });
button.textContent = "Comment on this";

function show() {
  const found = selected();
  last = found ?? last;
  button.hidden = !found || !formFor(found);
  if (button.hidden) return;
  const [first] = found.range.getClientRects();
  if (!first) return;
  const room = document.documentElement.clientWidth - 160;
  button.style.setProperty("--selection-block", `${Math.max(0, first.top + scrollY - 40)}px`);
  button.style.setProperty("--selection-inline", `${Math.max(8, Math.min(first.left, room))}px`);
}

if (forms.length) {
  document.body.append(button);
  document.addEventListener("selectionchange", show);
  for (const each of document.querySelectorAll("[data-takes-selection]")) {
    each.hidden = false;
    each.addEventListener("click", () => {
      const found = selected() ?? last;
      if (found && formFor(found) === each.form) take(each.form, found);
      else each.form.elements.quote.focus();
    });
  }
  // A press on a button would end the selection before it is read.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-takes-selection], .on-selection")) event.preventDefault();
  });
  button.addEventListener("click", () => {
    const found = selected() ?? last;
    button.hidden = true;
    take(formFor(found), found);
  });
}
