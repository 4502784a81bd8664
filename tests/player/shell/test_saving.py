"""Sessions: what is sent when, what is said about it, and that nothing is lost or lowered."""

from __future__ import annotations

from player.shell.conftest import Course, Open
from playwright.sync_api import expect


def test_page_change_is_sent_at_once_and_said(opened: Open) -> None:
    course = opened()
    course.go("Consent")
    expect(course.page.locator("#save-state")).to_contain_text("Saved")
    assert course.sent()[-1]["location"] == "first--consent"
    assert course.calls("seen") == ["first--consent"]


def test_opening_alone_is_incomplete_without_score(opened: Open) -> None:
    course = opened()
    assert course.sent()
    assert not course.calls("finish")
    for each in course.sent():
        assert (each["pagesDone"], each["outcome"], each["score"]) == (False, "unknown", None)


def test_a_call_that_hangs_is_told_of_within_five_seconds(opened: Open) -> None:
    course = opened()
    page = course.page
    page.clock.install()
    page.evaluate("fake.hanging = true; location.hash = 'first--consent'")
    expect(page.locator("#save-state")).to_have_text("Saving…")
    page.clock.run_for(5000)
    expect(page.get_by_text("We cannot save your progress right now.").first).to_be_visible()


def test_retries_after_5_15_and_60_seconds(opened: Open) -> None:
    course = opened()
    page = course.page
    page.clock.install()
    page.evaluate("fake.broken = true; fake.calls.length = 0; location.hash = 'first--consent'")
    expect(page.locator("#save-state")).to_have_text("Not saved")
    tries = len(course.calls("save"))
    for seconds in (5, 15, 60, 60):
        page.clock.run_for((seconds - 1) * 1000)
        assert len(course.calls("save")) == tries
        page.clock.run_for(1001)
        tries += 1
        page.wait_for_function(
            "tries => fake.calls.filter(([name]) => name == 'save').length == tries", arg=tries
        )


def hand_in(course: Course, right: bool) -> None:
    page = course.page
    page.get_by_role("button", name="Start").click()
    for name in ("one", "two"):
        page.get_by_label(f"{'Right' if right else 'Wrong'} {name}").check()
    page.locator(".map a", has_text="Submit and result").click()
    course.do("Submit my answers")
    page.get_by_role("heading", level=1, name="Your result").wait_for()


def test_the_last_attempt_failed(opened: Open) -> None:
    course = opened()
    page = course.page
    course.go("Final check")
    expect(page.get_by_text("2 attempts left")).to_be_visible()
    expect(page.get_by_text("No time limit")).to_be_visible()
    hand_in(course, right=False)
    expect(page.get_by_role("main").get_by_text("1 attempt left").last).to_be_visible()
    expect(page.get_by_text("Not right")).to_have_count(2)
    expect(page.locator(".verdict").get_by_text("Answer and reasons")).to_have_count(0)
    course.do("Start another attempt")
    for name in ("one", "two"):
        page.get_by_label(f"Wrong {name}").check()
    page.locator(".map a", has_text="Submit and result").click()
    course.do("Submit my answers")
    expect(page.get_by_text("Talk to your manager.").filter(visible=True)).to_be_visible()
    expect(page.get_by_role("button", name="Start another attempt")).to_have_count(0)
    assert course.calls("finish")[-1]["outcome"] == "failed"
