"""`:::{reflection}` -> a private note under a prompt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, Place, Reader
from builder.blocks.prompt import Prompt, prompt_of
from builder.blocks.values import whole_number, yes_no
from builder.model import Activity, Numbered, Prose, Tracked
from builder.rules import reported


class Reflection(Block):
    """`words` is a suggested length; 0 where the author suggests none."""

    argument: ClassVar[str] = "id"
    options: ClassVar[Mapping[str, bool]] = {"words": False, "required": False}

    prompt: Prompt
    words: int
    required: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        words = whole_number(directive.options.get("words"), reader, "R102", 0)
        required = yes_no(directive, reader, "required", False)
        if not directive.body.strip():
            hint = "Write what to think about before the closing :::"
            reader.report("R101", directive.spot, "This reflection asks nothing.", hint)
            return None
        prompt = prompt_of(reader.prose(directive.body, directive.body_spot), reader)
        identity = directive.argument.value or None
        return cls(spot=directive.spot, id=identity, prompt=prompt, words=words, required=required)

    def prose(self) -> Iterable[Prose]:
        return self.prompt.prose()

    def tracked(self) -> Tracked:
        return Tracked("note", self.prompt.plain, self.prompt.plain)

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return place.activity(
            numbered,
            "note",
            self.prompt.plain,
            required=self.required,
        )


@reported("R101", "error")
def no_prompt() -> None:
    """
    What it finds: a reflection without a prompt.

    Why it matters: the prompt is the name of the box, and the heading above the note in the learner's record.

    Wrong: a `:::{reflection}` that is closed at once

    Right: `Think of one working relationship that matters to your patients.`
    """


@reported("R102", "error")
def words_not_a_number() -> None:
    """
    What it finds: `:words:` that is not a whole number.

    Why it matters: learners see it as a suggested length beside their own count.

    Wrong: `:words: about 80`

    Right: `:words: 80`
    """
