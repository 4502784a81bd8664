"""A course in Welsh, in a browser that knows no Welsh dates; and a course that changes its language under way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from builder import lock
from builder.model import Source
from builder.parse import parse

from . import journey
from .courses import SMALL, in_language, opened, packed

NOW = "2026-11-21T14:05:00Z"
WELSH = {
    "Small steps": "Camau bach",
    "First steps": "Camau cyntaf",
    "Sorting steps": "Didoli camau",
    "More steps": "Rhagor o gamau",
    "Several at once": "Sawl un ar unwaith",
    "Which step did you take last?": "Pa gam a gymeroch ddiwethaf?",
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """An American browser: what it falls back to when it does not know a language is plain to see."""
    made = browser.new_context(reduced_motion="reduce", locale="en-US", timezone_id="Europe/London")
    made.clock.set_fixed_time(NOW)
    yield made
    made.close()


@pytest.mark.behaviour(41)
def test_numbers_dates_and_times(context: BrowserContext) -> None:
    page = opened(context, packed(in_language("cy")))
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["cy", "ltr"]
    expect(page.locator("#save-state")).to_have_text("Cadwyd am 14:05")
    expect(page.locator(".map .tally p")).to_have_text("Cwblhawyd 0 o 5 tudalen · 15 munud ar ôl")
    expect(page.locator(".cover .kicker")).to_contain_text("3 modiwl")
    expect(page.locator(".contents li").first).to_contain_text("5 munud · 2 dudalen")
    expect(page.locator(".contents li").last).to_contain_text("1 dudalen")
    journey.at(page, "check--start")
    expect(page.locator(".current .terms")).to_contain_text("3 chwestiwn")
    expect(page.locator(".current .terms")).to_contain_text("Marc pasio: 60%")
    journey.take(page, right=True)
    expect(page.locator(".current .verdict")).to_contain_text("Eich sgôr yw 66.67%. Y marc pasio yw 60%.")
    journey.at(page, "course--finish")
    expect(page.locator(".finish .facts").first).to_contain_text("21 Tachwedd 2026")


def test_long_words_stay_whole_on_a_phone(context: BrowserContext) -> None:
    """“Tudalennau” is longer than “Pages”: the word of state between the buttons is not broken into letters."""
    page = opened(context, packed(in_language("cy")))
    page.set_viewport_size({"width": 320, "height": 700})
    state = page.locator("#save-state").bounding_box()
    assert state
    assert state["height"] < 60
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("en-GB", "21 November 2026", "14:05"),
        ("fr", "21 novembre 2026", "14:05"),
        ("gd", "21 November 2026", "14:05"),
    ],
)
def test_other_languages_are_dated_in_their_own_way(
    context: BrowserContext, language: str, day: str, time: str
) -> None:
    """Where neither the browser nor the strings have the months (gd), they are English, in the order used here."""
    page = opened(context, packed(in_language(language)))
    expect(page.locator("#save-state")).to_contain_text(time)
    journey.at(page, "course--finish")
    expect(page.locator(".finish .facts").first).to_contain_text(day)


def test_what_was_done_in_english_is_there_in_welsh(context: BrowserContext, browser: Browser) -> None:
    page = opened(context, packed(SMALL))
    journey.practise(page)
    journey.at(page, "more-steps--start")
    page.locator("#r-own input[value=lms]").check()
    page.locator("#r-own textarea").fill("A step up.")
    page.locator("#r-own textarea").blur()
    journey.take(page, right=True)
    page.wait_for_function("log['cmi.core.score.raw'] === '66.67'")
    journey.do(page, "exit")
    page.locator("#course--left.current").wait_for()
    sent = page.evaluate("log")

    other = browser.new_context(reduced_motion="reduce")
    page = opened(other, packed(*translated()), f"Object.assign(log, {json.dumps(sent)})")
    expect(page.locator(".cover h1")).to_have_text("Camau bach")
    expect(page.locator(".map .tally p")).to_contain_text("Cwblhawyd 3 o 5 tudalen")
    journey.at(page, "first-steps--start")
    expect(page.locator("#q-step input[value='2']")).to_be_checked()
    expect(page.locator("#q-step .feedback h2")).to_have_text("Cywir")
    journey.at(page, "more-steps--start")
    expect(page.locator("#r-own textarea")).to_have_value("A step up.")
    journey.at(page, "course--test-3")
    expect(page.locator(".current .verdict")).to_contain_text("Eich sgôr yw 66.67%.")
    other.close()


def translated() -> tuple[dict[str, str | bytes], str, str]:
    """The course with its titles in Welsh: texts, target, and the course.lock that it goes on from."""
    course, findings = parse(Source.of(dict(SMALL)))
    assert course is not None, findings
    _, locked, _ = lock.assign(course)
    texts = in_language("cy")
    for path, text in texts.items():
        for english, welsh in WELSH.items():
            text = str(text).replace(english, welsh)
        texts[path] = text
    return texts, "scorm12", locked


def test_names_for_other_systems_know_no_language() -> None:
    """Of statements, interactions and manifests: the same in both languages (PAINS 19)."""
    texts, _, locked = translated()
    for target, name in (("xapi", "index.html"), ("xapi", "tincan.xml"), ("scorm12", "imsmanifest.xml")):
        found = [
            re.findall(r'(?:"id":|identifier=|\bid=)"([^"]+)"', packed(each, target, locked)[name].decode())
            for each in (SMALL, texts)
        ]
        assert found[0] == found[1]
        assert found[0]
