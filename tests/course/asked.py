"""The shipped course -> its exercises: the bank's and the modules', by tag and by kind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from builder.blocks.exercise import Exercise
from builder.load import load
from builder.model import Course, Module
from builder.parse import parse

ROOT = Path(__file__).parents[2]
CHECK = "final-check"


@cache
def course() -> Course:
    source, _ = load(ROOT)
    found, _ = parse(source)
    assert found is not None
    return found


def exercises(modules: Iterable[Module]) -> list[Exercise]:
    return [
        block
        for module in modules
        for page in module.pages
        for block in page.blocks
        if isinstance(block, Exercise)
    ]


def bank() -> list[Exercise]:
    return exercises(each for each in course().modules if each.slug == CHECK)


def practice() -> list[Exercise]:
    return exercises(each for each in course().modules if each.slug != CHECK)


def by_tag() -> dict[str, list[Exercise]]:
    tags: dict[str, list[Exercise]] = {}
    for each in bank():
        assert each.tag, each.prompt.plain
        tags.setdefault(each.tag.value, []).append(each)
    return tags


def kinds(found: Iterable[Exercise]) -> set[str]:
    return {each.directive() for each in found}
