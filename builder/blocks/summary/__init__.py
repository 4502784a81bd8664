"""`:::{summary}` -> the learner's record: what was done, the result, the notes in course order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from builder.blocks import Block, Directive, Reader
from builder.blocks.values import no_body
from builder.findings import Finding
from builder.rules import Look, rule


class Summary(Block):
    """Everything in it is the learner's; the author only says where it stands."""

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        no_body(directive, reader)
        return cls(spot=directive.spot)


@rule("R111", "warning", quality=True)
def two_summaries(look: Look) -> Iterator[Finding]:
    """
    What it finds: a second summary in the course.

    Why it matters: each shows the same record; learners wonder which one counts.

    Wrong: `:::{summary}` at the end of every module

    Right: one `:::{summary}` on the last page of the course
    """
    found = [block for _, _, block in look.course.blocks() if isinstance(block, Summary)]
    for block in found[1:]:
        hint = f"Keep one. The first stands in {found[0].spot.path}, line {found[0].spot.line}."
        yield look.finding(block.spot, "The course has a summary already.", hint)
