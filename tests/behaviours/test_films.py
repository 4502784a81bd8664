"""Films as a learner meets them, wherever they come from: nothing before a click, words, a way round (PLAYER 31-34)."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lms.courses import Packages, edited, pack
from lms.learner import Learner
from lms.seats import TARGETS, Seat, WebSeat
from playwright.sync_api import Frame, Locator, Route, expect

from builder.build import Request, build

from .conftest import Sit
from .films import HOSTS, PAGES, SECONDS, TEXTS, Host, answering, asked, card, lay, plain, play
from .states import WATCHED, press, to

SEEN = "You have watched this, or read the text"
SENTENCE = "{} will set cookies and see your IP address."
BLOCKED = "The film has not answered. Your network may block {}. You can use the link below"
WITH_WORDS = ", or read the text beneath it."
# One host in every target, the other in one: the script is the same, what differs is the page around it.
both_hosts = pytest.mark.parametrize(
    ("target", "host"),
    [*((target, HOSTS[0]) for target in TARGETS), *(("web", host) for host in HOSTS[1:])],
    ids=lambda each: getattr(each, "name", each),
)


@pytest.fixture(scope="session")
def on_film(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(lay(tmp_path_factory.mktemp("films") / "course"))


@pytest.fixture
def seat(sit: Sit, on_film: Packages, target: str) -> Seat:
    return sit(target, on_film)


def at(seat: Seat, page: str) -> Learner:
    """The course is opened, at one of its films."""
    learner = seat.launch()
    to(seat, f"films--{page}")
    return learner


def visit(view: Frame, page: str) -> None:
    """The same where there is no seat."""
    view.evaluate("id => { location.hash = id; }", page)
    expect(view.locator(f"article.current#{page}")).to_be_visible()


def watched(seat: Seat) -> Locator:
    return card(seat.view).locator(".tick")


def refused(seat: Seat, host: Host) -> None:
    """Its player was asked for once and in vain, as the browser itself reports; that is what the test is about."""
    assert [each.rpartition("/")[0] for each in seat.strangers] == [host.player.rpartition("/")[0]]
    seat.strangers.clear()
    seat.console[:] = [each for each in seat.console if "Failed to load resource" not in each]


def still(seat: Seat) -> None:
    """From now on no time passes but what the test lets pass."""
    seat.page.clock.install()
    seat.page.clock.pause_at("2100-01-01T12:00:00")


# ------------------------------------------------------------------ 31


@pytest.mark.behaviour(31)
@pytest.mark.parametrize(("target", "width"), [*((target, 320) for target in TARGETS), ("web", 1280)])
def test_nothing_of_a_film_loads_before_a_click(sit: Sit, on_film: Packages, target: str, width: int) -> None:
    seat = sit(target, on_film, width=width)
    strangers = asked(seat)
    seat.launch()
    for page in PAGES:
        to(seat, f"films--{page}")
        expect(card(seat.view)).to_be_visible()
    to(seat, "films--hall")
    film = card(seat.view)
    expect(film.get_by_role("heading", name="A door opens")).to_be_visible()
    expect(film.get_by_text("3 minutes · captions")).to_be_visible()
    expect(film.get_by_text(SENTENCE.format("YouTube"), exact=True)).to_be_visible()
    button = film.get_by_role("button", name="Play video (YouTube)", exact=True)
    expect(button).to_be_in_viewport(ratio=1)
    still = film.locator("img")
    expect(still).to_be_visible()
    seat.view.wait_for_function("each => each.complete && each.naturalWidth > 0", arg=still.element_handle())
    assert (still.evaluate("each => new URL(each.currentSrc).origin")) == seat.view.evaluate("origin")
    assert seat.view.locator("iframe, link[rel*=preconnect], link[rel*=dns-prefetch]").count() == 0
    assert strangers == []

    answering(seat.context)
    button.press("Enter")
    expect(film.locator("iframe").content_frame.get_by_role("status")).to_have_text("playing")
    assert plain(strangers) == [HOSTS[0].player]


@pytest.mark.behaviour(31)
def test_the_choice_lasts_for_the_session(seat: Seat) -> None:
    """The next film of that host loads with one press and no warning, never by itself; another host asks anew."""
    strangers = asked(seat)
    answering(seat.context)
    at(seat, "hall")
    expect(seat.view.get_by_text(SENTENCE.format("YouTube"))).to_have_count(3)
    play(seat.view)
    expect(card(seat.view, 1).get_by_text(SENTENCE.format("YouTube"))).to_be_hidden()
    to(seat, "films--stairs")
    expect(card(seat.view).get_by_role("button", name="Play video (YouTube)")).to_be_visible()
    expect(card(seat.view).get_by_text(SENTENCE.format("YouTube"))).to_be_hidden()
    expect(seat.view.locator("iframe")).to_have_count(1)
    expect(play(seat.view).content_frame.get_by_role("status")).to_have_text("playing")
    to(seat, "films--lift")
    expect(card(seat.view).get_by_text(SENTENCE.format("Vimeo"), exact=True)).to_be_visible()
    assert [each[-11:] for each in plain(strangers)] == ["aqz-KE-bpKQ", "cqz-KE-bpKQ"]
    # whoever opens the course next has not been asked
    at(seat, "stairs")
    expect(card(seat.view).get_by_text(SENTENCE.format("YouTube"))).to_be_visible()


# ------------------------------------------------------------------ 32


@pytest.mark.behaviour(32)
def test_the_words_stand_just_after_the_film_and_on_paper(seat: Seat) -> None:
    answering(seat.context)
    at(seat, "hall")
    for page, name in (
        ("hall", "Transcript"),
        ("stairs", "Read a summary instead"),
        ("cellar", "Transcript"),
    ):
        to(seat, f"films--{page}")
        film = card(seat.view)
        if page != "cellar":
            play(seat.view)
        words = film.locator("details")
        # between the film and its words there is nothing but the link to it
        assert film.locator("iframe, video").evaluate("""(film) => {
          const between = [];
          for (let each = film.nextElementSibling; each.tagName !== "DETAILS"; each = each.nextElementSibling)
            if (each.checkVisibility()) between.push(each.innerText);
          return between; }""") == ([] if page == "cellar" else ["Watch on YouTube (opens in a new tab)"])
        heading = words.locator("h2", has_text="What is seen")
        expect(heading).to_be_hidden()
        seat.page.emulate_media(media="print")
        expect(heading).to_be_visible()
        expect(words.get_by_text("A hand turns a handle.")).to_be_visible()
        seat.page.emulate_media(media="screen")
        expect(heading).to_be_hidden()
        words.get_by_text(name, exact=True).click()
        expect(words.get_by_role("heading", level=2)).to_have_text(["What is said", "What is seen"])
        expect(heading).to_be_visible()
        expect(words.get_by_text("This is a summary for those who cannot watch the film")).to_have_count(
            1 if page == "stairs" else 0
        )


@pytest.mark.behaviour(32)
def test_a_film_of_our_own_has_captions_and_native_controls(seat: Seat) -> None:
    at(seat, "cellar")
    film = card(seat.view).locator("video")
    assert film.evaluate("each => [each.controls, each.autoplay, each.preload, each.paused]") == [
        True,
        False,
        "none",
        True,
    ]
    assert seat.view.locator("[autoplay]").count() == 0
    track = film.locator("track[kind=captions][default]")
    expect(track).to_have_count(1)
    expect(track).to_have_attribute("srclang", "en-GB")
    seat.view.wait_for_function(
        "film => film.textTracks[0].mode === 'showing' && film.textTracks[0].cues?.[0]?.text === 'Nobody says a word.'",
        arg=film.element_handle(),
    )


REFUSALS = {
    "M301": (
        ":transcript: door.md\n:description: in-narration\n:poster",
        ":description: in-narration\n:poster",
    ),
    "M302": (":captions: silence.vtt\n", ":captions: yes\n"),
    "M303": (":summary: door.md\n:description: in-narration\n", ":summary: door.md\n"),
    "M304": (":captions-reason: nobody speaks in it\n", ""),
}


@pytest.mark.behaviour(32)
@pytest.mark.parametrize("code", REFUSALS)
def test_a_film_without_words_captions_or_description_is_refused(tmp_path: Path, code: str) -> None:
    """In every target alike: nothing is packed. What else is wrong with the file: tests/blocks/test_findings.py."""
    old, new = REFUSALS[code]
    texts = edited(TEXTS, module=(old, new))
    built = build(Request(folder=lay(tmp_path / "course", texts), out=tmp_path / "out"))
    assert built.failed
    assert built.packed == []
    assert code in [each.code for each in built.findings if each.severity == "error"]


# ------------------------------------------------------------------ 33


@pytest.mark.behaviour(32, 33)
@both_hosts
def test_the_frame_is_named_private_and_captioned_and_the_link_stands_beside_it(
    seat: Seat, host: Host
) -> None:
    strangers = asked(seat)
    answering(seat.context)
    at(seat, host.page)
    frame = play(seat.view, host.name)
    expect(frame).to_have_attribute(
        "title", {"YouTube": "A door opens", "Vimeo": "A door that slides"}[host.name]
    )
    expect(frame).to_have_attribute("allowfullscreen", "")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    expect(frame).to_be_focused()
    address, _, query = (frame.get_attribute("src") or "").partition("?")
    assert address == host.player
    assert {"YouTube": "cc_load_policy=1", "Vimeo": "dnt=1"}[host.name] in query.split("&")
    expect(frame.content_frame.get_by_role("status")).to_have_text("playing")
    # YouTube refuses whoever does not say where the frame stands (error 153)
    assert [each.header_value("referer") for each in strangers] == [seat.view.evaluate("origin") + "/"]
    # and the way round it, which is always there
    link = card(seat.view).get_by_role("link", name=f"Watch on {host.name} (opens in a new tab)", exact=True)
    with seat.context.expect_page() as opened:
        link.click()
    expect(opened.value).to_have_url(host.watch)
    assert opened.value.evaluate("opener") is None


@pytest.mark.behaviour(33)
@both_hosts
def test_a_film_that_does_not_answer_is_said_to_be_blocked(seat: Seat, host: Host) -> None:
    """After 8 s, with the way round it; the link is there before, meanwhile and after."""
    at(seat, host.page)
    link = card(seat.view).get_by_role("link", name=f"Watch on {host.name} (opens in a new tab)", exact=True)
    expect(link).to_be_visible()
    still(seat)
    frame = play(seat.view, host.name)
    message = card(seat.view).get_by_text(BLOCKED.format(host.name) + WITH_WORDS)
    seat.page.clock.run_for(7_900)
    expect(frame).to_be_visible()
    expect(message).to_be_hidden()
    expect(link).to_be_visible()
    seat.page.clock.run_for(200)
    expect(message).to_be_visible()
    expect(seat.view.get_by_role("status")).to_have_text(BLOCKED.format(host.name) + WITH_WORDS)
    expect(link).to_be_visible()
    expect(card(seat.view).get_by_text("Transcript", exact=True)).to_be_visible()
    seat.page.clock.run_for(60_000)
    expect(message).to_be_visible()
    refused(seat, host)


@pytest.mark.behaviour(33)
def test_what_is_said_of_a_blocked_film_without_words_names_the_link_alone(seat: Seat) -> None:
    at(seat, "hall")
    still(seat)
    play(seat.view, number=1)
    seat.page.clock.run_for(8_100)
    expect(card(seat.view, 1).get_by_text(BLOCKED.format("YouTube") + ".", exact=True)).to_be_visible()
    expect(card(seat.view, 0).get_by_text(BLOCKED.format("YouTube"))).to_be_hidden()
    refused(seat, HOSTS[0])


@pytest.mark.behaviour(33)
@both_hosts
def test_a_film_that_answers_is_not_said_to_be_blocked_and_a_late_one_no_longer(
    seat: Seat, host: Host
) -> None:
    answering(seat.context)
    at(seat, host.page)
    seat.page.clock.install()
    message = card(seat.view).get_by_text(BLOCKED.format(host.name))
    waiting: list[Route] = []
    seat.context.route(f"{host.player}*", lambda route: waiting.append(route), times=1)
    with seat.page.expect_request(lambda request: request.url.startswith(host.player)):
        frame = play(seat.view, host.name)
    seat.page.clock.fast_forward(9_000)
    expect(message).to_be_visible()
    waiting[0].fallback()
    expect(frame.content_frame.get_by_role("status")).to_have_text("playing")
    expect(message).to_be_hidden()
    seat.page.clock.fast_forward(60_000)
    expect(message).to_be_hidden()


@pytest.mark.behaviour(33)
def test_from_disk_there_is_the_link_instead_of_the_frame(
    sit: Sit, on_film: Packages, tmp_path: Path
) -> None:
    """The films of our own play, with their captions; what is required can be done."""
    seat = sit("web", on_film)
    with zipfile.ZipFile(on_film.zip("web")) as package:
        package.extractall(tmp_path)
    page = seat.context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    linked_only(page.main_frame)
    visit(page.main_frame, "films--cellar")
    film = card(page.main_frame).locator("video")
    page.wait_for_function("film => film.textTracks[0].cues?.length === 1", arg=film.element_handle())
    card(page.main_frame).get_by_role("button", name=WATCHED).click()
    expect(card(page.main_frame).get_by_role("button", name=SEEN)).to_be_focused()


@pytest.mark.behaviour(33)
def test_where_no_referrer_can_be_said_there_is_the_link_instead_of_the_frame(
    sit: Sit, on_film: Packages
) -> None:
    """In a frame with no origin of its own."""
    seat = sit("web", on_film)
    assert isinstance(seat, WebSeat)
    page = seat.context.new_page()
    page.set_content(f'<iframe sandbox="allow-scripts" width="900" height="600" src="{seat.url()}"></iframe>')
    view = page.frames[1]
    expect(view.locator("#save-state")).not_to_be_empty()
    linked_only(view)


def linked_only(view: Frame) -> None:
    for host in HOSTS:
        visit(view, f"films--{host.page}")
        film = card(view)
        expect(
            film.get_by_text(f"The film cannot play inside this page here. Watch it on {host.name}:")
        ).to_be_visible()
        expect(film.get_by_role("link", name=f"Watch on {host.name} (opens in a new tab)")).to_have_attribute(
            "href", host.watch
        )
        expect(view.get_by_role("button", name="Play video")).to_have_count(0)
        expect(view.locator("iframe")).to_have_count(0)


# ------------------------------------------------------------------ 34


@pytest.mark.behaviour(34)
def test_the_course_is_completed_without_a_film_ever_playing(seat: Seat) -> None:
    """Both hosts are blocked, one film is broken, and nobody presses play on the others."""
    learner = at(seat, "hall")
    play(seat.view)
    learner.done()
    learner.reads("still to do")
    learner.at("The hall")
    for page in PAGES:
        to(seat, f"films--{page}")
        if page == "stairs":
            expect(watched(seat)).to_have_count(0)  # nothing asks for this one
        else:
            button = card(seat.view).get_by_role("button", name=WATCHED, exact=True)
            button.press("Enter")
            seen = card(seat.view).get_by_role("button", name=SEEN, exact=True)
            expect(seen).to_be_focused()
            expect(seat.view.get_by_role("status")).to_have_text(SEEN)
            # done is done: pressed again it stays so
            seen.press("Enter")
            expect(seen).to_be_focused()
        learner.done()
    to(seat, "films--start")
    learner.done()
    to(seat, "course--finish")
    learner.at("You have finished")
    if seat.tracked:
        seat.until(status="completed")
    seat.saved()
    to(seat, "films--hall")
    expect(card(seat.view).get_by_role("button", name=SEEN, exact=True)).to_be_visible()
    refused(seat, HOSTS[0])


@pytest.mark.behaviour(34)
@both_hosts
def test_a_film_that_is_seen_to_its_end_is_ticked(seat: Seat, host: Host) -> None:
    """By what its own frame says, and by nobody else's word."""
    answering(seat.context)
    learner = at(seat, host.page)
    seat.view.evaluate("""() => addEventListener("message", ({ data }) => (window.last = data))""")
    film = play(seat.view, host.name).content_frame
    expect(film.get_by_role("status")).to_have_text("playing")
    stranger = '{"event":"ended","info":{"playerState":0}}'
    seat.view.evaluate("each => postMessage(each, '*')", stranger)
    seat.view.wait_for_function("each => window.last === each", arg=stranger)
    expect(watched(seat)).to_have_text(WATCHED)
    film.get_by_role("button", name="To the end").click()
    expect(watched(seat)).to_have_text(SEEN)
    expect(watched(seat)).to_have_attribute("aria-disabled", "true")
    learner.done()
    seat.saved()


@pytest.mark.behaviour(34)
def test_a_film_of_our_own_is_ticked_at_nine_tenths(seat: Seat) -> None:
    at(seat, "cellar")
    film = card(seat.view).locator("video")
    film.evaluate("film => film.load()")
    seek(film, SECONDS * 0.88)
    expect(watched(seat)).to_have_text(WATCHED)
    seek(film, SECONDS * 0.91)
    expect(watched(seat)).to_have_text(SEEN)


@pytest.mark.behaviour(34)
def test_a_film_of_our_own_is_ticked_when_it_has_ended(seat: Seat) -> None:
    """Also where the file does not say how long it is."""
    at(seat, "cellar")
    film = card(seat.view).locator("video")
    film.evaluate("film => Object.defineProperty(film, 'duration', { value: Infinity })")
    seek(film, SECONDS - 0.2)
    expect(watched(seat)).to_have_text(WATCHED)
    film.evaluate("film => film.play()")
    expect(watched(seat)).to_have_text(SEEN)


def seek(film: Locator, seconds: float) -> None:
    """The film stands there, and has told so."""
    film.evaluate(
        """(film, seconds) => new Promise((told) => {
          film.addEventListener("timeupdate", () => film.seeking || told(), { once: true });
          film.preload = "auto";
          const go = () => (film.currentTime = seconds);
          film.readyState ? go() : film.addEventListener("loadedmetadata", go, { once: true });
        })""",
        seconds,
    )


@pytest.mark.behaviour(33, 34)
def test_a_film_of_our_own_that_does_not_play_is_said(seat: Seat) -> None:
    at(seat, "attic")
    card(seat.view).locator("video").evaluate("film => void film.play().catch(() => 0)")
    expect(
        card(seat.view).get_by_text("This film does not play in this browser. Read the text beneath it.")
    ).to_be_visible()
    press(seat, WATCHED)
    expect(watched(seat)).to_have_text(SEEN)


@pytest.mark.parametrize(
    ("target", "page"), [("scorm12", "hall"), ("xapi", "lift"), ("web", "cellar"), ("web", "hall")]
)
def test_a_film_on_a_page_that_is_left_falls_silent(seat: Seat, page: str) -> None:
    answering(seat.context)
    at(seat, page)
    film = card(seat.view).locator("video")
    if page == "cellar":
        film.evaluate("film => { film.loop = true; return film.play(); }")
        assert not film.evaluate("film => film.paused")
        to(seat, "films--attic")
        seat.view.wait_for_function("film => film.paused", arg=film.element_handle())
        return
    status = play(seat.view, {"hall": "YouTube", "lift": "Vimeo"}[page]).content_frame.get_by_role("status")
    expect(status).to_have_text("playing")
    press(seat, WATCHED)
    expect(status).to_have_text("playing")
    inside = seat.page.frames[-1]
    to(seat, "films--attic")
    inside.wait_for_function("document.querySelector('output').textContent === 'paused'", polling=100)


def test_a_film_that_comes_when_its_page_is_left_already_is_silent_too(seat: Seat) -> None:
    answering(seat.context)
    waiting: list[Route] = []
    at(seat, "hall")
    seat.context.route(f"{HOSTS[0].player}*", lambda route: waiting.append(route), times=1)
    with seat.context.expect_event("request", lambda each: each.url.startswith(HOSTS[0].player)):
        play(seat.view)
    to(seat, "films--stairs")
    inside = seat.page.frames[-1]
    waiting[0].fallback()
    inside.wait_for_function("document.querySelector('output')?.textContent === 'paused'", polling=100)
