"""The stand-alone package: from disk, without storage, without scripts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.simulators.server import LocalServer, Package, Request, Response

from .courses import Packages
from .desk import PATIENCE
from .learner import Learner

HERE = "This copy keeps your progress in this browser."

# As when "block all cookies" is on: merely naming the storages throws.
BLOCKED = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError") } });"""


@pytest.fixture
def folder(small: Packages, tmp_path: Path) -> Path:
    with zipfile.ZipFile(small.zip("web")) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and all that its console said and that it asked anyone but the disk for."""
    page = context.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda each: None if re.match("file:|data:", each.url) else seen.append(each.url))
    return page, seen


@pytest.mark.behaviour(8)
def test_from_disk_to_the_end(context: BrowserContext, folder: Path, small: Packages) -> None:
    page, seen = watched(context)
    page.goto((folder / "index.html").as_uri())
    learner = Learner(page, small.modules)
    learner.reads(HERE)
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.kept()
    page.reload()
    learner.at("Sorting steps")
    expect(page.get_by_text("1 of 5 pages done").filter(visible=True)).to_be_visible()
    learner.page(small.page("first-steps", 1))
    for slug in ("more-steps", "check"):
        learner.module(small.module(slug))
    learner.at("You have finished")
    learner.reads("Kept in this browser. Not sent to a learning system.")
    learner.leave()
    learner.reads("Your progress is kept in this browser.")
    assert seen == []


def test_whose_computer_it_is(browser: Browser, folder: Path, small: Packages) -> None:
    """Nobody is known by name: kept for this visit only, unless the learner says that the computer is theirs."""
    context = browser.new_context()
    address = (folder / "index.html").as_uri()
    for mine in (False, True):
        page = context.new_page()
        page.goto(address)
        learner = Learner(page, small.modules)
        learner.reads("It is kept for this visit only, unless this is your own computer.")
        if mine:
            learner.press("This is my own computer: keep it")
        learner.start()
        learner.page(small.page("first-steps", 0))
        learner.at("Sorting steps")
        learner.kept()
        page.close()
        page = context.new_page()
        page.goto(address)
        learner = Learner(page, small.modules)
        learner.kept()
        if mine:
            learner.resume("Sorting steps")
        else:
            expect(learner.panel("Welcome back.")).to_have_count(0)
        page.close()
    context.close()


@pytest.mark.behaviour(8)
def test_storage_blocked(context: BrowserContext, folder: Path, small: Packages) -> None:
    page, seen = watched(context)
    page.add_init_script(BLOCKED)
    page.goto((folder / "index.html").as_uri())
    learner = Learner(page, small.modules)
    learner.reads("this browser does not allow it to be kept")
    learner.start()
    learner.module(small.module("first-steps"))
    learner.at("More steps")
    learner.reads("Download your notes before you close this.")
    learner.write("r-own", "A step down.")
    learner.module(small.module("more-steps"))
    learner.module(small.module("check"))
    learner.at("You have finished")
    expect(page.locator("#save-state")).to_have_text("Not kept")
    learner.leave()
    learner.reads("Your notes are kept nowhere.")
    with page.expect_download(timeout=PATIENCE * 1000) as download:
        learner.press("Download as Word")
    assert "A step down." in [each.text for each in Document(download.value.path()).paragraphs]
    assert seen == []


@pytest.fixture
def scriptless(small: Packages) -> Iterator[str]:
    """The package from a server that forbids its scripts: the browser then shows `noscript` as well."""
    package = Package(small.zip("web"))

    def answer(request: Request) -> Response:
        response = package.serve(request.path.lstrip("/"), request)
        return replace(response, headers={"Content-Security-Policy": "sandbox allow-same-origin"})

    with LocalServer(answer) as server:
        yield f"{server.origin}/index.html"
    package.close()


def test_without_scripts_everything_can_be_read(
    context: BrowserContext, scriptless: str, small: Packages
) -> None:
    page = context.new_page()
    page.goto(scriptless)
    expect(page.locator("noscript p")).to_be_visible()
    assert "Scripts are switched off here." in page.locator("noscript p").inner_text()
    for module in small.modules:
        for each in module.pages:
            expect(page.get_by_role("heading", level=1, name=each.title).first).to_be_visible()
    for words in ("Somebody asks you what a step is.", "Getting out of", "Name nobody", "Stairs have steps."):
        expect(page.get_by_text(words).first).to_be_visible()
    # Practice comes with its reasons, folded; a test without its key.
    page.locator("#q-step").get_by_text("Answer and reasons").click()
    expect(page.locator("#q-step").get_by_text("A leap is longer.")).to_be_visible()
    assert "one foot moves" not in page.content()
    expect(page.get_by_text("To answer it, open the course in your learning system.").first).to_be_visible()
    for name in ("Check answer", "Save and exit", "Mark as done and continue", "Start the test"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
