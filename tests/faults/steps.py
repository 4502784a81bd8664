"""What learners do in many of these tests, and the sentences they read."""

from __future__ import annotations

from lms.learner import Learner
from lms.seats import Seat
from playwright.sync_api import expect

LOST = "We cannot save your progress right now. Keep this window open: we will keep trying."
AGAIN = "Your progress is being saved again."
ALONE = "You are not in your learning system. Your progress is not being recorded; it is kept in this browser only."
REFUSED = "Your learning system did not open a session. Your progress is not being recorded"
ENDED = "Your learning system has ended this session. Open the course again from there; nothing is lost."
SENT = "Sent to your learning system"
UNSENT = "Not yet sent to your learning system. Keep this window open."
KEPT = "Kept in this browser. Not sent to a learning system."
MINE = "This is my own computer: keep it"


def first_page(seat: Seat) -> Learner:
    """Launched for the first time; the first of five pages is done, the second open, all saved."""
    learner = seat.launch()
    if not seat.tracked:
        learner.press(MINE)
    learner.start()
    learner.page(seat.course.page("first-steps", 0))
    learner.at("Sorting steps")
    seat.saved()
    return learner


def second_page(seat: Seat, learner: Learner) -> None:
    """From "Sorting steps" to the next page."""
    learner.page(seat.course.page("first-steps", 1))
    learner.at("More steps")


def pages_done(seat: Seat, count: int) -> None:
    """As the map says it."""
    expect(seat.view.get_by_text(f"{count} of 5 pages done").filter(visible=True)).to_be_visible()


def there_again(seat: Seat, title: str = "Sorting steps", done: int = 1) -> Learner:
    """Opened once more: everything is there, and the learner with it."""
    learner = seat.launch()
    learner.resume(title)
    pages_done(seat, done)
    return learner


def passes(seat: Seat, learner: Learner) -> None:
    """The module "The check" alone, from its first page to the result."""
    learner.course = [seat.course.module("check")]
    learner.start()
    learner.finish()
