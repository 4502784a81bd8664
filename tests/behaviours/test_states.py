"""Every state of the course, in every setting of the system: axe finds nothing, and everything can be made out."""

from __future__ import annotations

from typing import Any

import pytest
from lms.courses import Packages
from lms.seats import Seat
from playwright.sync_api import expect

from .conftest import Sit
from .probes import axe, nothing, probe
from .states import CHAPTERS, cover, first_page, question_new, questions_right, show, walk

SCHEMES: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "dark, more contrast": {"color_scheme": "dark", "contrast": "more"},
    "forced colours": {"forced_colors": "active", "color_scheme": "dark"},
}
VIEWS: list[dict[str, Any]] = [
    {},
    {"width": 320, "height": 640, "color_scheme": "dark"},
    {"media": "print"},
]


@pytest.mark.behaviour(7)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_axe_finds_nothing_in_any_state(sit: Sit, in_order: Packages, chapter: str) -> None:
    """The map, which is long and the same on every page, is looked at in the first state of each chapter."""
    wrong = []
    known = ""
    for state, seat in walk(sit, in_order, chapter):
        for view in VIEWS:
            show(seat, **view)
            wrong += [f"{state} {view}: {each}" for each in axe(seat.view, known)]
        show(seat)
        known = ".map ol"
    nothing(wrong)


@pytest.mark.behaviour(7)
def test_axe_finds_nothing_in_any_target(seat: Seat) -> None:
    wrong = []
    for go in (cover, first_page, question_new, questions_right):
        go(seat)
        wrong += axe(seat.view)
    nothing(wrong)


@pytest.mark.behaviour(40)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_text_and_edges_can_be_made_out_in_every_scheme(sit: Sit, in_order: Packages, chapter: str) -> None:
    """4.5:1 and 3:1. The ring of the focus is looked at where the keyboard is (test_keyboard)."""
    wrong = []
    for state, seat in walk(sit, in_order, chapter):
        for scheme, settings in SCHEMES.items():
            show(seat, **settings)
            found = probe(seat.view, "faint") + probe(seat.view, "edgeless")
            wrong += [f"{state}, {scheme}: {each}" for each in found]
        show(seat)
    nothing(wrong)


@pytest.mark.behaviour(40)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_moves_for_those_who_asked_for_less_motion(
    sit: Sit, in_order: Packages, chapter: str
) -> None:
    wrong = []
    for state, seat in walk(sit, in_order, chapter):
        wrong += [f"{state}: {each}" for each in probe(seat.view, "moving")]
    nothing(wrong)


@pytest.mark.behaviour(40)
def test_forced_colours_say_where_one_is_and_what_is_locked(sit: Sit, in_order: Packages) -> None:
    seat = sit("xapi", in_order)
    seat.launch().start()
    show(seat, forced_colors="active")
    highlight, grey = seat.view.evaluate("""() => ["Highlight", "GrayText"].map((name) => {
      document.body.append(Object.assign(document.createElement("i"), { style: `color: ${name}` }));
      return getComputedStyle(document.body.lastChild).color;
    })""")
    expect(seat.view.locator(".map [aria-current] .dot")).to_have_css("border-top-color", highlight)
    expect(seat.view.locator(".map").get_by_role("link", name="Thoughts")).to_have_css("color", grey)


@pytest.mark.behaviour(40)
def test_the_scheme_of_the_system_is_followed(sit: Sit, target: str) -> None:
    seat = sit(target, profile_of={"color_scheme": "dark"})
    seat.launch()
    dark = seat.view.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    seat.page.emulate_media(color_scheme="light")
    light = seat.view.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert sum(map(int, dark[4:-1].split(", "))) < 150 < 600 < sum(map(int, light[4:-1].split(", ")))
    expect(seat.view.get_by_role("button", name="dark")).to_have_count(0)
    assert probe(seat.view, "moving") == []
    assert (
        seat.view.evaluate("""() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
        .filter(rule => /font(-size)?:[^;]*\\dpx/.test(rule.cssText)).map(rule => rule.cssText)""")
        == []
    )
