"""A course that begins and ends with modules for roles, and has no test."""

from __future__ import annotations

import pytest
from lms.courses import Packages, pack, write
from playwright.sync_api import expect

from .conftest import COURSE, VISITS, Sit
from .test_roles import choice, cover


@pytest.fixture(scope="session")
def ends(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    course = COURSE.replace("[doors, at-home, at-school, afterwards, check]", "[at-home, doors, at-school]")
    texts = {path: text for path, text in VISITS.items() if "check" not in path and "after" not in path}
    texts["course.yaml"] = course.replace("completion:\n  assessment: check\n", "navigation: in-order\n")
    return pack(write(tmp_path_factory.mktemp("ends") / "course", texts))


def test_start_leads_to_the_choice_where_a_role_comes_first(sit: Sit, target: str, ends: Packages) -> None:
    seat = sit(target, ends)
    learner = seat.launch()
    _, doors, school = ends.modules
    learner.start()
    expect(choice(seat)).to_be_focused()
    learner.choose_role("at-school")
    learner.open(doors.pages[0])
    learner.module(doors)
    learner.module(school)
    learner.at("You have finished")
    if seat.tracked:
        seat.until(status="completed")


def test_the_way_on_is_offered_as_soon_as_it_is_open(sit: Sit, ordered: Packages) -> None:
    seat = sit("web", ordered)
    learner = seat.launch()
    doors, home, *_ = ordered.modules
    learner.choose_role("at-home")
    learner.start()
    learner.module(doors)
    learner.module(home)
    learner.at("Afterwards")
    cover(seat)
    learner.choose_role("at-school")
    learner.open(home.pages[-1])
    onward = seat.view.locator("article.current .next a")
    expect(onward).to_have_text("Next: At school")
    expect(onward).to_be_visible()
