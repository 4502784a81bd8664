"""What is sent is refused, lost, or said to be kept when it is not."""

from __future__ import annotations

import re

import pytest
from lms.seats import ScormSeat, Seat, Take, XapiSeat
from playwright.sync_api import expect

from .steps import AGAIN, LOST, SENT, UNSENT, first_page, pages_done, passes, second_page, there_again

OPTIONAL = ("score.min", "score.max", "score.raw", "lesson_location", "session_time", "exit")


@pytest.mark.fault(
    "The learning system takes none of the elements that it may do without: score, location, time, exit, interactions (errors 401 to 405, 201)",
    targets="scorm12",
    sees="Sent to your learning system",
    kept="All, in this browser; bookmark and score also in the state",
    lms="passed, and the state; of the rest what it takes",
)
@pytest.mark.parametrize("code", ["401", "402", "403", "404", "405", "201"])
def test_optional_elements_are_refused(sit: Take, code: str) -> None:
    seat: ScormSeat = sit("scorm12", module="check")
    elements = [*(f"cmi.core.{each}" for each in OPTIONAL), "cmi.interactions"]
    seat.lms.fault(refuse=dict.fromkeys(elements, code))
    passes(seat, learner := seat.launch())
    learner.reads(SENT)
    seat.saved()
    held = seat.held()
    assert (held.status, held.score, held.answers) == ("passed", None, ())
    assert held.state


@pytest.mark.fault(
    "The learning system refuses the state, or the status (errors 401 to 405)",
    targets="scorm12",
    sees="We cannot save your progress right now. Keep this window open: we will keep trying.",
    kept="All, in this browser",
    lms="All the rest at once; what it refused as soon as it takes it",
)
@pytest.mark.parametrize(
    ("element", "code"), [("cmi.suspend_data", "405"), ("cmi.core.lesson_status", "401")]
)
def test_the_state_or_the_status_is_refused(sit: Take, element: str, code: str) -> None:
    seat: ScormSeat = sit("scorm12", module="check")
    learner = seat.launch()
    seat.lms.fault(refuse={element: code})
    passes(seat, learner)
    learner.reads(LOST)
    learner.reads(UNSENT)
    held = seat.held()
    assert (held.score, len(held.answers)) == (100, 3)
    assert held.status == ("passed" if element == "cmi.suspend_data" else "incomplete")
    seat.back()
    learner.retry()
    learner.reads(SENT)
    assert seat.held().status == "passed"
    assert seat.held().state


@pytest.mark.fault(
    "LMSCommit answers false, or throws; messages meet an error or a log-in page; the network is down",
    targets="scorm12",
    sees="We cannot save your progress right now. Keep this window open: we will keep trying.",
    kept="All, in this browser",
    lms="All, as soon as it takes it",
)
@pytest.mark.parametrize(
    "fault",
    [
        {"commit": "false"},
        {"commit": "throw"},
        {"network": "error"},
        {"network": "login"},
        {"network": "down"},
    ],
    ids=lambda each: "-".join(each.values()),
)
def test_commit_fails(sit: Take, fault: dict[str, str]) -> None:
    seat: ScormSeat = sit("scorm12", module="check")
    learner = seat.launch()
    seat.lms.fault(**fault)
    passes(seat, learner)
    learner.reads(LOST)
    learner.reads(UNSENT)
    expect(seat.view.locator("#save-state")).to_have_text("Not saved")
    seat.back()
    learner.retry()
    expect(seat.view.get_by_role("status")).to_have_text(AGAIN)
    learner.reads(SENT)
    held = seat.held()
    assert (held.status, held.score, len(held.answers)) == ("passed", 100, 3)


@pytest.mark.fault(
    "The learning system says that all is kept, and keeps nothing",
    targets="scorm12, xapi",
    sees="Saved; with the next launch: This browser remembers more than your learning system.",
    kept="All, in this browser",
    lms="Nothing; all of it once the learner has chosen to carry on",
)
def test_nothing_is_kept_of_what_was_taken(tracked: Seat) -> None:
    """Nobody can know at once; the next launch makes good, as the learner answers (TRACKING, "Who wins")."""
    seat = tracked
    if isinstance(seat, ScormSeat):
        seat.lms.fault(commit="forget")
    elif isinstance(seat, XapiSeat):
        seat.lrs.forget()
    learner = first_page(seat)
    learner.leave()
    learner.reads("Your progress has been sent.")
    seat.wait_for_end() if seat.target == "scorm12" else None
    seat.back()
    assert seat.has().state == ""
    learner = seat.launch(ready=False)
    learner.at("This browser remembers more than your learning system.")
    learner.press(re.compile("^Carry on from where this browser was"))
    seat.saved()
    pages_done(seat, 1)
    assert seat.until(status="incomplete").state
    learner.leave()
    there_again(seat)


@pytest.mark.fault(
    "The learning system says that all is kept, and keeps only what it had before",
    targets="scorm12, xapi",
    sees="Saved; with the next launch all that was done, and no question",
    kept="All, in this browser",
    lms="What it had; all of it with the next launch",
)
def test_only_what_was_there_before_is_kept(tracked: Seat) -> None:
    seat = tracked
    learner = first_page(seat)
    before = seat.has().state
    if isinstance(seat, ScormSeat):
        seat.lms.fault(commit="forget")
    elif isinstance(seat, XapiSeat):
        seat.lrs.forget()
    second_page(seat, learner)
    learner.leave()
    learner.reads("Your progress has been sent.")
    seat.back()
    assert seat.has().state == before
    there_again(seat, "More steps", 2)
    seat.saved()
    assert seat.has().state != before


@pytest.mark.fault(
    "The network is gone for minutes",
    targets="scorm12, xapi",
    sees="We cannot save your progress right now. Keep this window open: we will keep trying. Then: Your progress is being saved again.",
    kept="All, in this browser",
    lms="All, as soon as the network is back: tried after 5, 15 and 60 seconds, and when the browser is online",
)
@pytest.mark.parametrize("way", ["retry", "online"])
def test_the_network_is_gone_for_minutes(tracked: Seat, way: str) -> None:
    seat = tracked
    seat.context.clock.install()
    learner = first_page(seat)
    before = seat.has().state
    if isinstance(seat, ScormSeat):
        seat.lms.fault(network="down")
    else:
        seat.context.set_offline(True)
    learner.page(seat.course.page("first-steps", 1))
    learner.reads(LOST)
    second = "5 s, 15 s, a minute and another go by"
    for seconds in (5, 15, 60, 60):
        seat.page.clock.run_for(seconds * 1000)
        expect(seat.view.locator("#save-state"), second).to_have_text("Not saved")
    learner.at("More steps")
    assert seat.has().state == before
    if isinstance(seat, ScormSeat):
        seat.back()
        if way == "online":
            seat.view.evaluate("dispatchEvent(new Event('online'))")
    else:
        seat.context.set_offline(False)
    if way == "retry":
        seat.page.clock.run_for(60_000)
    expect(seat.view.get_by_role("status")).to_have_text(AGAIN)
    expect(seat.view.get_by_text(LOST).filter(visible=True)).to_have_count(0)
    seat.saved()
    assert seat.has().state != before


@pytest.mark.fault(
    "The network is gone until the window is closed",
    targets="scorm12, xapi",
    sees="Your progress could not be sent. It is kept in this browser: open the course again from your learning system here, and it will be sent then.",
    kept="All, in this browser",
    lms="What it had; all of it, and every answer of an LRS once, with the next launch",
)
def test_what_could_not_be_sent_is_sent_with_the_next_launch(tracked: Seat) -> None:
    seat = tracked
    learner = first_page(seat)
    if isinstance(seat, ScormSeat):
        seat.lms.fault(network="down")
    elif isinstance(seat, XapiSeat):
        seat.lrs.refuse()
    second_page(seat, learner)
    learner.reads(LOST)
    learner.leave()
    learner.reads("Your progress could not be sent. It is kept in this browser")
    seat.page.close()
    if isinstance(seat, XapiSeat):
        seat.lrs.accept()
    seat.back()
    there_again(seat, "More steps", 2)
    seat.saved()
    if isinstance(seat, XapiSeat):
        assert seat.held().answers == ("first-steps/q-step", "first-steps/s-ways")


@pytest.mark.fault(
    "The LRS refuses the state: 400, 401, 403, 404, 409, 412, 429, 500, 503",
    targets="xapi",
    sees="We cannot save your progress right now. Keep this window open: we will keep trying.",
    kept="All, in this browser",
    lms="Every statement at once; the state as soon as it takes it",
)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 429, 500, 503])
def test_an_lrs_refuses_the_state(sit: Take, status: int) -> None:
    seat: XapiSeat = sit("xapi")
    learner = first_page(seat)
    before = seat.held().state
    seat.lrs.fail(status, on="activities/state")
    second_page(seat, learner)
    learner.reads(LOST)
    seat.lrs.wait(lambda _: len(seat.held().answers) == 2)
    assert seat.held().state == before
    seat.back()
    learner.retry()
    seat.saved()
    assert seat.held().state != before


@pytest.mark.fault(
    "The LRS refuses statements for now: 401, 403, 404, 412, 429, 500, 503",
    targets="xapi",
    sees="We cannot save your progress right now. Then: Sent to your learning system",
    kept="All, in this browser",
    lms="Every statement once, as soon as it takes them",
)
@pytest.mark.parametrize("status", [401, 403, 404, 412, 429, 500, 503])
def test_an_lrs_refuses_statements(sit: Take, status: int) -> None:
    seat: XapiSeat = sit("xapi", module="check")
    learner = seat.launch()
    seat.saved()
    seat.lrs.fail(status, on="statements")
    passes(seat, learner)
    learner.reads(LOST)
    learner.reads(UNSENT)
    assert seat.held().status == "incomplete"
    seat.back()
    learner.retry()
    learner.reads(SENT)
    once(seat)


def once(seat: XapiSeat) -> None:
    """Nothing lost, nothing twice."""
    assert sorted(seat.held().answers) == ["check/c-one", "check/c-three", "check/c-two"]
    assert (len(seat.said("passed")), len(seat.said("completed"))) == (1, 1)
    ids = [each["id"] for each in seat.lrs.statements]
    assert len(ids) == len(set(ids))


@pytest.mark.fault(
    "The LRS carries out what it is asked, and its answer is lost (or it then says 409, already there)",
    targets="xapi",
    sees="We cannot save your progress right now. Then: Sent to your learning system",
    kept="All, in this browser",
    lms="Every statement once",
)
@pytest.mark.parametrize(("status", "on"), [(500, ""), (503, "statements"), (409, "statements")])
def test_answers_are_lost(sit: Take, status: int, on: str) -> None:
    seat: XapiSeat = sit("xapi", module="check")
    learner = seat.launch()
    seat.saved()
    seat.lrs.fail(status, on=on, after=True)
    passes(seat, learner)
    if status != 409:
        learner.reads(LOST)
        learner.reads(UNSENT)
        seat.back()
        learner.retry()
    learner.reads(SENT)
    once(seat)


@pytest.mark.fault(
    "The LRS takes no statement of some kind (400, 413)",
    targets="xapi",
    sees="Nothing, where it is an extra such as an answer; without passed or completed: Not yet sent to your learning system. Keep this window open.",
    kept="All, in this browser",
    lms="The state; passed and completed as soon as it takes them",
)
@pytest.mark.parametrize("status", [400, 413])
def test_statements_are_never_taken(sit: Take, status: int) -> None:
    """An answer less is borne; a completion that did not arrive is not called sent."""
    seat: XapiSeat = sit("xapi", module="check")
    learner = seat.launch()
    seat.saved()
    seat.lrs.fail(status, on="statements")
    passes(seat, learner)
    learner.reads(LOST)
    learner.reads(UNSENT)
    assert seat.held().status == "incomplete"
    seat.back()
    learner.retry()
    learner.reads(SENT)
    assert (len(seat.said("passed")), len(seat.said("completed"))) == (1, 1)


@pytest.mark.fault(
    "The LRS holds a request for ever",
    targets="xapi",
    sees="Within 5 seconds: We cannot save your progress right now. Keep this window open: we will keep trying.",
    kept="All, in this browser",
    lms="All, once it answers again",
)
def test_an_lrs_that_never_answers(sit: Take) -> None:
    """Told before 5 s are over, tried again when the request is given up (PLAYER 11)."""
    seat: XapiSeat = sit("xapi")
    seat.context.clock.install()
    learner = first_page(seat)
    seat.lrs.hold()
    # The page's time stands still but for what is run here: it is not the end of the request that is told of.
    seat.page.clock.pause_at(seat.page.evaluate("Date.now()") + 1_000)
    learner.page(seat.course.page("first-steps", 1))
    seat.page.clock.run_for(5_000)
    learner.reads(LOST)
    seat.page.clock.run_for(10_000)
    seat.lrs.release()
    seat.page.clock.resume()
    seat.page.clock.run_for(5_000)
    seat.saved()
    assert seat.held().answers == ("first-steps/q-step", "first-steps/s-ways")
