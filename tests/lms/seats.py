"""A package of any target -> one learner's seat: open, go away, come back; and what the other side holds in the end.

The same test can so be run for SCORM 1.2, xAPI and the stand-alone package, in words that fit all three.
"""

from __future__ import annotations

import json
import re
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route, expect
from playwright.sync_api import Error as BrowserError

from builder.simulators import Learner as Person
from builder.simulators import Lms, Lrs, PackageServer, profile, read_tincan

from .courses import Packages
from .desk import PATIENCE, Desk
from .learner import Learner

TARGETS = ("scorm12", "xapi", "web")
ACTOR = {
    "objectType": "Agent",
    "name": "Ada Okafor",
    "account": {"homePage": "https://trust.example", "name": "ada"},
}
VERB = "http://adlnet.gov/expapi/verbs/"
STATE = "coursewright"


@dataclass(frozen=True)
class Held:
    """What a learning system has of a learner, in common words: `status` is `incomplete`, `passed`, `completed`,
    `failed` or, before anything was said, `not attempted`; `score` from 0 to 100."""

    status: str
    score: float | None
    state: str
    answers: tuple[str, ...]
    """Ids of the interactions or of the questions answered, in order."""


class Seat(ABC):
    """One learner before one package. Everything the course says on the console, asks of a stranger, or puts into a
    dialogue is kept, and is wrong unless a test says otherwise (`quiet`)."""

    target: str
    tracked = True

    def __init__(self, context: BrowserContext, course: Packages, module: str = "") -> None:
        self.course = course
        self.module = module
        self.context = context
        self.console: list[str] = []
        self.strangers: list[str] = []
        self.dialogs: list[str] = []
        self.adopt(context)

    def adopt(self, context: BrowserContext) -> None:
        """Watches a browser profile, and sits down at it: a fresh one is another computer."""
        self.context = context
        context.on("console", lambda said: self._said(said.type, said.text, said.location.get("url", "")))
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        context.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        context.route(re.compile(r"^https?://(?!127\.0\.0\.1|localhost)"), self._stranger)

    def _said(self, kind: str, text: str, url: str) -> None:
        # The LMS's own pages, and what an LRS answers (404: no state yet, xAPI Communication 2.3), are no fault of ours.
        if kind in ("warning", "error") and not re.search("/lms/|/xapi/", url):
            self.console.append(f"{text} ({url})")

    def _stranger(self, route: Route) -> None:
        self.strangers.append(route.request.url)
        route.abort()

    def quiet(self) -> bool:
        """Nothing on the console, no request to any other host, no dialogue of the browser (PLAYER 8)."""
        return not (self.console or self.strangers or self.dialogs)

    @property
    @abstractmethod
    def page(self) -> Page:
        """The window that the course is in."""

    @property
    def view(self) -> Frame:
        """The document of the course."""
        return self.page.main_frame

    @abstractmethod
    def launch(self, ready: bool = True) -> Learner:
        """Opens the course, for the first time or again. `ready`: waits until it says how progress is kept."""

    @abstractmethod
    def away(self) -> None:
        """From now on nothing that is sent arrives."""

    @abstractmethod
    def back(self) -> None:
        """Everything arrives again."""

    @abstractmethod
    def held(self) -> Held | None:
        """What the learning system holds; None where there is none."""

    def has(self) -> Held:
        """The same, where there is a learning system."""
        held = self.held()
        assert held is not None
        return held

    @abstractmethod
    def forget(self) -> None:
        """The learning system begins anew with this learner: the next launch is blank."""

    @abstractmethod
    def make_way(self) -> None:
        """Somebody else sits down at this computer, and opens the course from the same place."""

    @abstractmethod
    def publish(self, course: Packages) -> None:
        """Puts another version of the course in the place of this one."""

    @abstractmethod
    def tamper(self, state: str) -> None:
        """The learning system hands out another state than it was given, from the next launch on."""

    def kill(self) -> None:
        """The tab's process is gone at once: nothing in it runs any more."""
        with suppress(BrowserError):
            self.page.goto("chrome://crash")
        for page in self.context.pages:
            page.close()

    def until(self, **wanted: Any) -> Held:
        """Waits until the learning system holds these: `until(status="passed", score=100)`."""
        held: Held | None = None

        def there() -> bool:
            nonlocal held
            held = self.held()
            return held is not None and all(getattr(held, name) == value for name, value in wanted.items())

        self._wait(there)
        assert held is not None
        return held

    @abstractmethod
    def _wait(self, condition: Any) -> None: ...

    @abstractmethod
    def wait_for_end(self) -> None:
        """The session has ended as far as the other side can see."""

    def saved(self) -> None:
        """The bar says that everything done is with whoever keeps it."""
        word = "Saved" if self.tracked else "Kept"
        expect(self.view.locator("#save-state")).to_have_text(re.compile(f"^{word} "))

    def journal(self) -> dict[str, Any]:
        """This browser's own copy: key -> entry, of all courses and learners."""
        found: dict[str, Any] = self.view.evaluate(
            "() => Object.fromEntries([localStorage, sessionStorage].flatMap(each => Object.entries(each)))"
        )
        return {key: json.loads(value) for key, value in found.items() if key.startswith("coursewright/")}

    @abstractmethod
    def stop(self) -> None:
        """Servers down."""


class ScormSeat(Seat):
    target = "scorm12"

    def __init__(
        self,
        context: BrowserContext,
        course: Packages,
        module: str = "",
        lms: str = "moodle_strict",
        shape: str = "opener",
        depth: int = 0,
    ) -> None:
        super().__init__(context, course, module)
        package = course.zip("scorm12", module)
        self.lms = Lms(profile(lms), package, shape=shape, depth=depth).__enter__()  # type: ignore[arg-type]
        self.desk = Desk(self.lms, context, course.modules)

    def adopt(self, context: BrowserContext) -> None:
        super().adopt(context)
        if hasattr(self, "lms"):
            self.desk = Desk(self.lms, context, self.course.modules)

    @property
    def page(self) -> Page:
        return self.desk.player

    @property
    def view(self) -> Frame:
        frame = self.desk.player.frame(name="content")
        return self.desk.player.main_frame if self.lms.shape == "opener" or frame is None else frame

    def launch(self, ready: bool = True) -> Learner:
        return self.desk.launch(ready)

    def away(self) -> None:
        self.lms.fault(commit="false")

    def back(self) -> None:
        self.lms.clear()

    def held(self) -> Held:
        attempt = self.lms.attempt
        answers = tuple(str(each.get("id")) for each in attempt.interactions)
        return Held(attempt.status, attempt.score, attempt.suspend_data, answers)

    def forget(self) -> None:
        self.lms.new_attempt()

    def make_way(self) -> None:
        self.lms.learner = Person("nurse2", "Abel, Tom")
        self.lms.new_attempt()

    def tamper(self, state: str) -> None:
        self.lms.attempt.values["cmi.suspend_data"] = state

    def publish(self, course: Packages) -> None:
        self.course = course
        self.desk.course = course.modules
        self.lms.publish(course.zip("scorm12", self.module))

    def _wait(self, condition: Any) -> None:
        self.lms.wait(lambda _: condition(), PATIENCE)

    def wait_for_end(self) -> None:
        self.desk.ended()

    def stop(self) -> None:
        self.lms.__exit__(None, None, None)


class ServedSeat(Seat):
    """A package that any web server hands out, in a window of its own."""

    def __init__(self, context: BrowserContext, course: Packages, module: str = "") -> None:
        super().__init__(context, course, module)
        self.server = PackageServer(course.zip(self.target, module))
        self.server.start()
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        assert self._page is not None
        return self._page

    def url(self) -> str:
        return self.server.url()

    def launch(self, ready: bool = True) -> Learner:
        if self._page is None or self._page.is_closed() or self._page.context is not self.context:
            self._page = self.context.new_page()
        self._page.goto("about:blank")
        self._page.goto(self.url())
        if ready:
            expect(self._page.locator("#save-state")).not_to_be_empty()
        return Learner(self._page, self.course.modules)

    def publish(self, course: Packages) -> None:
        """At the same address, as a new upload would be."""
        self.course = course
        self.server.package.close()
        self.server.package = type(self.server.package)(course.zip(self.target, self.module))

    def stop(self) -> None:
        self.server.stop()


class XapiSeat(ServedSeat):
    target = "xapi"

    def __init__(self, context: BrowserContext, course: Packages, module: str = "") -> None:
        super().__init__(context, course, module)
        self.lrs = Lrs().__enter__()
        self.actor: Mapping[str, Any] = ACTOR
        self.registration = str(uuid.uuid4())
        self.activity = read_tincan(self.server.package.read("tincan.xml")).activity_id

    def url(self) -> str:
        return self.lrs.launch_url(
            self.server.url(), self.actor, registration=self.registration, activity_id=self.activity
        )

    def away(self) -> None:
        self.lrs.fail(503)

    def back(self) -> None:
        self.lrs.clear()

    def said(self, verb: str) -> list[dict[str, Any]]:
        """Statements of this attempt."""
        return [
            each
            for each in self.lrs.statements
            if each["verb"]["id"] == VERB + verb and each["context"]["registration"] == self.registration
        ]

    def held(self) -> Held:
        kept = self.lrs.state(self.activity, self.actor, STATE, self.registration)
        document: Mapping[str, Any] = json.loads(kept) if kept else {}
        done = [verb for verb in ("passed", "failed", "completed") if self.said(verb)]
        status = done[0] if done else "incomplete" if self.said("initialized") else "not attempted"
        answers = tuple(each["object"]["id"].split("/modules/")[-1] for each in self.said("answered"))
        return Held(status, document.get("score"), document.get("state", ""), answers)

    def forget(self) -> None:
        self.registration = str(uuid.uuid4())

    def make_way(self) -> None:
        self.actor = {
            **ACTOR,
            "name": "Tom Abel",
            "account": {"homePage": "https://trust.example", "name": "tom"},
        }
        self.forget()

    def tamper(self, state: str) -> None:
        kept = self.lrs.state(self.activity, self.actor, STATE, self.registration)
        document = json.dumps(json.loads(kept or "{}") | {"state": state}).encode()
        self.lrs.keep(self.activity, self.actor, STATE, document, self.registration)

    def _wait(self, condition: Any) -> None:
        self.lrs.wait(lambda _: condition(), PATIENCE)

    def wait_for_end(self) -> None:
        self._wait(lambda: self.said("suspended") or self.said("terminated"))

    def stop(self) -> None:
        super().stop()
        self.lrs.__exit__(None, None, None)


class WebSeat(ServedSeat):
    """There is no learning system: nothing can be away, and nothing is held."""

    target = "web"
    tracked = False

    def away(self) -> None:
        raise AssertionError("the stand-alone package sends nothing")

    def back(self) -> None: ...

    def held(self) -> None:
        return None

    def forget(self) -> None:
        raise AssertionError("the stand-alone package has no learning system")

    def make_way(self) -> None:
        """In a tab of their own: nobody is known by name here."""
        self.page.close()

    def tamper(self, state: str) -> None:
        raise AssertionError("the stand-alone package has no learning system")

    def wait_for_end(self) -> None: ...

    def _wait(self, condition: Any) -> None:
        raise AssertionError("the stand-alone package has no learning system")


SEATS: dict[str, type[ScormSeat] | type[XapiSeat] | type[WebSeat]] = {
    each.target: each for each in (ScormSeat, XapiSeat, WebSeat)
}


@contextmanager
def seated(
    target: str,
    browser: Browser,
    course: Packages,
    module: str = "",
    profile_of: Mapping[str, Any] | None = None,
    **more: Any,
) -> Iterator[Any]:
    """A seat with a browser profile of its own. `profile_of`: of the browser (viewport, colour scheme …); `more`:
    of the learning system (lms, shape)."""
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
    context = browser.new_context(**(options | dict(profile_of or {})))
    context.set_default_timeout(PATIENCE * 1000)
    seat = SEATS[target](context, course, module, **more)
    try:
        yield seat
    finally:
        for each in browser.contexts:
            if each is context or each is seat.context:
                each.close()
        seat.stop()


Take = Callable[..., Any]


@contextmanager
def seats(browser: Browser, course: Packages) -> Iterator[Take]:
    """`take("web")`, `take(target, other_course, width=320, height=256, lms="esr")` -> a seat; quiet in the end."""
    with ExitStack() as stack:
        taken: list[Seat] = []

        def take(target: str, another: Packages | None = None, module: str = "", **more: Any) -> Seat:
            profile = dict(more.pop("profile_of", {}))
            if "width" in more:
                profile["viewport"] = {"width": more.pop("width"), "height": more.pop("height", 800)}
            seat: Seat = stack.enter_context(
                seated(target, browser, another or course, module, profile, **more)
            )
            taken.append(seat)
            return seat

        yield take
        heard = [(each.console, each.strangers, each.dialogs) for each in taken if not each.quiet()]
    assert not heard, heard
