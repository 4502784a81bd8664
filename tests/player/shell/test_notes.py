"""My notes: private until the learner says otherwise, and theirs to take away or delete."""

from __future__ import annotations

from player.shell.conftest import Course, Open
from playwright.sync_api import expect

WORDS = "The rota again, and what I did not say. " * 3


def written(course: Course) -> None:
    course.go("Thoughts")
    course.page.get_by_role("textbox").fill(WORDS)
    course.page.get_by_role("contentinfo").get_by_role("link", name="My notes").click()
    course.page.get_by_role("heading", level=1, name="My notes").wait_for()


def test_notes_stay_in_the_browser_unless_chosen(opened: Open) -> None:
    course = opened()
    written(course)
    page = course.page
    expect(page.locator("#course--notes").get_by_text(WORDS.strip())).to_be_visible()
    kept = max(len(each["state"]) for each in course.sent())
    course.do("Keep them with my course record too")
    expect(page.locator("#status")).to_contain_text("with your course record too")
    page.wait_for_function(
        "kept => fake.calls.some(([, each]) => each.state && each.state.length > kept)", arg=kept
    )
    course.do("Keep them in this browser only")
    expect(page.locator("#status")).to_contain_text("taken out of your course record")
    page.wait_for_function("kept => fake.calls[fake.calls.length - 1][1].state.length <= kept + 8", arg=kept)


def test_deleting_asks_once_on_the_page(opened: Open) -> None:
    course = opened()
    written(course)
    page = course.page
    course.do("Delete my notes")
    page.get_by_role("button", name="Keep them", exact=True).click()
    expect(page.locator("#course--notes").get_by_text(WORDS.strip())).to_be_visible()
    course.do("Delete my notes")
    course.do("Yes, delete them")
    expect(page.locator("#status")).to_have_text("Your notes have been deleted.")
    expect(page.get_by_text("Nothing written yet.")).to_be_visible()
    course.go("Thoughts")
    expect(page.get_by_role("textbox")).to_have_value("")
    page.reload()
    page.locator("#save-state:not(:empty)").wait_for()
    assert WORDS.strip() not in page.evaluate("JSON.stringify({...localStorage})")
