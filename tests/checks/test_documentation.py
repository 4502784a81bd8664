"""docs/findings.md is made of the rules, and is fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from builder.rules import catalogue


def test_findings_page_is_fresh(root: Path) -> None:
    script = [sys.executable, str(root / "scripts" / "findings"), "--check"]
    result = subprocess.run(script, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_findings_page_has_every_code(root: Path) -> None:
    text = (root / "docs" / "findings.md").read_text("utf-8")
    assert [code for code in catalogue() if f"### {code}\n" not in text] == []
