"""Ids that links lead to: what a block must not call its own, because something else of the course is called so."""

from __future__ import annotations

from collections.abc import Mapping

from builder.blocks import Block
from builder.rules import Look


def others(look: Look, own: Block) -> Mapping[str, str]:
    """Each id of the course but the block's own, and what has it: links know pages, activities, and places in blocks."""
    found = {page.id: f"the page “{page.title}”" for module in look.course.modules for page in module.pages}
    for _, _, block in look.course.blocks():
        if block.spot != own.spot:
            ids = [*block.anchors(), *([block.id] if block.id and block.tracked() else [])]
            place = f"the {block.directive()} in {block.spot.path}, line {block.spot.line}"
            found |= dict.fromkeys(ids, place)
    return found
