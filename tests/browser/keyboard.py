"""A person who has a keyboard and nothing else, and who has to see where they are."""

MOST_STOPS = 120

POINTER_IS_AN_ERROR = """
for (const type of ["pointerdown", "mousedown", "touchstart"])
  addEventListener(type, ({ isTrusted }) => isTrusted && console.error("a pointer was used"), true);
"""

# A field may leave its ring to the frame that holds it.
WHAT_HIDES_FOCUS = """() => {
  const here = document.activeElement;
  const ringed = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  // On the calendar button inside a date field: the browser draws that ring.
  if (here.type === "date" && !here.matches(":focus")) return "";
  const frame = here.closest(":not(input, textarea):focus-within:has(> input, > textarea)");
  if (!ringed(here) && !(frame && ringed(frame))) return "no ring";
  const { top, bottom, left, right } = here.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1)];
  if (bottom <= 0 || top >= innerHeight) return "out of sight";
  const above = document.elementFromPoint(x, y);
  if (above && !here.contains(above) && !above.contains(here)) return "covered";
  return "";
}"""

NAME = "() => document.activeElement.outerHTML.slice(0, 160)"


class Keyboard:
    def __init__(self, page):
        self.page = page

    def reach(self, locator):
        """Tab to a control. At each stop on the way the focus is to be seen."""
        locator.wait_for()  # it may be on the page that the last key leads to
        passed = []
        for _ in range(MOST_STOPS):
            self.page.wait_for_load_state()  # with its style sheets and scripts
            if self._is_on(locator):
                return self
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(NAME))
            hidden = self.page.evaluate(WHAT_HIDES_FOCUS)
            assert hidden == "" or passed[-1].startswith("<body"), (hidden, passed[-1])
        raise AssertionError(f"Tab never came to {locator}: {passed}")

    def press(self, *keys):
        self.page.wait_for_load_state()  # a key does nothing before its script is there
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text):
        """Over whatever stands in the field."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        return self

    def _is_on(self, locator):
        return locator.count() == 1 and locator.evaluate("e => e === document.activeElement")
