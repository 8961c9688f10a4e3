"""How a patient's finger goes over the pages: each tap is counted."""

import re
from contextlib import contextmanager


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
        """Tap the Save button that can be seen; what it leads to is the caller's to wait for."""
        self.tap(self.page.locator("button.main:visible"))


@contextmanager
def watched_phone(browser, complaints, meant, **screen):
    """A phone that complains of nothing but what is meant: parts of messages that a test causes."""
    context = browser.new_context(locale="en-GB", has_touch=True, is_mobile=True, **screen)
    page = context.new_page()
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    yield page
    context.close()
    assert [one for one in complaints if not any(part in one for part in meant)] == []


def sign_in(page, demo, who="Demo 1"):
    """One click on the demo, until the page that it leads to stands."""
    page.goto(f"{demo}/accounts/login/")
    page.get_by_role("button", name=re.compile(who)).click()
    signed_in(page)


def signed_in(page):
    """Wait until a page stands that is no more the way in."""
    page.wait_for_url(lambda address: "/accounts/login/" not in address)


def sign_out(page):
    """Sign out, until the way in stands: to go on at once would take the click back.

    A patient is asked first: without a code nobody comes back in.
    """
    page.locator("header").get_by_text("Sign out").click()
    if page.locator("header a", has_text="Sign out").count():
        page.locator("button.main", has_text="Sign out").click()
    page.wait_for_url("**/accounts/login/**")


def rows_of(page, demo):
    """The table that the patient can take along: what the server has of the evenings."""
    told = page.request.get(f"{demo}/my/demo-open/export/table/").text()
    return [line.split(",") for line in told.splitlines()[1:]]
