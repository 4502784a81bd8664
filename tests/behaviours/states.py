"""The states that a learner can bring the course into: chapters of steps, each going on from where the last one ended.

All are walked in the xAPI package: it stands in a window of its own, and has whatever a learning system brings along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lms.courses import Packages
from lms.learner import Learner
from lms.seats import Seat
from playwright.sync_api import Locator, expect

from .conftest import Sit
from .probes import USUAL

Step = Callable[[Seat], None]

WATCHED = "I have watched this, or read the text"


def learner(seat: Seat) -> Learner:
    return Learner(seat.view, seat.course.modules)


def main(seat: Seat) -> Locator:
    return seat.view.get_by_role("main")


def press(seat: Seat, name: str) -> None:
    main(seat).get_by_role("button", name=name, exact=True).filter(visible=True).first.click()


def to(seat: Seat, identity: str) -> None:
    """To a page by its address, as a link would."""
    seat.view.evaluate("id => { location.hash = id; }", identity)
    expect(seat.view.locator(f"article.current#{identity}")).to_be_visible()


# ------------------------------------------------------------------ reading and practice


def cover(seat: Seat) -> None:
    seat.launch()
    seat.saved()


def first_page(seat: Seat) -> None:
    learner(seat).start()
    learner(seat).at("Coming in")


def details_open(seat: Seat) -> None:
    main(seat).get_by_text("Why wait").click()


def question_new(seat: Seat) -> None:
    to(seat, "coming-in--consent")


def question_error(seat: Seat) -> None:
    seat.view.locator("#q-consent").get_by_role("button", name="Check answer").click()
    expect(seat.view.locator("#q-consent .error")).to_be_visible()


def question_wrong(seat: Seat) -> None:
    page = seat.course.page("coming-in", 1)
    learner(seat).answer(page.keys[0], right=False)


def question_hint(seat: Seat) -> None:
    seat.view.locator("#q-consent .exercise-hint summary").click()


def question_shown(seat: Seat) -> None:
    press(seat, "Show the answer")


def question_partly(seat: Seat) -> None:
    seat.view.locator("#q-several").get_by_role("checkbox").first.check()
    seat.view.locator("#q-several").get_by_role("button", name="Check answer").click()
    expect(seat.view.locator("#q-several").get_by_role("heading", name="Partly right")).to_be_focused()


def page_missing(seat: Seat) -> None:
    learner(seat).done()
    expect(seat.view.locator("article.current .todo")).to_be_focused()


def sort_wrong(seat: Seat) -> None:
    learner(seat).answer(seat.course.page("coming-in", 1).keys[2], right=False)


def questions_right(seat: Seat) -> None:
    for key in seat.course.page("coming-in", 1).keys:
        learner(seat).answer(key)


def film_poster(seat: Seat) -> None:
    learner(seat).done()
    learner(seat).at("A film about doors")


def film_blocked(seat: Seat) -> None:
    seat.page.clock.install()
    with seat.page.expect_event("requestfailed", lambda request: "youtube" in request.url):
        press(seat, "Play video (YouTube)")
    expect(seat.view.locator("iframe")).to_be_focused()
    seat.page.clock.fast_forward(10_000)
    expect(seat.view.locator(".video .error")).to_be_visible()
    # What was asked of the film's host is what this state is about.
    seat.strangers.clear()
    seat.console.clear()


def film_watched(seat: Seat) -> None:
    press(seat, WATCHED)
    main(seat).locator(".video-words summary").click()


def reading_done(seat: Seat) -> None:
    learner(seat).done()
    learner(seat).at("Nothing to answer")
    learner(seat).done()
    learner(seat).at("Thoughts")
    to(seat, "coming-in--reading")


def reflection_new(seat: Seat) -> None:
    """Asks who may keep what is written."""
    to(seat, "coming-in--thoughts")
    expect(main(seat).get_by_role("radio").first).to_be_visible()


def reflection_written(seat: Seat) -> None:
    learner(seat).write("r-thoughts", "Nobody knocked.\n\nI would have liked it.")


def recall(seat: Seat) -> None:
    to(seat, "staying--start")


def true_false_right(seat: Seat) -> None:
    learner(seat).answer(seat.course.page("staying", 0).keys[0])


def record(seat: Seat) -> None:
    to(seat, "staying--record")


# ------------------------------------------------------------------ the test and the end


def exam_terms(seat: Seat) -> None:
    seat.launch()
    to(seat, "check--start")


def exam_begun(seat: Seat) -> None:
    press(seat, "Start the test")
    expect(seat.view.locator("#c-one")).to_be_visible()


def exam_unanswered(seat: Seat) -> None:
    to(seat, "course--test-3")


def exam_answered(seat: Seat) -> None:
    to(seat, "check--start")
    for key in seat.course.page("check", 0).keys:
        learner(seat).choose(key, right=key.id == "c-one")
    to(seat, "course--test-3")


def exam_failed(seat: Seat) -> None:
    press(seat, "Submit my answers")
    learner(seat).at("Your result")


def finish_open(seat: Seat) -> None:
    to(seat, "course--finish")


def exam_passed(seat: Seat) -> None:
    to(seat, "check--start")
    learner(seat).take(seat.course.module("check"), again=True)


def exam_reviewed(seat: Seat) -> None:
    """The questions again, with their answers."""
    to(seat, "check--start")


def finished(seat: Seat) -> None:
    for module in seat.course.modules[:2]:
        for number, page in enumerate(module.pages):
            to(seat, f"{module.slug}--{page.id or ('start' if not number else '')}")
            for key in page.keys:
                learner(seat).answer(key)
            if page.id == "film":
                press(seat, WATCHED)
            learner(seat).done()
    to(seat, "course--finish")
    learner(seat).at("You have finished")
    learner(seat).reads("Sent to your learning system")


def back_for_review(seat: Seat) -> None:
    seat.launch()
    expect(learner(seat).panel("Welcome back.")).to_be_visible()


def exam_spent(seat: Seat) -> None:
    seat.launch()
    to(seat, "check--start")
    for again in (False, True, True):
        to(seat, "check--start")
        learner(seat).take(seat.course.module("check"), wrong=["c-one", "c-two", "c-three"], again=again)


def finish_failed(seat: Seat) -> None:
    to(seat, "course--finish")
    learner(seat).at("You have not passed the test")


# ------------------------------------------------------------------ the shell


def notes_empty(seat: Seat) -> None:
    seat.launch()
    to(seat, "course--notes")


def notes_full(seat: Seat) -> None:
    to(seat, "coming-in--thoughts")
    learner(seat).write("r-thoughts", "Nobody knocked.")
    learner(seat).write("r-other", "Knock, wait, and say my name.")
    to(seat, "course--notes")


def notes_delete(seat: Seat) -> None:
    press(seat, "Delete my notes")


def help_page(seat: Seat) -> None:
    to(seat, "course--help")


def accessibility_page(seat: Seat) -> None:
    to(seat, "course--accessibility")


def connection_lost(seat: Seat) -> None:
    to(seat, "coming-in--reading")
    seat.away()
    learner(seat).done()
    expect(seat.view.locator("#course--banner")).to_be_visible()
    seat.console.clear()  # the browser itself reports what was refused


def left_unsent(seat: Seat) -> None:
    learner(seat).leave()
    seat.console.clear()


def left_sent(seat: Seat) -> None:
    seat.back()
    seat.view.locator("#course--left [data-do=exit]").dispatch_event("click")
    learner(seat).reads("Your progress has been sent.")
    seat.console.clear()


def welcome_back(seat: Seat) -> None:
    seat.launch()
    expect(learner(seat).panel("Welcome back.")).to_be_visible()


def asked_who_wins(seat: Seat) -> None:
    """The learning system is blank, and this browser is not."""
    seat.saved()
    seat.forget()
    seat.launch(ready=False)
    expect(seat.view.locator(".panel.ask")).to_be_visible()


def not_recorded(seat: Seat) -> None:
    """Opened without a learning system."""
    press(seat, "Start afresh")
    seat.page.goto("about:blank")
    seat.page.goto(seat.server.url())  # type: ignore[attr-defined]
    expect(seat.view.locator("#course--banner")).to_be_visible()


def in_order(seat: Seat) -> None:
    """Everything but the first page is locked, and one of the locked ones has been pressed."""
    seat.launch().start()
    seat.view.get_by_role("link", name="Thoughts").press("Enter")
    expect(seat.view.get_by_role("status")).to_have_text("Finish ‘Coming in’ first")


CHAPTERS: dict[str, Sequence[Step]] = {
    "reading": (cover, first_page, details_open, question_new, page_missing, question_error, question_wrong,
                question_hint, question_shown, question_partly, sort_wrong, questions_right, film_poster,
                film_blocked, film_watched, reading_done, reflection_new, reflection_written, recall,
                true_false_right, record),
    "test": (exam_terms, exam_begun, exam_unanswered, exam_answered, exam_failed, finish_open, exam_passed,
             exam_reviewed, finished, back_for_review),
    "failed": (exam_spent, finish_failed),
    "shell": (notes_empty, notes_full, notes_delete, help_page, accessibility_page, connection_lost, left_unsent,
              left_sent, welcome_back, asked_who_wins, not_recorded),
    "locks": (in_order,),
}  # fmt: skip


def walk(sit: Sit, in_order: Packages, chapter: str, **more: object) -> Iterator[tuple[str, Seat]]:
    """The states of a chapter, one after another, as the learner leaves them."""
    seat = sit("xapi", *([in_order] if chapter == "locks" else []), **more)
    for step in CHAPTERS[chapter]:
        step(seat)
        yield step.__name__, seat


def show(seat: Seat, width: int = 1280, height: int = 800, **media: str) -> None:
    """The same state in another window or with other settings of the system; what is not named is as usual."""
    seat.page.set_viewport_size({"width": width, "height": height})
    seat.page.emulate_media(**USUAL | media)  # type: ignore[arg-type]
