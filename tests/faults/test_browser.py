"""The browser's own troubles: two tabs at once, storage blocked or full, a clock that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from lms.desk import Desk
from lms.learner import Learner
from lms.seats import ScormSeat, Seat, ServedSeat, Take, XapiSeat
from playwright.sync_api import expect

from .steps import first_page, pages_done, second_page, there_again

# As when "block all cookies" is on: merely naming the storages throws.
BLOCKED = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError") } });"""
FULL = (
    """() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") } }"""
)
BOX_WARNS = "Download your notes before you close this."


@contextmanager
def second_tab(seat: Seat) -> Iterator[Learner]:
    """The same learner opens the same course once more, beside the first; the tab is closed in the end."""
    if isinstance(seat, ScormSeat):
        desk = Desk(seat.lms, seat.context, seat.course.modules)
        learner = desk.launch()
        close = desk.close_tab
    else:
        assert isinstance(seat, ServedSeat)
        page = seat.context.new_page()
        page.goto(seat.url())
        expect(page.locator("#save-state")).not_to_be_empty()
        learner, close = Learner(page, seat.course.modules), page.close
    yield learner
    close()


def done_in(learner: Learner, count: int) -> None:
    expect(learner.view.get_by_text(f"{count} of 5 pages done").filter(visible=True)).to_be_visible()


@pytest.mark.fault(
    "The course is open in two tabs, and both are worked in",
    targets="scorm12, xapi, web",
    sees="In each tab what was done in the other",
    kept="All, in this browser",
    lms="The progress of both; of SCORM's list of answers those of the tab that wrote last",
)
def test_two_tabs(seat: Seat) -> None:
    one = first_page(seat)
    with second_tab(seat) as other:
        other.open(seat.course.page("more-steps", 1))
        other.page(seat.course.page("more-steps", 1))
        other.at("The check")
        done_in(one, 2)
        second_page(seat, one)
        done_in(other, 3)
        one.write("r-own", "One step at a time.")
        other.open(seat.course.page("more-steps", 0))
        box = other.exercise("r-own").get_by_role("textbox")
        expect(box).to_have_value("One step at a time.")
        box.press("End")
        box.press_sequentially(" And another.")
        box.blur()
        expect(one.exercise("r-own").get_by_role("textbox")).to_have_value("One step at a time. And another.")
        seat.saved()
    one.leave()
    seat.wait_for_end()
    learner = seat.launch()
    pages_done(seat, 3)
    learner.open(seat.course.page("more-steps", 1))
    expect(seat.view.get_by_role("checkbox", checked=True)).to_have_count(2)


@pytest.mark.fault(
    "The course is open in two tabs; a page is marked as done in one, and that is undone in the other",
    targets="scorm12, xapi, web",
    sees="Not done, in both",
    kept="Not done",
    lms="Not done",
)
def test_undone_in_another_tab(seat: Seat) -> None:
    one = first_page(seat)
    with second_tab(seat) as other:
        other.open(seat.course.page("first-steps", 0))
        other.press("Done (undo)")
        done_in(other, 0)
        done_in(one, 0)
        one.answer(seat.course.page("first-steps", 1).keys[0])
        seat.saved()
        done_in(other, 0)
    one.leave()
    seat.wait_for_end()
    learner = seat.launch()
    learner.open(seat.course.page("first-steps", 1))
    pages_done(seat, 0)
    learner.reads("Correct")


@pytest.mark.fault(
    "The course is passed in one tab; the other, opened before, is closed after it",
    targets="scorm12, xapi",
    sees="Sent to your learning system",
    kept="All",
    lms="passed, with the score: the older tab lowers nothing",
)
@pytest.mark.parametrize("target", ["scorm12", "xapi"])
def test_an_older_tab_is_closed_last(sit: Take, target: str) -> None:
    seat: Seat = sit(target, module="check")
    check = seat.course.module("check")
    one = seat.launch()
    with second_tab(seat) as other:
        other.saved()
        one.open(check.pages[0])
        one.take(check)
        one.reads("Passed")
        seat.until(status="passed", score=100)
        state = seat.until(status="passed").state
        one.leave()
        if isinstance(seat, ScormSeat):
            seat.desk.wait(lambda lms: lms.launches[0].finished)
        else:
            seat.wait_for_end()
        seen = len(seat.lrs.requests) if isinstance(seat, XapiSeat) else 0
    if isinstance(seat, ScormSeat):
        seat.desk.wait(lambda lms: all(each.finished for each in lms.launches))
    elif isinstance(seat, XapiSeat):
        seat.lrs.wait(lambda lrs: any(each.method == "PUT" and each.status for each in lrs.requests[seen:]))
    held = seat.has()
    assert (held.status, held.score, len(held.state)) == ("passed", 100, len(state))


@pytest.mark.fault(
    "The browser's storage is blocked",
    targets="scorm12, xapi",
    sees="At every box for notes: Download your notes before you close this. Else nothing: progress is sent.",
    kept="Nothing in this browser",
    lms="All but the notes",
)
def test_storage_is_blocked(tracked: Seat) -> None:
    seat = tracked
    seat.context.add_init_script(BLOCKED)
    learner = first_page(seat)
    second_page(seat, learner)
    learner.reads(BOX_WARNS)
    learner.write("r-own", "Into the hall.")
    seat.saved()
    learner.leave()
    learner.reads("Your progress has been sent.")
    learner.reads("Your notes are kept nowhere.")
    there_again(seat, "More steps", 2)


@pytest.mark.fault(
    "The browser's storage is blocked, and there is no learning system",
    targets="web",
    sees="Your progress is not being recorded, and this browser does not allow it to be kept. Download your notes before you close this. In the bar: Not kept",
    kept="Nothing; the notes can be downloaded",
    lms="There is none",
)
def test_storage_is_blocked_and_nobody_is_told(sit: Take) -> None:
    seat: Seat = sit("web")
    seat.context.add_init_script(BLOCKED)
    learner = seat.launch()
    learner.reads("this browser does not allow it to be kept")
    learner.start()
    learner.module(seat.course.module("first-steps"))
    learner.at("More steps")
    learner.reads(BOX_WARNS)
    learner.write("r-own", "A step down.")
    expect(seat.view.locator("#save-state")).to_have_text("Not kept")
    learner.leave()
    learner.reads("Your notes are kept nowhere.")
    takes_away(seat, "A step down.")


def takes_away(seat: Seat, text: str) -> None:
    with seat.page.expect_download() as download:
        seat.view.get_by_role("button", name="Download").filter(visible=True).click()
    assert Path(download.value.path()).stat().st_size > len(text)


@pytest.mark.fault(
    "The browser's storage becomes full in the middle",
    targets="scorm12, xapi",
    sees="At the box: Download your notes before you close this. Else nothing: progress is sent.",
    kept="What was there before; what is written now, until the page is closed",
    lms="All but the notes",
)
def test_storage_becomes_full(tracked: Seat) -> None:
    seat = tracked
    learner = first_page(seat)
    seat.view.evaluate(FULL)
    second_page(seat, learner)
    learner.reads(BOX_WARNS)
    seat.saved()
    learner.write("r-own", "Into the hall.")
    learner.leave()
    learner.reads("Your progress has been sent.")
    learner.reads("Your notes are kept nowhere.")
    there_again(seat, "More steps", 2)


@pytest.mark.fault(
    "The browser's storage becomes full while a note is written, and there is no learning system",
    targets="web",
    sees="Your progress is not being recorded, and this browser does not allow it to be kept. In the bar: Not kept. At the box: Download your notes before you close this.",
    kept="What was there before",
    lms="There is none",
)
def test_storage_becomes_full_and_nobody_is_told(sit: Take) -> None:
    seat: Seat = sit("web")
    learner = first_page(seat)
    learner.open(seat.course.page("more-steps", 0))
    learner.reads("Kept in this browser only.")
    seat.view.evaluate(FULL)
    learner.write("r-own", "Into the hall.")
    learner.reads(BOX_WARNS)
    expect(seat.view.locator("#course--banner")).to_contain_text(
        "Your progress is not being recorded, and this browser does not allow it to be kept."
    )
    expect(seat.view.locator("#save-state")).to_have_text("Not kept")
    learner.leave()
    learner.reads("This browser does not allow your progress to be kept.")
    learner = seat.launch()
    pages_done(seat, 1)


@pytest.mark.fault(
    "The computer's clock is years behind, then years ahead, then right",
    targets="scorm12, xapi, web",
    sees="Everything that was done, on every launch; the last text of every note",
    kept="All",
    lms="All",
)
def test_the_clock_is_wrong(seat: Seat) -> None:
    seat.context.clock.install(time=datetime(2026, 11, 21, 9))
    learner = first_page(seat)
    second_page(seat, learner)
    learner.write("r-own", "First.")
    seat.saved()
    learner.leave()
    for year, text, done in ((2011, "Second.", 2), (2041, "Third.", 2), (2026, "Fourth.", 2)):
        seat.context.clock.set_system_time(datetime(year, 11, 21, 10))
        learner = seat.launch()
        learner.resume("More steps")
        pages_done(seat, done)
        learner.write("r-own", text)
        learner.open(seat.course.page("first-steps", 1))
        learner.open(seat.course.page("more-steps", 0))
        seat.saved()
        learner.leave()
    learner = seat.launch()
    learner.resume("More steps")
    expect(learner.exercise("r-own").get_by_role("textbox")).to_have_value("Fourth.")
    learner.done()
    learner.at("Several at once")
    pages_done(seat, 3)
    seat.saved()
