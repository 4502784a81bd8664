"""`:::{recall} a-relationship` -> what the learner wrote in an earlier reflection, to read and go on with."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Self

from builder.blocks import Block, Directive, Located, Reader
from builder.blocks.reflection import Reflection
from builder.findings import Finding
from builder.model import Course, Module, Prose
from builder.rules import Look, rule


class Recall(Block):
    """`of` is the id of a reflection anywhere in the course. It stays one note, wherever it is edited."""

    argument: ClassVar[str] = "text"
    wears: ClassVar[tuple[str, ...]] = ("reflection",)
    argument_required: ClassVar[bool] = True

    of: Located
    body: Prose | None

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        body = reader.prose(directive.body, directive.body_spot) if directive.body.strip() else None
        return cls(spot=directive.spot, of=directive.argument, body=body)

    def prose(self) -> Iterable[Prose]:
        return (self.body,) if self.body else ()

    def context(self, course: Any) -> Mapping[str, Any]:
        """The reflection that is recalled, and the module that it stands in."""
        found = _reflections(course)[self.of.value]
        return {"reflection": found[1], "reflection_module": found[0]}


def _reflections(course: Course) -> dict[str, tuple[Module, Reflection]]:
    return {
        block.id: (module, block)
        for module, _, block in course.blocks()
        if isinstance(block, Reflection) and block.id
    }


@rule("R103", "error", of=Recall)
def unknown_reflection(block: Recall, look: Look) -> Iterator[Finding]:
    """
    What it finds: a recall of a reflection that is not in the course.

    Why it matters: there would be nothing to show.

    Wrong: `:::{recall} my-relationship` where the reflection is called `a-relationship`

    Right: `:::{recall} a-relationship`
    """
    known = _reflections(look.course)
    if block.of.value not in known:
        near = difflib.get_close_matches(block.of.value, known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else "Give the reflection an id: :::{reflection} my-id"
        yield look.finding(block.of.spot, f"There is no reflection “{block.of.value}”.", hint)


@rule("R104", "warning", quality=True, of=Recall)
def recalled_too_soon(block: Recall, look: Look) -> Iterator[Finding]:
    """
    What it finds: a recall that stands before the reflection that it shows.

    Why it matters: learners who go through the course in order have not written anything yet.

    Wrong: `:::{recall} a-relationship` in module 1, the reflection in module 3

    Right: the reflection first
    """
    for _, _, each in look.course.blocks():
        if each is block:
            break
        if isinstance(each, Reflection) and each.id == block.of.value:
            return
    if block.of.value in _reflections(look.course):
        hint = "Move it behind the reflection."
        yield look.finding(block.of.spot, f"The reflection “{block.of.value}” only comes later.", hint)
