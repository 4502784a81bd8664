"""A scale as a learner meets it: kept as soon as chosen, changed at will, and shown beside an earlier one."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from .conftest import Open, Opened
from .course import example, findings_of

TAKES = "log['cmi.interactions._count'] = '0'"


def points(course: Opened, name: str) -> Locator:
    return course.page.locator(f"#{name}").get_by_role("radio")


def choose(course: Opened, name: str, point: str) -> None:
    course.page.locator(f"#{name}").get_by_label(point, exact=True).check()


def interactions(course: Opened) -> int:
    """How many the learning system, which takes them, was told of."""
    return int(
        course.page.evaluate("Object.keys(log).filter((each) => /interactions.*[.]id$/.test(each)).length")
    )


def test_what_is_chosen_last_is_there_on_return(opened: Open) -> None:
    course = opened(example("scale"))
    course.at("before")
    group = course.page.get_by_role("group", name="How safe is it to say “I do not know” in your team?")
    expect(group).to_have_accessible_description(
        "Only for you. It is kept with your progress and never reported."
    )
    for point in ["Always", "Never", "Often", "Sometimes"] * 2 + ["Never"]:
        choose(course, "sc-before", point)
    assert course.axe() == []
    course.page.reload()
    course.at("before")
    expect(points(course, "sc-before").first).to_be_checked()
    expect(course.page.locator("#sc-before").get_by_role("button")).to_have_count(0)


def test_what_was_chosen_earlier_is_shown_after_the_choice(opened: Open) -> None:
    course = opened(example("scale"))
    course.at("before")
    choose(course, "sc-before", "Sometimes")
    course.at("after")
    earlier = course.page.locator("#sc-after").get_by_text("Earlier you chose:").filter(visible=True)
    expect(earlier).to_have_count(0)
    choose(course, "sc-after", "Often")
    expect(earlier).to_have_text("Earlier you chose: Sometimes")
    course.at("before")
    choose(course, "sc-before", "Never")
    course.at("after")
    expect(earlier).to_have_text("Earlier you chose: Never")
    expect(course.page.locator("#sc-after").get_by_label("Often")).to_be_checked()
    assert course.axe() == []


def test_nothing_is_said_of_an_earlier_one_that_was_left_out(opened: Open) -> None:
    course = opened(example("scale"))
    course.at("after")
    choose(course, "sc-after", "Often")
    expect(course.page.get_by_text("Earlier you chose:").filter(visible=True)).to_have_count(0)


def test_only_a_recorded_one_is_reported(opened: Open) -> None:
    course = opened(example("scale"), lms=True)
    course.page.evaluate(TAKES)
    course.at("before")
    choose(course, "sc-before", "Sometimes")
    course.at("recorded")
    assert interactions(course) == 0
    expect(course.page.locator("#sc-useful")).to_contain_text("A learning system keeps what you choose")
    choose(course, "sc-useful", "Agree")
    course.page.wait_for_function("'cmi.interactions.0.id' in log")
    assert course.page.evaluate("log['cmi.interactions.0.result']") == "neutral"


def test_a_required_one_wants_a_choice(opened: Open) -> None:
    course = opened(example("scale"))
    course.at("recorded")
    article = course.page.locator("article.current")
    article.get_by_role("button", name="Mark as done and continue").click()
    expect(article.locator(".todo")).to_contain_text("How far does this sentence fit?")
    choose(course, "sc-useful", "Strongly agree")
    expect(article.locator(".todo")).to_be_hidden()


def test_it_is_private_until_the_course_is_complete_and_after(opened: Open) -> None:
    """What is never reported can be changed for as long as somebody looks at it; what is reported is settled then."""
    course = opened(example("scale"), lms=True)
    course.page.evaluate(TAKES)
    course.at("recorded")
    choose(course, "sc-useful", "Agree")
    for name in ("start", "before", "after", "recorded"):
        course.at(name)
        course.page.locator("article.current").get_by_role("button", name="Mark as done and continue").click()
    course.page.wait_for_function("log['cmi.core.lesson_status'] === 'completed'")
    sent = interactions(course)
    course.at("before")
    choose(course, "sc-before", "Always")
    course.at("recorded")
    choose(course, "sc-useful", "Disagree")
    expect(course.page.locator("#sc-useful").get_by_label("Disagree", exact=True)).to_be_checked()
    course.at("after")
    choose(course, "sc-after", "Often")
    expect(course.page.locator("#sc-after").get_by_text("Earlier you chose: Always")).to_be_visible()
    assert interactions(course) == sent


def test_points_stand_in_a_row_where_there_is_room(opened: Open) -> None:
    course = opened(example("scale"))
    course.page.set_viewport_size({"width": 1280, "height": 900})
    course.at("before")
    tops = {box["y"] for each in points(course, "sc-before").all() if (box := each.bounding_box())}
    assert len(tops) == 1
    course.page.set_viewport_size({"width": 320, "height": 640})
    tops = {box["y"] for each in points(course, "sc-before").all() if (box := each.bounding_box())}
    assert len(tops) == 4
    course.at("recorded")
    course.page.set_viewport_size({"width": 1280, "height": 900})
    tops = {box["y"] for each in points(course, "sc-useful").all() if (box := each.bounding_box())}
    assert len(tops) == 7


def test_a_question_without_points_is_one_finding() -> None:
    assert [each.code for each in findings_of(":::{scale} sc-empty\nHow are you?\n:::\n")] == ["Q161"]
