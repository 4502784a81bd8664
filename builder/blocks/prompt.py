"""The opening words of an exercise -> what stands before the question, the question itself, what follows it.

HTML allows only running text in a `legend` or a `label`, so lists, tables and quotes stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.blocks import Reader
from builder.model import Prose

NOT_A_PARAGRAPH = re.compile(r"\s|[-*+]\s|\d+[.)]\s|>|#|\||!\[|```|~~~")


@dataclass(frozen=True)
class Prompt:
    """`ask` is one paragraph; `plain` is all of it without mark-up."""

    ask: Prose
    plain: str
    before: Prose | None = None
    after: Prose | None = None

    def prose(self) -> Iterator[Prose]:
        yield from (each for each in (self.before, self.ask, self.after) if each is not None)


def prompt_of(prose: Prose, reader: Reader) -> Prompt:
    """The last plain paragraph is the question: a case first, then what is asked of it."""
    lines = prose.text.split("\n")
    chunks = _chunks(lines)
    plain = [chunk for chunk in chunks if not NOT_A_PARAGRAPH.match(lines[chunk[0]])]
    if not plain or len(chunks) == 1:
        return Prompt(prose, reader.plain(prose))
    start, end = plain[-1]

    def cut(first: int, last: int) -> Prose | None:
        text = "\n".join(lines[first:last])
        spot = replace(prose.spot, line=prose.spot.line + first)
        return reader.prose(text, spot) if text.strip() else None

    ask = cut(start, end)
    assert ask is not None
    return Prompt(ask, reader.plain(prose), cut(0, start), cut(end, len(lines)))


def _chunks(lines: list[str]) -> list[tuple[int, int]]:
    """First and one past the last line of each stretch between blank lines; a fence is one stretch."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    fence = ""
    for number, line in enumerate([*lines, ""]):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
        if line.strip() and start is None:
            start = number
        elif not line.strip() and start is not None and (not fence or number == len(lines)):
            found.append((start, number))
            start = None
    return found
