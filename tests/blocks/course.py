"""The body of a module, or a block type's examples.md -> a course, its findings, its page in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder import lock
from builder.blocks import block_types, folder_of
from builder.check import check
from builder.findings import Finding
from builder.model import Course, Site, Source
from builder.parse import parse
from builder.render import render
from builder.targets import targets

FILES = Path(__file__).parent / "files"
TYPES = sorted(block_types())
COURSE = """\
id: https://example.org/courses/blocks
title: All blocks
version: 1.0.0
modules: [examples]
targets: [web]
"""
FRONT = "title: Examples\nminutes: 10\n"
TEST = FRONT + "assessment: {pass_mark: 50, attempts: 2, show_answers: after-attempt}\n"


def source_of(body: str, front: str = FRONT, more: Mapping[str, str | bytes] | None = None) -> Source:
    """A course of one module, with the files that the examples use beside it."""
    beside: dict[str, str | bytes] = {}
    for path in sorted(FILES.iterdir()):
        text = path.suffix in (".svg", ".vtt", ".md", ".yaml")
        beside[f"modules/examples/{path.name}"] = path.read_text("utf-8") if text else path.read_bytes()
    module = f"---\n{front}---\n{body}"
    return Source.of({"course.yaml": COURSE, "modules/examples/module.md": module, **beside, **(more or {})})


def findings_of(
    body: str, front: str = FRONT, more: Mapping[str, str | bytes] | None = None
) -> list[Finding]:
    """What is found in the module, but for what concerns a course of one module in a test."""
    course, findings = parse(source_of(body, front, more))
    if course is not None:
        numbers, _, about_lock = lock.assign(course)
        findings = [*findings, *about_lock, *check(course, numbers, ["web"])]
    return findings


def codes_of(body: str, more: Mapping[str, str | bytes] | None = None) -> list[str]:
    return sorted(each.code for each in findings_of(body, more=more))


def course_of(body: str, front: str = FRONT) -> Course:
    course, findings = parse(source_of(body, front))
    assert course is not None, findings
    assert not findings
    return course


def example(kind: str) -> str:
    """examples.md of a block type."""
    return (folder_of(block_types()[kind]) / "examples.md").read_text("utf-8")


def site_of(body: str, front: str = FRONT) -> Site:
    course = course_of(body, front)
    numbers, _, _ = lock.assign(course)
    return render(course, numbers)


def package_of(site: Site, name: str = "web") -> dict[str, bytes]:
    """The files of a package: path -> bytes."""
    target = targets()[name]
    files = target.files(site, site.document.html(target.data(site)))
    return {each.path: each.data if each.data is not None else b"" for each in files}


def blocks_html(site: Site) -> str:
    """What the blocks' templates made, without the frame of the page."""
    parts = []
    for module in site.document.context["modules"]:
        parts += [
            f"<!-- {page['id']} -->\n{page['html']}\n{page['footnotes']}".rstrip() for page in module["pages"]
        ]
    return "\n".join(parts) + "\n"
