"""A recording plays by itself, ticks itself when it was heard, and can be read instead."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from builder.blocks.audio import TYPES

from .conftest import Open, Opened
from .course import codes_of, example, package_of, site_of

TALK = ":::{{audio}} {file}\n:title: A talk\n:length: 1:00\n:transcript: talk.md\n:required: yes\n:::\n"
HEARD = "I have listened to this, or read the transcript"
DONE = "You have listened to this, or read the transcript"
PLAY = "each => { each.muted = true; return each.play(); }"


def required(opened: Open) -> Opened:
    course = opened(example("audio"))
    course.at("heard")
    return course


def test_it_is_asked_for_only_when_it_is_played(opened: Open) -> None:
    course = opened(example("audio"))
    asked: list[str] = []
    course.page.on("request", lambda request: asked.append(request.url))
    course.at("heard")
    sound = course.page.locator("audio").filter(visible=True)
    expect(sound).to_have_attribute("preload", "none")
    assert asked == []
    sound.evaluate(PLAY)
    assert [each.rpartition("/")[2] for each in asked] == ["bell.wav"]


def test_heard_to_its_end_it_ticks_itself(opened: Open) -> None:
    course = required(opened)
    course.page.locator("audio").filter(visible=True).evaluate(PLAY)
    expect(course.page.get_by_role("button", name=DONE)).to_be_visible()
    course.page.get_by_role("button", name="Mark as done and continue").filter(visible=True).click()
    expect(course.page.locator("#examples--heard.current")).to_have_count(0)
    assert course.problems == []


def test_nine_tenths_are_enough_and_eight_are_not(opened: Open) -> None:
    course = required(opened)
    sound = course.page.locator("audio").filter(visible=True)
    heard = """(each, share) => {
      for (const [name, value] of [["duration", 100], ["currentTime", share]])
        Object.defineProperty(each, name, { value, configurable: true });
      each.dispatchEvent(new Event("timeupdate"));
    }"""
    sound.evaluate(heard, 89)
    expect(course.page.get_by_role("button", name=HEARD)).to_be_visible()
    sound.evaluate(heard, 90)
    expect(course.page.get_by_role("button", name=DONE)).to_be_visible()


def test_who_reads_it_ticks_it(opened: Open) -> None:
    course = required(opened)
    page = course.page
    words = page.locator(".audio details").filter(visible=True)
    expect(words.get_by_text("Everyone is heard once")).to_be_hidden()
    words.locator("summary").click()
    expect(words.get_by_text("Everyone is heard once")).to_be_visible()
    page.get_by_role("button", name=HEARD).click()
    expect(page.get_by_role("button", name=DONE)).to_be_focused()
    expect(page.locator("#status")).to_contain_text(DONE)
    expect(page.get_by_role("button", name=DONE)).to_have_attribute("aria-disabled", "true")


def test_a_page_that_is_left_falls_silent(opened: Open) -> None:
    course = opened(example("audio"))
    course.at("listen")
    sound = course.page.locator("audio").first
    sound.evaluate("each => { each.loop = true; each.muted = true; return each.play(); }")
    assert not sound.evaluate("each => each.paused")
    course.at("heard")
    assert sound.evaluate("each => each.paused")


def test_a_recording_that_does_not_play_says_so(opened: Open) -> None:
    course = required(opened)
    course.page.route("**/bell.wav", lambda route: route.fulfill(body=b"no sound", content_type="audio/wav"))
    course.page.locator("audio").filter(visible=True).evaluate("each => { each.play().catch(() => 0); }")
    expect(course.page.locator("#audio-1 .error")).to_be_visible()
    course.page.get_by_role("button", name=HEARD).click()
    expect(course.page.get_by_role("button", name=DONE)).to_be_visible()


@pytest.mark.parametrize("ending", sorted(TYPES))
def test_a_page_says_what_it_plays(ending: str) -> None:
    more = {f"modules/examples/Talk{ending.upper()}": b"sound"}
    assert codes_of(TALK.format(file=f"Talk{ending.upper()}"), more) == []


def test_its_file_is_in_the_package() -> None:
    files = package_of(site_of(example("audio")))
    assert files["media/bell.wav"][:4] == b"RIFF"
    assert b'<source src="media/bell.wav" type="audio/wav">' in files["index.html"]
