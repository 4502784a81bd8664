"""Quotations, columns, steps and terms as people meet them: on a wide screen, on a phone, on paper, by a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .course import blocks_html, example, findings_of, site_of

VOICES = """\
:::{compare}
### Said
- “Can I have a word?”

### Heard
- “You are in trouble.”

### Meant
- “I need your advice.”
:::
"""
ROUND = """\
:::{steps}
### Ask
Who drinks what?

### Brew
Four minutes.

### Bring
Handle first.
:::
"""
TERMS = """\
Somebody is [nil by mouth](#nil-by-mouth).

## Words {#words}

Here they are.

:::{glossary}
Nil by mouth
: Nothing to eat or drink.

Paned
: A cup of tea.
It is Welsh.

  A second paragraph.
Round {#tea-round}
: A cup for everybody.
:::
"""


def boxes(each: Locator) -> list[dict[str, float]]:
    found = [one.bounding_box() for one in each.all()]
    assert all(found)
    return [{"x": box["x"], "y": box["y"], "right": box["x"] + box["width"]} for box in found if box]


def columns(page: Page) -> Locator:
    return page.locator(".compare > div").filter(visible=True)


@pytest.mark.parametrize("paper", [False, True], ids=["screen", "paper"])
def test_voices_stand_side_by_side(opened: Open, paper: bool) -> None:
    page = opened(VOICES, scripts=False).page
    page.set_viewport_size({"width": 1280, "height": 900})
    if paper:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 900})  # A4 without the margins of @page
    said, heard, meant = boxes(columns(page))
    assert said["y"] == heard["y"] == meant["y"]
    assert said["right"] < heard["x"]
    assert heard["right"] < meant["x"]


def test_voices_stand_in_reading_order_on_a_phone(opened: Open) -> None:
    page = opened(VOICES, scripts=False).page
    page.set_viewport_size({"width": 320, "height": 640})
    said, heard, meant = boxes(columns(page))
    assert said["x"] == heard["x"] == meant["x"]
    assert said["y"] < heard["y"] < meant["y"]
    expect(columns(page).get_by_role("heading", level=2)).to_have_text(["Said", "Heard", "Meant"])
    expect(columns(page).nth(1).get_by_role("listitem")).to_have_text("“You are in trouble.”")


def test_voices_stand_in_reading_order_from_right_to_left(opened: Open) -> None:
    page = opened(VOICES).page
    page.evaluate("location.hash = 'examples--start'; document.documentElement.dir = 'rtl'")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(columns(page)).to_have_count(3)
    said, heard, _ = boxes(columns(page))
    assert heard["right"] < said["x"]


def test_steps_are_a_numbered_list_of_headings(opened: Open) -> None:
    page = opened(ROUND, scripts=False).page
    steps = page.locator(".steps").get_by_role("listitem")
    expect(steps).to_have_count(3)
    expect(steps.get_by_role("heading", level=2)).to_have_text(["Ask", "Brew", "Bring"])
    marks = steps.evaluate_all("all => all.map((each) => getComputedStyle(each).listStyleType)")
    assert marks == ["decimal"] * 3


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_link_leads_to_its_term(opened: Open, scripts: bool) -> None:
    course = opened(TERMS, scripts=scripts)
    if scripts:
        course.at("start")
    page = course.page
    page.get_by_role("link", name="nil by mouth").click()
    term = page.get_by_role("term").filter(has_text="Nil by mouth")
    expect(term).to_be_in_viewport()
    if scripts:
        expect(term).to_be_focused()
        expect(page.get_by_role("heading", level=1)).to_have_text("Words")
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Examples")


def test_a_meaning_ends_where_the_next_term_begins(opened: Open) -> None:
    page = opened(TERMS, scripts=False).page
    expect(page.get_by_role("term")).to_have_text(["Nil by mouth", "Paned", "Round"])
    paned = page.get_by_role("definition").nth(1).get_by_role("paragraph")
    expect(paned).to_have_text(["A cup of tea. It is Welsh.", "A second paragraph."])


def test_a_link_to_no_term_is_found_with_the_one_that_was_meant() -> None:
    assert findings_of(TERMS.replace("#nil-by-mouth", "#tea-round")) == []
    (found,) = findings_of(TERMS.replace("#nil-by-mouth", "#tea-rund"))
    assert found.code == "A103"
    assert "#tea-round" in found.hint


def test_the_link_of_a_quotation_is_where_it_stands_or_who_says_it(opened: Open) -> None:
    page = opened(example("quote"), scripts=False).page
    book = page.get_by_role("link", name="Notes on Hospitals, 1863")
    expect(book).to_have_attribute("href", "https://example.org/notes-on-hospitals")
    expect(page.get_by_role("link", name="A porter, in Cymraeg")).to_have_attribute("href", "#examples--said")
    quoted = page.get_by_role("figure", name="A staff nurse, surgical ward")
    expect(quoted.get_by_role("blockquote")).to_contain_text("I read it on the door.")


def test_what_a_part_holds_keeps_its_place() -> None:
    """A heading in a quotation or in a fence begins no part."""
    body = VOICES.replace("- “You are in trouble.”", "> ### Quoted\n\n```\n### Typed\n```")
    html = blocks_html(site_of(body))
    assert html.count('<div class="compare"') == 1
    assert html.count("<h2>") == 4
    assert html.count("  <div>\n") == 3
