"""A note written in the package of one module is found in the package of another, in the same browser (PLAYER 43)."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from lms.courses import pack, write
from playwright.sync_api import expect

from builder.simulators import Lms, profile

from .conftest import Files, Host
from .course import TEXTS

BOX = ".recall textarea"
EMPTY = "Here you would see what you wrote in “First steps”."


@pytest.mark.parametrize("target", ["web", "scorm12"])
@pytest.mark.behaviour(43)
def test_found_in_another_package(target: str, host: Host, small: Files) -> None:
    lms = target == "scorm12"
    first = host.open(small[target, "first-steps"], "first", lms=lms)
    if not lms:  # without a learner's name, notes last longer than the visit only on one's own computer
        first.page.get_by_role("button", name="This is my own computer: keep it").click()
    first.at("first-steps--start")
    first.write("Out of the door.\nThen back.")
    second = host.open(small[target, "more-steps"], "second", lms=lms)
    second.at("more-steps--start")
    expect(second.page.locator(BOX)).to_have_value("Out of the door.\nThen back.")
    expect(second.page.get_by_text(EMPTY)).to_be_hidden()
    second.write("Out of the door, slowly.", BOX)
    # it is theirs to take away here as well
    second.at("course--notes")
    note = second.page.locator("#course--notes .note")
    expect(note.get_by_role("heading", name="Which step did you take last?")).to_be_visible()
    name, path = second.word()
    assert name.startswith("reflection-more-steps-")
    assert "Out of the door, slowly." in [each.text for each in Document(str(path)).paragraphs]
    first.page.reload()
    expect(first.page.locator("#r-own textarea")).to_have_value("Out of the door, slowly.")


@pytest.mark.parametrize("target", ["web", "scorm12"])
def test_where_it_is_not_found_it_is_said_and_can_be_written_anew(
    target: str, host: Host, small: Files
) -> None:
    lms = target == "scorm12"
    second = host.open(small[target, "more-steps"], "second", lms=lms)
    if not lms:
        second.page.get_by_role("button", name="This is my own computer: keep it").click()
    second.at("more-steps--start")
    expect(second.page.get_by_text(EMPTY)).to_be_visible()
    expect(second.page.get_by_label("Which step did you take last?")).to_have_value("")
    second.write("Written here first.", BOX)
    first = host.open(small[target, "first-steps"], "first", lms=lms)
    first.at("first-steps--start")
    expect(first.page.locator("#r-own textarea")).to_have_value("Written here first.")


def test_in_one_learning_system(host: Host, tmp_path: Path) -> None:
    """Two packages in a strict LMS, one after the other: each keeps its own progress, the note is one."""
    made = pack(write(tmp_path / "course", TEXTS), "modules", targets=("scorm12",))
    with Lms(profile("moodle_strict"), made.zip("scorm12", "first-steps")) as lms:
        host.context.unroute_all()
        page = host.context.new_page()
        page.goto(lms.launch_url)
        content = page.frame(name="content")
        assert content is not None
        expect(content.locator("#save-state")).not_to_be_empty()
        content.evaluate("location.hash = 'first-steps--start'")
        content.locator("#r-own textarea").fill("In the LMS.")
        content.locator("#r-own textarea").blur()
        content.get_by_role("banner").get_by_role("button", name="Save and exit").click()
        expect(content.get_by_role("heading", level=1)).to_have_text("You have left the course")
        lms.publish(made.zip("scorm12", "more-steps"))
        lms.new_attempt()
        page.goto(lms.launch_url)
        content = page.frame(name="content")
        assert content is not None
        expect(content.locator("#save-state")).not_to_be_empty()
        content.evaluate("location.hash = 'more-steps--start'")
        expect(content.locator(BOX)).to_have_value("In the LMS.")
        expect(content.get_by_text("0 of 2 pages done").first).to_be_attached()
