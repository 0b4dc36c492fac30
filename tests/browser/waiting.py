"""What a journey waits for between two steps. It never waits for a time."""

from playwright.sync_api import expect

UNSAVED = "form:is([data-dirty], [data-saving])"


def all_saved(page):
    """All that was typed has saved itself, and the page says so: also what was typed last, where it
    has said so before."""
    expect(page.locator(UNSAVED)).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Saved at").first).to_be_visible()


def until(page, happened):
    """Something is in this list, which a route of the page fills."""
    while not happened:
        page.wait_for_timeout(20)


class HeldAnswer:
    """The answer to the page's first request to a path: as the server gave it then, and on its way
    until it is let go. Later ones come at once."""

    def __init__(self, page, path):
        self.page, self.asked, self.answers = page, [], []
        page.route(path, self._hold_the_first)

    def _hold_the_first(self, route):
        if self.asked:
            route.continue_()
        else:
            self.asked.append(route)
            self.answers.append(route.fetch())

    def wait(self):
        until(self.page, self.answers)

    def let_go(self):
        self.asked[0].fulfill(response=self.answers[0])
