"""A test that draws its questions, and questions that ask how sure somebody is: in the browser, as a learner sees them."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Locator, expect

from .conftest import Open, Opened
from .course import FRONT, TEST

DRAWN = (
    FRONT + "assessment: {pass_mark: 50, attempts: 3, draw: {doors: 1, windows: 1}, show_answers: never}\n"
)


def question(name: str, more: str = "") -> str:
    return f""":::{{question}} {name}
{more}What is right about {name}?

- [x] Right of {name}
  > Yes.
- [ ] Wrong of {name}
  > No.

Because: it is.
:::

"""


BANKS = "".join(question(f"{tag}-{each}", f":tag: {tag}\n") for tag in ("doors", "windows") for each in "abc")


def asked(course: Opened) -> list[str]:
    """The questions that can be seen, by their labels and ids."""
    cards = course.page.locator("[data-activity]:visible")
    return [f"{each.locator('.label').inner_text()}: {each.get_attribute('id')}" for each in cards.all()]


def ids(course: Opened) -> list[str]:
    return [each.partition(": ")[2] for each in asked(course)]


def submit(course: Opened, right: bool) -> None:
    word = "Right" if right else "Wrong"
    for name in ids(course):
        course.page.get_by_label(f"{word} of {name}").check()
    course.page.get_by_role("button", name="Continue").click()
    course.page.get_by_role("button", name="Submit my answers").click()
    expect(course.page.get_by_role("heading", name="Question by question")).to_be_visible()


def test_an_attempt_asks_what_it_drew_and_the_next_asks_other_questions(opened: Open) -> None:
    course = opened(BANKS, DRAWN)
    course.at("start")
    expect(course.page.locator(".terms")).to_contain_text("2 questions")
    assert asked(course) == []
    seen: list[str] = []
    for number in range(2):
        course.at("start")
        course.page.get_by_role("button", name=re.compile("^Start")).click()
        expect(course.page.locator("[data-activity]:visible")).to_have_count(2)
        now = ids(course)
        assert [each.split("-")[0] for each in now] == ["doors", "windows"]
        assert [each.partition(":")[0] for each in asked(course)] == ["Question 1 of 2", "Question 2 of 2"]
        assert not set(now) & set(seen)
        seen += now
        if not number:
            assert course.axe() == []
            course.page.reload()
            course.page.wait_for_function("document.querySelector('[data-fill=circle]').textContent !== ''")
            course.at("start")
            assert ids(course) == now  # a return finds the same draw
        submit(course, right=number == 1)
        expect(course.page.locator(".verdict li")).to_have_count(2)
    expect(course.page.locator(".verdict h2").first).to_contain_text("Passed")
    assert course.problems == []


def test_what_is_no_question_of_a_test_needs_no_attempt(opened: Open) -> None:
    after = "## Afterwards {#after}\n\n:::{scale} how-was-it\nHow was it?\n\n- Short\n- Right\n- Long\n:::\n"
    course = opened(question("door") + "## Last {#last}\n\n" + question("wall") + after, TEST)
    course.page.evaluate("location.hash = 'examples--last'")
    expect(course.page.get_by_role("status")).to_contain_text("test")
    course.at("after")
    course.page.get_by_role("radio", name="Right", exact=True).check()


def test_without_scripts_the_whole_bank_is_there_to_read(opened: Open) -> None:
    course = opened(BANKS, DRAWN, scripts=False)
    expect(course.page.locator("[data-activity]")).to_have_count(6)
    assert "data-right" not in course.page.content()


SURE = question("door", ":confidence: yes\n") + "\n## Your record {#record}\n\n:::{summary}\n:::\n"


def card(course: Opened) -> Locator:
    return course.page.locator("#door")


def answer(course: Opened, word: str, sure: str = "") -> None:
    block = card(course)
    block.get_by_label(f"{word} of door").check()
    if sure:
        block.get_by_role("group", name="How sure are you?").get_by_label(sure).check()
    block.get_by_role("button", name="Check answer").click()


def test_sure_and_wrong_is_said_kept_and_shown_in_the_record(opened: Open) -> None:
    course = opened(SURE)
    course.at("start")
    answer(course, "Wrong", "Very sure")
    expect(card(course).locator(".feedback")).to_contain_text("You were very sure.")
    assert course.axe() == []
    answer(course, "Right")
    expect(card(course).locator(".feedback")).not_to_contain_text("You were very sure.")
    course.page.reload()
    course.page.wait_for_function("document.querySelector('[data-fill=circle]').textContent !== ''")
    course.at("start")
    expect(card(course).get_by_label("Very sure")).to_be_checked()
    course.at("record")
    record = course.page.locator(".summary .record")
    expect(record.get_by_role("heading", name="Sure, and not right")).to_be_visible()
    record.get_by_role("link", name="What is right about door?").click()
    expect(card(course)).to_be_visible()


def test_it_need_not_be_said_and_surely_right_is_nothing_to_tell(opened: Open) -> None:
    course = opened(SURE)
    course.at("start")
    answer(course, "Wrong")
    expect(card(course).locator(".feedback")).not_to_contain_text("sure")
    answer(course, "Right", "Very sure")  # what is said once the answer is known does not count
    course.at("record")
    expect(course.page.locator(".summary .record")).not_to_contain_text("Sure")


def test_the_attempt_is_reported_by_the_questions_it_drew(opened: Open) -> None:
    course = opened(BANKS, DRAWN, lms=True)
    course.page.evaluate("log['cmi.interactions._count'] = '0'")
    course.at("start")
    course.page.get_by_role("button", name="Start the test").click()
    now = ids(course)
    submit(course, right=True)
    course.page.wait_for_function("log['cmi.interactions.1.result'] === 'correct'")
    log = json.loads(course.page.evaluate("JSON.stringify(log)"))
    names = [value for key, value in log.items() if re.fullmatch(r"cmi\.interactions\.\d+\.id", key)]
    assert names == [f"examples{each.replace('-', '')}" for each in now]
