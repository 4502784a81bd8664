"""`:::{steps}` -> what is done one after the other: numbered, each step with a title and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from builder.blocks import Block, Directive, Reader
from builder.blocks.parted import Part, parts_of
from builder.model import Prose


class Steps(Block):
    """Each heading begins a step; the numbers are the list's own."""

    steps: tuple[Part, ...]

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        steps = parts_of(directive, reader, "step")
        return cls(spot=directive.spot, steps=steps) if steps is not None else None

    def prose(self) -> Iterable[Prose]:
        return (prose for each in self.steps for prose in each.prose())
