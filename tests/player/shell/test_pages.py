"""Pages, the map, done and undone: what a learner sees and hears while reading."""

from __future__ import annotations

import pytest
from player.shell.conftest import Open
from playwright.sync_api import Browser, expect


def test_skip_link_is_first_and_leaves_the_address_alone(opened: Open) -> None:
    course = opened()
    course.page.keyboard.press("Tab")
    skip = course.page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    course.page.keyboard.press("Enter")
    expect(course.page.get_by_role("main")).to_be_focused()
    assert "#main" not in course.page.url


def test_page_change_moves_title_focus_and_address(opened: Open) -> None:
    course = opened()
    course.go("Consent")
    page = course.page
    expect(page).to_have_title("Consent – First things")
    expect(page.get_by_role("heading", level=1, name="Consent")).to_be_focused()
    assert page.url.endswith("#first--consent")
    assert page.locator("h1:visible").count() == 1
    course.go("Thoughts")
    page.get_by_role("link", name="the question").click()
    expect(page.get_by_role("heading", level=1, name="Consent")).to_be_focused()
    page.go_back()
    expect(page).to_have_title("Thoughts – First things")
    assert page.evaluate("scrollY") == 0


def test_one_of_each_landmark(opened: Open) -> None:
    page = opened().page
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role


@pytest.mark.behaviour(13, 16)
def test_progress_is_in_words_and_can_be_undone(opened: Open) -> None:
    course = opened()
    page = course.page
    expect(page.get_by_text("0 of 5 pages done")).to_be_visible()
    course.go("First things")
    course.do("Mark as done and continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Consent")
    expect(page.get_by_text("1 of 5 pages done")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Pages done")).to_have_js_property("value", 1)
    here = page.locator('.map [aria-current="page"]')
    expect(here).to_contain_text("Consent")
    expect(here).to_contain_text("In progress")
    course.go("First things")
    expect(here).to_contain_text("Done")
    course.do("Done (undo)")
    expect(page.get_by_text("0 of 5 pages done")).to_be_visible()
    expect(page.get_by_role("button", name="Mark as done and continue")).to_be_focused()


def test_done_says_what_is_still_to_do(opened: Open) -> None:
    course = opened()
    course.go("Consent")
    course.do("Mark as done and continue")
    page = course.page
    expect(page.get_by_text("One thing on this page is still to do:")).to_be_visible()
    page.get_by_role("link", name="May you go in?").click()
    expect(page.locator("#q-consent")).to_be_focused()
    page.get_by_label("Yes").check()
    course.do("Check answer")
    course.do("Mark as done and continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thoughts")


def test_locks_explain_themselves(opened: Open) -> None:
    course = opened(navigation="in-order")
    course.page.locator(".branch summary").first.click()
    if not course.page.locator('.map a[href="#first--thoughts"]').is_visible():
        course.page.locator(".branch summary").first.click()
    locked = course.page.locator('.map a[href="#first--thoughts"]')
    expect(locked).to_have_attribute("aria-disabled", "true")
    locked.press("Enter")
    expect(course.page.locator("#status")).to_have_text("Finish ‘First things’ first")
    assert course.heading() == "A small course"
    course.page.goto(course.page.url.split("#")[0] + "#first--thoughts")
    expect(course.page.locator("#status")).to_contain_text("first")
    assert course.heading() == "A small course"


def test_list_of_pages_on_a_phone(opened: Open) -> None:
    course = opened()
    course.page.set_viewport_size({"width": 320, "height": 640})
    pages = course.page.get_by_role("button", name="Pages")
    expect(course.page.get_by_role("navigation")).to_be_hidden()
    pages.click()
    expect(pages).to_have_attribute("aria-expanded", "true")
    expect(course.page.get_by_role("navigation")).to_be_visible()
    course.page.keyboard.press("Escape")
    expect(course.page.get_by_role("navigation")).to_be_hidden()
    expect(pages).to_be_focused()
    assert course.page.evaluate("document.documentElement.scrollWidth") == 320


def test_everything_is_there_without_scripts(opened: Open, browser: Browser) -> None:
    address = opened().page.url
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    for words in (
        "What comes first.",
        "After a knock",
        "Right two",
        "Ask the learning team.",
        "Scripts are switched off",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    for name in ("Save and exit", "Mark as done and continue", "Pages", "Start the test"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    context.close()
