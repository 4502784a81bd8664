"""Pages of both courses, as Lighthouse sees them: accessibility and best practices at 100, nothing that shifts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import CHROMIUM

from builder.build import Request, build
from builder.simulators import PackageServer

PAGES = [(".", ""), (".", "#what-it-is--start"), ("examples/everything", "#ask--start")]
ASKED = ("accessibility", "best-practices")


@pytest.mark.parametrize(("course", "address"), PAGES)
@pytest.mark.behaviour(42)
def test_lighthouse_has_nothing_to_say(course: str, address: str, root: Path, tmp_path: Path) -> None:
    built = build(Request(root / course, tmp_path, ("web",), locked=True))
    assert not built.failed, built.findings
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    assert chromium, "Chromium is missing: run scripts/test, or install it (Debian: apt-get install chromium)"
    with PackageServer(next(tmp_path.glob("*.zip"))) as server:
        report = lighthouse(root, chromium, server.url(f"index.html{address}"))
    scores = {name: report["categories"][name]["score"] for name in ASKED}
    asked = {each["id"] for name in ASKED for each in report["categories"][name]["auditRefs"]}
    wrong = {
        name: audit["title"]
        for name, audit in report["audits"].items()
        if name in asked and audit["score"] is not None and audit["score"] < 1
    }
    assert not report.get("runtimeError"), report["runtimeError"]
    assert (scores, wrong) == (dict.fromkeys(ASKED, 1), {})
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] == 0


def lighthouse(root: Path, chromium: str, url: str) -> dict:  # type: ignore[type-arg]
    """A report: the two categories, and the audit of layout shifts."""
    command = [
        str(root / "node_modules/.bin/lighthouse"),
        url,
        "--quiet",
        "--output=json",
        "--preset=desktop",
        f"--only-categories={','.join(ASKED)}",
        "--only-audits=cumulative-layout-shift",
        "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking",
    ]
    environment = {"CHROME_PATH": chromium, "PATH": str(Path(chromium).parent) + ":/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    report: dict = json.loads(done.stdout)  # type: ignore[type-arg]
    return report
