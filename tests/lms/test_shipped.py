"""The course of this repository, by clicks from the cover to the finish, in every simulator of its kind."""

from __future__ import annotations

import uuid
from collections import Counter

import pytest
from playwright.sync_api import BrowserContext

from builder.simulators import Lrs, PackageServer, names, read_tincan

from .conftest import Sit
from .courses import Packages
from .learner import Learner

ACTOR = {"account": {"homePage": "https://trust.example", "name": "ada"}}


def group(name: str, number: int) -> object:
    """Spread over two workers, so that both end at about the same time."""
    return pytest.param(name, marks=pytest.mark.xdist_group(f"shipped-{number % 2}"))


@pytest.mark.parametrize("name", [group(name, number) for number, name in enumerate(names())])
def test_in_an_lms(sit: Sit, shipped: Packages, name: str) -> None:
    """In each by somebody of another role."""
    roles = [each.slug for each in shipped.modules if each.role]
    desk = sit(name, course=shipped)
    learner = desk.launch()
    learner.choose_role(roles[list(names()).index(name) % len(roles)])
    learner.start()
    learner.finish()
    learner.reads("Sent to your learning system")
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == ("passed", 100)
    assert desk.lms.attempt.total_seconds > 0
    assert len(desk.lms.attempt.suspend_data) <= 4096
    assert desk.refused() == []
    assert desk.console == []
    assert desk.calls_to_first_commit(desk.last) <= 10


@pytest.mark.xdist_group("shipped-0")
def test_before_an_lrs(context: BrowserContext, shipped: Packages, lrs: Lrs) -> None:
    with PackageServer(shipped.zip("xapi")) as site:
        root = read_tincan(site.package.read("tincan.xml")).activity_id
        page = context.new_page()
        page.goto(lrs.launch_url(site.url(), ACTOR, str(uuid.uuid4()), root))
        learner = Learner(page, shipped.modules)
        learner.start()
        learner.finish()
        learner.reads("Sent to your learning system")
        learner.leave()
    verbs = Counter(
        each["verb"]["id"].rsplit("/", 1)[1] for each in lrs.statements if each["object"]["id"] == root
    )
    assert verbs["completed"] == verbs["passed"] == 1


@pytest.mark.xdist_group("shipped-1")
def test_on_its_own(context: BrowserContext, shipped: Packages) -> None:
    """Everything between is asked of the one host that serves it: no film, no font, no count."""
    with PackageServer(shipped.zip("web")) as site:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site.url())
        learner = Learner(page, shipped.modules)
        learner.start()
        learner.finish()
        learner.reads("Kept in this browser. Not sent to a learning system.")
        assert [url for url in asked if not url.startswith((site.origin, "data:", "blob:"))] == []
