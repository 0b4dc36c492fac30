// [data-copies="id"] copies the text of a field. Where a browser lends no clipboard (plain http),
// it selects the text for the person to copy.

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    const state = button.parentElement.querySelector("[role=status]");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      state.textContent = "Copied.";
    } catch {
      field.focus();
      state.textContent = "Selected. Copy it with your browser.";
    }
  });
}
