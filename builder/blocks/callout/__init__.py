"""`:::{callout} tip` -> a box that stands out from the page, its kind said in a word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, Reader
from builder.model import Prose
from builder.rules import reported

KINDS = ("note", "tip", "important", "key-points", "do", "dont")


class Callout(Block):
    """`title` replaces the word for the kind."""

    argument: ClassVar[str] = "text"
    argument_required: ClassVar[bool] = True
    options: ClassVar[Mapping[str, bool]] = {"title": False}

    kind: str
    title: Prose | None
    body: Prose

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        kind = directive.argument.value
        if kind not in KINDS:
            near = difflib.get_close_matches(kind, KINDS, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Write one of: {', '.join(KINDS)}."
            reader.report("S153", directive.argument.spot, f"There is no callout “{kind}”.", hint)
            return None
        if not directive.body.strip():
            reader.report(
                "S151", directive.spot, "This callout is empty.", "Write its text before the closing :::"
            )
            return None
        title = directive.options.get("title")
        return cls(
            spot=directive.spot,
            kind=kind,
            title=reader.prose(title.value, title.spot) if title else None,
            body=reader.prose(directive.body, directive.body_spot),
        )

    def prose(self) -> Iterable[Prose]:
        return (self.title, self.body) if self.title else (self.body,)


@reported("S153", "error")
def unknown_kind() -> None:
    """
    What it finds: a callout of a kind that does not exist.

    Why it matters: the kind is what learners see and hear above the text.

    Wrong: `:::{callout} warning`

    Right: `:::{callout} important`
    """
