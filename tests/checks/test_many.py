"""Twenty mistakes at once: twenty findings, each at its line, and not a byte changes in dist/ or course.lock."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main

COURSE = """\
id: https://example.org/courses/many
title: Many
version: 1.0.0
subtitel: A slip
modules: [one, two, thre]
theme:
  accent: "#7fd6d8"
completion:
  assessment: one
targets: [web, scrom12]
"""
ONE = """\
---
title: One
minutes: soon
outcomes:
  - Name what builds trust
---

![](window.svg)

See [the steps](#stepps) or click [here](https://example.org).

## Steps {#Steps}

#### A jump

This is <b>HTML</b>.

:::{qestion} q-one
Which?
:::

:::{question} q-two
:points: many
Which?

- [ ] This
  > No.
- [ ] That
  > No.
Because: so it is.
:::

:::{callout} warning
Careful.
:::

## Empty

## Last

A claim.

:::{reflection} r-one
:::

:::{video} https://example.org/film
:title: Film
:length: 1:00
:captions: yes
:description: in-narration
:summary: film.md
:::
"""
TWO = """\
---
title: Two
minutes: 5
---

:::{download} paper.pdf
:title: Paper
:::

:::{callout} tip
Never closed.
"""
EXPECTED = [
    ("course.yaml", 4, "Y201"),
    ("course.yaml", 5, "S101"),
    ("course.yaml", 7, "A105"),
    ("course.yaml", 9, "S134"),
    ("course.yaml", 10, "T005"),
    ("modules/one/module.md", 3, "Y203"),
    ("modules/one/module.md", 8, "A101"),
    ("modules/one/module.md", 10, "A103"),
    ("modules/one/module.md", 10, "A104"),
    ("modules/one/module.md", 12, "S106"),
    ("modules/one/module.md", 14, "S132"),
    ("modules/one/module.md", 16, "W101"),
    ("modules/one/module.md", 18, "S102"),
    ("modules/one/module.md", 22, "Q104"),
    ("modules/one/module.md", 23, "Q111"),
    ("modules/one/module.md", 30, "S122"),
    ("modules/one/module.md", 33, "S153"),
    ("modules/one/module.md", 37, "S136"),
    ("modules/one/module.md", 43, "R101"),
    ("modules/one/module.md", 46, "M305"),
]
TWENTY = 20
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>\n'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course, with a package from an earlier day in dist/."""
    files = {
        "course.yaml": COURSE,
        "course.lock": "format: 1\nmodules:\n  1: {id: one}\npages: {}\nactivities: {}\n",
        "modules/one/module.md": ONE,
        "modules/one/window.svg": SVG,
        "modules/one/film.md": "What is said.\n",
        "modules/two/module.md": TWO.split(":::", maxsplit=1)[0] + "Text.\n",
        "dist/many-0.9.0-web.zip": "an older package\n",
        "dist/SHA256SUMS": "0000  many-0.9.0-web.zip\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return tmp_path


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and the time it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(course: Path, *arguments: str) -> Result:
    """The command line; nothing in the course may change."""
    before = everything(course)
    result = CliRunner().invoke(main, ["-C", str(course), *arguments])
    assert everything(course) == before
    assert result.exit_code == 1, result.output
    return result


@pytest.mark.parametrize("command", [(), ("check",)])
def test_text(course: Path, command: tuple[str, ...]) -> None:
    shown = run(course, *command).stdout
    found = re.findall(r"^(\S+?):(\d+):\d+: (?:error|warning) ([A-Z]\d{3}): ", shown, re.M)
    assert [(path, int(line), code) for path, line, code in found] == EXPECTED
    assert len(found) == TWENTY
    assert "18 errors, 2 warnings." in shown


@pytest.mark.parametrize("command", [(), ("check",)])
def test_json(course: Path, command: tuple[str, ...]) -> None:
    rows = json.loads(run(course, *command, "--format", "json").stdout)
    assert [(each["path"], each["line"], each["code"]) for each in rows] == EXPECTED
    assert all(each["message"] and each["hint"] for each in rows)


@pytest.mark.parametrize("command", [(), ("check",)])
def test_github(course: Path, command: tuple[str, ...]) -> None:
    lines = run(course, *command, "--format", "github").stdout.splitlines()
    pattern = r"::(?:error|warning) file=([^,]+),line=(\d+),col=\d+,title=([A-Z]\d{3})::\S.*"
    found = [re.fullmatch(pattern, each) for each in lines]
    assert [(each[1], int(each[2]), each[3]) for each in found if each] == EXPECTED


def test_warnings_stop_nothing_unless_strict(course: Path) -> None:
    (course / "course.yaml").write_text(
        "id: https://example.org/c\ntitle: Many\nversion: 1.0.0\nmodules: [two]\ntargets: [web]\n", "utf-8"
    )
    (course / "modules/two/module.md").write_text(
        "---\ntitle: Two\nminutes: 5\n---\n\nRead it [here](https://example.org).\n", "utf-8"
    )
    assert CliRunner().invoke(main, ["check", "-C", str(course)]).exit_code == 0
    run(course, "check", "--strict")
    run(course, "--strict")


def test_a_later_mistake_is_not_hidden_by_an_unclosed_directive_before_it(course: Path) -> None:
    (course / "modules/two/module.md").write_text(TWO, "utf-8")
    shown = run(course, "check").stdout
    assert "modules/two/module.md:6:15: error F104" in shown
    assert "modules/two/module.md:10:1: error S103" in shown
