"""Markdown between directives -> a block. parse.py makes it; nobody writes `:::{text}`."""

from __future__ import annotations

from collections.abc import Iterable

from builder.blocks import Block
from builder.model import Prose


class Text(Block):
    """Headings, paragraphs, lists, tables, quotations and figures as they come."""

    body: Prose

    def prose(self) -> Iterable[Prose]:
        return (self.body,)
