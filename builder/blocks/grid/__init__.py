"""`:::{grid} my-window` and a Markdown table -> a table of boxes to fill: one private note with a field for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, Place, Reader
from builder.blocks.boxes import asked, left_over
from builder.blocks.grid.table import Cell, Row, read_table
from builder.blocks.prompt import Prompt
from builder.blocks.values import yes_no
from builder.markdown import table_lines
from builder.model import Activity, Choice, Numbered, Option, Prose, Spot, Tracked
from builder.rules import reported


class Grid(Block):
    """The first row names the columns, the first column the rows; what stands in another cell names its box."""

    argument: ClassVar[str] = "id"
    wears: ClassVar[tuple[str, ...]] = ("reflection",)
    options: ClassVar[Mapping[str, bool]] = {"required": False}
    field_minutes: ClassVar[float] = 1.0

    prompt: Prompt
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]
    required: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        required = yes_no(directive, reader, "required", False)
        lines = directive.body.split("\n")
        span = table_lines(reader.prose(directive.body, directive.body_spot))
        if span is None:
            hint = "Draw one below the question: a row of names, a line of hyphens, and a row for each row of boxes."
            reader.report("R108", directive.spot, "There is no table in this grid.", hint)
            return None
        first, end = span
        above = "\n".join(lines[:first])
        opening = reader.prose(above, directive.body_spot) if above.strip() else None
        prompt = asked(opening, directive, reader, "table")
        table = read_table(directive, reader, first, end)
        astray = next((n for n in range(end, len(lines)) if lines[n].strip()), None)
        if astray is not None:
            spot = Spot(directive.spot.path, directive.body_spot.line + astray)
            left_over(reader.prose(lines[astray], spot), reader, "after the table", "table")
        if prompt is None or table is None:
            return None
        return cls(
            spot=directive.spot,
            id=directive.argument.value or None,
            prompt=prompt,
            columns=table.columns,
            rows=table.rows,
            required=required,
        )

    def boxes(self) -> Iterator[tuple[Row, Cell, Cell]]:
        """Row, column and name of each box, in reading order."""
        for row in self.rows:
            for column, name in zip(self.columns, row.boxes, strict=True):
                yield row, column, name

    def prose(self) -> Iterable[Prose]:
        yield from self.prompt.prose()
        yield from (each.prose for each in self.columns)
        for row in self.rows:
            yield from (each.prose for each in (row.name, *row.boxes) if each.plain)

    def tracked(self) -> Tracked:
        options = tuple(
            Option(f"{row.name.plain} / {column.plain} / {name.plain}", name.spot, name.id)
            for row, column, name in self.boxes()
        )
        content = "\n".join([self.prompt.plain, *(each.text for each in options)])
        return Tracked("note", self.prompt.plain, content, options)

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        def said(row: Row, column: Cell, name: Cell) -> str:
            """What stands above the words of a box in the learner's record."""
            key = "grid.named" if name.plain else "grid.unnamed"
            return place.say(key, row=row.name.plain, column=column.plain, name=name.plain)

        return place.activity(
            numbered,
            "note",
            self.prompt.plain,
            choices=tuple(
                Choice(number, name.id or f"box-{number}", said(row, column, name))
                for (row, column, name), number in zip(self.boxes(), numbered.options, strict=True)
            ),
            required=self.required,
        )


@reported("R110", "error")
def columns_of_boxes() -> None:
    """
    What it finds: a grid with no column of boxes, or with more than five.

    Why it matters: a box must be wide enough to write in, on the screen and on paper.

    Wrong: a table with seven columns, the first of which names the rows

    Right: at most six: the names of the rows, and five of boxes
    """


@reported("R112", "error")
def rows_of_boxes() -> None:
    """
    What it finds: a grid with no row of boxes, or with more than twelve.

    Why it matters: without one there is nothing to fill in; with more the page has no end on a phone.

    Wrong: only `| | Low support | High support |` and the line of hyphens

    Right: below them `| High challenge | TO | WITH |`
    """


@reported("R114", "error")
def no_name() -> None:
    """
    What it finds: a column or a row of a grid without a name.

    Why it matters: a screen reader says row and column of a box; learners would hear nothing, and write anywhere.

    Wrong: `| | TO | WITH |` as a row

    Right: `| High challenge | TO | WITH |`
    """


@reported("R116", "error")
def uneven_row() -> None:
    """
    What it finds: a row of a grid with more or fewer cells than the first row.

    Why it matters: what stands beyond the last column would be lost, and a missing cell moves all that follow it.

    Wrong: `| High challenge | WITH |` below `| | Low support | High support |`

    Right: `| High challenge | | WITH |`
    """
