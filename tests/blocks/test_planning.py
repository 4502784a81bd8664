"""Grids, plans and checklists: boxes and ticks that are one private note, named, kept, listed, printed (PLAYER 28-30, 39)."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from builder import lock
from builder.model import Source
from builder.parse import parse
from builder.render import render

from .conftest import Open, Opened
from .course import findings_of, source_of

WINDOW = """:::{grid} g
Who gets which way of working from you?

|                | Low support | High support |
| -------------- | ----------- | ------------ |
| High challenge | TO          | WITH \\| us   |
| 2. Less        |             | FOR {#for}   |
:::
"""
PLAN = ":::{plan} p\n:rows: 2\n:::\n"
LIST = """:::{checklist} c
:required: yes
What stands on your tray?

- A clean cup
- [ ] The *list*
- Milk
:::
"""
MANY = """:::{grid} m
Who helps?

|       | One | Two | Three | Four |
| ----- | --- | --- | ----- | ---- |
| Early |     |     |       |      |
:::
"""
NAMES = [
    "High challenge Low support TO",
    "High challenge High support WITH | us",
    "2. Less Low support",
    "2. Less High support FOR",
]


def box(course: Opened, name: str) -> Locator:
    return course.page.get_by_role("textbox", name=name, exact=True)


def listed(course: Opened) -> list[str]:
    """My notes, line by line."""
    course.page.evaluate("location.hash = 'course--notes'")
    note = course.page.locator("#course--notes .note")
    expect(note.first).to_be_visible()
    return note.locator("h3, h4, .written").all_inner_texts()


def saved(course: Opened) -> None:
    expect(course.page.locator("#status")).to_contain_text("Saved in this browser")


def test_a_box_is_called_by_its_row_its_column_and_its_own_name(opened: Open) -> None:
    course = opened(WINDOW)
    course.at("start")
    group = course.page.get_by_role("group", name="Who gets which way of working from you?")
    for width in (1280, 320):
        course.page.set_viewport_size({"width": width, "height": 800})
        for each, name in zip(group.get_by_role("textbox").all(), NAMES, strict=True):
            expect(each).to_have_accessible_name(name)
            expect(each).to_have_accessible_description(
                "Kept in this browser only. Please name no one, and write nothing by which someone could be recognised."
            )
        assert course.axe() == []
    assert course.problems == []


def test_boxes_stand_beside_each_other_and_on_a_phone_below(opened: Open) -> None:
    course = opened(WINDOW + MANY)
    course.at("start")

    def places(name: str) -> list[tuple[int, int]]:
        """Column and row of each box, as they are seen."""
        found = [each.bounding_box() for each in course.page.locator(f"#{name} textarea").all()]
        across = sorted({round(each["x"]) for each in found if each})
        down = sorted({round(each["y"]) for each in found if each})
        return [(across.index(round(each["x"])), down.index(round(each["y"]))) for each in found if each]

    column = course.page.locator("#g tbody td").first.get_by_text("Low support")
    assert places("g")[:2] == [(0, 0), (1, 0)]
    assert places("m") == [(0, 0), (1, 0), (0, 1), (1, 1)]
    expect(course.page.get_by_role("columnheader", name="Low support")).to_be_visible()
    expect(column).to_be_hidden()
    course.page.set_viewport_size({"width": 320, "height": 640})
    assert places("g") == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert places("m") == [(0, 0), (0, 1), (0, 2), (0, 3)]
    expect(column).to_be_visible()


def test_a_grid_is_kept_and_listed_under_the_names_of_its_boxes(opened: Open) -> None:
    course = opened(WINDOW)
    course.at("start")
    box(course, NAMES[1]).fill("We look at the rota together.")
    box(course, NAMES[2]).fill("Nobody asks.")
    saved(course)
    course.page.reload()
    expect(box(course, NAMES[1])).to_have_value("We look at the rota together.")
    assert listed(course) == [
        "Who gets which way of working from you?",
        "WITH | us (High challenge, High support)",
        "We look at the rota together.",
        "2. Less: Low support",
        "Nobody asks.",
    ]


def test_a_plan_has_rows_of_what_when_and_with_whom(opened: Open) -> None:
    course = opened(PLAN)
    course.at("start")
    group = course.page.get_by_role("group", name="What will you do?")
    expect(group.get_by_role("textbox")).to_have_count(6)
    box(course, "Action 2 What I will do").fill("Ask first.")
    box(course, "Action 2 By when").fill("next Tuesday")
    saved(course)
    assert listed(course) == [
        "What will you do?",
        "Action 2: What I will do",
        "Ask first.",
        "Action 2: By when",
        "next Tuesday",
    ]


def test_ticks_are_counted_spoken_kept_and_listed(opened: Open) -> None:
    course = opened(LIST)
    course.at("start")
    group = course.page.get_by_role("group", name="What stands on your tray?")
    count = course.page.locator("#c .reflection-count")
    expect(count).to_have_text("0 of 3 ticked")
    group.get_by_label("The list").check()
    group.get_by_text("Milk").click()
    expect(count).to_have_text("2 of 3 ticked")
    expect(course.page.locator("#status")).to_have_text("2 of 3 ticked. Saved in this browser")
    course.page.reload()
    expect(group.get_by_label("The list")).to_be_checked()
    expect(group.get_by_label("A clean cup")).not_to_be_checked()
    group.get_by_label("Milk").uncheck()
    expect(count).to_have_text("1 of 3 ticked")
    assert listed(course) == ["What stands on your tray?", "✓ The list"]
    assert course.problems == []


def test_a_required_checklist_wants_one_tick_and_nothing_of_it_is_recorded(opened: Open) -> None:
    course = opened(LIST, lms=True)
    course.at("start")
    onward = course.page.locator("article.current [data-do=forward]")
    onward.click()
    expect(course.page.locator("article.current .todo")).to_be_visible()
    choice = course.page.get_by_role("group", name="Who keeps your notes?")
    choice.get_by_label("Also my course record").check()
    course.page.get_by_label("Milk").check()
    onward.click()
    expect(course.page.locator("#examples--start")).not_to_have_class("current")
    expect(course.page.locator("#save-state")).to_contain_text("Saved")
    log = course.page.evaluate("log")
    assert not [key for key in log if "interactions" in key]
    assert log["cmi.suspend_data"]


def test_the_first_form_of_a_page_asks_who_keeps_it(opened: Open) -> None:
    course = opened(LIST + "\n" + PLAN, lms=True)
    course.at("start")
    ask = "Who keeps your notes?"
    expect(course.page.locator("#c").get_by_role("group", name=ask)).to_be_visible()
    expect(course.page.locator("#p").get_by_role("group", name=ask)).to_be_hidden()


def test_on_paper_there_are_the_words_and_room_for_more(opened: Open) -> None:
    course = opened(WINDOW + LIST)
    course.at("start")
    box(course, NAMES[0]).fill("On the door.")
    course.page.emulate_media(media="print")
    course.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    papers = course.page.locator("#g .written")
    expect(papers.first).to_have_text("On the door.")
    for paper in papers.all():
        size = paper.bounding_box()
        assert size
        assert size["height"] > 60
    expect(course.page.get_by_label("A clean cup")).to_be_visible()


def test_an_edited_grid_keeps_each_word_in_its_box() -> None:
    """Found again by row, column and name, and by its id whatever they are called; never by place."""
    first = source_of(WINDOW)
    course, _ = parse(first)
    assert course is not None
    _, text, _ = lock.assign(course)
    body = WINDOW.replace("| High challenge | TO          | WITH \\| us   |\n", "").replace(
        "2. Less", "2. Less still"
    )
    body = body.replace(":::\n\n", "").removesuffix(":::\n") + "| High challenge | TO | WITH \\| us |\n:::\n"
    files = {path: file.text or "" for path, file in first.files.items() if file.text is not None}
    module = files["modules/examples/module.md"].replace(WINDOW, body)
    again, _ = parse(Source.of({**files, "modules/examples/module.md": module, "course.lock": text}))
    assert again is not None
    numbers, _, findings = lock.assign(again)
    (activity,) = render(again, numbers).activities
    assert [(each.number, each.text) for each in activity.choices] == [
        (5, "2. Less still: Low support"),
        (4, "FOR (2. Less still, High support)"),
        (1, "TO (High challenge, Low support)"),
        (2, "WITH | us (High challenge, High support)"),
    ]
    assert [(each.code, "{#o3}" in each.hint) for each in findings] == [("L103", True)]


def test_a_short_table_and_a_plan_without_options_are_enough() -> None:
    assert findings_of(":::{grid}\nWho?\nName | Box\n--- | ---\n Ann | His |\n:::\n\n:::{plan}\n:::\n") == []
