"""What all tests share: one Chromium for the whole run, and the switch that writes golden files anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
SHELL = "chromium-headless-shell"  # the same engine without windows, where there is one: much quicker
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("coursewright", deadline=None)
settings.load_profile("coursewright")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew, then look at the diff"
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. A missing one is a failure, never a skip."""
    found = next((path for name in (SHELL, *CHROMIUM) if (path := shutil.which(name))), None)
    assert found, "Chromium is missing: run scripts/test, or install it (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield started
        started.close()
