// Shows a folded comment that a link names by its anchor alone, as those in older mails do: the
// server cannot read an anchor.

function show() {
  const [, pk] = location.hash.match(/^#comment-(\d+)$/) ?? [];
  const page = new URL(location.href);
  if (!pk || document.getElementById(`comment-${pk}`)) return;
  if (page.searchParams.get("comment") === pk) return; // asked for already: there is none
  page.searchParams.set("comment", pk);
  location.replace(page);
}

if (document.querySelector(".folded")) {
  addEventListener("hashchange", show);
  show();
}
