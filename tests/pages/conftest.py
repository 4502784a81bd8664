"""The course of this repository and examples/everything, built as they are handed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lms.courses import Packages
from lms.desk import PATIENCE
from lms.keys import read_course
from playwright.sync_api import expect

from builder.build import Request, build

expect.set_options(timeout=PATIENCE * 1000)

COURSES = {"shipped": ".", "everything": "examples/everything"}


@pytest.fixture(scope="session", params=list(COURSES))
def course(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """Each of the two, for an LRS and to stand alone; the hand-over lies beside the packages."""
    folder = root / COURSES[request.param]
    out = tmp_path_factory.mktemp(request.param)
    built = build(Request(folder, out, ("xapi", "web"), locked=True))
    assert not built.failed, built.findings
    return Packages(
        folder, read_course(folder), {(each.target, ""): out / each.name for each, _ in built.packed}
    )
