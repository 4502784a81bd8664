"""Both whole courses in every state that their pages can have: axe finds nothing.

What a learner does is done here in one stroke for all that stands on a page; how it is done is tried elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from behaviours.probes import axe, nothing
from lms.courses import Packages
from lms.keys import SourceModule, SourcePage
from lms.learner import Learner
from lms.seats import Seat, seats
from playwright.sync_api import Browser, Frame, Route, expect

States = Iterator[str]

# Every block's examples are seen in the light in tests/blocks, the shipped course's pages in the dark in test_whole_courses.
SEEN = [("everything", "dark"), ("shipped", "light")]

HERE = 'document.querySelector("article.current")'
HAS = f"""() => ({{
  forms: {HERE}.querySelectorAll("form").length,
  films: {HERE}.querySelectorAll("[data-frame]").length,
  more: {HERE}.querySelectorAll("details, textarea, .tick, .scale, .scenario").length,
  needs: JSON.parse(document.getElementById("course-data").textContent).pages
    .find((page) => page.id === {HERE}.id)?.required.length ?? 0,
}})"""
CHECK = f"{HERE}.querySelectorAll('form [type=submit]').forEach((each) => each.click())"
ANSWER = f"""(right) => {{
  const {{ activities }} = JSON.parse(document.getElementById("course-data").textContent);
  for (const card of {HERE}.querySelectorAll("[data-activity]:has(form)")) {{
    const {{ correct, pairs, choices }} = activities.find((each) => each.number === +card.dataset.activity);
    for (const input of card.querySelectorAll("form input")) {{
      const wanted = correct.includes(+input.value) === right;
      if (input.type === "radio" ? wanted : wanted !== input.checked) input.click();
    }}
    for (const list of card.querySelectorAll("select")) {{
      const [, home] = pairs.find(([item]) => item === +list.parentElement.dataset.item);
      list.value = [...list.options].map((each) => each.value).find((each) => each && (+each === home) === right);
      list.dispatchEvent(new Event("change", {{ bubbles: true }}));
    }}
    for (const field of card.querySelectorAll(".answer-row input"))
      field.value = right ? choices.find((each) => correct.includes(each.number)).text : "1234567";
    const rows = () => [...card.querySelectorAll(".order-row")];
    if (!right) rows()[1]?.querySelector("button").click();
    for (const [item, place] of right && rows().length ? pairs : []) {{
      const row = rows().find((each) => +each.dataset.item === item);
      while (rows().indexOf(row) >= place) row.querySelector("button").click();
    }}
    card.querySelector("form [type=submit]").click();
  }}
  return [...{HERE}.querySelectorAll("[data-activity]:has(form) > .feedback")].map((each) => !each.hidden && each.matches(".right"));
}}"""
OPEN = f"{HERE}.querySelectorAll('details').forEach((each) => (each.open = true))"
WRITE = f"""() => {{
  for (const box of {HERE}.querySelectorAll("textarea")) {{
    box.value = "Somebody asked me.\\n\\nI said so.";
    box.dispatchEvent(new Event("input", {{ bubbles: true }}));
    box.dispatchEvent(new Event("blur"));
  }}
  for (const box of {HERE}.querySelectorAll("[type=checkbox][data-field]:not(:checked)")) {{
    box.click();
    box.dispatchEvent(new Event("blur"));
  }}
  for (const button of {HERE}.querySelectorAll(".tick, .scale label:last-child input")) button.click();
  for (const talk of {HERE}.querySelectorAll(".scenario"))
    for (let said; (said = [...talk.querySelectorAll(".now [data-said]")].pop());) said.click();
}}"""

# What is not shown costs axe most of its time. The whole document, and each page at its start, is looked at in
# test_whole_courses.
ALONE = """() => {
  window.others = [...document.querySelectorAll("article.page:not(.current, :has(iframe))")].map((each) => [each, new Comment()]);
  for (const [each, place] of others) each.replaceWith(place);
}"""
TOGETHER = "others.forEach(([each, place]) => place.replaceWith(each))"


def looked_at(view: Frame, known: str) -> list[str]:
    view.evaluate(ALONE)
    found = axe(view, known)
    view.evaluate(TOGETHER)
    return found


def silent(route: Route) -> None:
    """A film's host that never answers, and says nothing on the console either."""
    route.fulfill(body="<!doctype html><title>Film</title>", content_type="text/html")


class Visit:
    """A learner who leaves nothing out. Each step says which state the page is in now."""

    def __init__(self, seat: Seat) -> None:
        self.seat, self.view = seat, seat.view
        self.learner = Learner(seat.view, seat.course.modules)

    def to(self, identity: str) -> str:
        self.view.evaluate("id => { location.hash = id; }", f"course--{identity}")
        expect(self.view.locator(f"#course--{identity}")).to_be_visible()
        return identity

    def all(self) -> States:
        yield "cover"
        for page in ("finish", "notes", "help", "accessibility"):
            yield f"{self.to(page)}, nothing done"
        self.to("cover")
        self.learner.start()
        for number, module in enumerate(self.seat.course.modules):
            if not number:
                yield from self.connection(module.pages[0])
            if module.role:
                yield from self.role(module)
            yield from self.test(module) if module.test is not None else self.reading(module.pages)
        self.learner.at("You have finished")
        self.learner.reads("Sent to your learning system")
        yield "finish, done"
        yield f"{self.to('notes')}, full"
        self.learner.press("Delete my notes")
        yield "notes, to be deleted"
        self.learner.leave()
        yield "left"
        self.seat.launch()
        expect(self.learner.panel("Welcome back.")).to_be_visible()
        yield "welcome back"

    def role(self, module: SourceModule) -> States:
        """Each role in turn: what was done for another one stays, and its pages are looked at too."""
        self.to("cover")
        self.learner.choose_role(module.slug)
        yield f"cover, {module.title} chosen"
        self.view.get_by_role("link", name=re.compile("^Go to")).click()

    def connection(self, page: SourcePage) -> States:
        """Lost on the first page, which is done all the same, and looked at again when all is well."""
        self.learner.at(page.title)
        self.seat.away()
        self.learner.done()
        expect(self.view.locator("#course--banner")).to_be_visible()
        yield "connection lost"
        self.seat.back()
        self.learner.press("Try again")
        expect(self.view.locator("#course--banner")).to_be_hidden()
        self.seat.console.clear()  # the browser itself reports what was refused
        self.seat.page.go_back()
        self.learner.at(page.title)
        yield f"{page.title}, done"

    # -- pages to read and to practise on

    def reading(self, pages: tuple[SourcePage, ...]) -> States:
        for page in pages:
            self.learner.at(page.title)
            for state in self.page():
                yield f"{page.title}, {state}"
            self.learner.done()

    def page(self) -> States:
        has = self.view.evaluate(HAS)
        if has["forms"] or has["needs"]:
            self.view.evaluate(CHECK)
            if has["needs"] and self.view.locator("article.current .turn .undo").is_hidden():
                self.learner.done()
                expect(self.view.locator("article.current .turn .todo")).to_be_focused()
            yield "unanswered"
        if has["forms"]:
            assert not any(self.view.evaluate(ANSWER, False))
            self.view.evaluate(OPEN)
            yield "wrong"
        if has["films"]:
            for button in self.view.locator("article.current [data-frame]").all():
                button.click()
            self.seat.page.clock.fast_forward(10_000)
            expect(self.view.locator("article.current .video .error:visible")).to_have_count(has["films"])
        if has["forms"] or has["films"] or has["more"]:
            assert all(self.view.evaluate(ANSWER, True))
            self.view.evaluate(WRITE)
            self.view.evaluate(OPEN)
            yield "right, written, open"

    # -- tests

    def test(self, module: SourceModule) -> States:
        last = module.pages.index(module.asked[-1])
        self.learner.at(module.title)
        yield f"{module.title}, terms"
        self.learner.press("Start the test")
        for page in module.asked:
            self.learner.at(page.title)
            for key in self.learner.asked(page)[1 if page is module.asked[0] else 0 :]:
                self.learner.choose(key, right=False)
            yield f"{page.title}, in progress"
            self.learner.done()
        self.learner.at("Check and submit")
        yield f"{module.title}, one without an answer"
        self.learner.press("Submit my answers")
        self.learner.at("Your result")
        self.view.evaluate(OPEN)
        yield f"{module.title}, failed"
        if self.view.get_by_role("button", name="Start another attempt").filter(visible=True).count():
            yield from self.passed(module)
        self.learner.done()
        yield from self.reading(module.pages[last + 1 :])

    def passed(self, module: SourceModule) -> States:
        self.view.evaluate("id => { location.hash = id; }", f"{module.slug}--start")
        self.learner.take(module, again=True)
        self.view.evaluate(OPEN)
        yield f"{module.title}, passed"
        result = self.seat.page.url.partition("#")[2]
        for page in module.asked:
            self.learner.open(page)
            self.view.evaluate(OPEN)
            yield f"{page.title}, answered"
        self.view.evaluate("id => { location.hash = id; }", result)
        self.learner.at("Your result")


@pytest.mark.behaviour(7)
@pytest.mark.parametrize(("course", "scheme"), SEEN, indirect=["course"])
def test_axe_finds_nothing_in_any_state_of_any_page(browser: Browser, course: Packages, scheme: str) -> None:
    wrong = []
    known = ""
    with seats(browser, course) as take:
        seat = take("xapi", profile_of={"color_scheme": scheme})
        seat.context.route(re.compile(r"^https://(www\.youtube-nocookie|player\.vimeo)\.com/"), silent)
        seat.context.clock.install()
        seat.launch()
        for state in Visit(seat).all():
            wrong += [f"{state}: {each}" for each in looked_at(seat.view, known)]
            known = ".map ol"  # long, and the same on every page
    nothing(wrong)
