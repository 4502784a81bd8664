"""The quiet page in odd places: nothing on the console, no stranger, no dialogue; without storage, in frames, from disk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lms.courses import ROOT, Packages
from lms.learner import Learner
from lms.seats import TARGETS, ScormSeat, Seat
from lms.test_web import BLOCKED
from playwright.sync_api import Browser, Frame, expect

from builder.simulators.server import LocalServer, html

from .conftest import Sit
from .probes import nothing, probe
from .states import CHAPTERS, film_blocked, reflection_new, to

STAYING = "staying"
NO_LMS = {
    "scorm12": "You are not in your learning system. Your progress is not being recorded",
    "xapi": "Your progress is not being recorded; it is kept in this browser only.",
    "web": "This copy keeps your progress in this browser.",
}


@pytest.mark.behaviour(8)
def test_nothing_is_said_asked_for_or_popped_up(seat: Seat) -> None:
    """Of whatever kind: a message for developers is as wrong as a warning. The seat itself looks at the rest."""
    heard: list[str] = []
    asked: list[str] = []
    seat.context.on("console", lambda said: heard.append(f"{said.type}: {said.text}"))
    seat.context.on("request", lambda request: asked.append(request.url))
    for step in CHAPTERS["reading"]:
        if step is reflection_new:
            to(seat, "coming-in--thoughts")  # who keeps notes is asked only where there is a choice
        elif step is not film_blocked:  # asks another host, because the learner did
            step(seat)
    to(seat, "coming-in--film")
    expect(seat.view.get_by_role("button", name="Play video (YouTube)")).to_be_visible()
    for page in ("finish", "notes", "help", "accessibility", "cover"):
        to(seat, f"course--{page}")
    learner = Learner(seat.view, seat.course.modules)
    learner.leave()
    seat.wait_for_end()
    # An LRS that has no state yet says 404, and the browser says that.
    assert [each for each in heard if not ("404" in each and seat.target == "xapi")] == []
    assert [each for each in asked if not re.match(r"(http://127\.0\.0\.1:\d+/|data:|blob:)", each)] == []
    assert seat.quiet()


def test_no_script_has_a_word_for_dialogues_or_the_console() -> None:
    """Nor does a page have a script within it. In what is built every name but the browser's own is a short one."""
    loud = re.compile(r"(?<![\w.])(?:window\.)?(?:alert|confirm|prompt)\(|console\.|document\.write|\beval\(")
    scripts = sorted((ROOT / "templates/player/built").glob("*.js"))
    assert [each.stem for each in scripts] == sorted(TARGETS)
    assert {each.name: found for each in scripts if (found := loud.findall(each.read_text("utf-8")))} == {}
    handlers = re.compile(r"\son[a-z]+=|javascript:")
    pages = [ROOT / "templates/course.html", *sorted((ROOT / "builder/blocks").rglob("*.html"))]
    assert {each.name: words for each in pages if (words := handlers.findall(each.read_text("utf-8")))} == {}


# ------------------------------------------------------------------ without storage


def completes(seat: Seat, view: Frame) -> Learner:
    """The module alone, from its cover to its finish page, with a note. By keys: in a frame of another process a click
    goes where the frame was drawn last, which may be before it was scrolled."""
    module = seat.course.module(STAYING)
    learner = Learner(view, [module])
    view.get_by_role("link", name="Start", exact=True).press("Enter")
    view.get_by_role("textbox").fill("Somebody did.")
    view.get_by_role("radio", name="True").press("Space")
    view.get_by_role("button", name="Check answer").press("Enter")
    expect(view.get_by_role("heading", name="Correct")).to_be_focused()
    for page in module.pages:
        learner.at(page.title)
        view.locator("article.current").get_by_role("button", name="Mark as done and continue").press("Enter")
    learner.at("You have finished")
    return learner


def ends(seat: Seat, learner: Learner) -> None:
    if seat.tracked:
        seat.until(status="completed")
        learner.reads("Sent to your learning system")
    else:
        learner.reads("Kept in this browser. Not sent to a learning system.")


@pytest.mark.behaviour(8)
def test_with_storage_blocked(sit: Sit, target: str, doorways: Packages) -> None:
    seat = sit(target, doorways, STAYING)
    seat.context.add_init_script(BLOCKED)
    seat.launch()
    learner = completes(seat, seat.view)
    if seat.tracked:
        ends(seat, learner)
    else:
        expect(seat.view.locator("#save-state")).to_have_text("Not kept")
    learner.leave()
    learner.reads("Your notes are kept nowhere.")
    seat.wait_for_end()


# ------------------------------------------------------------------ in a frame


@contextmanager
def portal(url: str) -> Iterator[str]:
    """A page of another site (localhost, not 127.0.0.1) with a frame 600 px high -> its address."""
    page = (
        '<!doctype html><html lang="en"><title>Portal</title><style>body { margin: 0 }</style>'
        f'<iframe name="portal" title="Course" src="{url}" width="800" height="600" style="border: 0"></iframe></html>'
    )
    with LocalServer(lambda _: html(page)) as server:
        yield server.origin.replace("127.0.0.1", "localhost")


@pytest.mark.behaviour(8)
@pytest.mark.parametrize("cookies", ["partitioned", "blocked"])
def test_in_a_frame_of_another_site(sit: Sit, target: str, cookies: str, doorways: Packages) -> None:
    """Partitioned, as browsers keep storage for each site that a frame stands in; or refused to frames altogether."""
    more = {"shape": "frame"} if target == "scorm12" else {}
    seat = sit(target, doorways, STAYING, **more)
    if cookies == "blocked":
        seat.context.add_init_script(f"if (window !== top) {{ {BLOCKED} }}")
    with portal(address(seat)) as outside:
        page = seat.context.new_page()
        page.goto(outside)
        name = "content" if isinstance(seat, ScormSeat) else "portal"
        expect(page.frame_locator("iframe").locator("body")).to_be_visible()
        view = page.frame(name=name)
        assert view is not None
        expect(view.locator("#save-state")).not_to_be_empty()
        wrong = probe(view, "sideways") + probe(view, "cut")
        learner = completes(seat, view)
        wrong += probe(view, "sideways") + probe(view, "cut")
        nothing(wrong)
        if name == "portal":
            assert view.evaluate("innerHeight") == 600
        assert view.evaluate(CROSS)
        if seat.tracked or cookies == "partitioned":
            ends(seat, learner)
        view.get_by_role("banner").get_by_role("button", name="Save and exit").press("Enter")
        learner.at("You have left the course")
        seat.wait_for_end()


CROSS = "() => { try { return !top.document; } catch { return true; } }"


def address(seat: Seat) -> str:
    """Where the course, or the learning system with the course in it, is opened."""
    return seat.lms.launch_url if isinstance(seat, ScormSeat) else seat.url()  # type: ignore[attr-defined, no-any-return]


# ------------------------------------------------------------------ from disk


@pytest.mark.behaviour(8)
def test_opened_from_disk(browser: Browser, target: str, doorways: Packages, tmp_path: Path) -> None:
    """Every page of the whole course, and a module to its end, whatever the package was made for."""
    with zipfile.ZipFile(doorways.zip(target)) as archive:
        archive.extractall(tmp_path)
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda each: None if re.match("file:|data:", each.url) else seen.append(each.url))
    page.goto((tmp_path / "index.html").as_uri())
    learner = Learner(page, doorways.modules)
    learner.reads(NO_LMS[target])
    learner.kept()
    for identity in probe(page, "pages"):
        page.evaluate("id => { location.hash = id; }", identity)
        expect(page.locator(f"article.current#{identity}")).to_be_visible()
    page.evaluate("location.hash = 'staying--start'")
    learner.module(doorways.module(STAYING))
    learner.at("The check")
    learner.kept()
    page.reload()
    learner.at("The check")
    expect(page.get_by_text("2 of 8 pages done").filter(visible=True)).to_be_visible()
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    context.close()
    assert seen == []
