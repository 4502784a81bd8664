"""The finish page and the certificate: what they say, when, and on one sheet of paper (PLAYER 38)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import Files, Host, Tab
from .course import COURSE, TEXTS, packages

FINISH = "course--finish"
NAME = "Your name, as it should stand on the certificate"
NOW = "2026-11-21T10:00:00"


def finished(
    host: Host, files: Mapping[str, bytes], name: str = "course", lms: bool = False, now: str = NOW
) -> Tab:
    tab = host.open(files, name, lms=lms, now=now)
    tab.work_through()
    expect(tab.page.locator(f"#{FINISH}.current")).to_be_visible()
    return tab


def certificate(tab: Tab) -> str:
    return tab.page.locator(".certificate").inner_text()


def test_the_name_comes_from_the_learning_system_and_can_be_put_right(host: Host, small: Files) -> None:
    tab = finished(host, small["scorm12", ""], lms=True)
    page = tab.page
    expect(page.get_by_label(NAME)).to_have_value("Ada Okafor")
    expect(page.locator(".certificate-name")).to_have_text("Ada Okafor")
    page.get_by_label(NAME).fill("Ada Okafor, RN")
    expect(page.locator(".certificate-name")).to_have_text("Ada Okafor, RN")
    assert "Ada Okafor, RN" not in page.evaluate("sessionStorage.lms")
    page.reload()
    expect(page.locator("#save-state")).not_to_be_empty()
    tab.at(FINISH)
    expect(page.locator(".certificate-name")).to_have_text("Ada Okafor, RN")
    page.get_by_label(NAME).fill("")
    page.reload()
    expect(page.locator("#save-state")).not_to_be_empty()
    tab.at(FINISH)
    expect(page.get_by_label(NAME)).to_have_value("Ada Okafor")
    assert "RN" not in page.evaluate("JSON.stringify({ ...localStorage })")


@pytest.mark.behaviour(38)
def test_what_the_certificate_says(host: Host, small: Files) -> None:
    text = certificate(finished(host, small["scorm12", ""], lms=True))
    for part in (
        "Ada Okafor",
        "Small steps",
        "Version 2.1.0",
        "21 November 2026",
        "22 minutes",
        "Participatory learning\n1 hour 30 minutes",
        "Take one step at a time",
        "Plan the next step with others",
        "The Imaginary Institute of Steps (IIS 7)",
        "The Institute recognises this course.",
        "Your learning system holds the record of this course.",
    ):
        assert part in text, part
    assert "recorded" not in text.lower()


def test_a_name_on_a_shared_computer_is_kept_nowhere(host: Host, small: Files) -> None:
    """Without a learning system nobody is known: only a learner who says that the computer is theirs is remembered."""
    tab = finished(host, small["web", ""])
    page = tab.page
    assert "No learning system holds a record of it." in certificate(tab)
    page.get_by_label(NAME).fill("Sam Reed")
    kept = "JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })"
    assert "Sam Reed" not in page.evaluate(kept)
    page.get_by_role("button", name="This is my own computer: keep it").click()
    page.get_by_label(NAME).fill("Sam Reed-Ito")
    page.reload()
    expect(page.locator("#save-state")).not_to_be_empty()
    tab.at(FINISH)
    expect(page.get_by_label(NAME)).to_have_value("Sam Reed-Ito")


def test_one_sheet_of_real_text(host: Host, small: Files) -> None:
    tab = finished(host, small["scorm12", ""], lms=True)
    tab.press("Print the certificate")
    [sheet] = tab.pdf()
    sheet = sheet.replace("ﬁ", "fi")
    for part in (
        "Certificate",
        "Ada Okafor",
        "Small steps",
        "21 November 2026",
        "Plan the next step with others",
    ):
        assert part in sheet, part
    for other in ("You have finished", "Print the certificate", "Your name, as it should stand"):
        assert other not in sheet


def large(outcomes: int) -> dict[str, str]:
    """Fifty modules with long titles, some with outcomes."""
    slugs = [f"m-{number}" for number in range(50)]
    files = {"course.yaml": re.sub(r"modules: .*", f"modules: [{', '.join(slugs)}]", COURSE)}
    for number, slug in enumerate(slugs):
        aims = [f"Say in a few plain words what matters about subject {number}"] * (number < outcomes)
        files[f"modules/{slug}/module.md"] = (
            f"---\ntitle: Working relationships on a busy ward, part {number} of fifty\nminutes: 5\noutcomes: {aims}\n---\nRead.\n"
        )
    return files


def test_one_sheet_however_large_the_course(host: Host, tmp_path: Path) -> None:
    for outcomes in (24, 50):
        files = packages(tmp_path / f"large-{outcomes}", large(outcomes), targets=("web",))["web", ""]
        tab = finished(host, files, name=f"large-{outcomes}")
        tab.press("Print the certificate")
        [sheet] = tab.pdf()
        last = "about subject 23" if outcomes == 24 else "part 49 of fifty"
        assert last in sheet.replace("ﬁ", "fi")
        assert "No learning system holds" in sheet


def test_an_accreditation_is_claimed_only_while_it_lasts(host: Host, small: Files) -> None:
    for now, claimed in (("2027-03-31T20:00:00", True), ("2027-04-01T08:00:00", False)):
        tab = finished(host, small["web", ""], name=now[:10], now=now)
        assert ("The Institute recognises" in certificate(tab)) is claimed
        expect(tab.page.locator(".accreditation").filter(visible=True)).to_have_count(2 if claimed else 0)
        tab.page.close()


@pytest.mark.behaviour(38)
def test_the_finish_page_says_what_was_done_and_only_what_is_true(host: Host, small: Files) -> None:
    tab = finished(host, small["scorm12", ""], lms=True)
    facts = tab.page.locator(f"#{FINISH} > .facts")
    for name, value in (
        ("Name", "Ada Okafor"),
        ("Pages done", "4 of 4"),
        ("Date", "21 November 2026"),
        ("Learning time", "22 minutes"),
        ("Participatory learning", "1 hour 30 minutes"),
    ):
        expect(facts.locator("div", has_text=name)).to_have_text(f"{name}{value}")
    expect(tab.page.get_by_text("Sent to your learning system", exact=True)).to_be_visible()
    assert "recorded" not in tab.page.locator(f"#{FINISH}").inner_text().lower()


TEST = """---
title: The check
minutes: 5
assessment: {pass_mark: 60, attempts: 1}
---
One question counts.

:::{true-false} tf
Stairs have steps.

- [x] True
- [ ] False

Because: that is how they are made.
:::
"""


def test_there_is_none_before_the_end_and_none_after_failing(host: Host, tmp_path: Path) -> None:
    course = COURSE.replace("more-steps]", "check]\ncompletion: {assessment: check}")
    texts = {**TEXTS, "course.yaml": course, "modules/check/module.md": TEST}
    del texts["modules/more-steps/module.md"]
    tab = host.open(packages(tmp_path / "course", texts)["web", ""])
    tab.at(FINISH)
    expect(tab.page.locator(".certificate")).to_be_hidden()
    tab.at("check--start")
    tab.press("Start the test")
    tab.page.locator("#tf").get_by_role("radio", name="False").check()
    tab.page.locator("article.current [data-do=forward]").click()
    tab.press("Submit my answers")
    expect(tab.page.get_by_text("Not passed", exact=True)).to_be_visible()
    tab.at(FINISH)
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("You have not passed the test")
    expect(tab.page.locator(".certificate")).to_be_hidden()
