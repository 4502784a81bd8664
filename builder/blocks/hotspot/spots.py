"""A list of places in a picture, each with a name and what there is to say -> spots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from builder.blocks import Directive, Reader
from builder.markdown import TRAILING_ID
from builder.model import Prose, Spot
from builder.reading import ID

ITEM = re.compile(r"(?:[-*+]|[0-9]+[.)])(?:[ \t]+|$)")
_PLACE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)[ \t]*%?[ \t,]+(-?[0-9]+(?:\.[0-9]+)?)[ \t]*%?(?:[ \t]+|$)")


@dataclass(frozen=True)
class Pin:
    """`across` and `down` in per cent of the picture, from its top left corner. `id` is what links say, if anything."""

    across: float
    down: float
    name: Prose
    plain: str
    text: Prose
    spot: Spot
    id: str | None


class Pins:
    """The lines below the caption: an item begins at the margin with its place and its name; the rest is indented."""

    def __init__(self, directive: Directive, reader: Reader) -> None:
        self.reader, self.place = reader, directive.body_spot
        self.lines = directive.body.split("\n")
        marks = [number for number, line in enumerate(self.lines) if ITEM.match(line)]
        self.first = marks[0] if marks else len(self.lines)
        self.ends = [*marks[1:], len(self.lines)]
        self.marks = marks

    def caption(self) -> Prose | None:
        """What stands above the list."""
        text = "\n".join(self.lines[: self.first])
        return self.reader.prose(text, self.place) if text.strip() else None

    def read(self) -> Iterator[Pin]:
        for start, end in zip(self.marks, self.ends, strict=False):
            pin = self._pin(start, self._own(start, end))
            if pin is not None:
                yield pin

    def _own(self, start: int, end: int) -> int:
        """One past the last line of an item; what stands at the margin after an empty line belongs to none."""
        for number in range(start + 1, end):
            line = self.lines[number]
            if line.strip() and not line[0].isspace() and not self.lines[number - 1].strip():
                hint = "Indent it by two spaces, so that it belongs to the spot above; or put it before the list."
                self.reader.report("S166", self._spot(number), "These words belong to no spot.", hint)
                return number
        return end

    def _pin(self, start: int, end: int) -> Pin | None:
        mark = ITEM.match(self.lines[start])
        assert mark is not None
        line = self.lines[start][mark.end() :].rstrip()
        place = _PLACE.match(line)
        if place is None:
            hint = "Begin with how far to the right and how far down it is, in per cent: - 62% 18% The spout"
            self.reader.report("S167", self._spot(start), "It is not said where this spot is.", hint)
            return None
        across, down = float(place[1]), float(place[2])
        if not (0 <= across <= 100 and 0 <= down <= 100):
            hint = "Measure from the top left corner: 0% 0% is there, 100% 100% at the bottom right."
            self.reader.report("S167", self._spot(start), "This spot lies outside of the picture.", hint)
            return None
        column = mark.end() + place.end() + 1
        name = TRAILING_ID.sub("", line[place.end() :])
        below = "\n".join(self.lines[start + 1 : end])
        if not name.strip() or not below.strip():
            message = "This spot has no name." if not name.strip() else "Nothing is said about this spot."
            hint = (
                "Write a name behind the place, and below it, indented by two spaces, what there is to say."
            )
            self.reader.report("S168", self._spot(start), message, hint)
            return None
        words = self.reader.prose(name, Spot(self.place.path, self.place.line + start, column))
        text = self.reader.prose(dedent(below).rstrip(), Spot(self.place.path, self.place.line + start + 1))
        return Pin(
            across, down, words, self.reader.plain(words), text, self._spot(start), self._id(start, line)
        )

    def _id(self, start: int, line: str) -> str | None:
        pinned = TRAILING_ID.search(line)
        if pinned and not ID.fullmatch(pinned[1]):
            at = self.lines[start].find("{#")
            spot = Spot(self.place.path, self.place.line + start, at + 1, len(pinned[1]) + 3)
            hint = "Use small letters a–z, digits and single hyphens: {#the-spout}."
            self.reader.report("S106", spot, f"“{pinned[1]}” cannot be an id.", hint)
            return None
        return pinned[1] if pinned else None

    def _spot(self, number: int) -> Spot:
        words = self.lines[number].strip()
        column = self.lines[number].find(words) + 1
        return Spot(self.place.path, self.place.line + number, column, max(1, len(words)))
