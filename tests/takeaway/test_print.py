"""A module on paper: all of it, nothing to press, answers at the end, notes in full (PLAYER 39)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import Files, Host
from .course import COURSE, FIRST, TEXTS, packages

LONG = "\n".join(f"Line {number} of a long note." for number in range(1, 90))


@pytest.mark.behaviour(39)
def test_the_whole_module(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""])
    tab.at("first-steps--start")
    tab.write(LONG)
    tab.at("first-steps--ask")
    sheets = tab.pdf()
    text = "\n".join(sheets).replace("ﬁ", "fi")
    for part in (
        "First steps",
        "Read more about steps (https://example.org/about-steps)",
        "Line 1 of a long note.",
        "Line 89 of a long note.",
        "Ask first",
        "What if there is no room?",
        "Then wait at the door.",
    ):
        assert part in text, part
    for other in (
        "Save and exit",
        "Mark as done",
        "Check answer",
        "Download",
        "Back",
        "More steps",
        "Kept in",
    ):
        assert other not in text, other
    # the question in its place, its answer behind everything else
    question, answers = text.index("What is a step?"), text.index("Answers")
    assert question < text.index("Then wait at the door.") < answers
    for part in (
        "It can be very small.",
        "A leap is longer than you think.",
        "what the word has always meant",
    ):
        assert text.index(part) > answers, part
    # and on the screen all is as it was
    expect(tab.page.get_by_text("Then wait at the door.")).to_be_hidden()
    expect(tab.page.get_by_role("heading", name="Answers")).to_have_count(0)


def test_an_answer_on_paper_stands_under_the_whole_question(host: Host, tmp_path: Path) -> None:
    case = "A friend stands at the foot of the stairs, looks up at all of them at once, and says that it is too much."
    first = FIRST.replace("What is a step?", f"{case}\n\nWhat is a step, as **you** see it?")
    files = packages(
        tmp_path / "course", {**TEXTS, "course.yaml": COURSE, "modules/first-steps/module.md": first}
    )
    tab = host.open(files["web", ""])
    tab.at("first-steps--start")
    text = " ".join(" ".join(tab.pdf()).split())
    assert f"{case} What is a step, as you see it?" in text[text.index("Answers") :]


def test_no_heading_is_left_at_the_foot_of_a_sheet(host: Host, tmp_path: Path) -> None:
    """Sections of many lengths: wherever a sheet ends, its last line is no heading."""
    sections = "\n\n".join(
        f"### Section {number}\n\n"
        + "A sentence that fills most of a line on paper, and then a little more. " * (3 + number % 7)
        for number in range(60)
    )
    first = FIRST.replace("## Ask first", f"{sections}\n\n## Ask first")
    files = packages(
        tmp_path / "course", {**TEXTS, "course.yaml": COURSE, "modules/first-steps/module.md": first}
    )
    tab = host.open(files["web", ""])
    tab.at("first-steps--start")
    sheets = tab.pdf()
    assert len(sheets) > 6
    ends = [sheet.strip().split("\n")[-1] for sheet in sheets]
    assert [end for end in ends if end.startswith("Section ")] == []
