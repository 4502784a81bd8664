"""A whole module with every block, and its test, from the cover to "Save and exit": by keyboard, by touch, by clicks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from lms.courses import Packages, pack, write
from lms.keys import Key, matcher
from lms.learner import ONWARD, Learner
from lms.seats import Seat
from playwright.sync_api import Locator, Route, expect

from builder.blocks import block_types

from .conftest import Sit
from .course import EVERY_BLOCK
from .ways import WAYS, Way

# A film's host that answers, with a control of its own: nobody may be caught in the frame.
FILM = """<!doctype html><html lang="en"><title>Film</title><button>Play</button>
<script>parent.postMessage('{"event":"onReady"}', "*")</script></html>"""
TEXTLESS = {"text"}
"""Blocks without a directive of their own: what is written between the others."""


@pytest.fixture(scope="module")
def every_block(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("every-block") / "course", EVERY_BLOCK), "course")


class Walk:
    """A learner who works in one way, through a course of two modules."""

    def __init__(self, seat: Seat, way: Way) -> None:
        self.seat, self.way, self.view = seat, way, seat.view
        self.learner = Learner(seat.view, seat.course.modules)
        self.article = seat.view.locator("article.current")

    def button(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """The first one of that name that can be seen."""
        where = within or self.article
        found = where.get_by_role("button", name=name, exact=isinstance(name, str)).filter(visible=True).first
        self.way.press(found)

    def on(self, title: str) -> None:
        self.button(ONWARD, self.article.locator(".turn"))
        self.learner.at(title)

    def choose(self, key: Key, right: bool = True) -> None:
        box = self.learner.exercise(key.id)
        for item, home in key.homes.items():
            other = next(each for each in key.groups if each != home)
            self.way.pick(box.get_by_role("combobox", name=matcher(item)), home if right else other)
        if key.kind == "answer":
            self.way.write(box.get_by_role("textbox"), key.right[0])
            return
        if key.kind == "order":
            self.put(box, key.right)
            return
        role = "checkbox" if len(key.right) > 1 else "radio"
        for text in key.right if right else key.wrong[:1]:
            self.way.tick(box.get_by_role(role, name=matcher(text)))  # type: ignore[arg-type]

    def put(self, box: Locator, order: Sequence[str]) -> None:
        rows = box.get_by_role("listitem")
        for place, text in enumerate(order):
            up = box.get_by_role("button", name=matcher(f"Move ‘{text}’ up"))
            while not matcher(text).match(rows.nth(place).inner_text()):
                self.way.press(up)
                expect(up).to_be_focused()

    def answer(self, key: Key, twice: bool = False) -> None:
        """In practice: at once right, or first wrong and then another go."""
        box = self.learner.exercise(key.id)
        if twice:
            self.choose(key, right=False)
            self.button("Check answer", box)
            expect(box.get_by_role("heading", name="Not quite")).to_be_focused()
            self.button("Try again", box)
        self.choose(key)
        self.button("Check answer", box)
        expect(box.get_by_role("heading", name="Correct")).to_be_focused()

    def summary(self, text: str) -> None:
        opened = self.article.locator("details", has=self.view.get_by_text(text, exact=True))
        self.way.press(opened.locator("summary"))
        expect(opened).to_have_attribute("open", "")

    def save(self, control: Locator, ending: str) -> None:
        """What is offered to take away arrives."""
        with self.seat.page.expect_download() as download:
            self.way.press(control)
        assert download.value.suggested_filename.endswith(ending)

    # -- the module

    def reading(self) -> None:
        self.way.press(self.article.get_by_role("link", name="Start", exact=True))
        self.learner.at("Coming in")
        self.summary("Why wait")
        self.on("Consent")

    def practice(self) -> None:
        single, several, sort = self.seat.course.page("coming-in", 1).keys
        self.answer(single, twice=True)
        self.answer(several)
        self.answer(sort, twice=True)
        self.on("A film about doors")

    def film(self) -> None:
        self.button("Play video (YouTube)")
        expect(self.view.locator("iframe")).to_be_focused()
        self.summary("Transcript")
        self.button("I have watched this, or read the text")
        self.on("Nothing to answer")

    def by_the_list(self) -> None:
        """The list of pages leads on as well; on a phone it is behind a button."""
        self.on("Thoughts")
        pages = self.view.get_by_role("button", name="Pages", exact=True)
        for title in ("A film about doors", "Thoughts"):
            if pages.is_visible():
                self.way.press(pages)
            self.way.press(self.view.get_by_role("navigation").get_by_role("link", name=matcher(title)))
            self.learner.at(title)

    def thoughts(self) -> None:
        if self.seat.tracked:
            self.way.tick(self.learner.exercise("r-thoughts").get_by_role("radio", name="This browser only"))
        for name, text in (("r-thoughts", "Nobody knocked."), ("r-other", "Knock.")):
            self.way.write(self.learner.exercise(name).get_by_role("textbox"), text)
        self.on("What else there is")

    def everything_else(self) -> None:
        self.summary("This figure in words")
        self.save(self.article.get_by_role("link", name="Doors on one page"), ".pdf")
        recalled = self.article.locator(".recall").get_by_role("textbox")
        expect(recalled).to_have_value("Nobody knocked.")
        for key in self.seat.course.page("coming-in", 5).keys:
            self.answer(key, twice=key.kind == "match")
        account = self.learner.exercise("an-account")
        for number, box in enumerate(account.get_by_role("textbox").all()):
            if number:  # the first one is filled in by the course
                self.way.write(box, f"Line {number}")
        self.save(account.get_by_role("button", name="Download as Word"), ".docx")
        for name in ("Front By night All", "Back By day", "Action 1 By when"):
            self.way.write(self.article.get_by_role("textbox", name=name, exact=True), "Soon.")
        self.way.tick(self.article.get_by_role("checkbox", name="The bell"))
        self.way.tick(self.article.get_by_role("radio", name="Sometimes"))
        self.talk("Whistle", "It stays shut")
        self.button("Try another way")
        self.talk("Knock", "It opens")
        self.elsewhere()
        record = self.article.locator(".summary")
        expect(record.get_by_text("Nobody knocked.")).to_be_visible()
        expect(record.get_by_text("✓ The bell")).to_be_visible()
        self.save(record.get_by_role("button", name="Download as Word"), ".docx")
        self.on("The check")

    def elsewhere(self) -> None:
        """What is listened to, gone to, and looked at closely."""
        self.summary("Transcript")
        self.button("I have listened to this, or read the transcript")
        self.save(self.article.get_by_role("link", name="Add to your calendar"), ".ics")
        self.button("I took part")
        self.way.press(self.article.get_by_role("link", name="1 The handle"))
        expect(self.article.get_by_role("listitem").filter(has_text="Press it down.")).to_be_focused()
        number = self.article.get_by_role("link", name="1 in the picture")
        self.way.press(number)
        expect(self.article.get_by_role("link", name="1 The handle")).to_be_focused()

    def talk(self, words: str, scene: str) -> None:
        self.way.press(self.article.get_by_role("link", name=words))
        expect(self.article.get_by_role("heading", name=scene, exact=True).last).to_be_focused()

    # -- the test and the end

    def test(self) -> None:
        self.button("Start the test")
        for key in self.seat.course.page("check", 0).keys:
            self.choose(key)
        self.on("Check and submit")
        self.button("Submit my answers")
        self.learner.at("Your result")
        self.learner.reads("Passed")
        self.on("You have finished")

    def leave(self) -> None:
        name = self.article.get_by_role("textbox")
        if self.seat.tracked:
            expect(name).to_have_value("Ada Okafor")
        else:
            self.way.write(name, "Ada Okafor")
        self.button("Save and exit", self.view.get_by_role("banner"))
        self.learner.at("You have left the course")


def through(sit: Sit, target: str, way: str, course: Packages) -> None:
    seat = sit(target, course, profile_of=WAYS[way].profile)
    seat.context.route("https://www.youtube-nocookie.com/**", film)
    seat.launch()
    blocks = seat.view.evaluate(
        "[...document.querySelectorAll('[data-block]')].map(each => each.dataset.block)"
    )
    assert {each.directive() for each in block_types().values()} - TEXTLESS == set(blocks)
    walk = Walk(seat, WAYS[way](seat))
    walk.reading()
    walk.practice()
    walk.film()
    walk.by_the_list()
    walk.thoughts()
    walk.everything_else()
    walk.test()
    if seat.tracked:
        seat.until(status="passed", score=100)
        walk.learner.reads("Sent to your learning system")
    else:
        walk.learner.reads("Kept in this browser. Not sent to a learning system.")
    walk.leave()
    seat.wait_for_end()


def film(route: Route) -> None:
    route.fulfill(body=FILM, content_type="text/html")


@pytest.mark.behaviour(4, 27)
def test_a_whole_module_by_keyboard_alone(sit: Sit, target: str, every_block: Packages) -> None:
    through(sit, target, "keyboard", every_block)


@pytest.mark.behaviour(5, 27)
def test_a_whole_module_by_touch_on_a_small_phone(sit: Sit, every_block: Packages) -> None:
    through(sit, "xapi", "touch", every_block)


@pytest.mark.behaviour(27)
def test_a_whole_module_by_single_clicks(sit: Sit, every_block: Packages) -> None:
    through(sit, "scorm12", "clicks", every_block)
