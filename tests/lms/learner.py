"""What a person does with a course, by the names and roles that are on the screen, and what they then read."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from playwright.sync_api import Frame, Locator, Page, expect

from .keys import Key, SourceModule, SourcePage, matcher

ROLE = "Which is nearest to your work?"
ONWARD = re.compile("^(Mark as done and continue|Continue)$")


class Learner:
    """Before one course, in a page of its own or in a frame of an LMS."""

    def __init__(self, view: Page | Frame, course: Sequence[SourceModule]) -> None:
        self.view = view
        self.course = course
        self.title = view.locator("h1").filter(visible=True)
        self.role = ""  # the slug of its module, once it is chosen

    # -- what can be read

    def at(self, title: str) -> None:
        """This is the page."""
        expect(self.title).to_have_text(matcher(title, whole=True))

    def reads(self, text: str | re.Pattern[str]) -> None:
        """These words are on the screen, written so."""
        text = matcher_within(text) if isinstance(text, str) else text
        expect(self.view.get_by_text(text).filter(visible=True).first).to_be_visible()

    def saved(self) -> None:
        """All that was done is with the LMS."""
        expect(self.view.locator("#save-state")).to_have_text(re.compile("^Saved "))

    def kept(self) -> None:
        """All that was done is with this browser."""
        expect(self.view.locator("#save-state")).to_have_text(re.compile("^Kept "))

    def panel(self, name: str) -> Locator:
        """The panel above the first content."""
        return self.view.get_by_role("region", name=name)

    def exercise(self, name: str) -> Locator:
        return self.view.locator(f"#{name}")

    # -- what can be done

    def press(self, name: str | re.Pattern[str]) -> None:
        self.view.get_by_role("button", name=name, exact=isinstance(name, str)).click()

    def retry(self) -> None:
        """Presses "Try again", also where the course has just tried by itself and the banner is gone."""
        self.view.locator("#course--banner [data-do=send]").dispatch_event("click")

    def start(self) -> None:
        self.view.get_by_role("link", name="Start", exact=True).click()

    def choose_role(self, slug: str) -> None:
        """On the cover; "": none of them."""
        label = next((each.role for each in self.course if slug and each.slug == slug), "None of these")
        self.view.get_by_role("radiogroup", name=ROLE).get_by_role("radio", name=matcher(label)).check()
        self.role = slug

    def resume(self, title: str) -> None:
        """Goes on from the panel, which must name the page."""
        panel = self.panel("Welcome back.")
        expect(panel).to_contain_text(matcher_within(f"You were on ‘{title}’."))
        panel.get_by_role("link", name="Continue").click()
        self.at(title)

    def done(self) -> None:
        """ "Mark as done and continue", or "Continue" where it is done: at the foot of the page."""
        self.view.locator("article.current .turn").get_by_role("button", name=ONWARD).click()

    def open(self, page: SourcePage) -> None:
        """By the list of pages; on a phone it is behind "Pages"."""
        if (pages := self.view.get_by_role("button", name="Pages", exact=True)).is_visible():
            pages.click()
        link = self.view.get_by_role("navigation").get_by_role("link", name=matcher(page.title))
        if not link.is_visible():
            module = next(each for each in self.course if page in each.pages)
            self.view.get_by_role("navigation").get_by_text(module.title).first.click()
        link.click()
        self.at(page.title)

    def choose(self, key: Key, right: bool = True) -> None:
        """Fills in an exercise without checking it."""
        box = self.exercise(key.id)
        if key.kind == "order":
            self.put(box, key.right if right else key.right[::-1])
            return
        if key.kind == "answer":
            box.get_by_role("textbox").fill(key.typed(right))
            box.get_by_role("textbox").blur()
            return
        if key.homes:
            for item, home in key.homes.items():
                other = key.groups[(key.groups.index(home) + 1) % len(key.groups)]
                label = home if right else other
                homes = box.get_by_role("combobox", name=matcher(item))
                option = homes.locator("option").filter(has_text=matcher(label, whole=True))
                homes.select_option(value=option.first.get_attribute("value"))
            return
        wanted, unwanted = (key.right, key.wrong) if right else (key.wrong, key.right)
        several = len(key.right) > 1
        for text in wanted if several else wanted[:1]:
            box.get_by_role("checkbox" if several else "radio", name=matcher(text)).check()
        for text in unwanted if several else ():
            box.get_by_role("checkbox", name=matcher(text)).uncheck()

    def put(self, box: Locator, order: Sequence[str]) -> None:
        """Moves the rows of an order up, each to its place."""
        rows = box.get_by_role("listitem")
        for place, text in enumerate(order):
            up = box.get_by_role("button", name=matcher(f"Move ‘{text}’ up"))
            while not matcher(text).match(rows.nth(place).inner_text()):
                up.click()

    def answer(self, key: Key, right: bool = True) -> None:
        """Fills in a practice exercise, checks it, and reads what it says."""
        self.choose(key, right)
        self.exercise(key.id).get_by_role("button", name="Check answer").click()
        said = "Correct" if right else re.compile("^(Not quite|Partly right)$")
        expect(self.exercise(key.id).get_by_role("heading", name=said)).to_be_focused()

    def write(self, name: str, text: str) -> None:
        """A note; when the box is left it is kept."""
        box = self.exercise(name).get_by_role("textbox")
        box.fill(text)
        box.blur()

    def page(self, page: SourcePage, right: bool = True) -> None:
        """A page of a module, as a whole."""
        self.at(page.title)
        for key in page.keys:
            self.answer(key, right)
        self.done()

    def asked(self, page: SourcePage) -> list[Key]:
        """The questions of a test's page that this attempt asks."""
        return [key for key in page.keys if self.exercise(key.id).is_visible()]

    def take(self, module: SourceModule, wrong: Collection[str] | None = None, again: bool = False) -> None:
        """A test, from its first page to its result. `wrong`: the questions to fail; None: no question."""
        self.at(module.pages[0].title)
        self.press("Start another attempt" if again else "Start the test")
        for page in module.asked:
            self.at(page.title)
            for key in self.asked(page):
                self.choose(key, right=key.id not in (wrong or ()))
            self.done()
        self.at("Check and submit")
        self.press("Submit my answers")
        self.at("Your result")

    def module(self, module: SourceModule) -> None:
        """All of it, from its first page to the page after it."""
        rest = list(module.pages)
        if module.test is not None:
            self.take(module)
            self.reads("Passed")
            self.done()
            rest = rest[rest.index(module.asked[-1]) + 1 :]
        for page in rest:
            self.page(page)

    def finish(self) -> None:
        """The whole course from its first page to the finish page."""
        for module in self.course:
            if module.role and not self.role:
                # Whoever has not chosen is asked on the way.
                expect(self.view.get_by_role("radiogroup", name=ROLE)).to_be_focused()
                self.choose_role(module.slug)
                self.view.get_by_role("link", name=matcher(f"Go to ‘{module.title}’")).click()
            if not module.role or module.slug == self.role:
                self.module(module)
        self.at("You have finished")

    def leave(self) -> None:
        """ "Save and exit"."""
        self.view.get_by_role("banner").get_by_role("button", name="Save and exit").click()
        self.at("You have left the course")


def matcher_within(text: str) -> re.Pattern[str]:
    return re.compile(matcher(text).pattern.removeprefix("^"))
