"""Where an LMS puts its API, and what it answers: the course is found, or says that nothing is recorded."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Sit
from .courses import Packages
from .desk import FINISH, INITIALIZE, Desk

ALONE = "You are not in your learning system. Your progress is not being recorded; it is kept in this browser only."


def passes(desk: Desk, small: Packages) -> None:
    """The test alone, from Initialize to the result."""
    desk.course = [small.module("check")]
    learner = desk.launch()
    learner.start()
    learner.finish()
    learner.reads("Sent to your learning system")
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("passed", 100)
    assert desk.refused() == []
    assert desk.console == []
    assert desk.dialogs == []


@pytest.mark.parametrize(
    ("shape", "depth"),
    [("opener", 0), ("frame", 6), ("frame", 20), ("popup", 3), ("frameset", 4), ("wrapper", 9)],
)
def test_the_course_is_recorded_wherever_the_api_stands(
    sit: Sit, small: Packages, shape: str, depth: int
) -> None:
    passes(sit("moodle_strict", small.zip("scorm12", "check"), shape=shape, depth=depth), small)


@pytest.mark.parametrize("shape", ["none", "cross-origin"])
def test_without_an_api_the_course_says_so_and_works(sit: Sit, small: Packages, shape: str) -> None:
    desk = sit("moodle_strict", shape=shape)
    learner = desk.launch()
    learner.reads(ALONE)
    learner.kept()
    learner.start()
    learner.finish()
    learner.reads("Kept in this browser. Not sent to a learning system.")
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    assert desk.console == []
    assert desk.lms.calls == []
    assert desk.lms.attempt.status == "not attempted"


@pytest.mark.parametrize("kind", ["string", "boolean", "number"])
def test_answers_of_any_type(sit: Sit, small: Packages, kind: str) -> None:
    """Strings by the book, booleans and numbers in real life (facts §1.3)."""
    desk = sit("moodle_strict", small.zip("scorm12", "check"))
    desk.lms.fault(returns=kind)
    passes(desk, small)


@pytest.mark.parametrize("way", ["refuse", "throw"])
def test_initialize_refused(sit: Sit, way: str) -> None:
    desk = sit("moodle_strict")
    desk.lms.fault(initialize=way)
    learner = desk.launch()
    learner.reads("Your learning system did not open a session. Your progress is not being recorded")
    learner.kept()
    learner.start()
    learner.finish()
    learner.reads("Kept in this browser. Not sent to a learning system.")
    assert {call.function for call in desk.lms.calls} == {INITIALIZE}
    assert desk.lms.attempt.status == "not attempted"
    assert desk.console == []


def test_the_aicc_lms_without_student_data(sit: Sit) -> None:
    """The shim's Initialize then fails (facts §7.2)."""
    desk = sit("aicc_shim")
    desk.lms.fault(student_data=False)
    learner = desk.launch()
    learner.reads("Your learning system did not open a session.")
    learner.kept()


def test_olm_closes_by_blanking_the_frame(sit: Sit, small: Packages) -> None:
    """ESR's player goes to a blank page (facts §7.1): Finish is called, once; all before it was sent already."""
    desk = sit("esr")
    learner = desk.launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.saved()
    desk.go_elsewhere("#close-player")
    desk.ended()
    assert [call.function for call in desk.last.calls].count(FINISH) == 1
    assert (desk.lms.attempt.status, desk.lms.attempt.location) == ("incomplete", "first-steps--sorting")
    assert desk.lms.attempt.total_seconds > 0
    learner = desk.launch()
    learner.resume("Sorting steps")


def test_the_session_ends_while_the_course_is_open(sit: Sit, small: Packages) -> None:
    """As after 30 quiet minutes: every call is then refused, and the learner is told within the course."""
    desk = sit("moodle_strict")
    learner = desk.launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.saved()
    desk.lms.fault(ended=True)
    learner.page(small.page("first-steps", 1))
    learner.reads("We cannot save your progress right now.")
    learner.at("More steps")
    learner.leave()
    learner.reads("Your progress could not be sent. It is kept in this browser")
    desk.lms.clear()
    learner = desk.launch()
    learner.resume("More steps")
    learner.saved()
    expect(learner.view.get_by_text("2 of 5 pages done").filter(visible=True)).to_be_visible()


def test_the_window_of_its_own_may_be_closed(sit: Sit) -> None:
    for name, words in (("learning_hub", 1), ("moodle_strict", 0)):
        desk = sit(name)
        learner = desk.launch()
        learner.leave()
        expect(learner.view.get_by_text("You can close this window.")).to_have_count(words)
