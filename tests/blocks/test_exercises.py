"""A question, true-false or sort as a learner meets it: check, error, feedback, another go, return (PLAYER 19-24)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Open, Opened
from .course import TEST, example


def focused(course: Opened) -> Locator:
    return course.page.locator(":focus")


def card(course: Opened, name: str) -> Locator:
    return course.page.locator(f"#{name}")


def check(block: Locator) -> None:
    block.get_by_role("button", name="Check answer").click()


def test_nothing_chosen_is_said_and_linked(opened: Open) -> None:
    course = opened(example("question"))
    course.at("one")
    block = card(course, "q-rota")
    check(block)
    expect(block.locator(".error")).to_have_text("Select an answer")
    group = block.get_by_role("group", name="Which of these is working with the team?")
    expect(group).to_have_attribute("aria-invalid", "true")
    expect(group).to_have_accessible_description("Select an answer")
    assert course.page.title().startswith("Error: ")
    expect(focused(course)).to_have_attribute("value", "1")
    assert course.axe() == []
    block.get_by_label("Cover the gaps herself").check()
    check(block)
    expect(block.locator(".error")).to_be_hidden()
    assert "Error" not in course.page.title()
    assert group.get_attribute("aria-invalid") is None


def test_a_wrong_answer_says_why_hints_and_can_be_tried_again(opened: Open) -> None:
    course = opened(example("question"))
    course.at("one")
    block = card(course, "q-rota")
    block.get_by_label("E-mail the new rota").check()
    check(block)
    box = block.locator(".feedback")
    expect(focused(course)).to_have_text("Not quite")
    expect(box).to_contain_text("That decides for people")
    expect(box).to_contain_text("look at both scales")
    expect(box).not_to_contain_text("hears the people")
    expect(block.locator(".option").first).to_contain_text("Your answer – not right")
    expect(block.locator(".exercise-mark svg")).to_have_count(1)
    expect(block.get_by_text("Correct answer", exact=True)).to_be_hidden()
    assert course.axe() == []
    box.get_by_role("button", name="Try again").click()
    expect(focused(course)).to_have_attribute("value", "1")
    expect(focused(course)).to_be_checked()
    expect(box).to_contain_text("That decides for people")


def test_a_right_answer_is_explained_and_goes_on(opened: Open) -> None:
    course = opened(example("question"))
    course.at("one")
    block = card(course, "q-rota")
    block.get_by_label("Say which shifts").check()
    check(block)
    box = block.locator(".feedback")
    expect(focused(course)).to_have_text("Correct")
    expect(box).to_contain_text("people are heard before it is settled")
    expect(box).to_contain_text("hears the people")
    expect(block.locator(".option").nth(1)).to_contain_text("Your answer – correct")
    assert course.axe() == []
    box.get_by_role("button", name="Continue").click()
    assert course.page.evaluate(
        "document.activeElement === document.querySelector('#q-rota').nextElementSibling"
    )


def test_the_answer_can_be_shown(opened: Open) -> None:
    course = opened(example("question"))
    course.at("one")
    block = card(course, "q-rota")
    block.get_by_label("Cover the gaps").check()
    check(block)
    block.get_by_role("button", name="Show the answer").click()
    expect(focused(course)).to_have_text("The answer")
    expect(block.locator(".option").nth(1)).to_contain_text("Correct answer")
    expect(block.locator(".option").nth(2)).to_contain_text("Your answer – not right")
    expect(block.locator(".feedback")).to_contain_text("hears the people")
    assert course.axe() == []
    expect(block.get_by_label("Cover the gaps")).to_be_checked()


def test_some_of_several_is_partly_right_without_giving_the_rest_away(opened: Open) -> None:
    course = opened(example("question"))
    course.at("several")
    block = card(course, "q-circle")
    expect(block.get_by_text("Select all that apply.")).to_be_visible()
    check(block)
    expect(block.locator(".error")).to_have_text("Select at least one answer")
    block.get_by_label("An opening round").check()
    check(block)
    expect(focused(course)).to_have_text("Partly right")
    expect(block.locator(".feedback")).to_contain_text("You have found 1 of 2 right answers.")
    expect(block.locator(".option").nth(1)).not_to_contain_text("Correct answer")
    assert course.axe() == []
    block.get_by_label("The right to pass").check()
    check(block)
    expect(focused(course)).to_have_text("Correct")


def test_a_hint_can_be_asked_for_before_the_first_try(opened: Open) -> None:
    course = opened(example("question"))
    course.at("one")
    hint = card(course, "q-rota").locator(".exercise-hint")
    expect(hint.locator("p")).to_be_hidden()
    hint.get_by_text("Show a hint").click()
    expect(hint.locator("p")).to_have_text("look at both scales, challenge and support.")
    course.at("several")
    expect(card(course, "q-circle").locator(".exercise-hint")).to_have_count(0)


def test_by_keyboard_alone(opened: Open) -> None:
    course = opened(example("true-false"))
    course.at("true")
    keys = course.page.keyboard
    course.page.locator("#t-with input").first.focus()
    keys.press("Space")
    keys.press("ArrowDown")
    expect(course.page.locator("#t-with input").nth(1)).to_be_checked()
    keys.press("Enter")
    expect(focused(course)).to_have_text("Not quite")
    keys.press("Tab")
    expect(focused(course)).to_have_text("Try again")
    keys.press("Enter")
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(focused(course)).to_have_text("Correct")
    assert course.problems == []


def test_an_answer_is_there_again_after_a_return(opened: Open) -> None:
    course = opened(example("question"))
    course.at("one")
    block = card(course, "q-rota")
    block.get_by_label("E-mail the new rota").check()
    check(block)
    keep = course.page.get_by_role("button", name="This is my own computer: keep it")
    keep.click()
    expect(course.page.locator("#save-state")).not_to_contain_text("Saving")
    course.page.reload()
    expect(block.get_by_label("E-mail the new rota")).to_be_checked()
    expect(block.locator(".feedback")).to_contain_text("That decides for people")
    expect(block.locator(".option").first).to_contain_text("Your answer – not right")


def test_a_sort_says_for_each_row_whether_it_fits_or_where_it_belongs(opened: Open) -> None:
    course = opened(example("sort"))
    course.at("two")
    block = card(course, "s-panes")
    check(block)
    expect(block.locator(".error")).to_have_text("Choose a group for every item")
    assert course.page.evaluate("document.activeElement.matches('#s-panes select')")
    for label in ("I’ve decided", "Just do it", "These shifts"):
        block.get_by_label(label).select_option("TO")
    check(block)
    expect(block.locator(".feedback h2")).to_be_focused()
    rows = block.locator(".sort-row")
    expect(rows.filter(has_text="Just do it").locator(".exercise-mark")).to_have_text("Correct")
    expect(rows.filter(has_text="These shifts").locator(".exercise-mark")).to_have_text("Belongs in: WITH")
    expect(block.locator(".feedback")).to_contain_text("how much challenge and support")
    assert course.axe() == []
    block.get_by_role("button", name="Try again").click()
    block.get_by_label("These shifts").select_option("WITH")
    check(block)
    expect(block.locator(".feedback h2")).to_have_text("Correct")
    assert course.axe() == []


@pytest.mark.parametrize("kind", ["question", "true-false", "sort"])
def test_in_a_test_an_answer_is_kept_and_nothing_is_given_away(kind: str, opened: Open) -> None:
    course = opened(example(kind), TEST)
    course.at("start")
    course.page.get_by_role("button", name="Start the test").click()
    first = course.page.locator("[data-activity]").first
    expect(first).to_be_visible()
    assert first.get_by_role("button", name="Check answer").count() == 0
    if kind == "sort":
        for each in first.locator("select").all():
            each.select_option(index=1)
    else:
        first.locator("input").first.check()
    expect(first.locator(".feedback")).to_be_hidden()
    expect(first.locator(".exercise-mark")).to_have_count(0)
    assert course.axe() == []
    course.page.evaluate("location.hash = document.querySelector('.page.test').id")
    course.page.get_by_role("button", name="Submit my answers").click()
    course.page.evaluate("id => { location.hash = id }", first.evaluate("each => each.closest('article').id"))
    expect(first.locator(".feedback h2")).to_be_visible()
    assert first.locator(".exercise-mark").count() > 0
    expect(first.locator("input, select").first).to_be_disabled()
    assert course.axe() == []
    assert course.problems == []
