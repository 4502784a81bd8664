"""A course's files -> the drawings that are found by their names: a module's `icon.svg`, the course's `cover.svg`."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Course, Module, Source

COVER = "cover.svg"


def icon_of(module: Module, source: Source) -> str | None:
    """The path of a module's icon, if it has one."""
    return _there(f"modules/{module.slug}/icon.svg", source)


def cover_of(source: Source) -> str | None:
    """The path of the drawing for the course's cover, if there is one."""
    return _there(COVER, source)


def by_name(course: Course) -> Iterator[str]:
    """Every drawing of the course that is found by its name."""
    for path in (cover_of(course.source), *(icon_of(each, course.source) for each in course.modules)):
        if path:
            yield path


def _there(path: str, source: Source) -> str | None:
    return path if source.get(path) else None
