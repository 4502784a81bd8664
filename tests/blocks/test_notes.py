"""Reflections, recalls and the record: what is written is kept, counted, found again and taken away (PLAYER 28-36, 43, 44)."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from .conftest import Open, Opened
from .course import example

TWO = ":::{reflection} r\n:words: 80\nThink.\n:::\n\n:::{reflection} r2\nThink again.\n:::\n\n## Next {#next}\n\nText.\n"


def status(course: Opened) -> str:
    return course.page.locator("#status").text_content() or ""


def test_words_are_counted_at_once_and_spoken_after_a_pause(opened: Open) -> None:
    course = opened(TWO)
    course.at("start")
    count = course.page.locator("#r .reflection-count")
    expect(count).to_have_text("0 words, about 80 suggested")
    course.page.get_by_label("Think.", exact=True).press_sequentially("With the night coordinator")
    expect(count).to_have_text("4 words, about 80 suggested")
    expect(course.page.locator("#status")).to_contain_text(
        "4 words, about 80 suggested. Saved in this browser"
    )
    course.page.get_by_label("Think.", exact=True).press_sequentially(" I")
    expect(course.page.locator("#status")).to_have_text("5 words, about 80 suggested.")
    assert course.axe() == []
    assert course.problems == []


def test_the_box_says_where_the_note_is_and_asks_to_name_no_one(opened: Open) -> None:
    course = opened(TWO)
    course.at("start")
    box = course.page.get_by_label("Think.", exact=True)
    expect(box).to_have_accessible_description(
        "Kept in this browser only. Please name no one, and write nothing by which someone could be recognised."
    )
    # without a learning system there is nobody else to keep it, so nothing to choose
    expect(course.page.get_by_role("button", name="Change who keeps my notes")).to_have_count(0)


def test_where_storage_is_blocked_it_is_said_before_writing(opened: Open) -> None:
    course = opened(TWO, storage=False)
    course.at("start")
    where = course.page.locator("#r-where")
    expect(where).to_have_text("This browser does not keep notes. Download your notes before you close this.")
    course.page.get_by_label("Think.", exact=True).fill("Still here")
    expect(where).to_be_visible()
    assert course.problems == []


def test_who_keeps_the_notes_is_asked_once_and_can_be_changed(opened: Open) -> None:
    course = opened(TWO, lms=True)
    course.at("start")
    first, second = course.page.locator("#r"), course.page.locator("#r2")
    ask = first.get_by_role("group", name="Who keeps your notes?")
    expect(ask).to_be_visible()
    expect(ask.get_by_label("This browser only")).to_be_checked()
    expect(second.get_by_role("group", name="Who keeps your notes?")).to_be_hidden()
    assert course.axe() == []
    ask.get_by_label("Also my course record").check()
    true = "Kept in this browser and with your course record. People who manage your learning system may be able to read it."
    expect(course.page.locator("#r-where")).to_have_text(true)
    expect(course.page.locator("#r2-where")).to_have_text(true)
    course.page.get_by_label("Think again.").fill("A note")
    second.get_by_role("button", name="Change who keeps my notes").click()
    other = second.get_by_role("group", name="Who keeps your notes?")
    expect(other.get_by_label("Also my course record")).to_be_checked()
    other.get_by_label("This browser only").check()
    expect(course.page.locator("#r-where")).to_have_text("Kept in this browser only.")
    assert course.axe() == []


def test_writing_without_choosing_keeps_the_default_and_moves_nothing(opened: Open) -> None:
    course = opened(TWO, lms=True)
    course.at("start")
    box = course.page.get_by_label("Think.", exact=True)
    before = box.bounding_box()
    box.press_sequentially("A note")
    expect(course.page.locator("#status")).to_contain_text("Saved in this browser")
    after = box.bounding_box()
    assert before
    assert after
    assert before["y"] == after["y"]
    course.at("next")
    course.at("start")
    expect(course.page.locator("#r-where")).to_have_text("Kept in this browser only.")


def test_a_note_is_there_again_after_a_crash(opened: Open) -> None:
    course = opened(TWO, lms=True)
    course.at("start")
    course.page.get_by_label("Think.", exact=True).press_sequentially("Not lost")
    expect(course.page.locator("#status")).to_contain_text("Saved in this browser")
    course.page.reload()
    expect(course.page.get_by_label("Think.", exact=True)).to_have_value("Not lost")


def test_a_recall_shows_the_note_and_edits_it(opened: Open) -> None:
    course = opened(example("recall"))
    course.at("again")
    empty = course.page.get_by_text("Here you would see what you wrote in “Examples”.").first
    expect(empty).to_be_visible()
    course.at("write")
    course.page.locator("#a-pinch-point textarea").fill("Handover")
    course.at("again")
    boxes = course.page.locator(".recall textarea")
    expect(boxes.first).to_have_value("Handover")
    expect(empty).to_be_hidden()
    boxes.first.fill("Handover at seven")
    expect(boxes.nth(1)).to_have_value("Handover at seven")
    course.at("write")
    expect(course.page.locator("#a-pinch-point textarea")).to_have_value("Handover at seven")
    assert course.axe() == []


def test_on_paper_the_note_stands_as_text(opened: Open) -> None:
    course = opened(TWO)
    course.at("start")
    course.page.get_by_label("Think.", exact=True).fill("For the handout")
    course.page.emulate_media(media="print")
    course.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(course.page.locator("#r").get_by_text("For the handout").filter(visible=True)).to_be_visible()


def test_without_scripts_there_is_a_box_to_write_in_on_paper(opened: Open) -> None:
    course = opened(TWO, scripts=False)
    expect(course.page.locator("#r").get_by_text("Scripts are switched off here")).to_be_visible()
    course.page.emulate_media(media="print")
    expect(course.page.locator("#r .written")).to_be_visible()


def test_the_record_has_what_was_done_and_written(opened: Open, tmp_path: Path) -> None:
    course = opened(example("summary"))
    course.at("record")
    record = course.page.locator(".summary")
    expect(record).to_contain_text("Nothing written yet.")
    course.at("start")
    course.page.locator("#a-first-step textarea").fill("Ask <b>what</b> happened")
    course.page.locator("article.current [data-do=forward]").click()
    expect(record).to_contain_text("1 of 2")
    expect(record.get_by_role("heading", name="What is your first step?")).to_be_visible()
    expect(record).to_contain_text("Ask <b>what</b> happened")
    assert course.axe() == []
    with course.page.expect_download() as waiting:
        record.get_by_role("button", name="Download as Word").click()
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"record-blocks-\d{4}-\d\d-\d\d\.docx", name)
    expect(course.page.locator("#status")).to_have_text(f"Downloaded as {name}")
    path = tmp_path / name
    waiting.value.save_as(path)
    lines = [each.text for each in Document(str(path)).paragraphs]
    assert lines[0] == "Your record of learning"
    assert lines[1].startswith("All blocks, version 1.0.0 · ")
    assert "Ask <b>what</b> happened" in lines
    assert course.strangers == []


def test_the_record_can_be_copied_where_the_clipboard_is_refused(opened: Open) -> None:
    course = opened(example("summary"))
    course.at("record")
    course.page.evaluate(
        "addEventListener('copy', event => { window.copied = event.clipboardData.getData('text/plain') })"
    )
    course.page.get_by_role("button", name="Copy", exact=True).filter(visible=True).click()
    expect(course.page.locator("#status")).to_have_text("Copied")
    assert "Nothing written yet." in course.page.evaluate("window.copied")


def test_the_record_prints_alone(opened: Open) -> None:
    course = opened(example("summary"))
    course.page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    course.at("record")
    course.page.get_by_role("button", name="Print or save as PDF").filter(visible=True).click()
    assert "alone" in course.page.evaluate("window.printed").split()
    course.page.emulate_media(media="print")
    expect(course.page.locator("h1").filter(visible=True)).to_have_text("Your record of learning")
    course.page.evaluate("dispatchEvent(new Event('afterprint'))")
    course.page.emulate_media(media="screen")
    expect(course.page.locator("h1").filter(visible=True)).to_have_text("Your record")
    assert course.problems == []
