"""The Markdown table in a grid's body -> its columns, its rows and the boxes in them, each at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.blocks import Directive, Reader
from builder.blocks.boxes import alike, too_many
from builder.markdown import TRAILING_ID, inline_of
from builder.model import Prose, Spot
from builder.reading import ID

MOST_COLUMNS, MOST_ROWS = 5, 12
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Cell:
    """A name in the table: of a column, of a row, or of one box, which may have none. `id` is the author's."""

    prose: Prose
    plain: str
    spot: Spot
    id: str | None = None


@dataclass(frozen=True)
class Row:
    name: Cell
    boxes: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]


def read_table(directive: Directive, reader: Reader, first: int, end: int) -> Table | None:
    """The table in the lines `first` to before `end` of the body; None where nothing is left to fill."""
    work = _Reading(directive, reader)
    columns = work.cells(first)[1:]
    rows = [work.row(number, len(columns)) for number in range(first + 2, end)]
    work.count(columns, rows, first)
    work.names("column", columns)
    work.names("row", [row.name for row in rows])
    return Table(tuple(columns), tuple(rows)) if columns and rows else None


class _Reading:
    """Cell by cell, as GFM cuts a row: at each `|` without a backslash before it."""

    def __init__(self, directive: Directive, reader: Reader) -> None:
        self.reader, self.place = reader, directive.body_spot
        self.lines = directive.body.split("\n")
        self.ids: set[str] = set()

    def spot(self, number: int, column: int = 1, length: int = 0) -> Spot:
        whole = len(self.lines[number].rstrip())
        return Spot(self.place.path, self.place.line + number, column, max(1, length or whole))

    def cells(self, number: int) -> list[Cell]:
        """The cells of a line; the first and the last pipe stand for its edges where they are written."""
        line = self.lines[number]
        edges = [-1, *(pipe.start() for pipe in _PIPE.finditer(line)), len(line)]
        parts = [(start + 1, line[start + 1 : end]) for start, end in pairwise(edges)]
        if not parts[0][1].strip():
            parts = parts[1:]
        if parts and not parts[-1][1].strip():
            parts = parts[:-1]
        return [self.cell(number, start, text) for start, text in parts]

    def cell(self, number: int, start: int, text: str) -> Cell:
        words = text.strip()
        pinned = TRAILING_ID.search(words)
        column = start + len(text) - len(text.lstrip()) + 1 if words else start + 1
        spot = self.spot(number, column, len(words) or 1)
        prose = inline_of(TRAILING_ID.sub("", words), spot)
        if pinned:
            self.pinned(pinned[1], self.spot(number, column + words.find("{#"), len(pinned[1]) + 3))
        return Cell(prose, self.reader.plain(prose), spot, pinned[1] if pinned else None)

    def pinned(self, identity: str, spot: Spot) -> None:
        """Says what is wrong with a box's `{#id}`."""
        if not ID.fullmatch(identity):
            hint = "Use small letters a–z, digits and single hyphens: {#high-high}."
            self.reader.report("S106", spot, f"“{identity}” cannot be an id.", hint)
        elif identity in self.ids:
            message = f"The id “{identity}” is used twice in this table."
            self.reader.report("S105", spot, message, "Give one of the boxes another id.")
        self.ids.add(identity)

    def row(self, number: int, columns: int) -> Row:
        """A row as long as the first one: GFM, too, fills up short rows and drops what stands beyond the last column."""
        cells = self.cells(number)
        if len(cells) != columns + 1:
            message = f"The first row has {columns + 1} cells, and this one has {len(cells)}."
            hint = "Give each row as many as the first, with | between them; a cell may be empty."
            self.reader.report("R116", self.spot(number), message, hint)
        empty = self.cell(number, len(self.lines[number]), "")
        name, *boxes = [*cells, *[empty] * (columns + 1)][: columns + 1]
        return Row(name, tuple(boxes))

    def count(self, columns: Sequence[Cell], rows: Sequence[Row], first: int) -> None:
        """Reports a table that is too small or too large."""
        if not 1 <= len(columns) <= MOST_COLUMNS:
            spot = columns[MOST_COLUMNS].spot if columns else self.spot(first)
            message = f"This grid has {len(columns)} columns of boxes; 1 to {MOST_COLUMNS} are possible."
            hint = "The first column names the rows; each other one is a column of boxes."
            self.reader.report("R110", spot, message, hint)
        elif not 1 <= len(rows) <= MOST_ROWS:
            spot = rows[MOST_ROWS].name.spot if rows else self.spot(first)
            message = f"This grid has {len(rows)} rows of boxes; 1 to {MOST_ROWS} are possible."
            hint = "Below the line of hyphens, each line is a row of boxes."
            self.reader.report("R112", spot, message, hint)
        else:
            too_many(len(columns) * len(rows), self.spot(first), self.reader, "boxes in this grid")

    def names(self, what: str, cells: Sequence[Cell]) -> None:
        """Reports a column or a row without words, and one whose words another one has."""
        known: set[str] = set()
        for each in cells:
            if not each.plain:
                hint = "Columns are named in the first line, rows in the first column."
                self.reader.report("R114", each.spot, f"This {what} has no name.", hint)
            elif each.plain.casefold() in known:
                alike(each.spot, self.reader, each.plain, what)
            known.add(each.plain.casefold())
