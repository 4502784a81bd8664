"""The files of a package -> a .zip, the same bytes for the same input; and a folder of finished packages.

Plain Store or Deflate, sorted entries, fixed dates and permissions, no directory entries: what every LMS opens
(lms-and-uk 7.5). Media are streamed and stored; nothing is held whole.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder import zipped
from builder.model import Course, File, Module
from builder.stamp import stamp

TEXT = {".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".vtt", ".xml", ".xsd", ""}
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Packed:
    """A package in the waiting room: its final name, its target, where it lies until it is moved."""

    name: str
    target: str
    module: Module | None
    path: Path
    size: int
    sha256: str


def package_name(course: Course, numbers: dict[str, int], module: Module | None, target: str) -> str:
    """`<course>-<version>[-m<number>-<module>]-<target>.zip`: names no LMS objects to."""
    from builder.parse import slug_of

    settings = course.settings
    own = (
        slug_of(settings.id.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1])
        or slug_of(settings.title)
        or "course"
    )
    part = f"-m{numbers[module.slug]:02}-{module.slug}" if module else ""
    return f"{own}-{settings.version.lower()}{part}-{target}.zip"


def write_zip(files: Iterable[File], path: Path) -> None:
    """The files as a zip at `path`."""
    zipped.write(sorted(files, key=lambda each: each.path), path, stamp(), TEXT)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Outbox:
    """The folder `dist/`: everything is made beside it first, then moved in, file by file, each whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.waiting = Path(tempfile.mkdtemp(prefix=".coursewright-", dir=folder.parent))
        self.packed: list[Packed] = []
        self.pages: list[str] = []

    def __enter__(self) -> Outbox:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.waiting, ignore_errors=True)

    def add(self, name: str, target: str, module: Module | None, files: Sequence[File]) -> Packed:
        """Packs one package; it is not in `dist/` before `deliver`."""
        path = self.waiting / name
        write_zip(files, path)
        made = Packed(name, target, module, path, path.stat().st_size, sha256(path))
        self.packed.append(made)
        return made

    def page(self, name: str, text: str) -> None:
        """A file for people beside the packages."""
        (self.waiting / name).write_text(text, "utf-8", newline="\n")
        self.pages.append(name)

    def deliver(self) -> None:
        """Moves everything into `dist/` and brings the checksums up to date."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in [*(each.name for each in self.packed), *self.pages]:
            (self.waiting / name).replace(self.folder / name)
        lines = [f"{sha256(each)}  {each.name}\n" for each in sorted(self.folder.glob("*.zip"))]
        (self.waiting / SUMS).write_text("".join(lines), "utf-8", newline="\n")
        (self.waiting / SUMS).replace(self.folder / SUMS)
