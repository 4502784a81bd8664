"""A course folder on disk -> Source: every file that belongs to the course, read once.

A course is `course.yaml`, `course.lock`, the files beside them, and everything in `modules/`, `images/`,
`media/`, `strings/` and `trusts/`. Nothing outside the folder is read, whatever a link says.
"""

from __future__ import annotations

import os
from pathlib import Path

from builder.findings import Finding
from builder.model import Source, SourceFile, Spot
from builder.rules import problem

FOLDERS = ("modules", "images", "media", "strings", "trusts")
TEXT = {".md", ".yaml", ".yml", ".lock", ".svg", ".vtt", ".css"}
LONGEST_TEXT = 4_000_000  # bytes; a module of a million words would be 6 MB


def load(folder: Path) -> tuple[Source, list[Finding]]:
    """The course in `folder`. What cannot be read is a finding and left out."""
    root = folder.resolve()
    files: dict[str, SourceFile] = {}
    findings: list[Finding] = []
    if not (root / "course.yaml").is_file():
        hint = "Run build in the folder of a course, or name it with -C."
        return Source({}, root), [problem("Y001", Spot("course.yaml"), "There is no course.yaml here.", hint)]
    for path in _walk(root):
        name = path.relative_to(root).as_posix()
        try:
            target = path.resolve()
            name.encode()
        except (OSError, RuntimeError, UnicodeEncodeError):
            continue  # a link to itself, or a name that is no text: nobody could name it in a course
        if not target.is_relative_to(root):
            message = f"“{name}” is a link to a place outside the course folder."
            findings.append(problem("F101", Spot(name), message, "Copy the file into the course folder."))
        elif target.is_file():
            files[name] = _read(target, name, findings)
    return Source(files, root), findings


def _walk(root: Path) -> list[Path]:
    """Files in a fixed order. Folder links are not followed, hidden files are left alone."""
    found = [each for each in root.iterdir() if not each.is_dir() and not each.name.startswith(".")]
    for name in FOLDERS:
        top = root / name
        if top.is_symlink():
            found.append(top)
            continue
        for here, folders, names in os.walk(top):
            links = [each for each in folders if (Path(here) / each).is_symlink()]
            folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in links)
            found += [Path(here) / each for each in (*names, *links) if not each.startswith(".")]
    return sorted(found)


def _read(path: Path, name: str, findings: list[Finding]) -> SourceFile:
    """The file; one that should be text and cannot be read as text has none, so that nobody calls it missing."""
    size = path.stat().st_size
    if path.suffix.lower() not in TEXT:
        return SourceFile(name, size, location=path)
    if size > LONGEST_TEXT:
        message = f"“{name}” has {size / 1_000_000:.1f} MB; a text file may have 4 MB."
        findings.append(problem("F103", Spot(name), message, "Split it into several modules, or shorten it."))
        return SourceFile(name, size, location=path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        spot = Spot(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        hint = "Open it in your editor and save it with the encoding UTF-8."
        findings.append(problem("F102", spot, f"“{name}” is not in UTF-8.", hint))
        return SourceFile(name, size, location=path)
    return SourceFile(name, size, text=text.replace("\r\n", "\n").replace("\r", "\n"))
