"""How a learner moves about: the skip link, page changes."""

from __future__ import annotations

import pytest
from lms.seats import Seat
from playwright.sync_api import expect


@pytest.mark.behaviour(1)
def test_the_first_tab_shows_the_skip_link(seat: Seat) -> None:
    """Where a page is opened at its address, too."""
    seat.launch().start()
    seat.page.reload()
    expect(seat.view.locator("#save-state")).not_to_be_empty()
    page = seat.page
    page.keyboard.press("Tab")
    skip = seat.view.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    expect(seat.view.get_by_role("main")).to_be_focused()


@pytest.mark.behaviour(2)
def test_a_page_change_is_announced(seat: Seat) -> None:
    learner = seat.launch()
    learner.start()
    learner.done()
    for move in ("next", "back in the browser", "list of pages"):
        if move == "back in the browser":
            seat.page.go_back()
            title, own = "Coming in", "coming-in--start"
        elif move == "list of pages":
            learner.open(seat.course.page("coming-in", 3))
            title, own = "Nothing to answer – Coming in", "coming-in--reading"
        else:
            title, own = "Consent – Coming in", "coming-in--consent"
        expect(seat.page).to_have_title(title)
        heading = seat.view.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        expect(heading).to_be_focused()
        assert seat.view.evaluate("scrollY") == 0
        assert seat.view.evaluate("location.hash").startswith(f"#{own.split('--')[0]}--")


@pytest.mark.behaviour(9)
def test_welcome_back_jumps_nowhere_by_itself(seat: Seat) -> None:
    consent = seat.course.page("coming-in", 1)
    learner = seat.launch()
    learner.start()
    learner.done()
    learner.answer(consent.keys[0], right=False)
    seat.saved()
    learner = seat.launch()
    panel = learner.panel("Welcome back.")
    expect(panel).to_contain_text("You were on ‘Consent’.")
    learner.at("Doorways")
    assert seat.view.evaluate("location.hash") == ""
    above, content = panel.bounding_box(), learner.title.bounding_box()
    assert above
    assert content
    assert above["y"] + above["height"] <= content["y"]
    learner.resume("Consent")
    expect(panel).to_be_hidden()
    given = learner.exercise("q-consent").get_by_role("radio", name="Yes, at once")
    expect(given).to_be_checked()
    expect(learner.exercise("q-consent").get_by_text("Your answer – not right")).to_be_visible()


@pytest.mark.behaviour(9)
def test_start_from_the_beginning_keeps_what_was_done(seat: Seat) -> None:
    learner = seat.launch()
    learner.start()
    learner.done()
    learner.answer(seat.course.page("coming-in", 1).keys[0])
    seat.saved()
    learner = seat.launch()
    learner.panel("Welcome back.").get_by_role("link", name="Start from the beginning").click()
    learner.at("Coming in")
    learner.reads("1 of 8 pages done")
    learner.done()
    learner.at("Consent")
    expect(learner.exercise("q-consent").get_by_role("radio", name="After a knock")).to_be_checked()
