"""A small course, and a seat before it: what goes wrong is then switched on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lms.courses import SMALL, Packages, pack, write
from lms.desk import PATIENCE
from lms.seats import TARGETS, Seat, Take, seats
from playwright.sync_api import Browser, expect

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("small") / "course", SMALL), "course", "modules")


@pytest.fixture
def sit(browser: Browser, small: Packages) -> Iterator[Take]:
    """`sit("scorm12", module="check", lms="esr", shape="frame")` -> a seat; quiet in the end."""
    with seats(browser, small) as take:
        yield take


@pytest.fixture(params=TARGETS)
def seat(request: pytest.FixtureRequest, sit: Take) -> Seat:
    """In each target; not launched yet."""
    taken: Seat = sit(request.param)
    return taken


@pytest.fixture(params=["scorm12", "xapi"])
def tracked(request: pytest.FixtureRequest, sit: Take) -> Seat:
    """In each target that has somebody to tell."""
    taken: Seat = sit(request.param)
    return taken
