"""A course folder -> its pages and the right answers, read from the author's text without the builder's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# The builder sets typographic quotes; a test must not depend on which.
SAME = {"'": "['‘’]", "‘": "['‘’]", "’": "['‘’]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
BOXED = ("question", "true-false", "answer")


@dataclass(frozen=True)
class Key:
    """An exercise. `homes`: item -> group of a sort, or partner in a match; of an order, `right` is in order. Texts
    as the learner reads them."""

    id: str
    kind: str
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    homes: dict[str, str] = field(default_factory=dict)

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(self.homes.values()))

    def typed(self, right: bool) -> str:
        """What somebody types who knows the answer, or does not."""
        forms = self.right if right else self.wrong
        return forms[0] if forms else "123456"


@dataclass(frozen=True)
class SourcePage:
    id: str
    title: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class SourceModule:
    slug: str
    title: str
    pages: tuple[SourcePage, ...]
    test: dict[str, Any] | None
    role: str = ""  # how learners choose it; "": it is for everybody

    @property
    def asked(self) -> list[SourcePage]:
        """The pages with questions."""
        return [page for page in self.pages if page.keys]


def plain(text: str) -> str:
    """Markdown of one line -> its words."""
    text = re.sub(r"\{#[^}]*\}", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|\*|`)", "", text).strip()


def matcher(text: str, whole: bool = False) -> re.Pattern[str]:
    """A pattern for the text as the page shows it, at the beginning of a name or the whole of it."""
    body = "".join(SAME.get(letter) or re.escape(letter) for letter in text)
    return re.compile(f"^\\s*{body}" + (r"\s*$" if whole else ""))


def read_course(folder: Path) -> list[SourceModule]:
    course = yaml.safe_load((folder / "course.yaml").read_text("utf-8"))
    roles = course.get("roles", {})
    return [_module(folder, slug, roles.get(slug, "")) for slug in course["modules"]]


def _module(folder: Path, slug: str, role: str) -> SourceModule:
    text = (folder / "modules" / slug / "module.md").read_text("utf-8")
    _, front, body = text.split("---\n", 2)
    settings = yaml.safe_load(front)
    parts = re.split(r"^## (.+)$", body, flags=re.M)
    pages = []
    if parts[0].strip():
        pages.append(SourcePage("", settings["title"], tuple(_keys(parts[0]))))
    for heading, content in zip(parts[1::2], parts[2::2], strict=True):
        name = re.search(r"\{#([^}]*)\}", heading)
        pages.append(SourcePage(name[1] if name else "", plain(heading), tuple(_keys(content))))
    return SourceModule(slug, settings["title"], tuple(pages), settings.get("assessment"), role)


def _keys(text: str) -> Iterator[Key]:
    for kind, name, body in re.findall(r"^:::\{([a-z-]+)\} *(\S*)\n(.*?)^:::$", text, re.M | re.S):
        if kind == "sort":
            homes: dict[str, str] = {}
            group = ""
            for indent, item in re.findall(r"^( *)- (.+)$", body, re.M):
                if indent:
                    homes[plain(item)] = group
                else:
                    group = plain(item)
            yield Key(name, kind, homes=homes)
        elif kind == "match":
            lines = [plain(item) for item in re.findall(r"^ *- (.+)$", body, re.M)]
            yield Key(name, kind, homes=dict(zip(lines[::2], lines[1::2], strict=True)))
        elif kind == "order":
            yield Key(name, kind, tuple(plain(item) for item in re.findall(r"^- (.+)$", body, re.M)))
        elif kind in BOXED:
            items = re.findall(r"^- \[([ x])\] (.+)$", body, re.M)
            right = tuple(plain(item) for mark, item in items if mark == "x")
            yield Key(name, kind, right, tuple(plain(item) for mark, item in items if mark == " "))
