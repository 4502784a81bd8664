"""docs/behaviours.md and docs/reliability.md say what the tests show, and nothing is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_both_pages_are_fresh_and_no_behaviour_is_missing(root: Path) -> None:
    command = [sys.executable, str(root / "scripts/promises"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
