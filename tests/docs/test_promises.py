"""docs/behaviours.md and docs/reliability.md say what the tests show, and nothing is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml
from behaviours.catalogue import BEHAVIOURS


def test_both_pages_are_fresh_and_no_behaviour_is_missing(root: Path) -> None:
    command = [sys.executable, str(root / "scripts/promises"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_sabotage_spoils_a_line_that_is_there(root: Path) -> None:
    """`scripts/sabotage` itself takes longer than all other tests, and is run by hand."""
    spoils = yaml.safe_load((root / "tests/behaviours/sabotage.yaml").read_text("utf-8"))
    gone = [
        each["what"] for each in spoils if (root / each["file"]).read_text("utf-8").count(each["old"]) != 1
    ]
    assert gone == []
    assert {each["behaviour"] for each in spoils} == {
        number for number, (priority, _) in BEHAVIOURS.items() if priority == "P0"
    }
