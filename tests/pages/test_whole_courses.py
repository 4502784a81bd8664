"""Both whole courses, page by page: valid HTML, no violation of WCAG 2.2 AA, nothing sideways, nothing on the console."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from typing import Any, Literal

import pytest
from lms.courses import Packages
from playwright.sync_api import Browser, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The shipped course at 1280 in the light: in each of its states, in test_every_state.
SEEN = [("everything", 1280, "light"), ("everything", 320, "dark"), ("shipped", 320, "dark")]
VIEWS: list[tuple[int, Literal["light", "dark"]]] = [(1280, "light"), (320, "dark")]


@pytest.fixture(scope="module")
def unpacked(course: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-alone package of a course, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(course.zip("web")) as archive:
        archive.extractall(folder)
    return folder


def test_html_is_valid(course: Packages, unpacked: Path, root: Path) -> None:
    pages = [unpacked / "index.html", *beside(course)]
    command = [root / "node_modules/.bin/html-validate", "--config", root / ".htmlvalidate.json", *pages]
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("course", "width", "scheme"), SEEN, indirect=["course"])
def test_every_page_is_for_everyone(
    unpacked: Path, root: Path, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((unpacked / "index.html").as_uri())
    page.locator("article.current").wait_for()
    page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    wrong = {each: found for each in page_ids(page) if (found := faults(page, each))}
    context.close()
    assert wrong == {}
    assert said == []


def beside(course: Packages) -> list[Path]:
    """The pages for the people who import a course and for those who lead sessions."""
    found = sorted(course.zip("web").parent.glob("*.html"))
    noted = [*course.folder.glob("modules/*/facilitator.md")]
    assert [each.name for each in found] == (["facilitator.html"] if noted else []) + ["handover.html"]
    return found


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_pages_beside_the_packages_are_for_everyone(
    course: Packages, root: Path, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    for path in beside(course):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))  # type: ignore[misc]
        page.goto(path.as_uri())
        assert asked == [path.as_uri()]
        page.evaluate((root / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
        found = page.evaluate("options => axe.run(options)", {"runOnly": {"type": "tag", "values": TAGS}})
        wrong = [
            f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]
        ]
        assert wrong == [], path.name
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path.name
        page.close()


@pytest.mark.behaviour(42)
def test_pictures_keep_their_room_and_wait_until_they_are_near(unpacked: Path, browser: Browser) -> None:
    """Each has its width and height; what does not stand in the bar at the top is fetched when it is scrolled to."""
    page = browser.new_page()
    page.goto((unpacked / "index.html").as_uri())
    pictures: list[dict[str, Any]] = page.evaluate(
        """() => [...document.images].map((each) => ({ src: each.getAttribute("src"), top: !!each.closest(".top"),
          size: [each.getAttribute("width"), each.getAttribute("height")], lazy: each.loading === "lazy" }))"""
    )
    page.close()
    wrong = [each for each in pictures if not all(int(side or 0) for side in each["size"])]
    wrong += [each for each in pictures if each["lazy"] == each["top"]]
    assert wrong == []


def page_ids(page: Page) -> list[str]:
    ids: list[str] = page.evaluate("[...document.querySelectorAll('article.page')].map(each => each.id)")
    return [each for each in ids if each != "course--left"]  # shown only after the session has ended


def faults(page: Page, identity: str) -> list[str]:
    """What axe finds on a page, locked or not, and whether it can be moved sideways. What is not shown costs axe most of
    its time, so the other pages are not there; that they are well together is HTML's matter."""
    page.evaluate(
        """id => {
          window.all ??= [...document.querySelectorAll("article.page")].map((each) => {
            const place = new Comment();
            each.replaceWith(place);
            each.classList.remove("current");
            return [each, place];
          });
          document.querySelector("article.current")?.replaceWith(window.place);
          const [article, place] = all.find(([each]) => each.id === id);
          window.place = place;
          article.classList.add("current");
          place.replaceWith(article);
        }""",
        identity,
    )
    # without preload: from disk axe may not read the stylesheet itself, and would say so on the console
    options = {"runOnly": {"type": "tag", "values": TAGS}, "preload": False}
    found = page.evaluate("options => axe.run(document, options)", options)
    listed = [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*listed, "scrolls sideways"] if sideways else listed
