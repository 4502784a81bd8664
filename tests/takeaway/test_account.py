"""A reflective account: prompts in the regulator's order, one private note with a field for each (PLAYER 28-30, 37)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from blocks.course import findings_of
from docx import Document
from playwright.sync_api import Browser, expect

from .conftest import Files, Host, Tab
from .course import COURSE, TEXTS, packages

HERE = "more-steps--start"
BOXES = "#a-steps textarea"
PROMPTS = [
    "What was the nature",
    "What did you learn",
    "How did you change",
    "How is this relevant to the Code?",
]


def boxes(tab: Tab) -> list[str]:
    return [each.input_value() for each in tab.page.locator(BOXES).all()]


@pytest.mark.behaviour(37)
def test_the_four_prompts_in_order_and_the_warning_above(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""])
    tab.at(HERE)
    card = tab.page.locator("#a-steps")
    warning = "Do not include anything that could identify a patient, colleague or other person."
    labels = card.locator("h3 label").all_inner_texts()
    assert [label.startswith(start) for label, start in zip(labels, PROMPTS, strict=True)] == [True] * 4
    for theme in (
        "Prioritise people",
        "Practise effectively",
        "Preserve safety",
        "Promote professionalism and trust",
    ):
        assert theme in labels[3]
    text = card.inner_text()
    assert text.index(warning) < text.index(labels[0])
    for box in card.get_by_role("textbox").all():
        expect(box).to_have_accessible_description(re.compile(re.escape(warning)))


def test_the_activity_is_suggested_and_not_kept_before_anything_is_written(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""], now="2026-11-21T10:00:00")
    tab.at(HERE)
    suggestion = (
        "CPD activity: the module ‘More steps’ of the course ‘Small steps’, 10 minutes, 21 November 2026."
    )
    assert boxes(tab) == [suggestion, "", "", ""]
    tab.at("course--notes")
    expect(tab.page.locator("#course--notes .empty")).to_contain_text("Nothing written yet.")
    kept = "JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })"
    assert "CPD activity" not in tab.page.evaluate(kept)
    tab.at(HERE)
    tab.write("To ask first.", f"{BOXES} >> nth=1")
    tab.page.reload()
    expect(tab.page.locator(BOXES).nth(1)).to_have_value("To ask first.")
    assert boxes(tab) == [suggestion, "To ask first.", "", ""]
    assert "CPD activity" in tab.page.evaluate(kept)


@pytest.mark.behaviour(37)
def test_what_is_exported_stands_under_its_prompts(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""])
    tab.at(HERE)
    for index, words in enumerate(["A course.", "To ask.\nAnd wait.", "I knock.", "Preserve safety."]):
        tab.write(words, f"{BOXES} >> nth={index}")
    name, path = tab.word("#a-steps")
    assert name.startswith("account-small-steps-")
    found = [(each.style.name, each.text) for each in Document(str(path)).paragraphs]
    assert found[0] == ("Title", "Notes for your reflective account")
    assert found[2][1].startswith("Copy these into the NMC’s own form.")
    assert [style for style, _ in found[3:]] == ["Heading 1", "Written"] * 4
    assert [text for style, text in found if style == "Written"] == [
        "A course.",
        "To ask.\nAnd wait.",
        "I knock.",
        "Preserve safety.",
    ]
    assert [text.startswith(start) for (_, text), start in zip(found[3::2], PROMPTS, strict=True)] == [
        True
    ] * 4
    tab.at("course--notes")
    note = tab.page.locator("#course--notes .note")
    expect(note.get_by_role("heading", level=3)).to_have_text("Notes for your reflective account")
    assert [
        each[: len(start)] for each, start in zip(note.locator("h4").all_inner_texts(), PROMPTS, strict=True)
    ] == PROMPTS
    text = tab.copied()
    assert re.search(r"What did you learn from it\?\nTo ask\.\nAnd wait\.", text)


def test_it_is_a_private_note_like_any_other(
    host: Host, small: Files, browser: Browser, tmp_path: Path
) -> None:
    """Kept with the course record when the learner says so, found again elsewhere, taken back and deleted."""
    sent = "() => JSON.parse(sessionStorage.lms)['cmi.suspend_data'].length"
    tab = host.open(small["scorm12", ""], lms=True)
    tab.at(HERE)
    tab.write("What I learnt, in words of my own.", f"{BOXES} >> nth=1")
    tab.at("course--notes")
    alone = tab.page.evaluate(sent)
    tab.press("Keep them with my course record too")
    tab.page.wait_for_function(f"alone => ({sent})() > alone", arg=alone)
    expect(tab.page.locator("#save-state")).to_have_text(re.compile("^Saved"))
    record = tab.page.evaluate("sessionStorage.lms")

    elsewhere = Host(browser.new_context(reduced_motion="reduce"), tmp_path)
    elsewhere.context.add_init_script(f"sessionStorage.lms ??= {record!r}")
    other = elsewhere.open(small["scorm12", ""], lms=True)
    other.at(HERE)
    expect(other.page.locator(BOXES).nth(1)).to_have_value("What I learnt, in words of my own.")
    assert boxes(other)[0].startswith("CPD activity: the module")
    elsewhere.context.close()

    tab.press("Delete my notes")
    tab.press("Yes, delete them")
    expect(tab.page.locator("#course--notes .empty")).to_contain_text("Nothing written yet.")
    tab.at(HERE)
    assert [boxes(tab)[1], *boxes(tab)[2:]] == ["", "", ""]
    assert "in words of my own" not in tab.page.evaluate("JSON.stringify({ ...localStorage })")


OURS = """title: What we keep
heading: Our notes
prompts:
  - {id: kept, ask: What will you keep?}
  - {id: left, ask: What will you leave?}
  - {id: asked, ask: Whom will you ask?}
"""
CHANGED = """title: What we keep
heading: Our notes
prompts:
  - {id: asked, ask: Who is there to ask?}
  - {id: kept, ask: What will you keep?}
  - {id: done, ask: What is done?}
"""


def with_form(form: str) -> dict[str, str]:
    more = TEXTS["modules/more-steps/module.md"].replace(":form: nmc", ":form: ours.yaml")
    return {**TEXTS, "modules/more-steps/module.md": more, "modules/more-steps/ours.yaml": form}


def test_a_changed_form_puts_no_words_under_another_prompt(host: Host, tmp_path: Path) -> None:
    first = packages(tmp_path / "course", with_form(OURS))
    tab = host.open(first["scorm12", ""], lms=True)
    tab.at(HERE)
    for index, words in enumerate(["The door.", "The haste.", "The night staff."]):
        tab.write(words, f"{BOXES} >> nth={index}")
    second = packages(tmp_path / "course", with_form(CHANGED))
    later = host.open(second["scorm12", ""], lms=True)
    later.at(HERE)
    assert boxes(later) == ["The night staff.", "The door.", ""]
    later.write("Nothing yet.", f"{BOXES} >> nth=2")
    later.at("course--notes")
    note = later.page.locator("#course--notes .note")
    prompts, words = note.locator("h4").all_inner_texts(), note.locator(".written").all_inner_texts()
    assert list(zip(prompts, words, strict=True)) == [
        ("Who is there to ask?", "The night staff."),
        ("What will you keep?", "The door."),
        ("What is done?", "Nothing yet."),
        ("Under a question that is no longer asked", "The haste."),
    ]


def found(form: str, **files: str) -> list[tuple[str, str]]:
    body = f":::{{account}} a\n:form: {form}\n:::\n"
    more = {f"modules/examples/{name}.yaml": text for name, text in files.items()}
    return [(each.code, f"{each.spot.path}:{each.spot.line}") for each in findings_of(body, more=more)]


def test_what_is_wrong_with_a_form_is_said_where_it_stands() -> None:
    mine = "modules/examples/ours.yaml"
    assert found("nmc") == []
    assert found("ours.yaml", ours=OURS) == []
    assert found("ours.yaml") == [("F104", "modules/examples/module.md:6")]
    assert found("ours.yaml", ours=OURS.replace("heading:", "heading")) == [("Y101", f"{mine}:2")]
    assert found("ours.yaml", ours=OURS.replace("heading: Our notes\n", "")) == [("Y202", f"{mine}:1")]
    assert found("ours.yaml", ours=OURS.replace("heading", "haeding")) == [("Y201", f"{mine}:2")]
    assert found("ours.yaml", ours=OURS.replace("id: left", "id: kept")) == [("R106", f"{mine}:5")]
    assert found("ours.yaml", ours=OURS.replace("id: left", "id: Left one")) == [("Y203", f"{mine}:5")]


def test_the_course_can_be_the_activity(host: Host, tmp_path: Path) -> None:
    more = TEXTS["modules/more-steps/module.md"].replace(":form: nmc", ":form: nmc\n:activity: course")
    made = packages(
        tmp_path / "course", {**TEXTS, "course.yaml": COURSE, "modules/more-steps/module.md": more}
    )
    tab = host.open(made["web", ""], now="2026-11-21T10:00:00")
    tab.at(HERE)
    assert boxes(tab)[0] == "CPD activity: the course ‘Small steps’, 22 minutes, 21 November 2026."
