"""The session does not open, or not as the book says: what the learner is told, and where progress goes."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from lms.desk import INITIALIZE
from lms.seats import ScormSeat, Seat, Take, XapiSeat
from playwright.sync_api import expect

from .steps import ALONE, ENDED, KEPT, REFUSED, SENT, first_page, pages_done, passes, second_page, there_again


def alone(seat: Seat, words: str) -> None:
    """Nobody to tell: it says so, the course works to its end, and claims nothing."""
    learner = seat.launch()
    learner.reads(words)
    learner.kept()
    passes(seat, learner)
    learner.reads(KEPT)
    learner.leave()
    learner.reads("Your progress is kept in this browser.")


@pytest.mark.fault(
    "There is no API anywhere",
    targets="scorm12",
    sees="You are not in your learning system. Your progress is not being recorded; it is kept in this browser only.",
    kept="Progress, in this browser: for this visit, or for longer if the learner says that the computer is theirs",
    lms="Nothing: not attempted",
)
def test_no_api(sit: Take) -> None:
    seat: ScormSeat = sit("scorm12", module="check", shape="none")
    alone(seat, ALONE)
    assert (seat.lms.calls, seat.held().status) == ([], "not attempted")


@pytest.mark.fault(
    "The page around the course is of another origin, and every look at it throws",
    targets="scorm12",
    sees="You are not in your learning system. Your progress is not being recorded; it is kept in this browser only.",
    kept="Progress, in this browser: for this visit, or for longer if the learner says that the computer is theirs",
    lms="Nothing: not attempted",
)
def test_a_parent_that_throws(sit: Take) -> None:
    seat: ScormSeat = sit("scorm12", module="check", shape="cross-origin")
    alone(seat, ALONE)
    assert (seat.lms.calls, seat.held().status) == ([], "not attempted")


@pytest.mark.fault(
    "The launch names no endpoint, or nobody who learns",
    targets="xapi",
    sees="Your progress is not being recorded; it is kept in this browser only.",
    kept="Progress, in this browser: for this visit, or for longer if the learner says that the computer is theirs",
    lms="Nothing",
)
@pytest.mark.parametrize("actor", [None, "", "{spoilt", '{"name": "Ada"}', '{"mbox": []}'])
def test_nobody_to_tell_or_nobody_who_learns(
    sit: Take, monkeypatch: pytest.MonkeyPatch, actor: str | None
) -> None:
    seat: XapiSeat = sit("xapi", module="check")
    query = "" if actor is None else f"?endpoint={quote(seat.lrs.endpoint)}&actor={quote(actor)}"
    monkeypatch.setattr(seat, "url", lambda: seat.server.url() + query)
    alone(seat, "Your progress is not being recorded; it is kept in this browser only.")
    assert seat.lrs.requests == []


@pytest.mark.fault(
    "The API is in the window that opened the course, or many frames above it",
    targets="scorm12",
    sees="Sent to your learning system",
    kept="All, in this browser and in the learning system",
    lms="passed, with the score",
)
@pytest.mark.parametrize(
    ("shape", "depth"),
    [("opener", 0), ("frame", 20), ("popup", 3), ("frameset", 4), ("wrapper", 9)],
)
def test_the_api_is_found_wherever_it_stands(sit: Take, shape: str, depth: int) -> None:
    seat: ScormSeat = sit("scorm12", module="check", shape=shape, depth=depth)
    learner = seat.launch()
    passes(seat, learner)
    learner.reads(SENT)
    learner.leave()
    seat.desk.wait(lambda lms: lms.attempt.finished)
    assert (seat.held().status, seat.held().score) == ("passed", 100)
    assert seat.desk.refused() == []


@pytest.mark.fault(
    "The API answers with booleans or numbers instead of words",
    targets="scorm12",
    sees="Sent to your learning system",
    kept="All, in this browser and in the learning system",
    lms="passed, with the score",
)
@pytest.mark.parametrize("kind", ["string", "boolean", "number"])
def test_answers_of_any_type(sit: Take, kind: str) -> None:
    """Strings by the book, booleans and numbers in real life (facts §1.3)."""
    seat: ScormSeat = sit("scorm12", module="check")
    seat.lms.fault(returns=kind)
    passes(seat, learner := seat.launch())
    learner.reads(SENT)
    assert (seat.held().status, seat.held().score) == ("passed", 100)
    assert seat.desk.refused() == []


@pytest.mark.fault(
    "LMSInitialize is refused, or throws",
    targets="scorm12",
    sees="Your learning system did not open a session. Your progress is not being recorded; it is kept in this browser only.",
    kept="Progress, in this browser: for this visit, or for longer if the learner says that the computer is theirs",
    lms="Nothing: not attempted",
)
@pytest.mark.parametrize("way", ["refuse", "throw"])
def test_initialize_refused(sit: Take, way: str) -> None:
    seat: ScormSeat = sit("scorm12", module="check")
    seat.lms.fault(initialize=way)
    alone(seat, REFUSED)
    assert {call.function for call in seat.lms.calls} == {INITIALIZE}
    assert seat.held().status == "not attempted"


@pytest.mark.fault(
    "The AICC system sends no [Student_Data], so that its shim opens no session",
    targets="scorm12",
    sees="Your learning system did not open a session. Your progress is not being recorded; it is kept in this browser only.",
    kept="Progress, in this browser: for this visit, or for longer if the learner says that the computer is theirs",
    lms="Nothing",
)
def test_the_aicc_system_without_student_data(sit: Take) -> None:
    """Facts §7.2."""
    seat: ScormSeat = sit("scorm12", module="check", lms="aicc_shim")
    seat.lms.fault(student_data=False)
    alone(seat, REFUSED)


@pytest.mark.fault(
    "The LRS lets nobody in at launch (401, 403), has too much to do (429) or is broken (500)",
    targets="xapi",
    sees="Your learning system did not open a session. Your progress is not being recorded; it is kept in this browser only.",
    kept="Progress and what was answered, in this browser under the learner's own name",
    lms="Nothing at first; all of it with the next launch that works",
)
@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_an_lrs_that_lets_nobody_in(sit: Take, status: int) -> None:
    seat: XapiSeat = sit("xapi")
    seat.lrs.fail(status)
    learner = seat.launch()
    learner.reads(REFUSED)
    learner.start()
    learner.page(seat.course.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.kept()
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    assert (seat.lrs.statements, seat.held().state) == ([], "")
    seat.back()
    learner = seat.launch(ready=False)
    learner.press("Carry on from where this browser was, on " + today(seat))
    seat.saved()
    pages_done(seat, 1)
    assert seat.held().answers == ("first-steps/q-step",)
    assert seat.held().state


def today(seat: Seat) -> str:
    return str(
        seat.view.evaluate(
            "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })"
        )
    )


@pytest.mark.fault(
    "The LRS never answers at launch",
    targets="xapi",
    sees="The course at once; before long: Your learning system did not open a session. Your progress is not being recorded",
    kept="Progress and what was answered, in this browser under the learner's own name",
    lms="Nothing at first; all of it with the next launch that works",
)
def test_an_lrs_that_never_answers_at_launch(sit: Take) -> None:
    seat: XapiSeat = sit("xapi")
    seat.context.clock.install()
    seat.lrs.hold(on="activities/state")
    learner = seat.launch(ready=False)
    learner.at("Small steps")
    seat.lrs.wait(lambda lrs: any(each.method == "GET" for each in lrs.requests))
    seat.page.clock.run_for(10_000)
    learner.reads(REFUSED)
    seat.back()


@pytest.mark.fault(
    "The page is reloaded, and the learning system opens no second session",
    targets="scorm12",
    sees="Your learning system has ended this session. Open the course again from there; nothing is lost.",
    kept="All, in this browser, also what is done after the reload",
    lms="What was there before; the rest with the next launch",
)
def test_reload_where_no_second_session_opens(sit: Take) -> None:
    seat: ScormSeat = sit("scorm12", lms="aicc_shim")
    learner = first_page(seat)
    seat.view.evaluate("location.reload()")
    learner.reads(ENDED)
    learner.at("Sorting steps")
    pages_done(seat, 1)
    second_page(seat, learner)
    learner.kept()
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    assert seat.lms.attempt.location == "first-steps--sorting"
    there_again(seat, "More steps", 2)
    seat.saved()
    assert seat.lms.attempt.location == "more-steps--start"


@pytest.mark.fault(
    "The page is reloaded after the course was passed",
    targets="scorm12",
    sees="Sent to your learning system",
    kept="All, in this browser and in the learning system",
    lms="passed, with the score",
)
def test_reload_after_the_end(sit: Take) -> None:
    """What was sent is still called sent."""
    seat: ScormSeat = sit("scorm12", module="check", lms="aicc_shim")
    passes(seat, learner := seat.launch())
    learner.reads(SENT)
    seat.view.evaluate("location.reload()")
    learner.reads(ENDED)
    learner.at("You have finished")
    learner.reads(SENT)
    assert seat.held().status == "passed"


@pytest.mark.fault(
    "The page is reloaded where a second session opens, or none is needed",
    targets="scorm12, xapi, web",
    sees="The same page, with everything done",
    kept="All",
    lms="All",
)
def test_reload(seat: Seat) -> None:
    learner = first_page(seat)
    seat.view.evaluate("location.reload()")
    expect(seat.view.locator("#save-state")).not_to_be_empty()
    learner.at("Sorting steps")
    pages_done(seat, 1)
    second_page(seat, learner)
    seat.saved()


@pytest.mark.fault(
    "The browser takes the page back from its memory (back/forward cache)",
    targets="scorm12, xapi, web",
    sees="The same page, with everything done; the session is a new one, as after a reload",
    kept="All",
    lms="All",
)
def test_back_from_the_browsers_memory(seat: Seat) -> None:
    """Its session is over then: the page begins anew."""
    learner = first_page(seat)
    seat.view.evaluate(
        """() => { for (const type of ["pagehide", "pageshow"])
             dispatchEvent(new PageTransitionEvent(type, { persisted: true })) }"""
    )
    seat.wait_for_end()
    learner.at("Sorting steps")
    pages_done(seat, 1)
    second_page(seat, learner)
    seat.saved()
