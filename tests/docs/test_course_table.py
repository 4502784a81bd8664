"""docs/course.md says what the course is made of, and is fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml


def table(root: Path) -> list[list[str]]:
    """The rows below the heads, cell by cell."""
    lines = [
        each for each in (root / "docs/course.md").read_text("utf-8").split("\n") if each.startswith("|")
    ]
    return [[cell.strip() for cell in each.strip("|").split("|")] for each in lines[2:]]


def count(cell: str) -> int:
    """What a cell comes to: "2 question, 1 sort" is three."""
    return sum(int(each) for each in re.findall(r"\d+", cell.split(";")[0]))


def test_the_page_is_fresh(root: Path) -> None:
    command = [sys.executable, str(root / "scripts/course-table"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("column", "blocks"),
    [
        (4, "question|true-false|sort|match|order|answer"),
        (5, "reflection"),
        (6, "scenario|scale|grid|plan|checklist|account|hotspot"),
        (7, "figure"),
        (8, "video"),
    ],
)
def test_what_it_counts_is_in_the_sources(root: Path, column: int, blocks: str) -> None:
    *rows, whole = table(root)
    slugs = yaml.safe_load((root / "course.yaml").read_text("utf-8"))["modules"]
    assert len(rows) == len(slugs)
    written = [
        len(
            re.findall(
                rf"^:::\{{(?:{blocks})\}}", (root / f"modules/{slug}/module.md").read_text("utf-8"), re.M
            )
        )
        for slug in slugs
    ]
    assert [count(row[column]) for row in rows] == written
    assert count(whole[column]) == sum(written) > 0
