"""`:::{plan} my-plan` -> an action plan: a few rows with what, by when and with whom, in one private note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, Place, Reader
from builder.blocks.prompt import Prompt, prompt_of
from builder.blocks.values import whole_number, yes_no
from builder.model import Activity, Choice, Numbered, Option, Prose, Tracked
from builder.rules import reported

COLUMNS = ("what", "when", "who")
USUAL_ROWS, MOST_ROWS = 3, 8


class Plan(Block):
    """Its words are ours, but for what the author asks above it; so its boxes are known by names that never change."""

    argument: ClassVar[str] = "id"
    wears: ClassVar[tuple[str, ...]] = ("reflection", "grid")
    options: ClassVar[Mapping[str, bool]] = {"rows": False, "required": False}
    field_minutes: ClassVar[float] = 0.7

    prompt: Prompt | None
    rows: int
    required: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        written = directive.options.get("rows")
        rows = whole_number(written, reader, "R118", USUAL_ROWS)
        if written is not None and rows > MOST_ROWS:
            message = f"This plan has {rows} rows; 1 to {MOST_ROWS} are possible."
            reader.report("R118", written.spot, message, "Who plans less does more: write :rows: 3.")
        prompt = None
        if directive.body.strip():
            prompt = prompt_of(reader.prose(directive.body, directive.body_spot), reader)
        return cls(
            spot=directive.spot,
            id=directive.argument.value or None,
            prompt=prompt,
            rows=min(rows, MOST_ROWS),
            required=yes_no(directive, reader, "required", False),
        )

    def prose(self) -> Iterable[Prose]:
        return self.prompt.prose() if self.prompt else ()

    def boxes(self) -> Iterator[tuple[int, str]]:
        """Row and column of each box, in reading order."""
        return ((row, column) for row in range(1, self.rows + 1) for column in COLUMNS)

    def tracked(self) -> Tracked:
        names = [f"{column}-{row}" for row, column in self.boxes()]
        plain = self.prompt.plain if self.prompt else ""
        options = tuple(Option(name, self.spot, name) for name in names)
        return Tracked("note", plain, "\n".join([plain, *names]), options)

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        def said(row: int, column: str) -> str:
            name = place.say("plan.row", number=row)
            return place.say("grid.unnamed", row=name, column=place.say(f"plan.{column}"))

        return place.activity(
            numbered,
            "note",
            self.prompt.plain if self.prompt else place.say("plan.ask"),
            choices=tuple(
                Choice(number, f"{column}-{row}", said(row, column))
                for (row, column), number in zip(self.boxes(), numbered.options, strict=True)
            ),
            required=self.required,
        )


@reported("R118", "error")
def rows_of_plan() -> None:
    """
    What it finds: `:rows:` of a plan that is not a whole number from 1 to 8.

    Why it matters: it is how many actions learners can plan; more than a few are a list of wishes.

    Wrong: `:rows: 20`

    Right: `:rows: 3`
    """
