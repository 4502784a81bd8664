"""Sessions: what is sent when, what is said about it, and that nothing is lost or lowered."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.player.shell.conftest import Course, Open


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


def test_lost_connection_and_back(opened: Open) -> None:
    course = opened()
    page = course.page
    page.evaluate("fake.broken = true")
    course.go("Consent")
    expect(page.get_by_text("We cannot save your progress right now.").first).to_be_visible()
    expect(page.locator("#save-state")).to_have_text("Not saved")
    expect(page.locator("#status")).to_contain_text("Keep this window open")
    page.evaluate("fake.broken = false")
    course.do("Try again")
    expect(page.locator("#status")).to_have_text("Your progress is being saved again.")
    expect(page.locator("#course--banner")).to_be_hidden()
    expect(page.locator("#save-state")).to_contain_text("Saved")


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


def test_not_in_a_learning_system(opened: Open) -> None:
    course = opened({"tracked": False, "why": "no-api"})
    expect(course.page.get_by_text("You are not in your learning system.").first).to_be_visible()
    expect(course.page.get_by_text("it is kept in this browser only").first).to_be_visible()
    course.do("Close this message")
    expect(course.page.locator("#course--banner")).to_be_hidden()
    course.go("Consent")
    assert not course.sent()


def test_nothing_waits_for_the_end(root: Path) -> None:
    for source in (root / "templates/player").glob("*.ts"):
        text = source.read_text("utf-8")
        assert '"unload"' not in text
        assert '"beforeunload"' not in text


def test_save_and_exit_ends_once(opened: Open) -> None:
    course = opened()
    page = course.page
    course.go("Thoughts")
    page.get_by_role("textbox").fill("Knock, then wait.")
    course.do("Save and exit")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have left the course")
    expect(page.get_by_text("Your progress has been sent. Go back to your learning system.")).to_be_visible()
    expect(page.get_by_text("You can close this window")).to_have_count(0)
    assert len(course.calls("stop")) == 1
    with page.expect_download() as download:
        course.do("Download as Word")
    document = Document(str(download.value.path()))
    assert "Knock, then wait." in [each.text for each in document.paragraphs]
    assert document.core_properties.language == "en-GB"
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert len(course.calls("stop")) == 1


def test_leaving_the_page_ends_once(opened: Open) -> None:
    course = opened()
    course.page.evaluate("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('pagehide'))")
    assert len(course.calls("stop")) == 1


def passed(course: Course, right: bool = True) -> None:
    """Everything done, the test handed in."""
    page = course.page
    course.go("First things")
    course.do("Mark as done and continue")
    page.get_by_label("After a knock").check()
    course.do("Check answer")
    course.do("Mark as done and continue")
    page.get_by_role("heading", level=1, name="Thoughts").wait_for()
    course.do("Mark as done and continue")
    page.get_by_role("heading", level=1, name="Final check").wait_for()
    hand_in(course, right)


def hand_in(course: Course, right: bool) -> None:
    page = course.page
    page.get_by_role("button", name="Start").click()
    for name in ("one", "two"):
        page.get_by_label(f"{'Right' if right else 'Wrong'} {name}").check()
    page.locator(".map a", has_text="Submit and result").click()
    course.do("Submit my answers")
    page.get_by_role("heading", level=1, name="Your result").wait_for()


def test_finish_says_sent_only_after_it_was(opened: Open) -> None:
    course = opened()
    page = course.page
    page.locator(".map a", has_text="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not finished yet")
    passed(course)
    page.evaluate("fake.broken = true")
    page.locator(".map a", has_text="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have finished")
    expect(page.get_by_text("100% (pass mark 80%)")).to_be_visible()
    finished = course.calls("finish")
    assert len(finished) == 1
    assert (finished[0]["outcome"], finished[0]["score"], finished[0]["pagesDone"]) == ("passed", 100, True)
    expect(page.get_by_text("Sent to your learning system", exact=True)).to_be_visible()
    page.locator(".map a[href='#first--start']").evaluate("anchor => anchor.click()")
    expect(page.get_by_text("We cannot save your progress right now.").first).to_be_visible()
    page.locator(".map a", has_text="Finish").click()
    expect(page.get_by_text("Not yet sent to your learning system")).to_be_visible()


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
    expect(page.get_by_text("Talk to your manager.").first).to_be_visible()
    expect(page.get_by_role("button", name="Start another attempt")).to_have_count(0)
    assert course.calls("finish")[-1]["outcome"] == "failed"


def test_final_status_is_never_lowered(opened: Open) -> None:
    course = opened({"terminal": True, "outcome": "passed", "score": 90})
    course.go("Consent")
    course.do("Continue")
    expect(course.page.get_by_role("heading", level=1)).to_have_text("Thoughts")
    assert course.sent()
    for each in course.sent():
        assert (each["outcome"], each["score"], each["pagesDone"]) == ("passed", 90, True)


def test_a_blank_learning_system_asks_before_anything_is_sent(opened: Open) -> None:
    first = opened()
    passed(first)
    expect(first.page.locator("#save-state")).to_contain_text("Saved")
    first.page.close()
    again = opened()
    expect(again.page.get_by_role("heading", level=1)).to_have_text(
        "This browser remembers more than your learning system."
    )
    assert not again.sent()
    again.do("Start afresh")
    expect(again.page.locator("#save-state")).to_contain_text("Saved")
    assert again.heading() == "A small course"
    assert {each["outcome"] for each in again.sent()} == {"unknown"}
    again.page.close()


def test_carrying_on_reports_what_was_done(opened: Open) -> None:
    first = opened()
    passed(first)
    expect(first.page.locator("#save-state")).to_contain_text("Saved")
    first.page.close()
    again = opened()
    again.page.get_by_role("button", name="Carry on").click()
    expect(again.page.locator("#save-state")).to_contain_text("Saved")
    assert again.calls("finish")[-1]["outcome"] == "passed"


@pytest.mark.behaviour(9)
def test_welcome_back_jumps_nowhere(opened: Open) -> None:
    first = opened()
    first.go("Consent")
    state = first.sent()[-1]["state"]
    first.page.close()
    course = opened({"state": state, "location": "first--consent"})
    expect(course.page.get_by_text("You were on ‘Consent’.")).to_be_visible()
    assert course.heading() == "A small course"
    course.page.get_by_role("link", name="Continue").first.click()
    expect(course.page.get_by_role("heading", level=1)).to_have_text("Consent")
    expect(course.page.get_by_text("You were on ‘Consent’.")).to_be_hidden()


def test_reload_returns_to_the_page(opened: Open) -> None:
    course = opened()
    course.go("Consent")
    course.page.reload()
    course.page.locator("#save-state:not(:empty)").wait_for()
    assert course.heading() == "Consent"
