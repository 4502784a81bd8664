"""The Markdown documents of the project -> their samples, links, headings and commands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.build import Built, Request, build
from builder.findings import as_text

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
GUIDE = ROOT / "docs" / "authoring.md"

_FENCE = re.compile(
    r"^(?:<!-- sample: (?P<name>\S+) -->\n)?(?P<mark>`{3,})(?P<language>\w*)\n(?P<text>.*?)^(?P=mark)$",
    re.M | re.S,
)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)[^)]*\)|(?:src|srcset)=\"([^\"]+)\"")


@dataclass(frozen=True)
class Fence:
    """A fenced block of a document. `name` is what its sample comment says it is; "" where it has none."""

    name: str
    language: str
    text: str
    line: int


def fences(path: Path) -> list[Fence]:
    text = path.read_text("utf-8")
    return [
        Fence(each["name"] or "", each["language"], each["text"], text[: each.start()].count("\n") + 1)
        for each in _FENCE.finditer(text)
    ]


def prose(path: Path) -> str:
    """The document without its fenced blocks."""
    return _FENCE.sub("", path.read_text("utf-8"))


def links(path: Path) -> Iterator[str]:
    """Addresses in the document, but for those in code."""
    for match in _LINK.finditer(re.sub(r"`[^`\n]*`", "`code`", prose(path))):
        yield match[1] or match[2]


def anchors(path: Path) -> set[str]:
    """The ids that GitHub gives to the document's headings."""
    titles = re.findall(r"^#{1,6} (.+)$", prose(path), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def section(path: Path, title: str) -> str:
    """What stands under a heading, down to the next one of the same level or above."""
    text = path.read_text("utf-8")
    found = re.search(rf"^(#+) {re.escape(title)}$", text, re.M)
    assert found, f"{path.name} has no heading {title}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", _FENCE.sub(lambda m: " " * len(m[0]), rest), re.M)
    return rest[: end.start()] if end else rest


def copied(example: str, folder: Path) -> Path:
    """An example where a test may build it."""
    return Path(shutil.copytree(EXAMPLES / example, folder / example, ignore=shutil.ignore_patterns("dist")))


def built(folder: Path, *targets: str) -> Built:
    """The course in the folder, built; fails with everything that was found."""
    result = build(Request(folder, targets=targets, strict=True))
    assert not result.findings, as_text(result.findings, result.source)
    return result
