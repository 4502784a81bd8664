"""The wheel, where there is no checkout, builds a course in a folder elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but what the wheel brings."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        root,
    ]
    subprocess.run([str(each) for each in wheel], check=True, capture_output=True)
    site = folder / "site"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(site)
    return site


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [
        sys.executable,
        "-c",
        "import builder.cli; print(builder.__file__); builder.cli.main()",
        *arguments,
    ]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_builds_a_course_elsewhere(installed: Path, root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "course.yaml", tmp_path)
    shutil.copytree(root / "modules", tmp_path / "modules")
    notes = root / "examples/everything/modules/boil/facilitator.md"
    text = (
        notes.read_text("utf-8")
        .replace("../boil/module.md#books", "../start-here")
        .replace("../boil/module.md", "../start-here")
    )
    (tmp_path / "modules/start-here/facilitator.md").write_text(text, "utf-8")
    done = run(installed, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed)), "the checkout's package was used"
    names = sorted(each.name for each in (tmp_path / "dist").iterdir())
    assert [name for name in names if name.endswith(".zip")]
    assert {"SHA256SUMS", "facilitator.html", "handover.html", "interactions.csv"} <= set(names)


def test_carries_no_sources_of_the_player(installed: Path) -> None:
    assert not list(installed.rglob("*.ts"))
    assert list(installed.rglob("NOTICE")), "the notice of the published schemas is missing"
