"""The course before an LRS: what is said, that it is said once, and what happens when the LRS is not there."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.simulators import Lrs, PackageServer, read_tincan
from builder.simulators.lrs import moodle_actor

from .courses import ID, ROOT, Packages
from .desk import PATIENCE
from .learner import Learner

VERB = "http://adlnet.gov/expapi/verbs/"
ACTOR = {
    "objectType": "Agent",
    "name": "Ada Okafor",
    "account": {"homePage": "https://trust.example", "name": "ada"},
}
ADA = {"account": ACTOR["account"]}
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
QUESTIONS = {
    "first-steps/q-step",
    "first-steps/s-ways",
    "more-steps/q-several",
    "check/c-one",
    "check/c-two",
    "check/c-three",
}
Open = Callable[..., Learner]


@pytest.fixture
def registration() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def site(small: Packages) -> Iterator[PackageServer]:
    with PackageServer(small.zip("xapi")) as server:
        yield server


@pytest.fixture
def launch(
    context: BrowserContext, site: PackageServer, lrs: Lrs, small: Packages, registration: str
) -> Open:
    """`launch()`: one launch of the same registration; `page` to launch it in another browser."""

    def visit(page: Page | None = None, actor: dict[str, Any] = ACTOR, **more: Any) -> Learner:
        page = page or context.new_page()
        page.goto(
            lrs.launch_url(site.url(), actor, **({"registration": registration, "activity_id": ID} | more))
        )
        expect(page.locator("#save-state")).not_to_be_empty()
        return Learner(page, small.modules)

    return visit


def said(lrs: Lrs, verb: str | None = None) -> list[dict[str, Any]]:
    return [each for each in lrs.statements if verb is None or each["verb"]["id"] == VERB + verb]


def verbs(lrs: Lrs) -> list[str]:
    return [each["verb"]["id"].removeprefix(VERB) for each in lrs.statements]


def all_there(lrs: Lrs, small: Packages) -> None:
    """Of one attempt in which everything was answered once and right: nothing lost, nothing twice."""
    answered = Counter(each["object"]["id"].split("/modules/")[1] for each in said(lrs, "answered"))
    assert answered == Counter(QUESTIONS)
    pages = Counter(each["object"]["id"] for each in said(lrs, "experienced"))
    assert len(pages) == 5
    assert Counter(verbs(lrs))["passed"] == Counter(verbs(lrs))["completed"] == 1
    percents = [each["result"]["extensions"][PROGRESS] for each in said(lrs, "progressed")]
    assert percents == sorted(set(percents))


def test_the_whole_course(
    launch: Open, lrs: Lrs, small: Packages, site: PackageServer, registration: str
) -> None:
    learner = launch()
    learner.start()
    learner.finish()
    learner.reads("Sent to your learning system")
    learner.leave()
    learner.reads("Your progress has been sent.")
    wait_for(lrs, lambda: "terminated" in verbs(lrs))
    all_there(lrs, small)
    assert verbs(lrs)[0] == "initialized"
    assert verbs(lrs)[-1] == "terminated"
    assert "suspended" not in verbs(lrs)
    assert {each["context"]["registration"] for each in lrs.statements} == {registration}
    assert {json.dumps(each["actor"], sort_keys=True) for each in lrs.statements} == {
        json.dumps(ACTOR, sort_keys=True)
    }
    tincan = read_tincan(site.package.read("tincan.xml"))
    assert tincan.activity_id == ID
    assert tincan.launch == "index.html"
    for verb in ("initialized", "progressed", "passed", "completed", "terminated"):
        assert {each["object"]["id"] for each in said(lrs, verb)} == {ID}
    [completed], [passed] = said(lrs, "completed"), said(lrs, "passed")
    assert completed["result"]["completion"] is True
    assert passed["result"]["success"] is True
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    one = next(each for each in said(lrs, "answered") if each["object"]["id"].endswith("q-step"))
    assert one["result"]["success"] is True
    assert one["result"]["response"] in [
        each["id"]
        for each in one["object"]["definition"]["choices"]
        if "small move" in str(each["description"])
    ]


def test_every_statement_is_valid(launch: Open, lrs: Lrs, small: Packages) -> None:
    """By the xapi-validation package, for all kinds there are."""
    learner = launch(activity_platform="Moodle", grouping="https://lms.example/programme")
    learner.start()
    learner.page(small.page("first-steps", 0), right=False)
    learner.page(small.page("first-steps", 1), right=False)
    learner.saved()
    learner.view.close()  # type: ignore[union-attr]
    wait_for(lrs, lambda: "suspended" in verbs(lrs))
    learner = launch(legacy=True)
    learner.resume("More steps")
    learner.module(small.module("more-steps"))
    check = small.module("check")
    for attempt in range(3):
        learner.open(check.pages[0])
        learner.take(check, wrong={"c-one", "c-two"}, again=attempt > 0)
    learner.saved()
    learner.leave()
    wait_for(lrs, lambda: "terminated" in verbs(lrs))
    launch(registration=str(uuid.uuid4()), actor={"mbox": "mailto:ada@trust.example"}).saved()
    found = Counter(verbs(lrs))
    assert set(found) == {
        *(
            "initialized",
            "experienced",
            "answered",
            "progressed",
            "failed",
            "completed",
            "suspended",
            "terminated",
        )
    }
    assert found["failed"] == found["completed"] == 1
    [failed] = said(lrs, "failed")
    assert (failed["result"]["success"], failed["result"]["score"]["raw"]) == (False, pytest.approx(33.33))
    command = ["node", ROOT / "tests/lms/validate.cjs", ROOT]
    done = subprocess.run(
        command, input=json.dumps(lrs.statements), capture_output=True, text=True, check=True
    )
    wrong = [pair for pair in zip(lrs.statements, json.loads(done.stdout), strict=True) if pair[1]]
    assert wrong == []


def test_progress_is_in_the_state_and_comes_back_on_another_computer(
    launch: Open, lrs: Lrs, small: Packages, browser: Browser, registration: str
) -> None:
    learner = launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.at("Sorting steps")
    learner.leave()
    kept = lrs.state(ID, ADA, "coursewright", registration)
    assert kept
    assert len(json.loads(kept)["state"]) <= 4096
    elsewhere = browser.new_context()
    learner = launch(elsewhere.new_page())
    learner.resume("Sorting steps")
    learner.open(small.page("first-steps", 0))
    expect(learner.view.get_by_role("radio", name="A small move forward")).to_be_checked()
    elsewhere.close()
    other = browser.new_context()
    stranger = launch(other.new_page(), registration=str(uuid.uuid4()))
    expect(stranger.panel("Welcome back.")).to_have_count(0)
    other.close()


def test_no_second_completion_however_often_it_is_launched(
    launch: Open, lrs: Lrs, small: Packages, browser: Browser
) -> None:
    learner = launch()
    learner.start()
    learner.finish()
    learner.leave()
    elsewhere = browser.new_context()
    for page in (None, None, elsewhere.new_page()):
        learner = launch(page)
        expect(learner.panel("Welcome back.")).to_contain_text("You have completed this course.")
        learner.open(small.page("first-steps", 0))
        learner.done()
        learner.at("Sorting steps")
        learner.saved()
        learner.leave()
    wait_for(lrs, lambda: Counter(verbs(lrs))["terminated"] == 4)
    found = Counter(verbs(lrs))
    assert (found["passed"], found["completed"], found["answered"]) == (1, 1, 6)
    elsewhere.close()


def test_moodle_finds_the_completion(
    context: BrowserContext, site: PackageServer, lrs: Lrs, small: Packages
) -> None:
    """mod_tincanlaunch asks for this agent, `completed`, and exactly this activity (facts §3.1)."""
    page = context.new_page()
    page.goto(lrs.moodle_launch_url(site.url(), "ada", "Ada Okafor", ID))
    learner = Learner(page, small.modules)
    learner.saved()
    assert not lrs.moodle_complete("ada", ID)
    learner.start()
    learner.finish()
    learner.reads("Sent to your learning system")
    assert lrs.moodle_complete("ada", ID)
    assert not lrs.moodle_complete("tom", ID)
    assert {json.dumps(each["actor"]["account"]) for each in lrs.statements} == {
        json.dumps(moodle_actor("ada", "")["account"])
    }


def test_another_origin_and_its_preflight(launch: Open, lrs: Lrs, site: PackageServer) -> None:
    launch().saved()
    asked = [each for each in lrs.requests if each.method == "OPTIONS"]
    assert asked
    assert {each.headers["origin"] for each in asked} == {site.origin}
    assert lrs.endpoint.startswith(site.origin) is False
    sent = [each for each in lrs.requests if each.method != "OPTIONS"]
    assert {each.headers["x-experience-api-version"] for each in sent} == {"1.0.3"}
    assert {each.headers["authorization"] for each in sent} == {lrs.auth}


def test_one_module_alone(context: BrowserContext, lrs: Lrs, small: Packages) -> None:
    with PackageServer(small.zip("xapi", "first-steps")) as site:
        root = read_tincan(site.package.read("tincan.xml")).activity_id
        assert root == f"{ID}/modules/first-steps"
        page = context.new_page()
        page.goto(lrs.launch_url(site.url(), ACTOR, str(uuid.uuid4()), root))
        learner = Learner(page, [small.module("first-steps")])
        learner.start()
        learner.finish()
        learner.reads("Sent to your learning system")
        [completed] = said(lrs, "completed")
        assert completed["object"]["id"] == root
        assert {"objectType": "Activity", "id": ID} in completed["context"]["contextActivities"]["grouping"]


def wait_for(lrs: Lrs, condition: Callable[[], bool]) -> None:
    """What is sent as a page goes arrives by itself."""
    lrs.wait(lambda _: condition(), PATIENCE)
