"""A match, an order and an answer: what authors may write, and what learners meet (PLAYER 19-24, 27)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from builder.blocks.answer.forms import folded, number_of
from builder.blocks.match import Match
from builder.blocks.order import Order

from .conftest import Open, Opened
from .course import TEST, course_of, example, findings_of, site_of
from .exercise_mistakes import PAIRS, STEPS, answer, directive


def test_what_is_accepted_needs_no_reason_and_pairs_and_steps_need_none() -> None:
    assert findings_of(answer("- [x] tea\n- [x] chai\n")) == []
    assert findings_of(directive("match", PAIRS)) == []
    assert findings_of(directive("order", STEPS)) == []


# ------------------------------------------------------------------ reading


def test_feedback_of_a_pair_may_stand_below_either_of_the_two() -> None:
    for feedback in ("  > Why.\n", "    > Why.\n"):
        html = site_of(directive("match", PAIRS + feedback)).document.context["modules"][0]["pages"][0][
            "html"
        ]
        assert 'Silent</b> goes with: <b>Safety</b></p><div class="exercise-reason"><p>Why.' in html


@pytest.mark.parametrize("count", range(3, 13))
def test_an_order_is_never_shown_as_it_is_nor_backwards(count: int) -> None:
    for words in (["a", "b", "c"], ["one", "two", "three", "four", "five", "six"], ["ax", "bw", "cv", "du"]):
        steps = [words[n % len(words)] + str(n // len(words)) for n in range(count)]
        for written in (steps, steps[::-1], sorted(steps)):
            (block,) = (
                course_of(directive("order", "".join(f"- {each}\n" for each in written)))
                .modules[0]
                .pages[0]
                .blocks
            )
            assert isinstance(block, Order)
            shown = [each.plain for each in block.mixed()]
            assert sorted(shown) == sorted(written)
            assert shown not in (written, written[::-1])
            assert sum(a == b for a, b in zip(shown, written, strict=True)) <= 1


def test_partners_are_not_offered_in_the_order_of_their_items() -> None:
    for partners in (["a", "b"], ["b", "a"], ["a", "b", "c", "d"]):
        body = "".join(f"- item {n}\n  - {each}\n" for n, each in enumerate(partners))
        (block,) = course_of(directive("match", body)).modules[0].pages[0].blocks
        assert isinstance(block, Match)
        assert [each.plain for each in block.mixed()] != partners


def test_activities_are_of_the_kinds_that_scorm_and_xapi_know() -> None:
    match, order = (site_of(example(kind)).activities[0] for kind in ("match", "order"))
    assert (match.kind, order.kind) == ("matching", "sequencing")
    assert [each.text for each in order.targets] == ["1", "2", "3", "4", "5"]
    assert order.pairs == tuple((each, each) for each in range(1, 6))
    assert match.pairs == ((1, 1), (2, 2), (3, 3))
    assert [each.id for each in match.choices] == ["late", "silent", "item-3"]
    assert [each.id for each in match.targets] == ["home", "partner-2", "partner-3"]
    word, number, exact = site_of(example("answer")).activities
    assert (word.kind, word.correct, [each.text for each in word.choices]) == (
        "fill-in", (1, 2), ["restorative", "relational", "punitive"],
    )  # fmt: skip
    assert (number.kind, number.correct, number.margin, number.sure) == ("numeric", (1,), 5, True)
    assert (exact.kind, exact.margin, exact.points, exact.required) == ("numeric", 0, 2, False)


@pytest.mark.parametrize(
    ("text", "same"),
    [("Café  au-lait!", "cafe au lait"), ("ﬁve", "FIVE"), ("don’t", "DON'T"), ("Ysbyty Tŵr", "ysbyty twr")],
)
def test_folding(text: str, same: str) -> None:
    assert folded(text) == folded(same) != ""


@pytest.mark.parametrize(
    ("text", "number"),
    [("80", "80"), ("80 %", "80"), ("£1,000.50", "1000.50"), ("1 000", "1000"), ("1,5", "1.5"), ("−3", "-3"),
     (".5", "0.5"), ("about, 80.", "80"), ("7 or 8", None), ("10-20", None), ("1.000,50", None), ("eighty", None)],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: str | None) -> None:
    found = number_of(text)
    assert (found is None) == (number is None)
    assert found is None or str(found + 0) == number


# ------------------------------------------------------------------ in the browser


def focused(course: Opened) -> Locator:
    return course.page.locator(":focus")


def check(block: Locator) -> None:
    block.get_by_role("button", name="Check answer").click()


def card(course: Opened, page: str, name: str) -> Locator:
    course.at(page)
    return course.page.locator(f"#{name}")


def words(block: Locator) -> list[str]:
    return [each.strip() for each in block.locator("fieldset li > :first-child").all_inner_texts()]


def test_a_match_says_for_each_pair_whether_it_fits(opened: Open) -> None:
    course = opened(example("match"))
    block = card(course, "three", "m-needs")
    check(block)
    expect(block.locator(".error")).to_have_text("Choose what fits for every item")
    expect(focused(course)).to_have_accessible_name("Arrives late every day")
    status = course.page.get_by_role("status")
    for item in ("Arrives late", "Says nothing", "Answers every"):
        block.get_by_label(item).select_option("To be seen")
    expect(status).to_have_text("‘Answers every question first’ now goes with ‘To be seen’.")
    check(block)
    expect(focused(course)).to_have_text("Partly right")
    rows = block.locator(".sort-row")
    expect(rows.nth(0)).to_contain_text("Goes with: Something at home needs time")
    expect(rows.nth(2).locator(".exercise-mark")).to_have_text("Correct")
    expect(block.locator(".feedback")).to_contain_text("Nobody speaks where it was punished once.")
    assert course.axe() == []
    block.get_by_role("button", name="Try again").click()
    expect(focused(course)).to_have_accessible_name("Arrives late every day")
    assert course.problems == []


def test_an_order_by_buttons_keeps_the_focus_and_says_where_the_item_is(opened: Open) -> None:
    course = opened(example("order"))
    block = card(course, "three", "o-three")
    first = ["Who has been affected?", "What is needed now?", "What happened?"]
    assert words(block) == first
    check(block)
    expect(block.locator(".error")).to_have_text("Put these in order first")
    expect(focused(course)).to_have_accessible_name("Move ‘Who has been affected?’ down")
    up = block.get_by_role("button", name="Move ‘What happened?’ up")
    status, keys = course.page.get_by_role("status"), course.page.keyboard
    expect(block.get_by_role("button", name="Move ‘What happened?’ down")).to_have_attribute(
        "aria-disabled", "true"
    )
    up.focus()
    keys.press("Enter")
    expect(up).to_be_focused()
    expect(status).to_have_text("‘What happened?’ is now 2 of 3.")
    keys.press("Space")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    expect(status).to_have_text("‘What happened?’ is now 1 of 3.")
    keys.press("Enter")  # it cannot go further up, and the focus is not lost
    expect(up).to_be_focused()
    assert words(block) == ["What happened?", *first[:2]]
    check(block)
    expect(focused(course)).to_have_text("Correct")
    assert course.axe() == []
    assert course.problems == []


def test_an_order_that_is_partly_right_says_where_each_belongs_and_goes_on_from_there(opened: Open) -> None:
    course = opened(example("order"))
    block = card(course, "three", "o-three")
    for _ in range(2):
        block.get_by_role("button", name="Move ‘What happened?’ up").click()
    block.get_by_role("button", name="Move ‘Who has been affected?’ down").click()
    check(block)
    expect(focused(course)).to_have_text("Partly right")
    marks = block.locator("fieldset li > .exercise-mark")
    expect(marks).to_have_text(["Correct", "Belongs in place 3", "Belongs in place 2"])
    expect(block.locator(".feedback")).to_contain_text("to what comes next")
    assert course.axe() == []
    block.get_by_role("button", name="Try again").click()
    expect(focused(course)).to_have_accessible_name("Move ‘What is needed now?’ up")
    course.page.get_by_role("button", name="This is my own computer: keep it").click()
    expect(course.page.locator("#save-state")).not_to_contain_text("Saving")
    course.page.reload()
    expect(marks).to_have_text(["Correct", "Belongs in place 3", "Belongs in place 2"])
    assert words(block) == ["What happened?", "What is needed now?", "Who has been affected?"]


@pytest.mark.parametrize(
    ("text", "heading", "said"),
    [
        ("  RESTÓRATIVE. ", "Correct", "holds the expectation"),
        ("relational", "Correct", "Also right, and wider."),
        ("punitive", "Not quite", "That is working to."),
        ("nice", "Not quite", "it begins with an r"),
    ],
)
def test_a_word_is_compared_by_its_letters_and_answered_by_what_was_written(
    text: str, heading: str, said: str, opened: Open
) -> None:
    course = opened(example("answer"))
    block = card(course, "word", "a-with")
    field = block.get_by_role("textbox", name="Your answer")
    field.press("Enter")
    expect(block.locator(".error")).to_have_text("Write an answer")
    expect(field).to_be_focused()
    assert course.axe() == []
    field.fill(text)
    field.press("Enter")
    expect(focused(course)).to_have_text(heading)
    expect(block.locator(".feedback")).to_contain_text(said)
    right = heading == "Correct"
    expect(block.locator(".exercise-mark")).to_have_text(
        "Your answer – correct" if right else "Your answer – not right"
    )
    assert course.axe() == []
    if not right:
        expect(block.locator(".feedback")).not_to_contain_text("holds the expectation")
        block.get_by_role("button", name="Show the answer").click()
        expect(block.locator(".exercise-mark")).to_have_text(
            ["Your answer – not right", "Correct answer: restorative", "Correct answer: relational"]
        )
        expect(block.locator(".feedback")).to_contain_text("holds the expectation")
        block.get_by_role("button", name="Try again").click()
        expect(field).to_be_focused()
        expect(field).to_have_value(text)
        field.press_sequentially("r")
        expect(block.locator(".exercise-mark")).to_have_count(0)  # before the field is left
    assert course.problems == []


def test_a_number_may_be_near_and_have_a_unit_and_words_are_no_number(opened: Open) -> None:
    course = opened(example("answer"))
    block = card(course, "number", "a-share")
    field = block.get_by_role("textbox")
    expect(field).to_have_attribute("inputmode", "decimal")
    for text, heading in (
        ("about, 85 %", "Correct"),
        ("74.9", "Not quite"),
        ("75", "Correct"),
        ("8", "Not quite"),
    ):
        field.fill(text)
        check(block)
        expect(focused(course)).to_have_text(heading)
    expect(block.locator(".feedback")).to_contain_text("Of each hundred, how many would it be?")
    field.fill("eighty")
    check(block)
    expect(block.locator(".error")).to_have_text("Write a number")
    expect(field).to_be_focused()
    # a number pad may have no minus
    assert card(course, "exact", "a-below").get_by_role("textbox").get_attribute("inputmode") is None


def test_a_return_finds_what_was_written(opened: Open) -> None:
    course = opened(example("answer"))
    block = card(course, "word", "a-with")
    block.get_by_role("textbox").fill("punitive")
    check(block)
    course.page.get_by_role("button", name="This is my own computer: keep it").click()
    expect(course.page.locator("#save-state")).not_to_contain_text("Saving")
    course.page.reload()
    expect(block.get_by_role("textbox")).to_have_value("punitive")
    expect(block.locator(".exercise-mark")).to_have_text("Your answer – not right")


def start_test(course: Opened) -> Locator:
    course.at("start")
    course.page.get_by_role("button", name="Start the test").click()
    first = course.page.locator("[data-activity]").first
    expect(first).to_be_visible()
    return first


def submit(course: Opened, first: Locator) -> None:
    course.page.evaluate("location.hash = document.querySelector('.page.test').id")
    course.page.get_by_role("button", name="Submit my answers").click()
    course.page.evaluate("id => { location.hash = id }", first.evaluate("each => each.closest('article').id"))
    expect(first.locator(".feedback h2")).to_be_visible()


def test_in_a_test_an_order_is_kept_and_then_marked(opened: Open) -> None:
    course = opened(example("order"), TEST)
    first = start_test(course)
    before = words(first)
    up = first.get_by_role("button", name=f"Move ‘{before[1]}’ up")
    up.click()
    expect(up).to_be_focused()
    moved = [before[1], before[0], *before[2:]]
    assert words(first) == moved
    expect(first.locator(".exercise-mark")).to_have_count(0)
    submit(course, first)
    assert words(first) == moved
    expect(first.locator("li > .exercise-mark")).to_have_count(5)
    expect(first.locator("fieldset ol button").filter(visible=True)).to_have_count(0)
    assert course.axe() == []
    assert course.problems == []


def test_in_a_test_the_forms_of_an_answer_are_not_in_the_page(opened: Open) -> None:
    course = opened(example("answer"), TEST)
    first = start_test(course)
    for secret in ("restorative", "relational", "punitive"):
        assert secret not in course.page.content()
    field = first.get_by_role("textbox")
    field.fill("Relational")
    field.press("Enter")
    expect(first.locator(".feedback")).to_be_hidden()
    submit(course, first)
    expect(field).to_have_value("Relational")
    expect(field).to_be_disabled()
    expect(first.locator(".exercise-mark")).to_have_text(
        ["Your answer – correct", "Correct answer: restorative"]
    )
    expect(first.locator(".feedback")).to_contain_text("Also right, and wider.")
    assert course.axe() == []
    assert course.problems == []


def test_a_new_attempt_finds_an_order_as_it_was(opened: Open) -> None:
    course = opened(example("order"), TEST)
    first = start_test(course)
    before = words(first)
    first.get_by_role("button", name=f"Move ‘{before[2]}’ up").click()
    submit(course, first)
    course.page.evaluate("location.hash = document.querySelector('.page.test').id")
    course.page.get_by_role("button", name="Start another attempt").first.click()
    expect(first.locator(".exercise-mark")).to_have_count(0)
    assert words(first) == before


@pytest.mark.parametrize("kind", ["match", "order"])
def test_on_paper_there_is_all_that_the_answer_is_made_of(kind: str, opened: Open) -> None:
    course = opened(example(kind))
    course.at("three")
    course.page.emulate_media(media="print")
    block = course.page.locator("article.current [data-block]")
    for each in {"match": ["Safety to speak", "To be seen"], "order": ["What happened?"]}[kind]:
        expect(block.locator("fieldset li", has_text=each)).to_be_visible()


def test_in_a_test_what_is_typed_is_kept_before_the_field_is_left(opened: Open) -> None:
    course = opened(example("answer"), TEST)
    course.at("start")
    course.page.get_by_role("button", name="Start the test").click()
    field = course.page.locator("#a-with input[maxlength]")
    field.press_sequentially("relational")
    kept = "Object.values({ ...localStorage, ...sessionStorage }).join()"
    before = course.page.evaluate(kept)
    course.page.wait_for_function(f"before => {kept} !== before", arg=before)
    course.page.reload()
    course.page.wait_for_function("document.querySelector('[data-fill=circle]').textContent !== ''")
    expect(field).to_have_value("relational")
