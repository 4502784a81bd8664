"""A scenario as a learner goes through it: what is said leads on, what was said stays, and it can be tried again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Open, Opened
from .course import example, findings_of

DESK, STORY, WALL = "You find her at the desk", "She tells you", "She shuts down"
PLAN, NOTHING = "Tonight there is a plan", "Nothing has changed"

TAKES = "log['cmi.interactions._count'] = '0'"


def talk(course: Opened, name: str = "s-escalation") -> Locator:
    return course.page.locator(f"#{name}")


def say(block: Locator, words: str) -> None:
    block.get_by_role("link", name=words).click()


def at_the_desk(opened: Open, **how: bool) -> tuple[Opened, Locator]:
    course = opened(example("scenario"), **how)
    course.at("handover")
    return course, talk(course)


def interactions(course: Opened) -> int:
    """How many the learning system, which takes them, was told of."""
    return int(
        course.page.evaluate("Object.keys(log).filter((each) => /interactions.*[.]id$/.test(each)).length")
    )


def test_only_the_first_scene_is_there_to_begin_with(opened: Open) -> None:
    _, block = at_the_desk(opened)
    expect(block.get_by_role("heading")).to_have_text([DESK])
    choices = block.get_by_role("list", name="What do you say or do?").get_by_role("link")
    expect(choices).to_have_text(
        ["“What happened last night?”", "“You should have called.”"], use_inner_text=True
    )
    expect(block.get_by_text("She breathes out.")).to_be_hidden()
    expect(block.get_by_role("button")).to_be_hidden()
    expect(block).to_contain_text("which way you take is not reported")


def test_what_is_said_leads_on_and_stays_to_be_read(opened: Open) -> None:
    course, block = at_the_desk(opened)
    say(block, "What happened last night?")
    expect(course.page.locator(":focus")).to_have_text(STORY)
    expect(block.get_by_role("heading")).to_have_text([DESK, STORY])
    said = block.get_by_text("You: “What happened last night?”").filter(visible=True)
    expect(said).to_be_in_viewport()
    expect(block.get_by_text("She breathes out.").filter(visible=True)).to_be_in_viewport()
    expect(course.page.get_by_role("status").first).to_have_text("She breathes out.")
    assert course.page.url.endswith("#examples--handover")
    assert course.axe() == []
    assert course.page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((each) => each.id)).size"
    ) == (course.page.locator("[id]").count())


def test_an_end_can_be_followed_by_another_way(opened: Open) -> None:
    course, block = at_the_desk(opened)
    say(block, "You should have called.")
    say(block, "That is all.")
    expect(course.page.locator(":focus")).to_have_text(NOTHING)
    expect(block.get_by_text("The conversation ends here.").filter(visible=True)).to_be_visible()
    expect(block.get_by_role("link")).to_have_count(0)
    assert course.axe() == []
    block.get_by_role("button", name="Try another way").click()
    expect(course.page.locator(":focus")).to_have_text(DESK)
    expect(block.get_by_role("heading")).to_have_text([DESK])
    expect(block.get_by_role("button")).to_be_hidden()


def test_one_can_come_back_to_a_scene(opened: Open) -> None:
    _, block = at_the_desk(opened)
    say(block, "You should have called.")
    say(block, "Let me start again.")
    say(block, "What happened last night?")
    expect(block.get_by_role("heading")).to_have_text([DESK, WALL, DESK, STORY])


def test_on_return_it_stands_as_it_ended(opened: Open) -> None:
    """What was said twice in a scene is remembered once: the way without its loop."""
    course, block = at_the_desk(opened)
    for words in ("You should have", "Let me start", "What happened", "Thank you."):
        say(block, words)
    expect(block.get_by_text("You have been through")).to_be_hidden()  # nothing above moves
    course.page.reload()
    course.at("handover")
    expect(block.get_by_text("You have been through this conversation.")).to_be_visible()
    expect(block.get_by_role("heading")).to_have_text([DESK, STORY, PLAN])
    block.get_by_role("button", name="Try another way").click()
    say(block, "You should have called.")
    say(block, "That is all.")
    course.page.reload()
    course.at("handover")
    expect(block.get_by_role("heading")).to_have_text([DESK, WALL, NOTHING])


def test_what_is_not_ended_is_begun_again(opened: Open) -> None:
    course, block = at_the_desk(opened)
    say(block, "You should have called.")
    course.at("short")
    course.at("handover")
    expect(block.get_by_role("heading")).to_have_text([DESK, WALL])
    course.page.reload()
    course.at("handover")
    expect(block.get_by_role("heading")).to_have_text([DESK])


def test_a_required_one_wants_an_end(opened: Open) -> None:
    course = opened(example("scenario"))
    course.at("short")
    onward = course.page.locator("article.current").get_by_role("button", name="Mark as done and continue")
    onward.click()
    todo = course.page.locator("article.current .todo")
    expect(todo).to_contain_text("You stand at the door")
    say(talk(course, "s-door"), "Knock")
    expect(todo).to_be_hidden()
    onward.click()
    expect(course.page.get_by_role("status").first).to_contain_text("is marked as done")


def test_only_a_recorded_one_is_reported(opened: Open) -> None:
    course, block = at_the_desk(opened, lms=True)
    course.page.evaluate(TAKES)
    say(block, "What happened last night?")
    say(block, "Thank you.")
    course.at("short")
    assert interactions(course) == 0
    block = talk(course, "s-door")
    expect(block).to_contain_text("A learning system keeps each way that you take")
    say(block, "Knock")
    course.page.wait_for_function("'cmi.interactions.0.id' in log")
    assert course.page.evaluate("log['cmi.interactions.0.result']") == "neutral"


@pytest.mark.parametrize("paper", [False, True], ids=["no scripts", "paper"])
def test_it_can_be_read_as_a_book(opened: Open, paper: bool) -> None:
    course = opened(example("scenario"), scripts=paper)
    block = talk(course)
    if paper:
        course.at("handover")
        say(block, "You should have called.")
        course.page.emulate_media(media="print")
    expect(block.get_by_role("heading")).to_have_text([DESK, STORY, WALL, PLAN, NOTHING])
    expect(block.get_by_text("She breathes out.")).to_be_visible()
    expect(block.get_by_text("Go on at “She shuts down”.")).to_be_visible(visible=paper)
    expect(block.get_by_text("The conversation ends here.").filter(visible=True)).to_have_count(2)
    if not paper:
        say(block, "You should have called.")
        expect(block.get_by_role("heading", name=WALL)).to_be_in_viewport()


def test_a_way_that_is_no_more_is_not_shown(opened: Open) -> None:
    """The author changed where it leads: what was kept does not lead to an end today, or leads round in a circle."""
    course, block = at_the_desk(opened)
    say(block, "What happened last night?")
    say(block, "Thank you.")
    moved = {"[data-said='3']": "course--scene-1-1"}
    course.page.add_init_script(
        f"""new MutationObserver(() => {{
          for (const [each, to] of Object.entries({moved}))
            document.querySelector(each)?.setAttribute("href", "#" + to);
        }}).observe(document, {{ childList: true, subtree: true }});"""
    )
    course.page.reload()
    course.at("handover")
    expect(block.get_by_text("You have been through this conversation.")).to_be_visible()
    expect(block.get_by_role("heading")).to_have_text([DESK])


def test_one_mistake_is_one_finding() -> None:
    """A misspelt target is said once, and not again as a scene that nobody reaches or a way without an end."""
    for right, wrong in (
        ("-> #wall", "-> #wal"),
        ("“That is all.” -> #nothing", "“That is all.” -> #nothin"),
    ):
        (found,) = findings_of(example("scenario").replace(right, wrong))
        assert found.code == "Q150"
        assert f"“{right.rpartition(' ')[2]}”" in found.hint
