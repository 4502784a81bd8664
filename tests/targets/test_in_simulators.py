"""The adapters in Chromium, in front of learning systems as they really behave."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from builder.model import Activity, File, Site
from builder.simulators import Lms, Lrs, PackageServer, names, profile
from builder.targets import targets

PAGE = """<!doctype html><html lang="en"><title>Content</title><script src="player.js"></script><script>
const course = {COURSE};
const snapshot = (changes) => ({state: "AAAA", location: "relational-window--start", pagesDone: false,
  outcome: "unknown", score: null, progress: 0, seconds: 61, ...changes});
const lms = adapter.connect(course.target, course);
const opened = lms.start().then((launch) => ({...launch}));
const record = (number, response, result) => lms.record({
  activity: course.activities.find((each) => each.number === number), response: {chosen: [], pairs: [], ...response},
  result, score: result === "correct" ? 1 : 0, at: new Date(), latency: 3.21});
let last = {};
const save = (changes) => lms.save(snapshot(last = changes));
addEventListener("pagehide", () => lms.stop(snapshot(last)));
</script><h1>Content</h1></html>"""

PASSED = {"pagesDone": True, "outcome": "passed", "score": 90, "state": "DONE", "progress": 1}


def activity_data(activity: Activity) -> dict[str, Any]:
    def options(choices: Any) -> list[dict[str, Any]]:
        return [{"number": each.number, "id": each.id, "text": each.text} for each in choices]

    return {
        "number": activity.number,
        "id": activity.id,
        "kind": activity.kind,
        "page": activity.page,
        "points": activity.points,
        "choices": options(activity.choices),
        "targets": options(activity.targets),
        "correct": list(activity.correct),
        "pairs": [list(pair) for pair in activity.pairs],
    }


@pytest.fixture(scope="module")
def bundle(root: Path) -> Callable[[str], bytes]:
    """A target's adapter alone, as `adapter.connect`."""

    def make(target: str) -> bytes:
        command = [
            str(root / "node_modules/.bin/esbuild"),
            str(root / f"builder/targets/{target}/adapter.ts"),
            *("--bundle", "--format=iife", "--global-name=adapter", "--target=es2019"),
        ]
        return subprocess.run(command, capture_output=True, check=True).stdout

    return make


def package(site: Site, target: str, bundle: Callable[[str], bytes]) -> dict[str, bytes]:
    course = {
        "completion": {"pages": 100, "assessment": 4, "report": "passed"},
        "activities": [activity_data(each) for each in site.activities],
        "target": targets()[target].data(site),
    }
    html = PAGE.replace("{COURSE}", json.dumps(course).replace("<", "\\u003c"))
    files: dict[str, File] = {file.path: file for file in targets()[target].files(site, html)}
    contents = {path: file.data for path, file in files.items() if file.data is not None}
    return {**contents, "player.js": bundle(target)}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


class Learner:
    """Somebody in front of an LMS."""

    def __init__(self, lms: Lms, page: Page) -> None:
        self.lms = lms
        self.page = page
        self.player = page

    def launch(self) -> Any:
        if self.player is not self.page:
            self.player.close()
        if self.lms.shape in ("popup", "opener"):
            with self.page.expect_popup() as popup:
                self.page.goto(self.lms.launch_url)
            self.player = popup.value
            self.player.wait_for_load_state()
        else:
            self.page.goto(self.lms.launch_url)
        return self.ask("opened")

    @property
    def content(self) -> Frame:
        frame = self.player.main_frame if self.lms.shape == "opener" else self.player.frame(name="content")
        assert frame is not None
        frame.wait_for_function("window.adapter")
        return frame

    def ask(self, script: str, given: Any = None) -> Any:
        return self.content.evaluate(f"given => {script}", given)

    def leave(self) -> None:
        self.ask("{ lms.stop(snapshot(last)) }")
        self.lms.wait(lambda lms: lms.attempt.finished)

    def refusals(self) -> list[tuple[str, ...]]:
        """What the LMS would not take, and what it complained about aloud."""
        calls = [(each.function, *each.arguments, each.error) for each in self.lms.calls if each.error != "0"]
        return [each for each in calls if each[0] == "LMSSetValue"]


@pytest.mark.parametrize("name", names())
def test_a_course_is_taken_up_again_and_passed(
    name: str, site: Site, page: Page, bundle: Callable[[str], bytes]
) -> None:
    with Lms(profile(name), package(site, "scorm12", bundle)) as lms:
        learner = Learner(lms, page)
        opened = learner.launch()
        assert (opened["tracked"], opened["state"], opened["terminal"]) == (True, "", False)
        assert opened["learner"] == lms.learner.id
        functions = [call.function for call in lms.launches[0].calls]
        assert functions.index("LMSCommit") < 9
        lms.wait(lambda lms: lms.attempt.status == "incomplete")  # a commit may be on its way still

        learner.ask("record(1, {chosen: [1, 2]}, 'incorrect')")
        learner.ask("record(2, {chosen: [2]}, 'correct')")
        learner.ask("record(3, {pairs: [[1, 1], [2, 1]]}, 'partial')")
        assert learner.ask("save(given)", {"state": "HALF", "progress": 0.5}) is True
        learner.leave()
        assert (lms.attempt.status, lms.attempt.suspend_data, lms.attempt.exit) == (
            "incomplete",
            "HALF",
            "suspend",
        )

        opened = learner.launch()
        assert (opened["state"], opened["terminal"]) == ("HALF", False)
        assert learner.ask("save(given)", PASSED) is True
        lms.wait(lambda lms: (lms.attempt.status, lms.attempt.score) == ("passed", 90))
        learner.leave()
        assert lms.attempt.status == "passed"
        assert lms.attempt.total_seconds > 0
        assert [alert for launch in lms.launches for alert in launch.alerts] == []
        assert learner.refusals() == []


@pytest.mark.parametrize("name", names())
def test_opening_and_closing_leaves_incomplete(
    name: str, site: Site, page: Page, bundle: Callable[[str], bytes]
) -> None:
    with Lms(profile(name), package(site, "scorm12", bundle)) as lms:
        learner = Learner(lms, page)
        learner.launch()
        learner.leave()
        assert (lms.attempt.status, lms.attempt.score) == ("incomplete", None)


@pytest.mark.parametrize("name", names())
def test_a_passed_course_is_not_lowered(
    name: str, site: Site, page: Page, bundle: Callable[[str], bytes]
) -> None:
    with Lms(profile(name), package(site, "scorm12", bundle)) as lms:
        learner = Learner(lms, page)
        learner.launch()
        learner.ask("save(given)", PASSED)
        learner.leave()
        first = lms.attempt
        learner.launch()
        learner.ask("save(given)", {"state": "LESS", "score": 10})
        learner.leave()
        assert (first.status, first.score) == ("passed", 90)


def test_interactions_are_stored_where_they_are_taken(
    site: Site, page: Page, bundle: Callable[[str], bytes]
) -> None:
    for name in ("moodle_strict", "learning_hub"):
        with Lms(profile(name), package(site, "scorm12", bundle)) as lms:
            learner = Learner(lms, page)
            learner.launch()
            learner.ask("record(1, {chosen: [1, 3]}, 'correct')")
            learner.ask("record(3, {pairs: [[1, 1], [2, 1]]}, 'partial')")
            assert learner.ask("save(given)", {}) is True
            stored = [
                (each["id"], each["student_response"], each["result"]) for each in lms.attempt.interactions
            ]
            assert stored == [
                ("relationalwindowqrota", "a,c", "correct"),
                ("relationalwindowpanes", "1.a,2.a", "wrong"),
            ]


def test_an_lrs_gets_the_course(site: Site, page: Page, bundle: Callable[[str], bytes]) -> None:
    actor = {"objectType": "Agent", "name": "Ada", "account": {"homePage": "https://e.org", "name": "n1"}}
    with Lrs() as lrs, PackageServer(package(site, "xapi", bundle)) as server:
        url = lrs.launch_url(server.url(), actor)
        page.goto(url)
        assert page.evaluate("opened")["tracked"] is True
        page.evaluate("record(1, {chosen: [1, 3]}, 'correct')")
        assert page.evaluate("given => save(given)", PASSED) is True
        page.goto("about:blank")
        lrs.wait(lambda lrs: "terminated" in verbs(lrs))
        page.goto(url)
        opened = page.evaluate("opened")
        assert (opened["state"], opened["outcome"], opened["score"]) == ("DONE", "passed", 90)
        page.evaluate("given => save(given)", PASSED)
        assert verbs(lrs) == ["initialized", "answered", "passed", "completed", "terminated", "initialized"]


def verbs(lrs: Lrs) -> list[str]:
    return [each["verb"]["id"].rsplit("/", 1)[1] for each in lrs.statements]
