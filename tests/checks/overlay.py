"""A code's folder `in/` over the small correct course in `base/` -> a course on disk that has one kind of mistake.

What a repository cannot hold safely (links, files that are not text, large files) is made by a function here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builder.build import Request, build, read
from builder.findings import Finding, as_text
from builder.model import Source

HERE = Path(__file__).parent
BASE = HERE / "base"
MODULE = "modules/trust/module.md"
FRONT = "---\ntitle: Trust\nminutes: 5\n---\n\n"
DELETED = ".deleted"

# Found only while a package is made: these go the whole way, for the target that needs least.
BUILT = {"T001", "T002", "T003", "T004", "T006"}
ASKED: dict[str, dict[str, Any]] = {
    "L105": {"locked": True},
    "T004": {"strict": True},  # a warning; strict, so that 200 MB need not be packed
}


def course_at(code: str, folder: Path) -> Path:
    """The course of a code, in a new folder."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    changes = HERE / code / "in"
    if changes.is_dir():
        shutil.copytree(changes, folder, dirs_exist_ok=True)
    for mark in list(folder.rglob(f"*{DELETED}")):
        mark.unlink()
        mark.with_name(mark.name.removesuffix(DELETED)).unlink()
    if code in MADE:
        MADE[code](folder)
    return folder


def findings_of(code: str, folder: Path) -> tuple[list[Finding], Source]:
    """What `build check`, or for a few codes `build`, says about the course of a code."""
    course = course_at(code, folder)
    if code in BUILT:
        result = build(Request(course, targets=("web",), **ASKED.get(code, {})))
        assert not (course / "dist").exists()
        return result.findings, result.source
    checked = read(Request(course, **ASKED.get(code, {})))
    return checked.findings, checked.source


def shown(code: str, folder: Path) -> str:
    """The findings as text, as people at a terminal see them."""
    findings, source = findings_of(code, folder)
    return as_text(findings, source) + "\n"


def _link_outside(folder: Path) -> None:
    outside = folder.parent / "elsewhere.svg"
    outside.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (folder / "images").mkdir()
    (folder / "images" / "logo.svg").symlink_to(outside)


def _windows_1252(folder: Path) -> None:
    (folder / MODULE).write_bytes(f"{FRONT}Trust comes with a café.\n".encode("cp1252"))


def _long_text(folder: Path) -> None:
    (folder / MODULE).write_text(FRONT + "Trust.\n" * 600_000, "utf-8", newline="\n")


def _heavy_picture(folder: Path) -> None:
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{"M1 1h7v7z" * 30_000}"/></svg>'
    )
    (folder / "modules/trust/table.svg").write_text(picture, "utf-8")


def _long_ending(folder: Path) -> None:
    name = "list." + "of-those-who-came" * 8
    (folder / "modules/trust" / name).write_text("Ann, Ben", "utf-8")
    (folder / MODULE).write_text(f"{FRONT}Take [the list]({name}) with you.\n", "utf-8")


def _film(megabytes: int) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with (folder / "modules/trust/talk.mp4").open("wb") as film:
            film.truncate(megabytes << 20)  # sparse: it takes no room on disk

    return make


MADE: dict[str, Callable[[Path], None]] = {
    "F101": _link_outside,
    "F102": _windows_1252,
    "F103": _long_text,
    "F107": _heavy_picture,
    "T001": _long_ending,
    "T003": _film(1100),
    "T004": _film(220),
}
