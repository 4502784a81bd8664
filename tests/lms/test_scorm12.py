"""The same course by clicks in each LMS, and what that LMS holds of it in the end (TRACKING.md's table)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from builder.simulators import Attempt, names

from .conftest import Sit
from .courses import Packages
from .desk import COMMIT, FINISH, INITIALIZE, Desk
from .learner import Learner

ALPHABET = re.compile(r"[A-Za-z0-9._~:;,|-]{1,4096}")  # standards.md, decision 2
EVERY = pytest.mark.parametrize("name", names())
# Where what an LMS does about statuses and scores makes no difference, the two that differ most will do.
TWO = pytest.mark.parametrize("name", ["moodle_strict", "aicc_shim"])
# At unload ESR's synchronous requests fail: what was sent before is all there is (facts §1.8, §7.1).
KEEPS_LAST_WORDS = [name for name in names() if name != "esr"]
# The Learning Hub begins a new attempt after a terminal status (§7.3).
REOPENS = [name for name in names() if name != "learning_hub"]


def orderly(desk: Desk) -> None:
    """What holds for every session of every LMS."""
    assert desk.refused() == []
    assert desk.console == []
    assert desk.dialogs == []
    for launch in desk.lms.launches:
        functions = [call.function for call in launch.calls]
        assert functions.count(FINISH) == 1
        assert functions[-1] == FINISH
        assert desk.calls_to_first_commit(launch) <= 10
        assert launch.alerts == []


def state_is_small(attempt: Attempt) -> None:
    assert ALPHABET.fullmatch(attempt.suspend_data)


@EVERY
def test_first_page_then_quit_then_all_of_it(sit: Sit, small: Packages, name: str) -> None:
    desk = sit(name)
    learner = desk.launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.saved()
    learner.leave()
    learner.reads("Your progress has been sent. Go back to your learning system.")
    attempt = desk.lms.attempt
    desk.wait(lambda lms: lms.attempt.finished)
    assert (attempt.status, attempt.score) == ("incomplete", None)
    assert attempt.location == "first-steps--sorting"
    assert attempt.exit == "suspend"
    assert attempt.total_seconds > 0
    state_is_small(attempt)

    learner = desk.launch()
    learner.resume("Sorting steps")
    learner.page(small.page("first-steps", 1))
    for slug in ("more-steps", "check"):
        learner.module(small.module(slug))
    learner.at("You have finished")
    learner.reads("Sent to your learning system")
    learner.leave()
    desk.wait(lambda lms: lms.launches[-1].finished)
    assert (attempt.status, attempt.score) == ("passed", 100)
    assert attempt.exit == ""
    assert len(desk.lms.attempts) == 1
    assert attempt.total_seconds >= desk.lms.launches[0].seconds + 1
    state_is_small(attempt)
    orderly(desk)


@EVERY
def test_opened_and_closed_at_once(sit: Sit, name: str) -> None:
    desk = sit(name)
    desk.launch()
    desk.wait(lambda lms: any(call.function == COMMIT for call in lms.calls))
    desk.close_tab()
    desk.ended()
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("incomplete", None)
    assert [call.function for call in desk.last.calls].count(FINISH) == 1
    if name in KEEPS_LAST_WORDS:
        desk.wait(lambda lms: lms.attempt.finished)
        assert desk.lms.attempt.status == "incomplete"
        assert desk.lms.attempt.total_seconds > 0


@pytest.mark.parametrize(
    ("name", "way"),
    [
        *((name, "tab") for name in names()),
        ("moodle_strict", "#leave"),
        ("learning_hub", "#close-player"),
        ("aicc_shim", "#leave"),
    ],
)
def test_gone_without_a_word(sit: Sit, small: Packages, name: str, way: str) -> None:
    """Nothing of value waits for the end: what was said to be saved is there."""
    desk = sit(name)
    learner = desk.launch()
    learner.start()
    learner.answer(small.page("first-steps", 0).keys[0])
    learner.saved()
    desk.close_tab() if way == "tab" else desk.go_elsewhere(way)
    desk.ended()
    assert [call.function for call in desk.last.calls].count(FINISH) == 1
    if name in KEEPS_LAST_WORDS:
        desk.wait(lambda lms: lms.attempt.finished)
    assert desk.lms.attempt.status == "incomplete"
    assert desk.lms.attempt.score is None
    desk.lms.release()

    learner = desk.launch()
    learner.resume("First steps")
    right = small.page("first-steps", 0).keys[0].right[0]
    expect(learner.view.get_by_role("radio", name=right)).to_be_checked()
    learner.reads("Correct")


@EVERY
def test_reload_in_the_middle(sit: Sit, small: Packages, name: str) -> None:
    """A reload ends the session; where the LMS opens no other, the learner is told what to do."""
    desk = sit(name)
    learner = desk.launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.saved()
    learner.view.evaluate("location.reload()")
    desk.wait(lambda lms: [call.function for call in lms.launches[-1].calls].count(INITIALIZE) == 2)
    learner.at("Sorting steps")
    if desk.lms.profile.initialise_again:
        learner.saved()
    else:
        learner.reads("Your learning system has ended this session. Open the course again from there")
        learner = desk.launch()
        learner.resume("Sorting steps")
    learner.page(small.page("first-steps", 1))
    for slug in ("more-steps", "check"):
        learner.module(small.module(slug))
    learner.reads("Sent to your learning system")
    learner.leave()
    desk.wait(lambda lms: lms.launches[-1].finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("passed", 100)


def in_order(desk: Desk) -> None:
    """The terminal moment (facts §1.7); the Learning Hub takes a status only after a time above zero (§7.3)."""
    written = desk.written()
    elements = [element for element, _ in written]
    at = written.index(("cmi.core.lesson_status", "passed"))
    start = max(each for each in range(at) if elements[each] == COMMIT) + 1
    end = elements.index(COMMIT, at) + 1
    order = ["cmi.core.score.raw", "cmi.core.session_time", "cmi.core.lesson_status", "cmi.core.exit", COMMIT]
    last_words = [element for element in elements[start:end] if element in order]
    assert last_words == [element for element in order if element in last_words]
    assert {"cmi.core.score.raw", "cmi.core.exit"} <= set(last_words)
    times = [value for element, value in written[:at] if element == "cmi.core.session_time"]
    assert all(re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", time) for time in times)
    assert times[-1] > "0000:00:00.00"
    assert elements.count("cmi.core.lesson_status") == 2  # incomplete, then passed


@EVERY
def test_a_finished_course_stays_finished(sit: Sit, small: Packages, name: str) -> None:
    """Page 1 read again, answered wrong, in the same session and in the next."""
    desk = sit(name)
    learner = desk.launch()
    learner.start()
    learner.finish()
    learner.reads("Sent to your learning system")
    in_order(desk)
    learner.open(small.page("first-steps", 0))
    learner.answer(small.page("first-steps", 0).keys[0], right=False)
    learner.saved()
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("passed", 100)
    if name in REOPENS:
        learner = desk.launch()
        panel = learner.panel("Welcome back.")
        expect(panel).to_contain_text("You have completed this course.")
        panel.get_by_role("link", name="Start from the beginning").click()
        learner.at("First steps")
        learner.done()
        learner.at("Sorting steps")
        learner.leave()
        desk.wait(lambda lms: lms.launches[-1].finished)
        assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("passed", 100)
        statuses = [value for element, value in desk.written() if element == "cmi.core.lesson_status"]
        assert set(statuses) <= {"passed"}
    orderly(desk)


def _asked(desk: Desk) -> Learner:
    """The LMS knows nothing, and this browser remembers all: the learner is asked, never overruled."""
    if not desk.lms.attempt.over:
        desk.lms.new_attempt()
    learner = desk.launch(ready=False)
    learner.at("This browser remembers more than your learning system.")  # the one thing on the screen
    desk.shows("incomplete", None)
    return learner


@TWO
def test_a_blank_lms_and_a_full_journal(sit: Sit, small: Packages, name: str) -> None:
    desk = sit(name)
    learner = desk.launch()
    learner.start()
    learner.finish()
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)

    learner = _asked(desk)
    learner.press(re.compile("^Carry on from where this browser was"))
    learner.saved()
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("passed", 100)
    assert desk.lms.attempt.total_seconds > 0

    learner = _asked(desk)
    learner.press("Start afresh")
    learner.start()
    learner.at("First steps")
    expect(learner.view.get_by_role("radio", checked=True)).to_have_count(0)
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    learner = desk.launch()
    learner.resume("Sorting steps")
    expect(learner.view.get_by_text("1 of 5 pages done").filter(visible=True)).to_be_visible()
    learner.leave()
    assert [attempt.status for attempt in desk.lms.attempts] == ["passed", "passed", "incomplete"]
    assert desk.lms.attempt.score is None
    orderly(desk)


@TWO
def test_all_attempts_failed(sit: Sit, small: Packages, name: str) -> None:
    """`failed` only when no attempt is left; the learner is told what to do next."""
    desk = sit(name)
    check = small.module("check")
    learner = desk.launch()
    learner.open(check.pages[0])
    learner.take(check, wrong={"c-one", "c-two", "c-three"})
    learner.saved()
    desk.shows("incomplete", 0)
    learner.reads("2 attempts left")
    for number, wrong in ((2, {"c-one", "c-two"}), (3, {"c-one", "c-two", "c-three"})):
        learner.open(check.pages[0])
        learner.take(check, wrong=wrong, again=True)
        learner.saved()
        desk.shows("failed" if number == 3 else "incomplete", pytest.approx(33.33))  # the best of them
    learner.reads("Ask your manager to open the check again.")
    expect(learner.view.get_by_role("button", name="Start another attempt")).to_have_count(0)
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.exit) == ("failed", "")
    orderly(desk)


@TWO
def test_passed_before_the_pages_are_done(sit: Sit, small: Packages, name: str) -> None:
    desk = sit(name)
    check = small.module("check")
    learner = desk.launch()
    learner.open(check.pages[0])
    learner.take(check, wrong={"c-one"})
    learner.saved()
    desk.shows("incomplete", pytest.approx(66.67))
    learner.open(small.page("first-steps", 0))
    learner.module(small.module("first-steps"))
    learner.module(small.module("more-steps"))
    learner.saved()
    desk.shows("passed", pytest.approx(66.67))
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    orderly(desk)
