"""A link as an author writes it -> what it leads to: a page, an activity, a file of the course, or the web.

`#four-ways` is a page of the same module, or an activity or a term of the course;
`../what-it-is/module.md#not-this` is a page of another module (it works in a text editor too),
`what-it-is/not-this` the same in short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from builder.model import Course, Module
from builder.reading import resolve


@dataclass(frozen=True)
class Goal:
    """Where a link leads. `target`: element id, path in the course folder, or address."""

    kind: Literal["page", "activity", "term", "file", "web"]
    target: str


def page_element(slug: str, page: str) -> str:
    """The element id of a page."""
    return f"{slug}--{page}"


def term_element(identity: str) -> str:
    """The element id of a term: two hyphens, as no author's id has, behind the name of the course's places."""
    return f"course--term-{identity}"


def goal(course: Course, module: Module, written: str) -> Goal | None:
    """What the link leads to, or None when there is no such place."""
    if re.match(r"(https?|mailto|tel):", written, re.I):
        return Goal("web", written)
    if written.startswith("#"):
        name = written[1:]
        return _page(module, name) or _activity(course, name) or _term(course, name)
    other = re.fullmatch(r"\.\./([a-z0-9-]+)/module\.md(?:#(.*))?", written) or re.fullmatch(
        r"([a-z0-9-]+)/([a-z0-9-]+)", written
    )
    if other is not None:
        target = next((each for each in course.modules if each.slug == other[1]), None)
        if target is not None:
            return _page(target, other[2] or target.pages[0].id)
    path = resolve(unquote(written), f"modules/{module.slug}")  # Markdown has written a space as %20
    return Goal("file", path) if path is not None and path in course.source.files else None


def _page(module: Module, identity: str) -> Goal | None:
    known = any(each.id == identity for each in module.pages)
    return Goal("page", page_element(module.slug, identity)) if known else None


def _activity(course: Course, identity: str) -> Goal | None:
    known = any(block.id == identity and block.tracked() for _, _, block in course.blocks())
    return Goal("activity", identity) if known else None


def _term(course: Course, identity: str) -> Goal | None:
    known = any(identity in block.anchors() for _, _, block in course.blocks())
    return Goal("term", term_element(identity)) if known else None
