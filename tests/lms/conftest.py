"""Courses built once, LMSs and an LRS before a fresh browser profile for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from builder.simulators import Lms, Lrs, profile

from .courses import SMALL, Packages, copy_shipped, pack, write
from .desk import PATIENCE, Desk

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """Two modules and a test, made for speed; as a course and as modules."""
    return pack(write(tmp_path_factory.mktemp("small") / "course", SMALL), "course", "modules")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The course of this repository."""
    return pack(copy_shipped(tmp_path_factory.mktemp("shipped") / "course"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(reduced_motion="reduce")
    opened.set_default_timeout(PATIENCE * 1000)
    yield opened
    opened.close()


Sit = Callable[..., Desk]


@pytest.fixture
def sit(context: BrowserContext, small: Packages) -> Iterator[Sit]:
    """`sit("esr", shape="opener", depth=2, package=path, course=modules)` -> a learner's desk."""
    running: list[Lms] = []

    def begin(name: str, package: Path | None = None, course: Packages | None = None, **more: object) -> Desk:
        course = course or small
        lms = Lms(profile(name), package or course.zip("scorm12"), **more)  # type: ignore[arg-type]
        running.append(lms.__enter__())
        return Desk(lms, context, course.modules)

    yield begin
    for page in context.pages:
        page.close()
    for lms in running:
        lms.__exit__(None, None, None)


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    with Lrs() as started:
        yield started
