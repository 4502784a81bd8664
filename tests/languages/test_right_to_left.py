"""A language that is written to the left, and whose every word is marked: nothing of the page is English or fixed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pages.test_whole_courses import faults, page_ids
from playwright.sync_api import Browser, BrowserContext

from . import journey
from .courses import Texts, every_block, in_language, opened, packed
from .pseudo import strangers, strings, texts_of

LANGUAGE = "ar"
BLOCKS = Path(__file__).parents[2] / "builder" / "blocks"


def written(texts: Texts) -> dict[str, str]:
    """What the author of the course wrote, and the forms of regulators; no strings of the player."""
    own = {path: text for path, text in texts.items() if isinstance(text, str) and "strings/" not in path}
    forms = {str(path): path.read_text("utf-8") for path in BLOCKS.glob("*/forms/*.yaml")}
    return own | forms


@pytest.fixture(scope="module")
def everything() -> Texts:
    return in_language(LANGUAGE, strings(LANGUAGE), every_block())


@pytest.fixture(scope="module")
def files(everything: Texts) -> dict[str, bytes]:
    return packed(everything)


@pytest.fixture
def context(browser: Browser) -> BrowserContext:
    opened = browser.new_context(reduced_motion="reduce", permissions=["clipboard-write"])
    yield opened
    opened.close()


def test_every_word_of_the_page_has_its_mark(everything: Texts, files: dict[str, bytes]) -> None:
    page = files["index.html"].decode()
    assert f'<html lang="{LANGUAGE}" dir="rtl">' in page
    assert strangers(texts_of(page), written(everything)) == []


def test_what_is_told_of_activities_has_its_mark(everything: Texts) -> None:
    """Names of answers go to records of other systems: the author's words, in the course's language."""
    page = packed(everything, "xapi")["index.html"].decode()
    found = re.search(r'id="course-data">(.*)</script>', page)
    assert found
    activities = json.loads(found[1])["activities"]
    texts = [
        each.get("text", "")
        for activity in activities
        for kind in ("choices", "targets")
        for each in activity[kind]
    ]
    assert texts
    assert strangers(texts, written(everything)) == []


def test_every_word_that_ever_appears_has_its_mark(context: BrowserContext) -> None:
    texts = in_language(LANGUAGE, strings(LANGUAGE))
    page = opened(context, packed(texts), journey.WATCH)
    journey.practise(page)
    journey.write(page, "1234")
    journey.take(page, right=False)
    journey.lose(page)
    journey.take(page, right=True)
    journey.take_away(page)
    journey.finish(page)
    said = journey.said(page)
    assert len(said) > 300
    assert strangers(said, written(texts)) == []


def test_every_page_is_for_everyone(browser: Browser, root: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, reduced_motion="reduce")
    page = opened(context, packed(in_language(LANGUAGE, strings(LANGUAGE))))
    page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    wrong = {each: found for each in page_ids(page) if (found := faults(page, each))}
    context.close()
    assert wrong == {}


def test_no_block_scrolls_sideways(browser: Browser, files: dict[str, bytes]) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, reduced_motion="reduce")
    page = opened(context, files)
    wrong = []
    for each in page_ids(page):
        journey.at(page, each)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(each)
    context.close()
    assert wrong == []


def test_what_has_a_direction_is_turned_round(context: BrowserContext, files: dict[str, bytes]) -> None:
    context.set_default_timeout(10_000)
    page = opened(context, files)
    page.set_viewport_size({"width": 1280, "height": 900})
    box = {
        name: page.locator(name).bounding_box() or {}
        for name in (".map", "main", ".bar .home", ".bar [data-do=exit]")
    }
    assert box[".map"]["x"] > box["main"]["x"]
    assert box[".bar .home"]["x"] > box[".bar [data-do=exit]"]["x"]
    journey.at(page, "first-steps--start")
    back, on = (
        page.locator(f".current .turn {each}").bounding_box() or {} for each in ("> a", "[data-do=forward]")
    )
    assert back["x"] > on["x"]
    # An arrow that means "into its group", and the mark of what opens, point to the left.
    journey.at(page, "first-steps--sorting")
    arrow = page.locator("#s-ways .label .icon")
    assert arrow.evaluate("each => getComputedStyle(each).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    journey.at(page, "all-details--opens")
    for summary, mark in (
        (".current .details summary", "::before"),
        (".map details:not([open]) summary", "::after"),
    ):
        turned = page.locator(summary).first.evaluate(
            "(each, mark) => { const { a, b } = new DOMMatrix(getComputedStyle(each, mark).transform); return [a, b] }",
            mark,
        )
        assert turned == pytest.approx([-0.7071, 0.7071], abs=0.001), summary


def test_a_word_without_a_mark_would_be_seen() -> None:
    page = '<p>⟦5 of ⟦7⟧ pages⟧ left</p><input aria-label="Next page"><b>Trust</b><i>21 نوفمبر</i>'
    assert strangers(texts_of(page), {"module.md": "# Trust"}) == ["Next page", "left"]
