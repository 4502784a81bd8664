"""A small course and a learning system that obeys -> pages in which the shell can be tried from outside."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder.lock import assign
from builder.model import Source
from builder.parse import parse
from builder.render import render

COURSE = """\
id: https://example.org/courses/small
title: A small course
subtitle: To try the shell
version: 1.0.0
modules: [first, check]
completion: {pages: all, assessment: check}
contact: {name: the learning team, email: learning@example.org}
"""
FIRST = """\
---
title: First things
minutes: 4
outcomes: [Say what comes first]
---
What comes first.

## Consent {#consent}

:::{question} q-consent
May you go in?

- [ ] Yes
  > Ask first.
- [x] After a knock
  > Yes.

Because: knocking asks.
:::

## Thoughts {#thoughts}

Go back to [the question](#consent) if you like.

:::{reflection} r-thoughts
What do you think?
:::
"""
CHECK = """\
---
title: Final check
minutes: 2
assessment: {pass_mark: 80, attempts: 2, show_answers: after-pass, when_failed: Talk to your manager.}
---
Two questions.

## Questions {#questions}

:::{question} q-one
One?

- [x] Right one
  > Yes.
- [ ] Wrong one
  > No.

Because: one.
:::

:::{question} q-two
Two?

- [x] Right two
  > Yes.
- [ ] Wrong two
  > No.

Because: two.
:::
"""


class Course:
    """An opened course, and what its learning system was told."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def calls(self, name: str) -> list[Any]:
        return [each for called, each in self.page.evaluate("fake.calls") if called == name]

    def sent(self) -> list[Any]:
        return [
            each for called, each in self.page.evaluate("fake.calls") if called in ("save", "finish", "stop")
        ]

    def go(self, name: str) -> None:
        """To the page of this title, through the list of pages."""
        anchor = self.page.locator(".map a", has_text=name).first
        branch = anchor.locator("xpath=ancestor::details")
        if not branch.evaluate("each => each.open"):
            branch.locator("summary").click()
        anchor.click()
        self.page.get_by_role("heading", level=1, name=name).wait_for()

    def heading(self) -> str:
        return self.page.locator("h1:visible").inner_text()

    def status(self) -> str:
        return self.page.locator("#status").inner_text()

    def do(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()


@pytest.fixture(scope="session")
def player(tmp_path_factory: pytest.TempPathFactory, root: Path) -> str:
    """The shell with two blocks and the obedient learning system, as one script."""
    out = tmp_path_factory.mktemp("player") / "player.js"
    command = [
        root / "node_modules/.bin/esbuild",
        root / "tests/player/shell/fake.ts",
        "--bundle",
        "--format=iife",
    ]
    subprocess.run(
        [*command, "--target=es2019", "--charset=utf8", f"--outfile={out}"], check=True, capture_output=True
    )
    return out.read_text("utf-8")


def built(folder: Path, player: str, **keys: str) -> Path:
    """The course as files in a folder; `keys` are added to course.yaml."""
    settings = COURSE + "".join(f"{key}: {value}\n" for key, value in keys.items())
    texts = {"course.yaml": settings, "modules/first/module.md": FIRST, "modules/check/module.md": CHECK}
    course, findings = parse(Source.of(texts))
    assert course is not None, findings
    numbers, _, _ = assign(course)
    site = render(course, numbers)
    for file in site.files:
        (folder / file.path).write_bytes(file.data or b"")
    (folder / "index.html").write_text(site.document.html(None), "utf-8")
    (folder / "player.js").write_text(player, "utf-8")
    return folder / "index.html"


Open = Callable[..., Course]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, player: str) -> Iterator[Open]:
    """Opens the course from disk: `opened({"tracked": False}, navigation="in-order")`; one browser profile a test.

    Every test fails on an error in the console and on a request to any host.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    context.set_default_timeout(10_000)
    wrong: list[str] = []
    context.route(
        lambda url: not url.startswith("file:"),
        lambda route: (wrong.append(route.request.url), route.abort()),
    )

    def opening(launch: Mapping[str, Any] | None = None, at: str = "", **keys: str) -> Course:
        index = built(tmp_path, player, **keys)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console", lambda line: wrong.append(line.text) if line.type in ("error", "warning") else None
        )
        page.add_init_script(
            f"window.fake = {{launch: {json.dumps(launch or {})}, broken: false, calls: []}}"
        )
        page.goto(index.as_uri() + at)
        page.locator("#save-state:not(:empty), .asking").first.wait_for(state="attached")
        return Course(page)

    yield opening
    context.close()
    assert not wrong
