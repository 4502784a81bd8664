"""The course of these tests, built once, and a seat before it in each target."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lms.courses import Packages, pack, write
from lms.desk import PATIENCE
from lms.seats import TARGETS, Seat, seats
from playwright.sync_api import Browser, expect

from .course import DOORWAYS, IN_ORDER

expect.set_options(timeout=PATIENCE * 1000)

Sit = Callable[..., Seat]


@pytest.fixture(scope="session")
def doorways(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("doorways") / "course", DOORWAYS), "course", "modules")


@pytest.fixture(scope="session")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The same course, whose pages open one after another."""
    return pack(write(tmp_path_factory.mktemp("in-order") / "course", IN_ORDER), "course")


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest) -> str:
    """Every behaviour is tried once in each target."""
    return str(request.param)


@pytest.fixture
def sit(browser: Browser, doorways: Packages) -> Iterator[Sit]:
    """`sit("web")`, `sit(target, in_order, width=320, height=256)` -> a seat; quiet in the end."""
    with seats(browser, doorways) as take:
        yield take


@pytest.fixture
def seat(sit: Sit, target: str) -> Seat:
    """At a desktop, in each target; not launched yet."""
    return sit(target)
