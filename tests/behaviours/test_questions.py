"""Questions as a learner meets them: native controls, errors, feedback, another go, no dragging (PLAYER 19-24, 27)."""

from __future__ import annotations

import re

import pytest
from lms.courses import Packages, edited, pack, write
from lms.learner import Learner
from lms.seats import Seat
from playwright.sync_api import Locator, expect

from .conftest import Sit
from .course import DOORWAYS
from .probes import probe

ONE, SEVERAL, SORT = "q-consent", "q-several", "s-ways"
HUNDRED = re.compile("You scored 100")

# Where everything stands that is above the feedback: sides and corners in the document, in whole pixels.
PLACES = """(card) => [...card.querySelectorAll(
    ".label, legend, .exercise-how, .option, .sort-row, label, select, .exercise-hint, [type=submit]")]
  .map((each) => { const box = each.getBoundingClientRect();
    return [each.textContent.trim().slice(0, 12), ...[box.left, box.top + scrollY, box.width].map(Math.round)]; })
  .map(([, ...box]) => box.join(" "))"""


def questions(seat: Seat) -> Learner:
    """At the page with one of each kind."""
    learner = seat.launch()
    learner.open(seat.course.page("coming-in", 1))
    return learner


def check(card: Locator) -> Locator:
    """Presses "Check answer"; the box that then follows."""
    card.get_by_role("button", name="Check answer").click()
    return card.locator(".feedback")


def sort(card: Locator, **homes: str) -> None:
    for item, home in homes.items():
        card.get_by_role("combobox", name=item).select_option(label=home)


@pytest.mark.behaviour(19)
def test_questions_are_native_controls(seat: Seat) -> None:
    learner = questions(seat)
    keys = seat.page.keyboard
    group = learner.view.get_by_role("group", name="May you go in?", exact=True)
    radios = group.get_by_role("radio")
    assert [each.evaluate("each => each.labels[0].innerText.trim()") for each in radios.all()] == [
        "Yes, at once",
        "After a knock",
    ]
    expect(group.get_by_text("After a knock")).to_be_visible()
    boxes = learner.view.get_by_role("group", name="What belongs to coming in?", exact=True)
    expect(boxes.get_by_role("checkbox")).to_have_count(3)
    expect(boxes.get_by_text("Select all that apply.")).to_be_visible()
    expect(boxes).to_have_accessible_description("Select all that apply.")
    assert learner.view.locator("form :is([aria-label], [aria-labelledby], [role])").count() == 0
    row = group.locator(".option").nth(1)
    box = row.bounding_box()
    assert box
    row.click(position={"x": box["width"] - 4, "y": box["height"] / 2})
    expect(radios.nth(1)).to_be_checked()
    keys.press("ArrowUp")
    expect(radios.nth(0)).to_be_checked()
    expect(radios.nth(0)).to_be_focused()
    boxes.get_by_role("checkbox").nth(1).focus()
    keys.press("Space")
    expect(boxes.get_by_role("checkbox").nth(1)).to_be_checked()
    keys.press("Space")
    expect(boxes.get_by_role("checkbox").nth(1)).not_to_be_checked()


@pytest.mark.behaviour(20)
def test_a_missing_answer_is_said_where_it_is_missing(seat: Seat) -> None:
    learner = questions(seat)
    card = learner.exercise(ONE)
    expect(card.get_by_role("button", name="Check answer")).to_be_enabled()
    check(card)
    group = card.get_by_role("group", name="May you go in?", exact=True)
    error = card.get_by_text("Select an answer", exact=True)
    expect(error).to_be_visible()
    expect(group).to_have_accessible_description("Select an answer")
    expect(group).to_have_attribute("aria-invalid", "true")
    expect(seat.page).to_have_title(re.compile("^Error: Consent – Coming in$"))
    expect(card.get_by_role("radio").first).to_be_focused()
    above, first = error.bounding_box(), card.locator(".option").first.bounding_box()
    assert above
    assert first
    assert above["y"] < first["y"]
    expect(card.locator(".feedback")).to_be_hidden()
    # another question is answered: this error stays, and so does the title
    learner.answer(seat.course.page("coming-in", 1).keys[1])
    expect(error).to_be_visible()
    expect(seat.page).to_have_title("Error: Consent – Coming in")
    learner.answer(seat.course.page("coming-in", 1).keys[0])
    expect(error).to_be_hidden()
    assert group.get_attribute("aria-invalid") is None
    expect(seat.page).to_have_title("Consent – Coming in")


@pytest.mark.behaviour(20)
def test_a_page_that_cannot_be_done_yet_lists_what_is_open(seat: Seat) -> None:
    """An error summary, with a link to each question."""
    learner = questions(seat)
    consent = seat.course.page("coming-in", 1)
    learner.answer(consent.keys[1])
    learner.done()
    learner.at("Consent")
    expect(seat.page).to_have_title("Error: Consent – Coming in")
    summary = learner.view.locator(":focus")
    expect(summary).to_contain_text("2 things on this page are still to do:")
    links = summary.get_by_role("link")
    expect(links).to_have_text(["May you go in?", "Which way does it go?"])
    links.nth(1).click()
    card = learner.exercise(SORT)
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(seat.page).to_have_title("Error: Consent – Coming in")
    for key in (consent.keys[0], consent.keys[2]):
        learner.answer(key)
    expect(learner.view.get_by_text("still to do")).to_be_hidden()
    expect(seat.page).to_have_title("Consent – Coming in")
    learner.done()
    learner.at("A film about doors")


@pytest.mark.behaviour(21)
@pytest.mark.parametrize("width", [320, 1280])
def test_feedback_is_where_the_learner_is(sit: Sit, target: str, width: int) -> None:
    seat = sit(target, width=width)
    learner = questions(seat)
    keys = seat.course.page("coming-in", 1).keys
    for key, right, said in (
        (keys[0], False, "Not quite"),
        (keys[0], True, "Correct"),
        (keys[1], False, "Not quite"),
        (keys[1], True, "Correct"),
        (keys[2], False, "Not quite"),
        (keys[2], True, "Correct"),
    ):
        card = learner.exercise(key.id)
        learner.choose(key, right)
        before = card.evaluate(PLACES)
        box = check(card)
        heading = box.get_by_role("heading", name=said)
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
        assert card.evaluate(PLACES) == before, (key.id, right)
        above = card.get_by_role("button", name="Check answer").bounding_box()
        below = box.bounding_box()
        assert above
        assert below
        assert below["y"] >= above["y"] + above["height"]
        expect(box.get_by_role("button", name="Continue" if right else "Try again")).to_be_visible()


# Whatever stands over the page, or shuts it off (PAINS 24).
OVER = """() => [...document.querySelectorAll(
    "dialog, :modal, [role=dialog], [role=alertdialog], [aria-modal], [popover], [inert]")].length"""


@pytest.mark.behaviour(8, 21)
def test_feedback_is_a_part_of_the_page_and_no_window_over_it(seat: Seat) -> None:
    """Nor does the browser ask whether to leave, after whatever was chosen or written (PAINS 24)."""
    learner = questions(seat)
    card = learner.exercise(ONE)
    check(card)
    assert learner.view.evaluate(OVER) == 0
    for right, said in ((False, "Not quite"), (True, "Correct")):
        learner.answer(seat.course.page("coming-in", 1).keys[0], right)
        box = card.locator(".feedback")
        assert learner.view.evaluate(OVER) == 0
        assert box.evaluate("each => getComputedStyle(each).position") == "static"
        # it neither goes away by itself or by Escape, nor keeps the learner in it
        seat.page.keyboard.press("Escape")
        expect(box.get_by_role("heading", name=said)).to_be_focused()
        seat.page.keyboard.press("Tab")
        expect(box.get_by_role("button").first).to_be_focused()
        seat.page.keyboard.press("Shift+Tab")
        seat.page.keyboard.press("Shift+Tab")
        expect(card.locator(":focus")).to_have_count(1)
        expect(box.locator(":focus")).to_have_count(0)
        expect(box).to_be_visible()
    learner.done()
    assert learner.view.evaluate(OVER) == 0
    learner.open(seat.course.page("coming-in", 4))
    learner.exercise("r-thoughts").get_by_role("textbox").press_sequentially("Twice.")
    seat.page.reload()
    expect(learner.view.locator("#save-state")).not_to_be_empty()
    assert seat.dialogs == []


@pytest.mark.behaviour(21)
def test_continue_goes_on_to_what_follows(sit: Sit, target: str) -> None:
    """Also for those who see it: what follows comes into view."""
    seat = sit(target, width=320, height=480)
    learner = questions(seat)
    for key, after in (
        (seat.course.page("coming-in", 1).keys[0], SEVERAL),
        (seat.course.page("coming-in", 1).keys[1], SORT),
    ):
        learner.answer(key)
        learner.exercise(key.id).get_by_role("button", name="Continue").click()
        following = learner.exercise(after)
        expect(following).to_be_focused()
        expect(following.get_by_text("Question", exact=True)).to_be_in_viewport(ratio=1)


SCREENS: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "print": {"media": "print"},
}


@pytest.mark.behaviour(22)
def test_right_and_wrong_are_words_and_icons(seat: Seat) -> None:
    """So that they are there in grey, in forced colours and on paper."""
    learner = questions(seat)
    keys = seat.course.page("coming-in", 1).keys
    learner.answer(keys[0], right=False)
    learner.exercise(ONE).get_by_role("button", name="Show the answer").click()
    learner.answer(keys[1])
    learner.answer(keys[2], right=False)
    wanted = {
        ONE: {"Yes, at once": "Your answer – not right", "After a knock": "Correct answer"},
        SEVERAL: {"Knocking": "Your answer – correct", "Saying your name": "Your answer – correct"},
        SORT: {"Arriving": "Belongs in: In", "Visiting": "Belongs in: In", "Leaving": "Belongs in: Out"},
    }
    usual = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
    for screen, media in SCREENS.items():
        seat.page.emulate_media(**(usual | media))  # type: ignore[arg-type]
        for name, rows in wanted.items():
            card = learner.exercise(name)
            expect(card.locator(".exercise-mark")).to_have_count(len(rows))
            for row, words in rows.items():
                mark = card.locator(".option, .sort-row").filter(has_text=row).locator(".exercise-mark")
                expect(mark.get_by_text(words, exact=True)).to_be_visible()
                expect(mark.locator("svg")).to_be_visible()
                # the icon is drawn in the colour of its words, which is told from the ground below
                assert mark.evaluate(
                    "each => getComputedStyle(each.firstChild).stroke === getComputedStyle(each).color"
                )
            for box in card.locator(".feedback h2").all():
                expect(box.locator("svg")).to_be_visible()
        assert probe(learner.view, "faint") == [], screen


@pytest.mark.behaviour(23)
def test_feedback_says_why(seat: Seat) -> None:
    """Of the option chosen, then the right one with its reason; that authors write them: Q106, Q107 (tests/checks)."""
    learner = questions(seat)
    keys = seat.course.page("coming-in", 1).keys
    card = learner.exercise(ONE)
    learner.answer(keys[0], right=False)
    box = card.locator(".feedback")
    expect(box).to_contain_text("Ask first: it is their room.")
    expect(box).to_contain_text("Think whose room it is.")
    expect(box).not_to_contain_text("A knock asks.")
    expect(box).not_to_contain_text("knocking asks.")
    box.get_by_role("button", name="Show the answer").click()
    expect(box.get_by_role("heading", name="The answer")).to_be_focused()
    expect(card.locator(".option").filter(has_text="After a knock")).to_contain_text("Correct answer")
    expect(box).to_contain_text("A knock asks.")
    expect(box).to_contain_text("knocking asks.")
    learner.answer(keys[0])
    expect(box).to_contain_text("Yes. A knock asks.")
    expect(box).to_contain_text("knocking asks.")
    card = learner.exercise(SEVERAL)
    card.get_by_role("checkbox", name="Knocking").check()
    box = check(card)
    expect(box.get_by_role("heading", name="Partly right")).to_be_focused()
    expect(box).to_contain_text("You have found 1 of 2 right answers.")
    expect(box).to_contain_text("It asks.")
    expect(box).not_to_contain_text("It tells them who you are.")
    learner.answer(keys[2], right=False)
    expect(learner.exercise(SORT).locator(".feedback")).to_contain_text("in is towards the middle.")


BLAME = re.compile(
    r"\b(wrong|incorrect|fail(ed|ure)?|bad|mistake|false|sorry|unfortunately|try harder)\b", re.I
)


@pytest.mark.behaviour(24)
def test_practice_can_be_tried_again_and_again(seat: Seat) -> None:
    learner = questions(seat)
    key = seat.course.page("coming-in", 1).keys[0]
    card = learner.exercise(ONE)
    for _ in range(9):
        learner.answer(key, right=False)
        assert not BLAME.search(card.inner_text())
        card.get_by_role("button", name="Try again").click()
        # the earlier choice is still made, and what was said about it still stands while another is made
        radio = card.get_by_role("radio", name="Yes, at once")
        expect(radio).to_be_focused()
        expect(radio).to_be_checked()
        expect(card.locator(".feedback")).to_contain_text("Ask first: it is their room.")
    card.get_by_role("radio", name="After a knock").check()
    expect(card.locator(".feedback")).to_contain_text("Ask first: it is their room.")
    expect(card.locator(".exercise-mark")).to_have_count(0)
    learner.answer(key)


@pytest.mark.behaviour(24)
def test_another_go_begins_where_something_can_be_chosen(seat: Seat) -> None:
    """Also where every tick has been taken away meanwhile; a sort begins at what does not fit yet."""
    learner = questions(seat)
    learner.answer(seat.course.page("coming-in", 1).keys[1], right=False)
    card = learner.exercise(SEVERAL)
    card.get_by_role("checkbox", name="Whistling").uncheck()
    card.get_by_role("button", name="Try again").click()
    expect(card.get_by_role("checkbox").first).to_be_focused()
    card = learner.exercise(SORT)
    sort(card, Arriving="In", Visiting="Out", Leaving="Out")
    check(card).get_by_role("button", name="Try again").click()
    expect(card.get_by_role("combobox", name="Visiting")).to_be_focused()


@pytest.mark.behaviour(27)
def test_nothing_needs_to_be_dragged(seat: Seat) -> None:
    """By keys alone, and by clicks; the focus stays with the item, and Status says where it is now."""
    learner = questions(seat)
    card = learner.exercise(SORT)
    keys, status = seat.page.keyboard, learner.view.get_by_role("status")
    assert learner.view.locator("[draggable=true]").count() == 0
    card.get_by_role("combobox").first.focus()
    for item, home in {"Visiting": "In", "Leaving": "Out", "Arriving": "In"}.items():
        select = card.get_by_role("combobox", name=item)
        expect(select).to_be_focused()
        keys.press("ArrowDown")
        if home == "Out":
            keys.press("ArrowDown")
        expect(select).to_have_value(re.compile("."))
        expect(select).to_be_focused()
        expect(status).to_have_text(f"‘{item}’ is now in ‘{home}’.")
        keys.press("Tab")
    expect(card.get_by_role("button", name="Check answer")).to_be_focused()
    keys.press("Enter")
    expect(card.get_by_role("heading", name="Correct")).to_be_focused()
    sort(card, Leaving="In")
    expect(status).to_have_text("‘Leaving’ is now in ‘In’.")


@pytest.fixture(scope="session")
def reworded(doorways: Packages, tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The next version: a question asks something else, and another has its right answer moved."""
    lock = (doorways.folder / "course.lock").read_text("utf-8")
    texts = edited(
        edited(edited(DOORWAYS, course=("1.4.0", "1.5.0")), coming=("May you go in?", "May you go in now?")),
        check=("- [x] A knock\n  > Yes.\n- [ ] A whistle", "- [ ] A knock\n  > Yes.\n- [x] A whistle"),
    )
    folder = tmp_path_factory.mktemp("reworded") / "course"
    return pack(write(folder, texts | {"course.lock": lock}))


@pytest.mark.behaviour(45)
def test_a_question_that_changed_since_says_so(seat: Seat, reworded: Packages) -> None:
    """What was marked against other words is not marked again; the result stays (TRACKING.md, Identity and the lock)."""
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    learner.open(seat.course.page("coming-in", 1))
    for key in seat.course.page("coming-in", 1).keys:
        learner.answer(key)
    learner.done()
    learner.open(seat.course.page("check", 0))
    learner.take(seat.course.module("check"))
    learner.reads(HUNDRED)
    seat.saved()
    learner.leave()

    seat.publish(reworded)
    learner = seat.launch()
    learner.open(reworded.page("coming-in", 1))
    card = learner.exercise(ONE)
    expect(card).to_contain_text(
        "This question has changed since you answered it. Your result stays; you can answer it again."
    )
    expect(card.get_by_role("radio", name="After a knock")).to_be_checked()
    expect(card.locator(".exercise-mark")).to_have_count(0)
    expect(learner.exercise(SEVERAL)).not_to_contain_text("has changed since")
    expect(learner.view.get_by_role("button", name="Continue", exact=True).last).to_be_visible()
    learner.answer(reworded.page("coming-in", 1).keys[0])
    expect(card).not_to_contain_text("has changed since")
    # the test stays passed with the score it had, though its key is another now
    learner.open(reworded.page("check", 0))
    card = learner.exercise("c-one")
    expect(card).to_contain_text("This question has changed since you answered it.")
    expect(card).not_to_contain_text("you can answer it again")
    learner.view.get_by_role("navigation").get_by_role("link", name="Submit and result").click()
    learner.at("Your result")
    learner.reads("Passed")
    learner.reads(HUNDRED)
    if seat.tracked:
        seat.saved()
        held = seat.held()
        assert held
        assert held.score == 100
