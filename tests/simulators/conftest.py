"""A small course and a profile -> a launch in Chromium whose API the tests call as content would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from builder.simulators import Lms, names, profile
from builder.simulators.profile import Shape

# The search of the standard: parents, then the opener and its parents (facts §1.6).
CONTENT = b"""<!doctype html><html lang="en"><title>Content</title><script>
function search(from) {
  try {
    for (let at = from, i = 0; i < 8; i++, at = at.parent) {
      if (at.API) return at.API;
      if (at.parent === at) break;
    }
  } catch (error) { window.refused = error.name }
  return null;
}
window.found = search(window) || (top.opener && search(top.opener));
window.call = (name, ...given) => window.found[name](...given);
window.leaving = [];
addEventListener("pagehide", () => {
  for (const each of window.leaving) try { window.call(...each) } catch {}
});
</script><h1>Content</h1>"""


def manifest(item: str = "", prefix: str = "adlcp", href: str = "index.html") -> bytes:
    return f"""<manifest identifier="c" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
      xmlns:{prefix}="http://www.adlnet.org/xsd/adlcp_rootv1p2">
      <organizations default="o"><organization identifier="o"><title>T</title>
        <item identifier="i0"><title>A heading</title></item>
        <item identifier="i1" identifierref="r1"><title>Course</title>{item}</item></organization>
      </organizations><resources>
      <resource identifier="r1" type="webcontent" {prefix}:scormtype="sco" href="{href}">
        <file href="index.html"/></resource></resources></manifest>""".encode()


def course(item: str = "", **more: Any) -> dict[str, bytes]:
    return {"imsmanifest.xml": manifest(item, **more), "index.html": CONTENT, "script.mjs": b"export {}"}


class Session:
    """One learner in front of one LMS."""

    def __init__(self, lms: Lms, page: Page) -> None:
        self.lms = lms
        self.page = page
        self.player = page
        self._content: Frame | None = None

    def launch(self) -> Frame:
        """A new launch; returns the content."""
        if self.player is not self.page:
            self.player.close()
        opens = self.lms.shape in ("popup", "opener")
        if opens:
            with self.page.expect_popup() as popup:
                self.page.goto(self.lms.launch_url)
            self.player = popup.value
            self.player.wait_for_load_state()
        else:
            self.page.goto(self.lms.launch_url)
        self._content = self._find()
        return self._content

    @property
    def content(self) -> Frame:
        assert self._content is not None
        return self._content

    def _find(self) -> Frame:
        frame = self.player.main_frame if self.lms.shape == "opener" else self.player.frame(name="content")
        assert frame is not None
        frame.wait_for_function("window.leaving")
        return frame

    def call(self, name: str, *given: Any) -> Any:
        return self.content.evaluate("([name, given]) => call(name, ...given)", [name, list(given)])

    def start(self) -> Any:
        self.launch()
        return self.call("LMSInitialize", "")

    def get(self, element: str) -> Any:
        return self.call("LMSGetValue", element)

    def set(self, element: str, value: Any) -> tuple[str, str]:
        """What SetValue answered, and the error after it, both as text in lower case."""
        answer = self.call("LMSSetValue", element, value)
        return str(answer).lower(), str(self.call("LMSGetLastError"))

    def error(self) -> str:
        return str(self.call("LMSGetLastError"))

    def check(self, cases: Iterable[tuple[str, Any, tuple[str, str]]]) -> None:
        """Sets each element in turn; all that answered otherwise than expected are shown."""
        wrong = [(*case, answer) for case in cases if (answer := self.set(*case[:2])) != case[2]]
        assert wrong == []

    def finish(self, **values: str) -> Any:
        """Sets elements of cmi.core, then Commit and Finish, and waits until the LMS has seen it."""
        for name, value in values.items():
            self.call("LMSSetValue", f"cmi.core.{name}", value)
        self.call("LMSCommit", "")
        answer = self.call("LMSFinish", "")
        self.lms.wait(lambda lms: lms.attempt.finished)
        return answer

    def at_unload(self, *calls: list[str]) -> None:
        """What the content does in its pagehide."""
        self.content.evaluate("calls => { leaving = calls }", list(calls))


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def session(context: BrowserContext) -> Iterator[Callable[..., Session]]:
    """`session("esr", item="<adlcp:masteryscore>…", shape="opener", depth=2)` -> Session."""
    running: list[Lms] = []

    def open_lms(name: str, item: str = "", shape: Shape | None = None, depth: int = 0) -> Session:
        lms = Lms(profile(name), course(item), shape=shape, depth=depth)
        running.append(lms.__enter__())
        return Session(lms, (context.pages or [context.new_page()])[0])

    yield open_lms
    for page in context.pages[1:]:
        page.close()
    for page in context.pages:
        page.goto("about:blank")
    for lms in running:
        lms.__exit__(None, None, None)


@pytest.fixture(params=names())
def every_lms(request: pytest.FixtureRequest) -> str:
    return str(request.param)
