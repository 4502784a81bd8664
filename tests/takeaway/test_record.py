"""The record of learning: everything that was done and written, in course order, on this computer only (PLAYER 44)."""

from __future__ import annotations

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from .conftest import Files, Host

NOW = "2026-11-21T10:00:00"


@pytest.mark.behaviour(44)
def test_one_document_with_everything(host: Host, small: Files) -> None:
    tab = host.open(small["scorm12", ""], lms=True, now=NOW)
    tab.at("more-steps--start")
    tab.write("I learnt to wait.", "#a-steps textarea >> nth=1")
    tab.at("first-steps--start")
    tab.write("Up the stairs.")
    tab.work_through()
    tab.at("more-steps--record")
    tab.asked.clear()
    record = tab.page.locator(".summary .record")
    expect(record).to_contain_text("Up the stairs.")
    name, path = tab.word()
    assert name == "record-small-steps-2026-11-21.docx"
    found = [(each.style.name, each.text.strip()) for each in Document(str(path)).paragraphs]
    facts = [text for style, text in found if style == "Fact"]
    assert facts == [
        "Name\tAda Okafor",
        "Course\tSmall steps, version 2.1.0",
        "Pages done\t4 of 4",
        "Date\t21 November 2026",
        "Learning time\t22 minutes",
        "Participatory learning\t1 hour 30 minutes",
    ]
    rest = [each for each in found if each[0] != "Fact"][2:]
    assert rest[:2] == [("Heading 1", "First steps"), ("Normal", "2 of 2 pages done · 12 minutes")]
    assert ("Heading 2", "Key points") in rest
    in_order = [
        "First steps",
        "It goes on",
        "Which step did you take last?",
        "Up the stairs.",
        "Written on 21 November 2026",
        "More steps",
        "2 of 2 pages done · 10 minutes",
        "Notes for your reflective account",
        "What did you learn from it?",
        "I learnt to wait.",
    ]
    texts = [text for _, text in rest]
    assert sorted(texts.index(each) for each in in_order) == [texts.index(each) for each in in_order]
    assert tab.copied().count("Up the stairs.") == 1
    tab.press("Print or save as PDF")
    assert "Up the stairs." in "".join(tab.pdf())
    assert [url for url in tab.asked if not url.startswith("blob:")] == []


def test_a_module_that_was_not_begun_is_not_in_it(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""])
    tab.at("first-steps--start")
    tab.page.locator("article.current [data-do=forward]").click()
    tab.at("more-steps--record")
    headings = tab.page.locator(".summary .record h3")
    expect(headings).to_have_text(["First steps"])
    expect(tab.page.locator(".summary .record")).to_contain_text(
        re.compile("1 of 2 pages done$|1 of 2 pages done(?! ·)")
    )


def test_notes_that_are_kept_nowhere_else_are_offered_on_leaving(host: Host, small: Files) -> None:
    tab = host.open(small["scorm12", ""], lms=True)
    tab.at("first-steps--start")
    tab.write("Only here.")
    tab.page.get_by_role("banner").get_by_role("button", name="Save and exit").click()
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("You have left the course")
    expect(
        tab.page.get_by_text("Your notes are kept in this browser only.").filter(visible=True)
    ).to_be_visible()
    name, path = tab.word()
    assert name.startswith("reflection-small-steps-")
    assert "Only here." in [each.text for each in Document(str(path)).paragraphs]
    assert "Only here." in tab.copied()
