"""The files of a package -> findings about those that learning systems refuse; the last guard before the zip.

What comes from the author (names, kinds and sizes of media) is a finding where the author put it. What the
builder itself gets wrong (no index.html, one name twice) is a `PackageError`. The limits are those of the
systems in lms-and-uk.md 7.4: each line names the one that asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from builder.findings import Finding
from builder.model import File, Site, Spot
from builder.rules import problem, reported

# Lower case: SuccessFactors is case-sensitive. No `+`: ESR's adapter reads a space. Moodle strips more.
_SAFE = re.compile(r"[a-z0-9_-][a-z0-9._-]*(?:/[a-z0-9_-][a-z0-9._-]*)*")
_PATH_LIMIT = 100  # Learning Hub: the address that it builds around the path has 255 characters

# Docebo, CrossKnowledge: what could be run. Tovuti: archives. Moodle: .mjs is served with the wrong type.
_REFUSED = re.compile(
    r"(?i:.*\.)?(?i:aspx?|bat|br|cgi|cmd|com|dat|dll|exe|htaccess|jar|jsp|mjs|msi|php[345]?|phtml|ph3|pl|ps1|py|rb"
    r"|sh|shtml|vbs|webmanifest|zip)"
)

_MEGABYTE = 1024 * 1024
_LARGE = (
    (250 * _MEGABYTE, "Cornerstone recommends at most 250 MB"),
    (200 * _MEGABYTE, "CrossKnowledge takes 200 MB"),
)
_LARGEST = 1024 * _MEGABYTE  # Oracle Learning, Docebo (xAPI), BCS eSuite

_INSECURE = re.compile(
    rb"<(?:script|img|iframe|video|audio|source|track|link|embed|object)\b[^>]*\s(?:src|href|data)=\"http:"
)

# Files at the root that a standard names, or that only people read.
_NAMED = re.compile(r"NOTICE|[a-z0-9_]+\.(?:xml|xsd)")


class PackageError(Exception):
    """The builder made a package that no learning system should get: a fault of the program."""


@reported("T001", "error")
def name_in_package() -> None:
    """A file's name cannot be used in a package.

    What it finds: a file whose path in the package has other characters than `a-z 0-9 . _ - /`, begins with a
    dot, or is longer than 100 characters.

    Why it matters: learning systems change or refuse such names: Moodle strips `&`, `'` and `|`, ESR reads
    `+` as a space, the Learning Hub has 255 characters for the whole address. The learner then sees a gap.

    Wrong: `modules/start/Photo of the team (final) & friends.jpg`

    Right: `modules/start/team.jpg`
    """


@reported("T002", "error")
def kind_of_file() -> None:
    """A file is of a kind that learning systems refuse.

    What it finds: programs, scripts for servers, and archives (`.exe`, `.php`, `.py`, `.zip`, `.dat` …).

    Why it matters: Docebo and CrossKnowledge refuse the whole package when one such file is in it, Tovuti
    refuses archives.

    Wrong: `:::{download} worksheets.zip`

    Right: `:::{download} worksheet.docx`, one download for each file
    """


@reported("T003", "error")
def package_too_large() -> None:
    """The package is larger than 1 GB.

    What it finds: files that come to more than 1 GB together.

    Why it matters: Oracle Learning, Docebo and BCS eSuite take at most 1 GB.

    Wrong: an hour of video in full quality

    Right: the video at a video service, or cut into several courses
    """


@reported("T004", "warning")
def package_large() -> None:
    """The package is larger than some learning systems take.

    What it finds: files that come to more than 200 MB together.

    Why it matters: CrossKnowledge takes 200 MB, Cornerstone recommends at most 250 MB, and a learner on a
    ward's network waits.

    Wrong: 300 MB of video in a package

    Right: video at 720 lines and about 1 Mbit/s (8 MB a minute)
    """


def lint(site: Site, files: Sequence[File]) -> list[Finding]:
    """Findings at the author's own files; raises PackageError for what the builder did wrong."""
    _own_mistakes(files)
    author = {file.path for file in site.files if file.path != "style.css"}
    findings: list[Finding] = []
    for file in files:
        for code, message, hint in _objections(file):
            if file.path not in author:
                raise PackageError(f"{file.path!r}: {message}")
            findings.append(problem(code, _spot(site, file), message, hint))
    findings.extend(_size(files))
    return findings


def _own_mistakes(files: Sequence[File]) -> None:
    names = [file.path for file in files]
    if "index.html" not in names:
        raise PackageError("the package has no index.html")
    folded: set[str] = set()
    for name in names:
        if name.lower() in folded:
            raise PackageError(f"two files of the package have the name {name!r}")
        folded.add(name.lower())
    page = next(file for file in files if file.path == "index.html").data or b""
    if _INSECURE.search(page):
        raise PackageError("index.html loads something over http: a system served over https blocks it")


def _objections(file: File) -> Iterator[tuple[str, str, str]]:
    """Code, message and remedy for each thing that is wrong with a file's name."""
    path = PurePosixPath(file.path)
    if not (_SAFE.fullmatch(file.path) or _NAMED.fullmatch(file.path)):
        yield (
            "T001",
            f"The name “{_name(file)}” has characters that learning systems change or refuse.",
            "Rename the file: lower-case letters a-z, digits, hyphens.",
        )
    elif len(file.path) > _PATH_LIMIT:
        yield (
            "T001",
            f"The name “{_name(file)}” is too long: {len(file.path)} characters in the package; {_PATH_LIMIT} fit.",
            "Give the file or the module's folder a shorter name.",
        )
    if _REFUSED.fullmatch(path.name):
        yield (
            "T002",
            f"Learning systems refuse a package with a {path.suffix or path.name} file in it.",
            "Offer it as another kind of file (PDF, DOCX …), or link to where it can be had.",
        )


def _name(file: File) -> str:
    """The name as the author wrote it, where it still lies where the author put it."""
    return file.location.name if file.location is not None else PurePosixPath(file.path).name


def _size(files: Sequence[File]) -> Iterator[Finding]:
    total = sum(file.size for file in files)
    largest = max(files, key=lambda file: file.size)
    hint = f"The largest file is {largest.path} with {largest.size / _MEGABYTE:,.0f} MB."
    shown = f"The package has {total / _MEGABYTE:,.0f} MB"
    if total > _LARGEST:
        yield problem("T003", Spot("course.yaml"), f"{shown}; learning systems take at most 1,024.", hint)
        return
    for limit, who in _LARGE:
        if total > limit:
            yield problem("T004", Spot("course.yaml"), f"{shown}: {who}.", hint)
            return


def _spot(site: Site, file: File) -> Spot:
    """The author's file, if it still lies where the author put it; else the course as a whole."""
    root = site.course.source.root
    if file.location is not None and root is not None and file.location.is_relative_to(root):
        return Spot(file.location.relative_to(root).as_posix())
    return Spot("course.yaml")
