"""`:::{details} Summary` -> text that opens on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from builder.blocks import Block, Directive, Reader
from builder.model import Prose


class Details(Block):
    """Native `<details>`: open without scripts, in print, and by every assistive technology."""

    argument: ClassVar[str] = "text"
    argument_required: ClassVar[bool] = True

    summary: Prose
    body: Prose

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        if not directive.body.strip():
            reader.report(
                "S151", directive.spot, "Nothing opens here.", "Write the text before the closing :::"
            )
            return None
        return cls(
            spot=directive.spot,
            summary=reader.prose(directive.argument.value, directive.argument.spot),
            body=reader.prose(directive.body, directive.body_spot),
        )

    def prose(self) -> Iterable[Prose]:
        return (self.summary, self.body)
