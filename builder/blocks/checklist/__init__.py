"""`:::{checklist} my-tray` and a list -> things to tick, for oneself: one private note with a field for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, ListItem, Place, Reader
from builder.blocks.boxes import alike, asked, left_over, too_many
from builder.blocks.exercise import numbered_choices, options_of, same_text
from builder.blocks.prompt import Prompt
from builder.blocks.values import yes_no
from builder.model import Activity, Numbered, Prose, Tracked
from builder.rules import reported


class Checklist(Block):
    """What is ticked is nobody's business but the learner's: no mark, no record, no right or wrong."""

    argument: ClassVar[str] = "id"
    wears: ClassVar[tuple[str, ...]] = ("reflection",)
    options: ClassVar[Mapping[str, bool]] = {"required": False}
    field_minutes: ClassVar[float] = 0.1

    prompt: Prompt
    items: tuple[ListItem, ...]
    required: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        required = yes_no(directive, reader, "required", False)
        parts = reader.parts(directive)
        if not parts.items:
            hint = "Write what is to be ticked as a list below the question, each line with a dash: - A clean cup"
            reader.report("R108", directive.spot, "There is no list in this checklist.", hint)
            return None
        prompt = asked(parts.opening, directive, reader, "list")
        for each in parts.rest:
            left_over(each, reader, "after the list", "list")
        for item in parts.items:
            inside = item.feedback or next((each.prose for each in item.children), None)
            if inside is not None:
                left_over(inside, reader, "below a thing to tick", "list")
            if item.checked:
                hint = "Write - [ ] or only the dash: learners tick it themselves."
                reader.report("R119", item.spot, "This is ticked before anybody has ticked it.", hint)
        for item in same_text(parts.items):
            alike(item.spot, reader, item.plain, "line")
        too_many(len(parts.items), directive.spot, reader, "things to tick")
        if prompt is None:
            return None
        identity = directive.argument.value or None
        return cls(spot=directive.spot, id=identity, prompt=prompt, items=parts.items, required=required)

    def prose(self) -> Iterable[Prose]:
        yield from self.prompt.prose()
        yield from (item.prose for item in self.items)

    def tracked(self) -> Tracked:
        content = "\n".join([self.prompt.plain, *(item.plain for item in self.items)])
        return Tracked("note", self.prompt.plain, content, options_of(self.items))

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return place.activity(
            numbered,
            "note",
            self.prompt.plain,
            choices=numbered_choices(self.items, numbered.options, "item"),
            required=self.required,
        )


@reported("R119", "error")
def ticked_already() -> None:
    """
    What it finds: a thing in a checklist that is written as ticked.

    Why it matters: only learners tick here; a checklist has no right answer, and a question is another block.

    Wrong: `- [x] A clean cup`

    Right: `- [ ] A clean cup`
    """
