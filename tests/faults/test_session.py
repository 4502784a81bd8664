"""The session ends in a way, or at a time, that the learner did not choose; or it is not theirs to write in."""

from __future__ import annotations

import pytest
from lms.desk import FINISH, INITIALIZE, SET
from lms.seats import ScormSeat, Seat, Take, XapiSeat
from playwright.sync_api import expect

from .steps import ENDED, LOST, SENT, first_page, pages_done, passes, second_page, there_again

HALF_AN_HOUR = 30 * 60_000


@pytest.mark.fault(
    "The learning system ends the session in the middle",
    targets="scorm12, xapi",
    sees="SCORM 1.2: Your learning system has ended this session. Open the course again from there; nothing is lost. xAPI (401): We cannot save your progress right now.",
    kept="All, in this browser",
    lms="What was done before; the rest with the next launch",
)
def test_the_session_is_ended_in_the_middle(tracked: Seat) -> None:
    seat = tracked
    learner = first_page(seat)
    if isinstance(seat, ScormSeat):
        seat.lms.fault(ended=True)
    elif isinstance(seat, XapiSeat):
        seat.lrs.fail(401)
    second_page(seat, learner)
    learner.reads(ENDED if isinstance(seat, ScormSeat) else LOST)
    learner.leave()
    learner.reads("Your progress could not be sent. It is kept in this browser")
    seat.back()
    there_again(seat, "More steps", 2)
    seat.saved()


@pytest.mark.fault(
    "Half an hour of quiet reading, after which the learning system has ended the session",
    targets="scorm12",
    sees="Your learning system has ended this session. Open the course again from there; nothing is lost.",
    kept="All, in this browser",
    lms="Everything that was done before the quiet; the rest with the next launch",
)
def test_half_an_hour_of_quiet_reading(sit: Take) -> None:
    seat: ScormSeat = sit("scorm12")
    seat.context.clock.install()
    learner = first_page(seat)
    before = seat.held()
    calls = len(seat.lms.calls)
    seat.page.clock.run_for(HALF_AN_HOUR)
    learner.at("Sorting steps")
    seat.saved()
    # Whoever reads is not busy: the clock counts five minutes of it, and so often the learning system is told.
    assert (
        len([each for each in seat.lms.calls[calls:] if each.arguments[:1] == ("cmi.core.session_time",)])
        <= 2
    )
    assert (seat.lms.attempt.location, seat.held().status) == ("first-steps--sorting", before.status)
    seat.lms.fault(ended=True)
    second_page(seat, learner)
    learner.reads(ENDED)
    seat.back()
    there_again(seat, "More steps", 2)
    seat.saved()
    assert seat.lms.attempt.location == "more-steps--start"


@pytest.mark.fault(
    "Half an hour of quiet reading",
    targets="scorm12, xapi, web",
    sees="Nothing has changed",
    kept="All",
    lms="All",
)
def test_quiet_reading_changes_nothing(seat: Seat) -> None:
    seat.context.clock.install()
    learner = first_page(seat)
    seat.page.clock.run_for(HALF_AN_HOUR)
    learner.at("Sorting steps")
    second_page(seat, learner)
    seat.saved()
    pages_done(seat, 2)


@pytest.mark.fault(
    "The tab is killed: nothing of the course runs any more",
    targets="scorm12, xapi, web",
    sees="With the next launch everything that was done",
    kept="All, in this browser",
    lms="Everything up to the last answer or page; the time since is lost",
)
def test_the_tab_is_killed(seat: Seat) -> None:
    learner = first_page(seat)
    learner.answer(seat.course.page("first-steps", 1).keys[0])
    seat.saved()
    seat.kill()
    if isinstance(seat, ScormSeat):
        assert FINISH not in [call.function for call in seat.lms.calls]
    if seat.tracked:
        assert len(seat.has().answers) == 2
    learner = there_again(seat)
    learner.reads("Correct")


@pytest.mark.fault(
    "The tab is closed",
    targets="scorm12, xapi, web",
    sees="With the next launch everything that was done",
    kept="All, in this browser",
    lms="All, and the end of the session",
)
def test_the_tab_is_closed(seat: Seat) -> None:
    learner = first_page(seat)
    learner.answer(seat.course.page("first-steps", 1).keys[0])
    seat.saved()
    seat.page.close()
    seat.wait_for_end()
    if seat.tracked:
        held = seat.has()
        assert (held.status, len(held.answers)) == ("incomplete", 2)
    if isinstance(seat, ScormSeat):
        assert [call.function for call in seat.lms.calls].count(FINISH) == 1
    learner = there_again(seat)
    learner.reads("Correct")


@pytest.mark.fault(
    "The learning system takes the frame away, or blanks it",
    targets="scorm12",
    sees="With the next launch everything that was done",
    kept="All, in this browser",
    lms="All, and the end of the session, once",
)
@pytest.mark.parametrize("way", ["removed", "blanked", "left"])
def test_the_frame_is_gone(sit: Take, way: str) -> None:
    """ESR's player blanks it (facts §7.1); others take the element out of their page."""
    seat: ScormSeat = sit("scorm12", shape="frame")
    learner = first_page(seat)
    learner.answer(seat.course.page("first-steps", 1).keys[0])
    seat.saved()
    if way == "removed":
        seat.page.evaluate("document.querySelector('iframe').remove()")
    else:
        seat.page.click("#close-player" if way == "blanked" else "#leave")
    seat.desk.ended()
    assert [call.function for call in seat.lms.calls].count(FINISH) == 1
    seat.desk.wait(lambda lms: lms.attempt.finished)
    assert (seat.held().status, len(seat.held().answers)) == ("incomplete", 2)
    assert seat.lms.attempt.total_seconds > 0
    learner = there_again(seat)
    learner.reads("Correct")


@pytest.mark.fault(
    "The course is opened again after it was passed, read again and answered wrong",
    targets="scorm12, xapi, web",
    sees="You have completed this course. Everything is open for you to read again. Nothing you do now changes your result.",
    kept="All",
    lms="passed, with the score, as before, and said once",
)
@pytest.mark.behaviour(14)
def test_opened_again_after_the_end(sit: Take, target_of_all: str) -> None:
    seat: Seat = sit(target_of_all, module="check")
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    passes(seat, learner)
    learner.leave()
    seat.wait_for_end()
    learner = seat.launch()
    expect(learner.panel("Welcome back.")).to_contain_text("Nothing you do now changes your result.")
    learner.open(seat.course.page("check", 0))
    learner.view.locator(".map a", has_text="Finish").click()
    learner.at("You have finished")
    learner.reads(SENT if seat.tracked else "Kept in this browser.")
    learner.leave()
    if not seat.tracked:
        return
    held = seat.has()
    assert (held.status, held.score, len(held.answers)) == ("passed", 100, 3)
    if isinstance(seat, XapiSeat):
        assert (len(seat.said("passed")), len(seat.said("completed"))) == (1, 1)


@pytest.fixture(params=["scorm12", "xapi", "web"])
def target_of_all(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.fault(
    "The learning system opens the course for review, or to browse",
    targets="scorm12",
    sees="Your learning system has opened this course to look at only. What you do now is not sent; it is kept in this browser only.",
    kept="What is done, in this browser",
    lms="What it had: nothing is written",
)
@pytest.mark.parametrize("mode", ["review", "browse"])
def test_review_and_browse(sit: Take, mode: str) -> None:
    seat: ScormSeat = sit("scorm12", module="check")
    seat.lms.attempt.opens_as = mode
    learner = seat.launch()
    learner.reads("Your learning system has opened this course to look at only.")
    learner.kept()
    passes(seat, learner)
    learner.reads("Kept in this browser. Not sent to a learning system.")
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    seat.desk.wait(lambda lms: lms.attempt.finished)
    functions = [call.function for call in seat.lms.calls]
    assert SET not in functions
    assert (functions.count(INITIALIZE), functions.count(FINISH)) == (1, 1)
    held = seat.held()
    assert (held.state, held.score, held.answers) == ("", None, ())


def fails(seat: Seat) -> None:
    """The test alone, until no attempt is left."""
    check = seat.course.module("check")
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    learner.start()
    for attempt in range(3):
        if attempt:
            learner.open(check.pages[0])
        learner.take(check, wrong={"c-one", "c-two", "c-three"}, again=attempt > 0)
    learner.reads("Ask your manager to open the check again.")
    seat.saved()
    learner.leave()
    seat.wait_for_end()


@pytest.mark.fault(
    "The last attempt is failed, and the course opened again",
    targets="scorm12, xapi, web",
    sees="The author's words: Ask your manager to open the check again.",
    kept="All",
    lms="failed, as before",
)
def test_the_last_attempt_is_failed(sit: Take, target_of_all: str) -> None:
    seat: Seat = sit(target_of_all, module="check")
    fails(seat)
    learner = seat.launch()
    panel = learner.panel("Welcome back.")
    expect(panel).to_contain_text("Everything is open for you to read again.")
    expect(panel).to_contain_text("Ask your manager to open the check again.")
    learner.open(seat.course.page("check", 0))
    learner.reads("No attempts are left.")
    expect(seat.view.get_by_role("button", name="Start another attempt")).to_have_count(0)
    learner.leave()
    if seat.tracked:
        held = seat.has()
        assert (held.status, held.score) == ("failed", 0)


@pytest.mark.fault(
    "The last attempt is failed, and the learning system grants another",
    targets="scorm12, xapi",
    sees="This browser remembers more than your learning system. Either answer leaves a test that can be taken.",
    kept="The pages done, if the learner carries on; the notes",
    lms="incomplete, then passed; the earlier attempt as it was",
)
@pytest.mark.parametrize("answer", ["Carry on", "Start afresh"])
def test_another_attempt_is_granted(sit: Take, tracked: Seat, answer: str) -> None:
    seat = tracked
    learner = first_page(seat)
    check = seat.course.module("check")
    for attempt in range(3):
        learner.open(check.pages[0])
        learner.take(check, wrong={"c-one", "c-two", "c-three"}, again=attempt > 0)
    seat.until(status="failed")
    learner.leave()
    seat.wait_for_end()
    seat.forget()
    learner = seat.launch(ready=False)
    learner.view.get_by_role("button", name=answer).click()
    seat.saved()
    assert seat.until(status="incomplete").score is None
    if answer == "Carry on":
        learner.open(seat.course.page("first-steps", 0))
        expect(seat.view.get_by_role("radio", checked=True)).to_have_count(1)
    learner.open(check.pages[0])
    learner.reads("3 attempts")
    learner.take(check)
    learner.reads("Passed")
    seat.saved()
    assert seat.has().score == 100
