"""The courses of these tests -> folders, and folders -> built packages."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.build import Request, build
from builder.findings import has_errors

from .keys import SourceModule, SourcePage, read_course

ROOT = Path(__file__).parents[2]
ID = "https://example.org/courses/small-steps"

COURSE = f"""id: {ID}
title: Small steps
version: 2.1.0
language: en-GB
description: A short course for tests.
modules: [first-steps, more-steps, check]
completion:
  assessment: check
"""

FIRST = """---
title: First steps
minutes: 5
outcomes: [Take one step]
---

A step is a step, however short.

:::{question} q-step
Somebody asks you what a step is.

What do you say?

- [ ] A leap
  > A leap is longer.
- [x] A small move forward
  > Yes, and it can be *very* small.

Because: that is what the word means.
:::

## Sorting steps {#sorting}

Some go up, some go down.

:::{sort} s-ways
Which way do they go?

- Up
  - Climbing a stair
  - Getting out of "bed"
- Down
  - Leaving the loft

Because: up is away from the ground.
:::
"""

MORE = """---
title: More steps
minutes: 5
outcomes: [Think about steps]
---

Now think of a step of your own.

:::{reflection} r-own
:words: 30
Which step did you take last? Name nobody.
:::

## Several at once {#several}

It is possible to take more than one.

:::{question} q-several
Which of these are steps?

- [x] Going in
  > Right.
- [x] Going out
  > Right.
- [ ] Sitting still
  > Nothing moves.

Because: in both you move.
:::
"""

CHECK = """---
title: The check
minutes: 5
assessment:
  pass_mark: 60
  attempts: 3
  shuffle: true
  show_answers: after-pass
  when_failed: Ask your manager to open the check again.
---

Three questions count.

:::{question} c-one
:teaches: first-steps/sorting
Which one is a step?

- [x] One foot before the other
  > Yes.
- [ ] Both feet on the ground
  > Then nobody moves.

Because: one foot moves.
:::

:::{true-false} c-two
:teaches: more-steps/several
Stairs have steps.

- [x] True
  > They do.
- [ ] False
  > They do.

Because: that is how they are made.
:::

:::{sort} c-three
:teaches: first-steps/sorting
Which way?

- Up
  - To the roof
- Down
  - To the cellar

Because: the cellar is below.
:::
"""

SMALL = {
    "course.yaml": COURSE,
    "modules/first-steps/module.md": FIRST,
    "modules/more-steps/module.md": MORE,
    "modules/check/module.md": CHECK,
}


@dataclass(frozen=True)
class Packages:
    """A course and what was built of it."""

    folder: Path
    modules: list[SourceModule]
    files: Mapping[tuple[str, str], Path]
    """(target, slug of the module or "") -> the package."""

    def zip(self, target: str, module: str = "") -> Path:
        return self.files[target, module]

    def module(self, slug: str) -> SourceModule:
        return next(each for each in self.modules if each.slug == slug)

    def page(self, slug: str, number: int) -> SourcePage:
        return self.module(slug).pages[number]


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def copy_shipped(folder: Path) -> Path:
    """The course of this repository."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("course.yaml", "course.lock"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "modules", folder / "modules")
    return folder


def pack(folder: Path, *packages: str, targets: tuple[str, ...] = ("scorm12", "xapi", "web")) -> Packages:
    """Builds a folder: `packages` of course, modules (each in a folder of its own beside it)."""
    files: dict[tuple[str, str], Path] = {}
    for package in packages or ("course",):
        out = folder.parent / f"{folder.name}-{package}"
        built = build(Request(folder=folder, out=out, targets=targets, package=package))
        assert not built.failed, built.findings
        assert not has_errors(built.findings)
        for packed, _ in built.packed:
            files[packed.target, packed.module.slug if packed.module else ""] = out / packed.name
    return Packages(folder, read_course(folder), files)


def edited(texts: Mapping[str, str], **changes: Any) -> dict[str, str]:
    """The texts with some replaced: `edited(SMALL, course=(old, new))`."""
    result = dict(texts)
    for name, (old, new) in changes.items():
        path = next(each for each in result if name in each)
        assert old in result[path]
        result[path] = result[path].replace(old, new)
    return result
