"""A course with two modules for roles and a test that asks about the own one, and a seat before it in each target."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lms.courses import Packages, pack, write
from lms.desk import PATIENCE
from lms.seats import TARGETS, Seat, seats
from playwright.sync_api import Browser, expect

expect.set_options(timeout=PATIENCE * 1000)

ID = "https://example.org/courses/visits"
COURSE = f"""id: {ID}
title: Visits
version: 1.0.0
description: A short course with roles.
modules: [doors, at-home, at-school, afterwards, check]
roles:
  at-home: I visit people at home
  at-school: I work in a school
completion:
  assessment: check
"""


def module(title: str, minutes: int, *pages: str) -> str:
    first, *more = pages
    rest = "".join(f"\n## {each} {{#p{number}}}\n\n{each}, and why.\n" for number, each in enumerate(more, 2))
    return (
        f"---\ntitle: {title}\nminutes: {minutes}\noutcomes: [Know {title.lower()}]\n---\n\n{first}\n{rest}"
    )


def question(name: str, tag: str) -> str:
    return f""":::{{question}} {name}
:tag: {tag}
:teaches: doors/p2
What is right about {name}?

- [x] Right of {name}
  > Yes.
- [ ] Wrong of {name}
  > No.

Because: it is.
:::

"""


CHECK = """---
title: The check
minutes: 3
assessment: {pass_mark: 60, attempts: 2, draw: {role: 1, everybody: 2}, show_answers: after-attempt}
---

Three questions count.

""" + "".join(
    question(f"{tag}-{each}", tag)
    for tag, names in {"everybody": "abcdefgh", "at-home": "ab", "at-school": "ab"}.items()
    for each in names
)

NOTE = """:::{reflection} r-home
What did you see there? Name nobody.
:::
"""

VISITS = {
    "course.yaml": COURSE,
    "modules/doors/module.md": module("Doors", 4, "Knock first.", "A second door"),
    "modules/at-home/module.md": module(
        "At home", 6, "Somebody lives here.\n\n" + NOTE, "In the kitchen", "On the way out"
    ),
    "modules/at-school/module.md": module("At school", 5, "Somebody learns here.", "In the corridor"),
    "modules/afterwards/module.md": module("Afterwards", 2, "Write it down."),
    "modules/check/module.md": CHECK,
}

Sit = Callable[..., Seat]


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("visits") / "course", VISITS), "course", "modules")


@pytest.fixture(scope="session")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The same course, whose pages open one after another."""
    texts = VISITS | {"course.yaml": COURSE + "navigation: in-order\n"}
    return pack(write(tmp_path_factory.mktemp("ordered") / "course", texts), "course")


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def sit(browser: Browser, visits: Packages) -> Iterator[Sit]:
    with seats(browser, visits) as take:
        yield take


@pytest.fixture
def seat(sit: Sit, target: str) -> Seat:
    return sit(target)
