"""A course of two modules with everything that learners take away -> its files, and its packages."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lms.courses import pack, write

COURSE = """id: https://example.org/courses/small-steps
title: Small steps
subtitle: One at a time
version: 2.1.0
language: en-GB
description: A course to take something away from.
modules: [first-steps, more-steps]
cpd: {participatory_minutes: 90}
accreditation:
  body: The Imaginary Institute of Steps
  reference: IIS 7
  wording: The Institute recognises this course.
  valid_until: 2027-03-31
"""

FIRST = """---
title: First steps
minutes: 12
outcomes: [Take one step at a time]
---
A step is a step. Read [more about steps](https://example.org/about-steps).

:::{reflection} r-own
Which step did you take last?
:::

:::{callout} key-points
- A step is **small**
- It goes on
  - or back

1. First this
2. then that
:::

:::{callout} key-points
1. Begin again
:::

## Ask first {#ask}

:::{question} q-step
What is a step?

- [ ] A leap
  > A leap is longer than you think.
- [x] A small move
  > It can be very small.

Because: that is what the word has always meant.
:::

:::{details} What if there is no room?
Then wait at the door.
:::
"""

MORE = """---
title: More steps
minutes: 10
outcomes: [Plan the next step with others]
---
Look back.

:::{recall} r-own
:::

:::{account} a-steps
:form: nmc
:::

## Your record {#record}

:::{summary}
:::
"""

TEXTS = {
    "course.yaml": COURSE,
    "modules/first-steps/module.md": FIRST,
    "modules/more-steps/module.md": MORE,
}


def packages(
    folder: Path, texts: Mapping[str, str], *kinds: str, targets: tuple[str, ...] = ("web", "scorm12")
) -> dict[tuple[str, str], dict[str, bytes]]:
    """(target, slug of the module or "") -> the files of the package; `kinds` as for `build --package`. course.lock
    stays in the folder."""
    made = pack(write(folder, texts), *kinds, targets=targets)
    found = {}
    for key, path in made.files.items():
        with zipfile.ZipFile(path) as archive:
            found[key] = {name: archive.read(name) for name in archive.namelist()}
    return found
