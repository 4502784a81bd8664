"""A course whose roles and modules are edited while learners are under way, or have finished (PLAYER 45)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lms.courses import Packages, pack, write
from lms.learner import Learner
from lms.seats import Seat
from playwright.sync_api import expect

from .conftest import COURSE, VISITS, module
from .test_roles import choice, complete, cover

Edit = Callable[..., Packages]
SCHOOL = "modules/at-school/module.md"


@pytest.fixture
def edit(visits: Packages, tmp_path: Path) -> Edit:
    """A later version, with other texts beside the same course.lock."""

    def edited(**texts: str) -> Packages:
        folder = tmp_path / "course"
        shutil.copytree(visits.folder, folder)
        return pack(
            write(
                folder,
                {f"modules/{each}/module.md": text for each, text in texts.items() if each != "course"}
                | ({"course.yaml": texts["course"]} if "course" in texts else {}),
            )
        )

    return edited


def begin(seat: Seat) -> Learner:
    """At the first page, with a role, where it is kept for the next visit."""
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    learner.choose_role("at-school")
    learner.start()
    return learner


def test_a_certificate_keeps_the_role_that_was_taken(seat: Seat, edit: Edit) -> None:
    learner = begin(seat)
    learner.finish()
    seat.saved()
    learner.leave()
    page = "\n## By the gate {#p3}\n\nBy the gate, and why.\n"
    seat.publish(edit(**{"at-school": VISITS[SCHOOL] + page}))
    learner = seat.launch()
    complete(seat)
    seat.view.evaluate("location.hash = 'course--finish'")
    names = seat.view.locator(".certificate li").filter(visible=True)
    expect(names.nth(1)).to_have_text("Know at school")
    expect(names).to_have_count(3)
    expect(seat.view.locator(".finish > .facts")).to_contain_text("14 minutes")
    # Another role, chosen afterwards, is not what was taken.
    cover(seat)
    learner.choose_role("at-home")
    seat.view.evaluate("location.hash = 'course--finish'")
    expect(names).to_have_text(["Know doors", "Know at school", "Know afterwards"])


def test_roles_come_and_go_while_learners_are_under_way(seat: Seat, edit: Edit) -> None:
    learner = begin(seat)
    doors, _, school, *_ = seat.course.modules
    learner.module(doors)
    learner.page(school.pages[0])
    seat.saved()
    learner.leave()
    # A role more before theirs, another one's module for everybody, their own in other words.
    course = COURSE.replace("[doors, at-home", "[doors, on-a-ward, at-home").replace(
        "  at-home: I visit people at home\n  at-school: I work in a school\n",
        "  on-a-ward: I work on a ward\n  at-school: I teach\n",
    )
    check = VISITS["modules/check/module.md"].replace(":tag: at-home", ":tag: on-a-ward")
    ward = module("On a ward", 9, "Somebody lies here.", "In the bay")
    seat.publish(edit(course=course, check=check, **{"on-a-ward": ward}))
    learner = seat.launch()
    learner.resume("In the corridor")
    cover(seat)
    expect(choice(seat).get_by_role("radio", name="I teach")).to_be_checked()
    expect(seat.view.locator("[data-fill=progress]")).to_contain_text("3 of 9 pages done")
    marked = [
        bool(re.search("for another role", each))
        for each in seat.view.locator(".contents li").all_inner_texts()
    ]
    assert marked == [False, True, False, False, False, False]
