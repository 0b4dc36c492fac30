"""What holds for every page a journey comes by, in light and in dark, wide and narrow."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
EVERYTHING = {"runOnly": {"type": "tag", "values": WCAG}}
BY_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
BY_WIDTH = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
NARROW = {"width": 360, "height": 780}

WHAT_IS_TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const over = (element) => element.getBoundingClientRect().right > room + 1;
  const name = ({ tagName, id, className }) => `${tagName.toLowerCase()}#${id}.${className}`;
  const within = [...document.querySelectorAll("main *")].filter(over);
  return ["the page", ...within.map(name)].slice(0, 8);
}"""


def inspect(page):
    """No axe violation (WCAG 2.2 AA) in either theme, and nothing to scroll sideways for at 360."""
    page.wait_for_load_state()  # with its style sheets
    wide, themes = page.viewport_size, ("light", "dark")
    found = []
    for theme, rules in zip(themes, (EVERYTHING, BY_COLOUR), strict=True):
        page.emulate_media(color_scheme=theme)
        found += violations(page, rules, theme)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    found += violations(page, BY_WIDTH, "narrow")
    too_wide = page.evaluate(WHAT_IS_TOO_WIDE)
    page.set_viewport_size(wide)
    found += [f"narrow: too wide: {what}" for what in too_wide]
    assert not found, "\n".join([page.url, *found])


def violations(page, rules, where):
    """Each node that breaks a rule, as one line."""
    result = run_axe(page, rules | {"resultTypes": ["violations"]})
    return [
        f"{where}: {violation['id']} at {' '.join(map(str, node['target']))}: "
        f"{(node['any'] + node['all'] + node['none'])[0]['message']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def run_axe(page, rules, tries=3):
    """What axe finds, from the top of the page: further down a bar that stays may cover half of a
    button, which one scroll mends; which button depends on what has loaded by then.

    A page that waits for something loads itself anew, and axe is gone: again.
    """
    try:
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        return page.evaluate("rules => axe.run(rules)", rules)
    except Error:
        if tries == 1:
            raise
        page.wait_for_load_state()
        return run_axe(page, rules, tries - 1)
