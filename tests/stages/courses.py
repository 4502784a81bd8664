"""Small courses as dictionaries of texts, and what the stages make of them."""

from __future__ import annotations

from collections.abc import Mapping

from builder import lock, lock_file
from builder.check import check
from builder.findings import Finding
from builder.model import Course, Numbers, Source
from builder.parse import parse

COURSE = (
    "id: https://example.org/courses/small\ntitle: Small\nversion: 1.0.0\nmodules: [one]\ntargets: [web]\n"
)
FRONT = "---\ntitle: One\nminutes: 5\n---\n"
GUIDE = "---\nkind: Circle\nminutes: 30\ngroup: 4 to 12 people\nneeds: [A room]\n---\n"
MODULE = "modules/one/module.md"


def source(body: str, more: Mapping[str, str | bytes] | None = None) -> Source:
    """A course of one module with this body."""
    return Source.of({"course.yaml": COURSE, MODULE: FRONT + body, **(more or {})})


def course(body: str, more: Mapping[str, str | bytes] | None = None) -> Course:
    made, findings = parse(source(body, more))
    assert made is not None
    assert findings == []
    return made


def findings(files: Source) -> list[Finding]:
    """All that parse, lock and check say."""
    made, found = parse(files)
    if made is not None:
        numbers, _, about_lock = lock.assign(made)
        found = [*found, *about_lock, *check(made, numbers, ["web", "scorm12", "xapi"])]
    return found


def codes(files: Source) -> list[str]:
    return [each.code for each in findings(files)]


def numbered(body: str, text: str | None = None) -> tuple[Course, Numbers, str, list[Finding]]:
    """The course with this body, numbered after the course.lock `text`."""
    made = course(body, {lock_file.NAME: text} if text else None)
    return made, *lock.assign(made)
