"""How far one is, what is locked and why, what is done and who says so, help, and the minutes."""

from __future__ import annotations

import re

import pytest
from lms.courses import Packages
from lms.seats import Seat, XapiSeat
from playwright.sync_api import Locator, expect

from .conftest import Sit
from .probes import probe
from .states import to


def entry(seat: Seat, identity: str) -> Locator:
    """A page in the map."""
    return seat.view.locator(f'.map a[href="#{identity}"]')


@pytest.mark.behaviour(13)
def test_progress_is_in_words_and_the_same_everywhere(seat: Seat) -> None:
    learner = seat.launch()
    bar = seat.view.get_by_role("progressbar", name="Pages done")
    assert bar.evaluate("each => each.localName") == "progress"
    learner.reads("0 of 8 pages done")
    learner.start()
    expect(entry(seat, "coming-in--start")).to_have_attribute("aria-current", "page")
    expect(entry(seat, "coming-in--start")).to_contain_text("In progress")
    expect(entry(seat, "coming-in--consent")).to_contain_text("Not started")
    learner.done()
    learner.reads("1 of 8 pages done")
    expect(bar).to_have_js_property("value", 1)
    expect(bar).to_have_js_property("max", 8)
    expect(entry(seat, "coming-in--start")).to_contain_text("Done")
    expect(entry(seat, "coming-in--start")).not_to_have_attribute("aria-current", "page")
    expect(entry(seat, "coming-in--consent")).to_have_attribute("aria-current", "page")
    expect(seat.view.locator("[aria-current]")).to_have_count(1)
    if isinstance(seat, XapiSeat):
        # 1 of 8, in whole per cent: the one format of ours that has a figure for it.
        seat._wait(
            lambda: [12] in [list(each["result"]["extensions"].values()) for each in seat.said("progressed")]
        )


@pytest.mark.behaviour(15)
def test_a_locked_page_says_what_it_waits_for(sit: Sit, in_order: Packages, target: str) -> None:
    seat = sit(target, in_order)
    learner = seat.launch()
    learner.start()
    learner.done()
    learner.at("Consent")
    locked = entry(seat, "coming-in--film")
    expect(locked).to_have_attribute("aria-disabled", "true")
    locked.focus()
    expect(locked).to_be_focused()
    seat.page.keyboard.press("Enter")
    expect(seat.view.get_by_role("status")).to_have_text("Finish ‘Consent’ first")
    learner.at("Consent")
    # By its address no more than by its link.
    seat.view.evaluate("location.hash = 'coming-in--film'")
    expect(seat.view.get_by_role("status")).to_contain_text("Finish ‘Consent’ first")
    learner.at("Consent")
    for key in seat.course.page("coming-in", 1).keys:
        learner.answer(key)
    learner.done()
    learner.at("A film about doors")
    expect(locked).not_to_have_attribute("aria-disabled", "true")


@pytest.mark.behaviour(15)
def test_nothing_is_locked_unless_the_author_says_so(seat: Seat) -> None:
    seat.launch()
    expect(seat.view.locator(".map [aria-disabled]")).to_have_count(0)


@pytest.mark.behaviour(16)
def test_only_the_reader_marks_a_page_as_read(sit: Sit, target: str) -> None:
    seat = sit(target)
    learner = seat.launch()
    to(seat, "coming-in--reading")
    seat.page.clock.install()
    seat.view.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    seat.page.clock.fast_forward("20:00")
    learner.reads("0 of 8 pages done")
    turn = seat.view.locator("article.current .turn")
    turn.get_by_role("button", name="Mark as done and continue").click()
    learner.at("Thoughts")
    learner.reads("1 of 8 pages done")
    to(seat, "coming-in--reading")
    undo = turn.get_by_role("button", name="Done (undo)")
    undo.click()
    expect(undo).to_be_hidden()
    learner.reads("0 of 8 pages done")
    expect(turn.get_by_role("button", name="Mark as done and continue")).to_be_focused()


@pytest.mark.behaviour(16)
def test_done_cannot_be_undone_once_the_module_is_complete(seat: Seat) -> None:
    learner = seat.launch()
    to(seat, "staying--start")
    learner.page(seat.course.page("staying", 0))
    to(seat, "staying--start")
    undo = seat.view.locator("article.current").get_by_role("button", name="Done (undo)")
    expect(undo).to_be_visible()
    to(seat, "staying--record")
    learner.done()
    to(seat, "staying--start")
    expect(undo).to_be_hidden()


@pytest.mark.behaviour(41)
def test_help_is_in_the_same_place_on_every_page_and_needs_no_network(seat: Seat) -> None:
    seat.launch()
    pages = probe(seat.view, "pages")
    for page in pages:
        to(seat, page)
        links = seat.view.get_by_role("contentinfo").get_by_role("link")
        assert [each.strip() for each in links.all_inner_texts()] == ["Help", "Accessibility", "My notes"], (
            page
        )
    seat.saved()
    seat.context.set_offline(True)
    seat.view.get_by_role("contentinfo").get_by_role("link", name="Help").click()
    main = seat.view.get_by_role("main")
    expect(main.get_by_role("heading", name="Who to ask")).to_be_visible()
    expect(main.get_by_role("link", name="learning@example.org")).to_be_visible()
    seat.context.set_offline(False)


@pytest.mark.behaviour(41)
def test_each_page_says_its_minutes_and_the_map_those_that_are_left(seat: Seat) -> None:
    learner = seat.launch()
    for page in seat.view.evaluate("[...document.querySelectorAll('[data-page]')].map(each => each.id)"):
        to(seat, page)
        expect(seat.view.locator("article.current .kicker")).to_contain_text(re.compile(r"\d+ minutes?"))
    left = seat.view.locator(".tally p")
    expect(left).to_contain_text("20 minutes left")
    to(seat, "coming-in--reading")
    learner.done()
    expect(left).not_to_contain_text("20 minutes left")
    expect(left).to_contain_text(re.compile(r"\d+ minutes left"))
