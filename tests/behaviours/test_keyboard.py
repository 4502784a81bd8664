"""By keyboard alone: every control is reached, seen while it is focused, and left again."""

from __future__ import annotations

import string

import pytest
from lms.courses import Packages
from lms.seats import Seat
from playwright.sync_api import expect

from .conftest import Sit
from .probes import Keyboard, nothing, probe
from .states import CHAPTERS, cover, first_page, question_new, questions_right, show, to, walk

SCHEMES: dict[str, dict[str, str]] = {
    "light": {},
    "forced colours": {"forced_colors": "active"},
    "dark": {"color_scheme": "dark"},
}
# The kinds of control are all in the first chapter; more contrast draws the same ring as light.
SHOWN = [*(("light", chapter) for chapter in CHAPTERS), ("forced colours", "reading"), ("dark", "reading")]


@pytest.mark.behaviour(4, 40)
@pytest.mark.parametrize(("scheme", "chapter"), SHOWN)
def test_tab_reaches_every_control_and_the_focus_is_seen(
    sit: Sit, in_order: Packages, chapter: str, scheme: str
) -> None:
    """The way round depends on no scheme; how the focus is seen does."""
    wrong = []
    keyboard = None
    for state, seat in walk(sit, in_order, chapter):
        show(seat, **SCHEMES[scheme])
        keyboard = keyboard or Keyboard(seat.page)
        keyboard.page = seat.page
        found = keyboard.round() if scheme == "light" else keyboard.rings()
        wrong += [f"{state}: {each}" for each in found]
        show(seat)
    nothing(wrong)


@pytest.mark.behaviour(4)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_on_a_phone_nothing_that_is_focused_is_covered(sit: Sit, in_order: Packages, chapter: str) -> None:
    """The bar and the banner stay in view there, and take more of it."""
    wrong = []
    for state, seat in walk(sit, in_order, chapter):
        show(seat, width=360, height=560)
        wrong += [f"{state}: {each}" for each in Keyboard(seat.page, look=False).round()]
        show(seat)
    nothing(wrong)


@pytest.mark.behaviour(4)
def test_tab_comes_round_in_every_target(seat: Seat) -> None:
    wrong = []
    for go in (cover, first_page, question_new, questions_right):
        go(seat)
        wrong += Keyboard(seat.page).round()
    nothing(wrong)


@pytest.mark.behaviour(4)
def test_no_letter_is_a_shortcut_and_escape_closes_the_list(sit: Sit, target: str) -> None:
    seat = sit(target, width=320, height=640)
    seat.launch().start()
    to(seat, "coming-in--consent")
    before = probe(seat.view, "picture")
    for letter in string.ascii_letters + string.digits + "/?.,;'[]-=":
        seat.page.keyboard.press(letter)
    assert probe(seat.view, "picture") == before
    pages = seat.view.get_by_role("button", name="Pages")
    pages.press("Enter")
    expect(seat.view.get_by_role("navigation")).to_be_visible()
    seat.page.keyboard.press("Tab")
    seat.page.keyboard.press("Escape")
    expect(seat.view.get_by_role("navigation")).to_be_hidden()
    expect(pages).to_be_focused()
    assert probe(seat.view, "picture") == before
