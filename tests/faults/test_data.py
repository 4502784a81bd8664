"""What the learning system hands back is cut, of another course, of a newer version, or nothing at all."""

from __future__ import annotations

import re

import pytest
from lms.courses import ID
from lms.seats import ScormSeat, Seat, Take
from playwright.sync_api import Browser, expect

from .steps import first_page, pages_done, second_page, there_again

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
CRC = 4
LEAD = 12


def held(seat: Seat) -> str:
    return seat.has().state


def of_a_newer_version(state: str, root: str) -> str:
    """The state as a player to come would write it: another version in the lead, the checksum made to fit."""
    lead = "_" + state[CRC + 1 :]
    bits = "".join(f"{ALPHABET.index(each):06b}" for each in lead[: LEAD - CRC])
    sealed = lead[: LEAD - CRC + int(bits[6:20], 2)]
    word = 0
    for each in root + sealed:
        word ^= ord(each) << 8
        for _ in range(16):
            word = ((word << 1) ^ 0x1864CFB if word & 0x800000 else word << 1) & 0xFFFFFFFF
    return "".join(ALPHABET[(word >> shift) & 63] for shift in (18, 12, 6, 0)) + lead


@pytest.mark.fault(
    "The learning system cuts the state, at any length, and the learner opens it at another computer",
    targets="scorm12, xapi",
    sees="As much as was kept: of SCORM 1.2 at least the page where they were",
    kept="What the learning system has of it",
    lms="The whole state again, from the next save on",
)
@pytest.mark.parametrize("kept", [0, 3, 11, 30, -1])
def test_the_state_is_cut_and_the_computer_another(tracked: Seat, browser: Browser, kept: int) -> None:
    """Every length is tried with the codec alone (tests/player/state)."""
    seat = tracked
    first_page(seat).leave()
    seat.wait_for_end()
    seat.tamper(held(seat)[:kept])
    whole = len(held(seat))
    elsewhere = browser.new_context(reduced_motion="reduce")
    seat.adopt(elsewhere)
    learner = seat.launch()
    # With its head a state brings all that is done; without, SCORM still has its own bookmark.
    if kept == -1:
        learner.resume("Sorting steps")
        pages_done(seat, 1)
    elif isinstance(seat, ScormSeat):
        learner.resume("Sorting steps")
    else:
        learner.open(seat.course.page("first-steps", 1))
    second_page(seat, learner)
    seat.saved()
    assert len(held(seat)) > whole


@pytest.mark.fault(
    "The learning system cuts the state, at any length, and the browser is the same",
    targets="scorm12, xapi",
    sees="Everything that was done; where nothing at all was left, after the question whether to carry on",
    kept="All, in this browser",
    lms="All, from the next launch on",
)
@pytest.mark.parametrize("kept", [3, 11, 30, -1])
def test_the_state_is_cut_and_this_browser_has_it(tracked: Seat, kept: int) -> None:
    seat = tracked
    first_page(seat).leave()
    seat.wait_for_end()
    before = held(seat)
    seat.tamper(before[:kept])
    there_again(seat)
    seat.saved()
    assert len(held(seat)) >= len(before)


@pytest.mark.fault(
    "The learning system hands out the state of another course or module",
    targets="scorm12, xapi",
    sees="This course as it was in this browser, or as new",
    kept="All of this course, in this browser; nothing of the other is taken over",
    lms="The state of this course",
)
@pytest.mark.parametrize("remembers", [True, False])
def test_the_state_of_another_course(tracked: Seat, sit: Take, browser: Browser, remembers: bool) -> None:
    other = sit(tracked.target, module="first-steps")
    learner = other.launch()
    learner.start()
    learner.page(other.course.page("first-steps", 0))
    other.saved()
    seat = tracked
    first_page(seat).leave()
    seat.wait_for_end()
    seat.tamper(held(other))
    if not remembers:
        seat.adopt(browser.new_context(reduced_motion="reduce"))
    learner = seat.launch()
    pages_done(seat, 1 if remembers else 0)
    learner.open(seat.course.page("first-steps", 1))
    seat.saved()
    assert held(seat) != held(other)


@pytest.mark.fault(
    "The state was written by a newer version of the player",
    targets="scorm12, xapi",
    sees="Your learning system holds progress that a newer version of this course has written. So that none of it is lost, nothing is sent now; what you do is kept in this browser only.",
    kept="What is done now, in this browser",
    lms="What it had, to the letter; the session is ended as it should be",
)
def test_the_state_of_a_newer_version(tracked: Seat, browser: Browser) -> None:
    seat = tracked
    first_page(seat).leave()
    seat.wait_for_end()
    newer = of_a_newer_version(held(seat), ID)
    seat.tamper(newer)
    seat.adopt(browser.new_context(reduced_motion="reduce"))
    learner = seat.launch()
    learner.reads("Your learning system holds progress that a newer version of this course has written.")
    learner.open(seat.course.page("first-steps", 1))
    second_page(seat, learner)
    learner.kept()
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    seat.page.close()
    if isinstance(seat, ScormSeat):
        seat.desk.wait(lambda lms: lms.attempt.finished)
    assert held(seat) == newer


@pytest.mark.fault(
    "The learning system is blank, this browser is not, and the learner carries on",
    targets="scorm12, xapi",
    sees="This browser remembers more than your learning system. Carry on from where this browser was, on <date>",
    kept="All, in this browser",
    lms="Nothing before the answer; then all, a completion too",
)
def test_blank_and_carried_on(tracked: Seat) -> None:
    seat = tracked
    first_page(seat).leave()
    seat.wait_for_end()
    seat.forget()
    learner = seat.launch(ready=False)
    learner.at("This browser remembers more than your learning system.")
    learner.reads("you had done 1 of 5 pages in this browser")
    assert held(seat) == ""
    learner.press(re.compile("^Carry on from where this browser was, on"))
    seat.saved()
    pages_done(seat, 1)
    assert held(seat)
    learner.leave()
    there_again(seat)


@pytest.mark.fault(
    "The learning system is blank, this browser is not, and the learner starts afresh",
    targets="scorm12, xapi",
    sees="This browser remembers more than your learning system. Start afresh",
    kept="The notes, in this browser",
    lms="Nothing before the answer; then a new beginning",
)
def test_blank_and_started_afresh(tracked: Seat) -> None:
    seat = tracked
    learner = first_page(seat)
    learner.open(seat.course.page("more-steps", 0))
    learner.write("r-own", "Down to the garden.")
    learner.reads("Kept in this browser only.")
    learner.leave()
    seat.wait_for_end()
    seat.forget()
    learner = seat.launch(ready=False)
    learner.reads("Your notes from that time are still here.")
    learner.press("Start afresh")
    seat.saved()
    pages_done(seat, 0)
    learner.open(seat.course.page("more-steps", 0))
    expect(learner.exercise("r-own").get_by_role("textbox")).to_have_value("Down to the garden.")
    learner.open(seat.course.page("first-steps", 0))
    expect(seat.view.get_by_role("radio", checked=True)).to_have_count(0)
    learner.page(seat.course.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.leave()
    there_again(seat)
