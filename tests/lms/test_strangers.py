"""Run-times that others wrote: scorm-again in a page of ours, and scormhost with its import and its database."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, expect
from scormhost import create_scorm_app

from builder.simulators.server import NOT_FOUND, LocalServer, Package, Request, Response, html

from .courses import ROOT, Packages
from .desk import PATIENCE
from .learner import Learner

AGAIN = ROOT / "node_modules/scorm-again/dist/scorm12.js"


class ScormAgain:
    """A page with scorm-again's API and the content in a frame; `commits` are what it sent, oldest first."""

    def __init__(self, package: Path) -> None:
        self.package = Package(package)
        self.commits: list[dict[str, Any]] = []
        self.server = LocalServer(self._answer)

    @property
    def kept(self) -> dict[str, Any]:
        """cmi, as the last commit had it."""
        cmi: dict[str, Any] = self.commits[-1]["cmi"]
        return cmi

    def _answer(self, request: Request) -> Response:
        if request.path == "/commit":
            self.commits.append(json.loads(request.body))
            return Response(b'{"result": true, "errorCode": 0}', "application/json")
        if request.path == "/scorm12.js":
            return Response(AGAIN.read_bytes(), "text/javascript; charset=utf-8")
        if request.path == "/":
            return html(self._page())
        name = request.path.removeprefix("/content/")
        return self.package.serve(name, request) if name != request.path else NOT_FOUND

    def _page(self) -> str:
        before = json.dumps(self.kept if self.commits else None)
        return f"""<!doctype html><html lang="en"><title>scorm-again</title><script src="/scorm12.js"></script>
          <script>
            const before = {before};
            window.API = new Scorm12API({{ lmsCommitUrl: "/commit", autocommit: false, logLevel: 4 }});
            API.cmi.core.student_id = "nurse1";
            if (before) API.loadFromJSON({{ cmi: before }}, "");
          </script><iframe name="content" title="content" src="/content/index.html"></iframe></html>"""


@pytest.fixture
def again(small: Packages) -> Iterator[ScormAgain]:
    host = ScormAgain(small.zip("scorm12"))
    with host.server:
        yield host
    host.package.close()


def test_scorm_again_to_the_end(again: ScormAgain, context: BrowserContext, small: Packages) -> None:
    def launch() -> Learner:
        page = context.new_page()
        page.goto(again.server.origin + "/")
        frame = page.frame(name="content")
        assert frame
        learner = Learner(frame, small.modules)
        learner.saved()
        return learner

    learner = launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.leave()
    assert again.kept["core"]["lesson_status"] == "incomplete"
    assert again.kept["core"]["lesson_location"] == "first-steps--sorting"
    assert 0 < len(again.kept["suspend_data"]) <= 4096
    learner = launch()
    learner.resume("Sorting steps")
    learner.page(small.page("first-steps", 1))
    for slug in ("more-steps", "check"):
        learner.module(small.module(slug))
    learner.reads("Sent to your learning system")
    learner.leave()
    assert again.kept["core"]["lesson_status"] == "passed"
    assert float(again.kept["core"]["score"]["raw"]) == 100
    assert {each["result"] for each in listed(again.kept["interactions"])} == {"correct"}


def listed(value: Any) -> list[dict[str, Any]]:
    """An array of scorm-again, as it sends it."""
    value = value.get("childArray", value) if isinstance(value, dict) else value
    return list(value.values()) if isinstance(value, dict) else list(value)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """scormhost at its address; its lifespan makes the database."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = create_scorm_app(data_dir=tmp_path, secret_key="a key for tests, thirty-two bytes or more")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    end = time.monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive(), "scormhost did not start"
        assert time.monotonic() < end, "scormhost did not start"
        thread.join(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(PATIENCE)


def test_scormhost_imports_launches_and_keeps(host: str, context: BrowserContext, small: Packages) -> None:
    """The first account may upload. Its score is "0" and its entry ab-initio from the start, whatever was before."""
    person = {"email": "ada@example.org", "username": "ada", "password": "long enough", "display_name": "Ada"}
    assert context.request.post(f"{host}/api/auth/register", data=person).ok
    package = small.zip("scorm12")
    part = {"name": package.name, "mimeType": "application/zip", "buffer": package.read_bytes()}
    uploaded = context.request.post(f"{host}/api/packages", multipart={"file": part})
    assert uploaded.status == 201, uploaded.text()
    course = uploaded.json()
    assert course["manifest"]["title"] == "Small steps"
    assert course["manifest"]["schema_version"] == "1.2"
    assert [each["href"] for each in course["manifest"]["launches"]] == ["index.html"]

    def kept() -> dict[str, str]:
        elements: dict[str, str] = context.request.get(f"{host}/api/scorm/{course['id']}/cmi").json()[
            "elements"
        ]
        return elements

    def launch() -> Learner:
        page = context.new_page()
        page.goto(host + course["launch_url"])
        view = page.locator("#scormhost-content").element_handle().content_frame()
        assert view
        view.wait_for_url("**/index.html*")
        learner = Learner(view, small.modules)
        learner.saved()
        return learner

    def leave(learner: Learner) -> None:
        page = learner.view.page  # type: ignore[union-attr]
        with page.expect_response(
            lambda each: each.request.method == "PUT" and '"suspend"' in (each.request.post_data or "")
        ):
            learner.leave()
        page.wait_for_load_state("networkidle")
        page.close()

    learner = launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    leave(learner)
    assert kept()["cmi.core.lesson_status"] == "incomplete"
    assert kept()["cmi.core.lesson_location"] == "first-steps--sorting"
    learner = launch()
    learner.resume("Sorting steps")
    learner.page(small.page("first-steps", 1))
    for slug in ("more-steps", "check"):
        learner.module(small.module(slug))
    learner.reads("Sent to your learning system")
    leave(learner)
    assert kept()["cmi.core.lesson_status"] == "passed"
    assert kept()["cmi.core.score.raw"] == "100"
    learner = launch()
    expect(learner.panel("Welcome back.")).to_contain_text("You have completed this course.")
    leave(learner)
    assert kept()["cmi.core.lesson_status"] == "passed"
    assert kept()["cmi.core.score.raw"] == "100"
