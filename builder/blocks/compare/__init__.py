"""`:::{compare}` -> two or more voices side by side, each under its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from builder.blocks import Block, Directive, Reader
from builder.blocks.parted import Part, parts_of
from builder.model import Prose


class Compare(Block):
    """Each heading begins a column; on a narrow screen they stand below each other in the same order."""

    columns: tuple[Part, ...]

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        columns = parts_of(directive, reader, "column")
        return cls(spot=directive.spot, columns=columns) if columns is not None else None

    def prose(self) -> Iterable[Prose]:
        return (prose for each in self.columns for prose in each.prose())
