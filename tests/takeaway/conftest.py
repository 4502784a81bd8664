"""Packages under one host in a browser profile, a learning system that takes everything, and what is taken away."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, Route, expect
from pypdf import PdfReader

from .course import TEXTS, packages

HOST = "http://course.test"
QUIET = "window.print = () => { window.printed = true };"  # what is printed is looked at with page.pdf()

# As the simplest LMS does: it keeps what it is given, over launches too, and knows the learner.
LMS = """
const kept = JSON.parse(sessionStorage.lms ?? '{"cmi.core.lesson_status": "not attempted"}');
kept["cmi.core.student_id"] = "s1";
kept["cmi.core.student_name"] = "Okafor, Ada";
window.API = { LMSInitialize: () => "true", LMSFinish: () => "true", LMSCommit: () => "true",
  LMSGetValue: (key) => kept[key] ?? "", LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
  LMSSetValue: (key, value) => { kept[key] = String(value); sessionStorage.lms = JSON.stringify(kept); return "true"; } };
"""

THROUGH = """async () => {
  for (const page of document.querySelectorAll("article[data-page]")) {
    location.hash = page.id;
    while (!page.classList.contains("current")) await new Promise((resolve) => setTimeout(resolve));
    for (const form of page.querySelectorAll("form")) {
      form.querySelectorAll("input")[1].checked = true;
      form.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
    }
    page.querySelector("[data-do=forward]").click();
  }
}"""

Files = Mapping[tuple[str, str], Mapping[str, bytes]]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return packages(tmp_path_factory.mktemp("takeaway") / "course", TEXTS, "course", "modules")


@dataclass
class Tab:
    """A package in a tab: what a learner does there."""

    page: Page
    folder: Path
    asked: list[str] = field(default_factory=list)
    """Requests since the page was there."""

    def at(self, identity: str) -> None:
        self.page.evaluate("id => { location.hash = id }", identity)
        self.page.locator(f"#{identity}.current").wait_for()

    def write(self, words: str, box: str = "#r-own textarea") -> None:
        self.page.locator(box).fill(words)
        self.page.locator(box).blur()

    def press(self, name: str) -> None:
        self.page.locator("article.current").get_by_role("button", name=name, exact=True).click()

    def word(self, within: str = "article.current") -> tuple[str, Path]:
        """The name and the place of the Word file that the button makes."""
        with self.page.expect_download() as waiting:
            self.page.locator(within).get_by_role("button", name="Download as Word").click()
        return self.saved(waiting.value)

    def saved(self, download: Download) -> tuple[str, Path]:
        path = self.folder / download.suggested_filename
        download.save_as(path)
        return download.suggested_filename, path

    def pdf(self) -> list[str]:
        """What would be printed now: the text of each sheet of A4, words as they stand in the line."""
        path = self.folder / "printed.pdf"
        self.page.pdf(path=path, format="A4")
        return [re.sub(r"[ \t]+", " ", each.extract_text()) for each in PdfReader(path).pages]

    def copied(self) -> str:
        """What the button "Copy" hands to the clipboard."""
        self.page.evaluate(
            "addEventListener('copy', event => { window.copied = event.clipboardData.getData('text/plain') }, { once: true })"
        )
        self.press("Copy")
        expect(self.page.locator("#status")).to_have_text("Copied")
        return str(self.page.evaluate("window.copied"))

    def work_through(self) -> None:
        """Every page in order: questions answered, everything marked as done."""
        self.page.evaluate(THROUGH)


class Host:
    """One browser profile and one host: each package in a folder of its own."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self.context, self.folder = context, folder
        self.served: dict[str, Mapping[str, bytes]] = {}
        self.strangers: list[str] = []
        self.wrong: list[str] = []
        context.route("**/*", self._serve)

    def _serve(self, route: Route) -> None:
        url = route.request.url.partition("#")[0].partition("?")[0]
        name, _, path = url.removeprefix(f"{HOST}/").partition("/")
        files = self.served.get(name, {}) if url.startswith(HOST) else {}
        if path in files:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=files[path], content_type=f"{kind}; charset=utf-8")
        else:
            self.strangers.append(url)
            route.abort()

    def open(
        self, files: Mapping[str, bytes], name: str = "course", *, lms: bool = False, now: str = ""
    ) -> Tab:
        """The package in a new tab. `lms`: in a learning system; `now`: the day and time of the computer."""
        self.served[name] = files
        page = self.context.new_page()
        page.add_init_script(QUIET + (LMS if lms else ""))
        if now:
            page.clock.set_fixed_time(now)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.goto(f"{HOST}/{name}/index.html")
        expect(page.locator("#save-state")).not_to_be_empty()
        tab = Tab(page, self.folder)
        page.on("request", lambda request: tab.asked.append(request.url))
        return tab


@pytest.fixture
def host(browser: Browser, tmp_path: Path) -> Iterator[Host]:
    context = browser.new_context(reduced_motion="reduce", accept_downloads=True)
    made = Host(context, tmp_path)
    yield made
    context.close()
    assert made.wrong == []
    assert made.strangers == []
