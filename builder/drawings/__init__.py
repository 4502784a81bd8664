"""A course's files -> the drawings that are found by their names: a module's `icon.svg`, the course's `cover.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.model import Course, Module, Source

ICON, COVER = "icon.svg", "cover.svg"


def icon_of(module: Module, source: Source) -> str | None:
    """The path of a module's icon, if it has one."""
    return _there(f"modules/{module.slug}/{ICON}", source)


def cover_of(course: Course, modules: Sequence[Module]) -> str | None:
    """The path of the drawing for the cover, if there is one and this is the course and not a module of it."""
    return _there(COVER, course.source) if tuple(modules) == course.modules else None


def by_name(course: Course) -> Iterator[str]:
    """Every drawing of the course that is found by its name."""
    for path in (
        cover_of(course, course.modules),
        *(icon_of(each, course.source) for each in course.modules),
    ):
        if path:
            yield path


def sheets(course: Course, modules: Sequence[Module]) -> Iterator[str]:
    """The styles of the drawings that these modules have."""
    here = Path(__file__).parent
    if any(icon_of(each, course.source) for each in modules):
        yield (here / "icon.css").read_text("utf-8")
    if cover_of(course, modules):
        yield (here / "cover.css").read_text("utf-8")


def _there(path: str, source: Source) -> str | None:
    return path if source.get(path) else None
