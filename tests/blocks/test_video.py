"""A film as a learner meets it: nothing before a click, the frame, the way round a block, a film in a file (PLAYER 31-34)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from .conftest import Open, Opened
from .course import example

ANSWERS = """<!doctype html><title>film</title><script>
addEventListener("message", (event) => {
  if (String(event.data).includes("listening")) event.source.postMessage('{"event":"initialDelivery","info":{"playerState":1}}', event.origin);
});
addEventListener("click", () => parent.postMessage('{"event":"infoDelivery","info":{"playerState":0}}', "*"));
</script><button>end</button>"""


def play(course: Opened, host: str) -> None:
    course.page.get_by_role("button", name=f"Play video ({host})").filter(visible=True).click()


def answering(course: Opened, body: str = ANSWERS) -> None:
    """Lets the film's host answer."""

    def serve(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html")

    course.page.route("https://www.youtube-nocookie.com/**", serve)
    course.page.route("https://player.vimeo.com/**", serve)


@pytest.mark.behaviour(31)
def test_nothing_is_asked_of_anyone_before_the_click(opened: Open) -> None:
    course = opened(example("video"))
    for page in ("youtube", "vimeo", "file", "silent"):
        course.at(page)
        expect(course.page.locator("article.current .card.video")).to_be_visible()
    assert course.strangers == []
    course.at("youtube")
    expect(course.page.get_by_text("YouTube will set cookies and see your IP address.")).to_be_visible()
    expect(course.page.get_by_role("link", name="Watch on YouTube (opens in a new tab)")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=2UvDMQyBVLs"
    )


def test_the_frame_is_named_private_and_captioned(opened: Open) -> None:
    course = opened(example("video"))
    answering(course)
    course.at("youtube")
    play(course, "YouTube")
    frame = course.page.locator("article.current iframe")
    expect(frame).to_have_attribute("title", "Empathy: the heart of difficult conversations")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    expect(frame).to_have_attribute("allowfullscreen", "")
    address = frame.get_attribute("src") or ""
    assert address.startswith("https://www.youtube-nocookie.com/embed/2UvDMQyBVLs?")
    assert "cc_load_policy=1" in address
    expect(frame).to_be_focused()
    expect(course.page.get_by_role("link", name="Watch on YouTube (opens in a new tab)")).to_be_visible()
    course.at("vimeo")
    play(course, "Vimeo")
    assert "dnt=1" in (course.page.locator("article.current iframe").get_attribute("src") or "")


@pytest.mark.behaviour(33)
def test_a_blocked_film_is_said_after_eight_seconds(opened: Open) -> None:
    course = opened(example("video"))
    course.page.clock.install(time=0)
    course.at("youtube")
    course.page.clock.pause_at(60_000)
    message = course.page.locator("article.current .error")
    play(course, "YouTube")
    course.page.clock.run_for(7_900)
    expect(message).to_be_hidden()
    course.page.clock.run_for(200)
    expect(message).to_contain_text("Your network may block YouTube.")
    expect(course.page.locator("#status")).to_contain_text("Your network may block YouTube.")
    assert all("youtube-nocookie.com" in each for each in course.strangers)


def test_a_film_that_answers_is_not_said_to_be_blocked(opened: Open) -> None:
    course = opened(example("video"))
    answering(course)
    course.page.clock.install()
    course.at("youtube")
    with course.page.expect_event("framenavigated"):
        play(course, "YouTube")
    course.page.frame_locator("article.current iframe").get_by_role("button", name="end").wait_for()
    course.page.clock.run_for(20_000)
    expect(course.page.locator("article.current .error")).to_be_hidden()


@pytest.mark.behaviour(33)
def test_from_disk_there_is_the_link_only_and_a_file_keeps_its_captions(opened: Open) -> None:
    course = opened(example("video"), disk=True)
    course.at("youtube")
    expect(course.page.locator("article.current .poster button")).to_have_count(0)
    expect(course.page.locator("article.current .poster")).to_contain_text("Watch it on YouTube:")
    expect(course.page.get_by_role("link", name="Watch on YouTube (opens in a new tab)")).to_be_visible()
    course.at("file")
    course.page.wait_for_function(
        "document.querySelector('video').textTracks[0].cues?.[0]?.text === 'We sit in a circle.'"
    )
    assert course.problems == []


@pytest.mark.behaviour(34)
def test_a_required_film_is_done_when_the_learner_says_so(opened: Open) -> None:
    course = opened(example("video"))
    course.at("vimeo")
    button = course.page.locator("article.current .video-watched")
    expect(button).to_have_text("I have watched this, or read the text")
    button.click()
    expect(button).to_have_text("You have watched this, or read the text")
    expect(button).to_be_focused()
    expect(course.page.locator("#status")).to_have_text("You have watched this, or read the text")
    button.press("Enter")
    expect(button).to_have_text("You have watched this, or read the text")
    assert course.axe() == []
    course.at("youtube")
    expect(course.page.locator("article.current .video-watched")).to_have_count(0)


def test_a_film_seen_to_its_end_ticks_the_box(opened: Open) -> None:
    course = opened(
        example("video")
        .replace(":required: yes", "")
        .replace(":description: in-narration\n", ":description: in-narration\n:required: yes\n", 1)
    )
    answering(course)
    course.at("youtube")
    play(course, "YouTube")
    course.page.frame_locator("article.current iframe").get_by_role("button", name="end").click()
    expect(course.page.locator("article.current .video-watched")).to_have_text(
        "You have watched this, or read the text"
    )


@pytest.mark.behaviour(32)
def test_a_film_in_a_file_has_native_controls_and_captions(opened: Open) -> None:
    course = opened(example("video"))
    course.at("file")
    film = course.page.locator("article.current video")
    assert film.evaluate("each => [each.controls, each.preload, each.autoplay]") == [True, "none", False]
    assert film.evaluate("each => [each.textTracks[0].kind, each.textTracks[0].mode]") == [
        "captions",
        "showing",
    ]
    film.evaluate("each => each.dispatchEvent(new Event('ended'))")
    expect(course.page.locator("article.current .video-watched")).to_have_text(
        "You have watched this, or read the text"
    )


def test_a_film_that_does_not_play_is_said(opened: Open) -> None:
    course = opened(example("video"))
    course.at("file")
    course.page.locator("article.current video").evaluate("each => void each.play().catch(() => 0)")
    expect(
        course.page.get_by_text("This film does not play in this browser.").filter(visible=True)
    ).to_be_visible()


@pytest.mark.behaviour(32)
def test_the_words_of_a_film_stand_below_it(opened: Open) -> None:
    course = opened(example("video"))
    course.at("vimeo")
    words = course.page.locator("article.current .video-words")
    words.get_by_text("Transcript").click()
    expect(words.get_by_role("heading", name="What is said")).to_be_visible()
    assert course.axe() == []
