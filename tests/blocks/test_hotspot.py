"""Numbers on a picture lead to their words and back: by mouse, by keyboard, without scripts, in every language."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .course import codes_of, example

SQUARE = {
    "modules/examples/square.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
}


def spots(*places: str, picture: str = "circle.png") -> str:
    items = "".join(f"- {each} Spot {n}\n  It is here.\n" for n, each in enumerate(places, 1))
    return f":::{{hotspot}} {picture}\n:alt: Chairs in a circle\nChairs.\n\n{items}:::\n"


def numbers(page: Page) -> Locator:
    return page.locator(".hotspot-picture > a").filter(visible=True)


def middle(each: Locator) -> tuple[float, float]:
    box = each.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_number_leads_to_its_words_and_back(opened: Open, scripts: bool) -> None:
    course = opened(example("hotspot"), scripts=scripts)
    page = course.page
    if scripts:
        course.at("panes")
    number = page.get_by_role("link", name="2 With")
    number.click()
    words = page.get_by_role("listitem").filter(has=page.get_by_text("With", exact=True)).first
    expect(words).to_be_in_viewport()
    expect(page.locator(":target")).to_contain_text("High challenge and high support.")
    if scripts:
        expect(words).to_be_focused()
        expect(page.get_by_role("heading", level=1).filter(visible=True)).to_have_text("A drawing")
    page.get_by_role("link", name="2 in the picture").first.click()
    expect(number).to_be_in_viewport()
    if scripts:
        expect(number).to_be_focused()
        page.go_back()
        expect(words).to_be_focused()
    assert course.problems == []


def test_what_was_pressed_stands_out(opened: Open) -> None:
    course = opened(example("hotspot"))
    course.at("panes")
    words = course.page.locator(".hotspot > ol > li").filter(visible=True)
    look = "each => getComputedStyle(each).boxShadow"
    course.page.get_by_role("link", name="3 Not").click()
    expect(words.nth(2)).to_be_focused()
    assert [words.nth(n).evaluate(look) == "none" for n in range(4)] == [True, True, False, True]


def test_a_link_from_elsewhere_leads_to_a_spot(opened: Open) -> None:
    course = opened(example("hotspot"))
    course.at("start")
    course.page.get_by_role("link", name="in the window").click()
    expect(course.page.get_by_role("heading", level=1)).to_have_text("A drawing")
    expect(course.page.locator(".hotspot li:focus")).to_contain_text("High challenge and high support.")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_number_lies_where_it_was_put(opened: Open, direction: str, width: int) -> None:
    page = opened(spots("50% 12.5%", "20% 80%"), scripts=False).page
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("each => { document.documentElement.dir = each }", direction)
    picture = page.locator(".hotspot-picture img").bounding_box()
    assert picture
    for each, (across, down) in zip(numbers(page).all(), [(0.5, 0.125), (0.2, 0.8)], strict=True):
        x, y = middle(each)
        assert abs(x - picture["x"] - across * picture["width"]) < 1
        assert abs(y - picture["y"] - down * picture["height"]) < 1


@pytest.mark.parametrize("width", [320, 400, 768, 1280])
def test_as_close_as_the_checks_allow_each_can_still_be_pressed(opened: Open, width: int) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels each, and nothing of another one in them; 44 where there is room."""
    body = spots("20% 20%", "28.4% 20%", "20% 35%", "95% 95%")
    assert codes_of(body) == []
    page = opened(body, scripts=False).page
    page.set_viewport_size({"width": width, "height": 800})
    found = numbers(page).all()
    boxes = [each.bounding_box() for each in found]
    assert all(box and min(box["width"], box["height"]) >= (24 if width < 600 else 44) for box in boxes)
    for one, other in combinations(found, 2):
        (x, y), (to_x, to_y), box = middle(one), middle(other), one.bounding_box()
        assert box
        assert hypot(x - to_x, y - to_y) >= box["width"]


def test_what_lies_too_close_is_found_in_the_shape_of_the_picture() -> None:
    """Of a square picture a tenth of its height is enough; of one that is 16 to 9 it is not."""
    assert codes_of(spots("50% 50%", "50% 60%")) == ["S170"]
    assert codes_of(spots("50% 50%", "50% 60%", picture="square.svg"), SQUARE) == []
    assert codes_of(spots("50% 50%", "58% 50%")) == ["S170"]
    assert codes_of(spots("50% 50%", "59% 50%")) == []


def test_on_paper_numbers_and_words_are_there(opened: Open) -> None:
    page = opened(example("hotspot"), scripts=False).page
    page.emulate_media(media="print")
    expect(numbers(page)).to_have_count(6)
    expect(page.get_by_text("For whoever comes late.")).to_be_visible()
    expect(page.get_by_text("Press a number")).to_have_count(2)
    expect(page.get_by_text("Press a number").first).to_be_hidden()


def test_all_of_a_spot_reaches_the_page(opened: Open) -> None:
    page = opened(example("hotspot"), scripts=False).page
    words = page.locator(".hotspot > ol > li")
    expect(words.nth(1).get_by_role("listitem")).to_have_text(
        ["“How shall we do it?”", "“What do you need?”"]
    )
    expect(words.nth(5).locator(".hotspot-name [lang=cy]")).to_have_text("Cylch")
    expect(page.get_by_role("figure").get_by_role("img")).to_have_count(2)
