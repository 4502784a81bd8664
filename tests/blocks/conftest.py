"""A course in a browser: served from memory under one host, every other host refused and noted."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from .course import FRONT, package_of, site_of

HOST = "http://course.test/"
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

API = """
window.log = {};
const get = (key) => key === "cmi.core.lesson_status" ? "not attempted" : key === "cmi.core.student_id" ? "s1" : log[key] ?? "";
window.API = { LMSInitialize: () => "true", LMSFinish: () => "true", LMSCommit: () => "true", LMSGetValue: get,
  LMSSetValue: (key, value) => { log[key] = String(value); return "true"; }, LMSGetLastError: () => "0",
  LMSGetErrorString: () => "", LMSGetDiagnostic: () => "" };
"""
BLOCKED = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
"""


@dataclass
class Opened:
    """A course in a tab, with what went wrong there and whom it asked."""

    page: Page
    problems: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def at(self, name: str) -> None:
        """To a page of the module."""
        self.page.evaluate("id => { location.hash = id }", f"examples--{name}")
        self.page.locator(f"#examples--{name}.current").wait_for()

    def axe(self, within: str = "main") -> list[str]:
        """Violations of WCAG 2.2 A and AA and of good practice, with the elements that have them."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        options = {"runOnly": {"type": "tag", "values": TAGS}}
        found = self.page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
        return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a course. `lms`: in a learning system that takes everything; `storage`: whether the browser keeps
    anything; `disk`: from a folder instead of a web server."""
    contexts: list[BrowserContext] = []

    def start(
        body: str,
        front: str = FRONT,
        *,
        scripts: bool = True,
        lms: bool = False,
        storage: bool = True,
        disk: bool = False,
    ) -> Opened:
        files = package_of(site_of(body, front), "scorm12" if lms else "web")
        context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        made = Opened(page)

        def serve(route: Route) -> None:
            name = route.request.url.partition("#")[0].removeprefix(HOST) or "index.html"
            if route.request.url.startswith(HOST) and name in files:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                route.fulfill(body=files[name], content_type=f"{kind}; charset=utf-8")
            elif route.request.url.startswith(HOST):
                route.fulfill(status=404 if name != "favicon.ico" else 204)
            else:
                made.strangers.append(route.request.url)
                route.abort()

        if not disk:
            context.route("**/*", serve)
        page.on("pageerror", lambda error: made.problems.append(str(error)))
        page.on(
            "console",
            lambda said: made.problems.append(said.text) if said.type in ("error", "warning") else None,
        )
        if lms:
            context.add_init_script(API)
        if not storage:
            context.add_init_script(BLOCKED)
        if disk:
            for name, data in files.items():
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_bytes(data)
        page.goto((tmp_path / "index.html").as_uri() if disk else HOST)
        if scripts:
            page.wait_for_function("document.querySelector('[data-fill=circle]').textContent !== ''")
        return made

    yield start
    for context in contexts:
        context.close()
