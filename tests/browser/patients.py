"""How a patient's finger goes over the pages: each tap is counted."""

import re


class Finger:
    """A finger on a phone, which remembers how often it tapped."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, place):
        """Tap a place, given as a locator or as a selector."""
        found = self.page.locator(place) if isinstance(place, str) else place
        found.tap()
        self.taps += 1

    def choose(self, name, value):
        """Tap an answer of a question."""
        self.tap(f"input[name='{name}'][value='{value}']")

    def press(self, words):
        """Tap a button, a link or a fold that says this."""
        self.tap(self.page.locator("button, a, summary").filter(has_text=re.compile(f"^{words}")))

    def save(self):
        """Tap the Save button that can be seen, and wait until it is answered."""
        self.tap(self.page.locator("button.main:visible"))


def sign_in(page, demo, who="Demo person 1"):
    """One click on the demo."""
    page.goto(f"{demo}/accounts/login/")
    page.get_by_role("button", name=re.compile(who)).click()
    page.wait_for_load_state()


def rows_of(page, demo):
    """The table that the patient can take along: what the server has of the evenings."""
    told = page.request.get(f"{demo}/my/demo-open/export/table/").text()
    return [line.split(",") for line in told.splitlines()[1:]]
