"""A profile and a package -> a running LMS: its pages in a browser, and in Python what it keeps."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, quote

from builder.simulators import pages
from builder.simulators.attempt import Attempt, Call, Launch, Learner, Message
from builder.simulators.faults import Faults
from builder.simulators.manifest import Manifest, ManifestError, read_manifest
from builder.simulators.profile import Profile, Shape
from builder.simulators.server import NOT_FOUND, LocalServer, Package, Request, Response, html

LOGIN = html(pages.notice("Log in", "Your session has ended. Log in to go on."))
TRUE, FALSE = Response(b"true"), Response(b"false")


class Lms:
    """One learner, one package, one LMS. A context manager; every visit to `launch_url` is a launch.

        with Lms(profile("moodle_strict"), Path("course.zip")) as lms:
            page.goto(lms.launch_url)
            content = page.frame(name="content")

    In every shape the content's frame is named `content` (in a window of its own for "opener"); the LMS's
    buttons are `#leave` (the LMS goes to another page) and `#close-player` (the content's frame goes to a
    blank page), for "popup" in the pop-up. Raises ManifestError where this LMS would refuse the package.

    shape   another place for content and API than the LMS's own (profile.Shape)
    depth   frames put between the content and the window in which it would stand
    """

    def __init__(
        self,
        profile: Profile,
        package: Path | Mapping[str, bytes],
        learner: Learner | None = None,
        shape: Shape | None = None,
        depth: int = 0,
    ) -> None:
        self.profile = profile
        self.learner = learner or Learner()
        self.shape: Shape = shape or profile.shape
        self.depth = depth
        self.faults = Faults()
        self.attempts: list[Attempt] = []
        """Oldest first; a new one where the LMS begins one, or after `new_attempt`."""
        self.launches: list[Launch] = []
        """Of all attempts, oldest first."""
        self._changed = threading.Condition(threading.RLock())
        self._server = LocalServer(self._answer)
        self._elsewhere = LocalServer(self._answer)
        self.publish(package)

    # -- for tests and preview

    @property
    def launch_url(self) -> str:
        server = self._elsewhere if self.shape == "cross-origin" else self._server
        return f"{server.origin}/lms/launch"

    @property
    def origin(self) -> str:
        """Where the content comes from."""
        return self._server.origin

    @property
    def attempt(self) -> Attempt:
        """The latest."""
        return self.attempts[-1]

    @property
    def calls(self) -> list[Call]:
        """Of all launches, in order."""
        return [call for launch in self.launches for call in launch.calls]

    @property
    def locked(self) -> bool:
        """The last launch never finished, and the LMS lets nobody in before `release`."""
        return self.profile.locks and self._lock

    def release(self) -> None:
        """As when the LMS's own session has run out."""
        self._lock = False

    def publish(self, package: Path | Mapping[str, bytes]) -> None:
        """Puts a new version of the package in the place of the old one. Attempts stay."""
        new = Package(package)
        self.manifest: Manifest = read_manifest(new.read("imsmanifest.xml"), self.profile.names_are_literal)
        if self.manifest.href.partition("?")[0].partition("#")[0] not in new.names:
            raise ManifestError(f"the manifest launches {self.manifest.href}, which is not in the package")
        self._package = new
        for attempt in self.attempts:
            attempt.manifest = self.manifest
        if not self.attempts:
            self.new_attempt()

    def new_attempt(self) -> None:
        """As when an administrator grants one: the next launch is blank. Earlier ones stay in `attempts`."""
        self.attempts.append(Attempt(self.profile, self.manifest))
        self._lock = False

    def fault(self, **changes: Any) -> None:
        """Switches faults on (fields of Faults), from the next call on, in running launches too."""
        self.faults = replace(self.faults, **changes)

    def clear(self) -> None:
        """Switches all faults off."""
        self.faults = Faults()

    @contextmanager
    def faulty(self, **changes: Any) -> Iterator[None]:
        """`fault` within a with statement."""
        before = self.faults
        self.fault(**changes)
        try:
            yield
        finally:
            self.faults = before

    def wait(self, condition: Callable[[Lms], bool], seconds: float = 5) -> None:
        """Until something that reaches the server makes the condition true; raises TimeoutError.

        At unload messages travel by themselves, after the browser's command has returned.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self), seconds):
                raise TimeoutError(f"the LMS has not seen it within {seconds} s")

    def __enter__(self) -> Self:
        self._server.start()
        self._elsewhere.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        self._elsewhere.stop()
        self._package.close()

    # -- the server

    def _answer(self, request: Request) -> Response | None:
        parts = request.path.strip("/").split("/")
        with self._changed:
            try:
                if parts[0] == "content":
                    name = "/".join(parts[2:])
                    return self._package.serve(name, request, self.profile.mime)
                if parts[0] == "lms" and len(parts) == 3 and parts[1].isdigit():
                    return self._launched(self.launches[int(parts[1])], parts[2], request)
                return self._page(parts[-1], request) if parts[0] == "lms" else NOT_FOUND
            finally:
                self._changed.notify_all()

    def _launched(self, launch: Launch, what: str, request: Request) -> Response | None:
        if what == "faults":
            return Response(self.faults.as_json().encode(), "application/json")
        if what == "calls":
            return self._record(launch, json.loads(request.body))
        if self.faults.network == "down":
            return None
        if self.faults.network == "error":
            return Response(b"Internal Server Error", status=500)
        if self.faults.network == "login":
            return LOGIN
        if self.faults.commit == "forget":
            return TRUE
        message = Message(what, dict(parse_qsl(request.body.decode(), keep_blank_values=True)))
        launch.messages.append(message)
        attempt = next(each for each in self.attempts if launch in each.launches)
        if not attempt.keep(launch, message, self.faults):
            return FALSE
        if message.kind == "finish":
            self._lock = False
        return TRUE

    def _record(self, launch: Launch, calls: list[dict[str, Any]]) -> Response:
        for call in calls:
            if call["function"] == "alert":
                launch.alerts.append(call["arguments"][0])
            else:
                launch.calls.append(Call(**(call | {"arguments": tuple(call["arguments"])})))
        launch.calls.sort(key=lambda call: call.number)
        return Response(status=204)

    # -- the pages

    def _page(self, name: str, request: Request) -> Response:
        title = self.profile.title
        if name in ("scorm12.js", "page.js"):
            script = files("builder.simulators").joinpath(name).read_bytes()
            return Response(script, "text/javascript; charset=utf-8")
        if name == "launch" and self.shape == "popup":
            return html(pages.launcher(title, "/lms/player"))
        if name == "launch" and self.shape == "wrapper":
            controls = (
                "<script>window.LmsPage = {leave() { location.href = '/lms/left' },"
                " close() { frames[0].location.replace('about:blank') }}</script>"
            )
            return html(pages.page(title, pages.bar(title) + pages.frame("/lms/player", "wrapper"), controls))
        if name in ("launch", "player"):
            return self._player()
        if name == "bar":
            return html(pages.page(title, pages.bar(title, "parent")))
        if name == "nest":
            return html(pages.page(title, pages.frame(*self._frame(int(request.query["depth"])))))
        if name == "left":
            return html(pages.notice(title, "You have left the course."))
        return NOT_FOUND

    def _player(self) -> Response:
        title = self.profile.title
        if self.locked:
            return html(pages.notice(title, "This resource is already active."))
        if self.attempt.over:
            self.new_attempt()
        launch = self.attempt.begin(len(self.launches), self.learner)
        self.launches.append(launch)
        self._lock = True
        head = pages.scripts(self._config(launch))
        if self.shape == "frameset":
            return html(pages.frameset(title, *self._frame(self.depth), head))
        if self.shape == "opener":
            return html(pages.page(title, pages.bar(title) + pages.opener("window.LmsPage.open()"), head))
        controls = "" if self.shape == "wrapper" else pages.bar(title)
        return html(pages.page(title, controls + pages.frame(*self._frame(self.depth)), head))

    def _config(self, launch: Launch) -> dict[str, object]:
        tracked = self.manifest.tracked and self.shape != "none"
        return {
            "profile": json.loads(self.profile.as_json()) if tracked else None,
            "values": launch.values,
            "faults": json.loads(self.faults.as_json()),
            "launch": launch.number,
            "server": self._elsewhere.origin if self.shape == "cross-origin" else self._server.origin,
            "content": self._frame_url(self.depth),
            "frame": 1 if self.shape == "frameset" else 0,
        }

    def _frame_url(self, depth: int) -> str:
        if depth:
            return f"{self.origin}/lms/nest?depth={depth - 1}"
        path, mark, rest = self.manifest.href.partition("?")
        return f"{self.origin}/content/1/{quote(path, safe='/#')}{mark}{rest}"

    def _frame(self, depth: int) -> tuple[str, str]:
        """Its address and name, with `depth` frames to come within it."""
        return self._frame_url(depth), f"nest{depth}" if depth else "content"
