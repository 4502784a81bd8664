"""`:::{scale}` -> where a learner stands on a few points from one end to the other: unmarked, and theirs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Self

from builder.blocks import Block, Directive, ListItem, Located, Place, Reader
from builder.blocks.exercise import numbered_choices, options_of, same_text
from builder.blocks.prompt import Prompt, prompt_of
from builder.blocks.values import yes_no
from builder.findings import Finding, quoted
from builder.model import Activity, Course, Numbered, Prose, Tracked
from builder.rules import Look, reported, rule

FEWEST, MOST = 3, 7
ROW = (5, 10)  # points that stand side by side in a card, where no word of them is longer


class Scale(Block):
    """`compare` is the id of an earlier scale. `recorded`: the choice is reported, unmarked."""

    argument: ClassVar[str] = "id"
    options: ClassVar[Mapping[str, bool]] = {"compare": False, "required": False, "recorded": False}

    prompt: Prompt
    points: tuple[ListItem, ...]
    compare: Located | None
    required: bool
    recorded: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        required = yes_no(directive, reader, "required", False)
        recorded = yes_no(directive, reader, "recorded", False)
        parts = reader.parts(directive)
        for prose in parts.rest:
            hint = "Put it above the question, or after the block."
            reader.report("Q163", prose.spot, "This stands after the points of the scale.", hint)
        for item in parts.items:
            _report_strangers(item, reader)
        if parts.opening is None:
            hint = "Write the question as a paragraph before the list."
            reader.report("Q160", directive.spot, "This scale does not ask anything.", hint)
            return None
        return cls(
            spot=directive.spot,
            id=directive.argument.value or None,
            prompt=prompt_of(parts.opening, reader),
            points=parts.items,
            compare=directive.options.get("compare"),
            required=required,
            recorded=recorded,
        )

    def in_a_row(self) -> bool:
        words = (word for each in self.points for word in each.plain.split())
        return len(self.points) <= ROW[0] and all(len(word) <= ROW[1] for word in words)

    def prose(self) -> Iterable[Prose]:
        return (*self.prompt.prose(), *(each.prose for each in self.points))

    def tracked(self) -> Tracked:
        points = options_of(self.points)
        content = "\n".join([self.prompt.plain, *(each.text for each in points)])
        return Tracked("likert", self.prompt.plain, content, points)

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return place.activity(
            numbered,
            "likert",
            self.prompt.plain,
            points=int(self.recorded),
            required=self.required,
            choices=numbered_choices(self.points, numbered.options, "point"),
        )

    def context(self, course: Any) -> Mapping[str, Any]:
        """The scale that this one is compared with."""
        return {"earlier": _scales(course).get(self.compare.value) if self.compare else None}


def _report_strangers(item: ListItem, reader: Reader) -> None:
    """What a point cannot have: it is a word or two, and not right or wrong."""
    hint = "Write each point as a word or two after a dash: - Sometimes"
    if item.checked is not None:
        reader.report("Q163", item.spot, "No point of a scale is right or wrong.", hint)
    if item.feedback is not None:
        reader.report("Q163", item.feedback.spot, "A point of a scale has no feedback.", hint)
    for child in item.children:
        reader.report("Q163", child.spot, "A list cannot stand inside a point of a scale.", hint)


def _scales(course: Course) -> dict[str, Scale]:
    """In reading order."""
    return {block.id: block for _, _, block in course.blocks() if isinstance(block, Scale) and block.id}


@reported("Q160", "error")
def no_prompt() -> None:
    """
    What it finds: a scale that asks nothing before its list.

    Why it matters: the question is the name of the whole group for a screen reader.

    Wrong: a `:::{scale}` that begins with `- Never`

    Right: a paragraph with the question, then the list
    """


@rule("Q161", "error", of=Scale)
def how_many_points(block: Scale, look: Look) -> Iterator[Finding]:
    """
    What it finds: a scale with fewer than three points, or more than seven.

    Why it matters: two are a yes or no, and nobody can tell eight steps from one another.

    Wrong: `- Never` and `- Always`

    Right: `- Never`, `- Sometimes`, `- Often`, `- Always`
    """
    count = len(block.points)
    if not FEWEST <= count <= MOST:
        there = "There is 1 point" if count == 1 else f"There are {count} points"
        spot = block.points[MOST].spot if count > MOST else block.spot
        hint = "Write them as a list after the question, from one end to the other."
        yield look.finding(spot, f"{there}; a scale has {FEWEST} to {MOST}.", hint)


@rule("Q162", "error", of=Scale)
def same_point(block: Scale, look: Look) -> Iterator[Finding]:
    """
    What it finds: two points of a scale that say the same.

    Why it matters: learners cannot tell them apart, and neither can course.lock.

    Wrong: `- Sometimes` twice

    Right: each point once
    """
    for item in same_text(block.points):
        message = f"The point {quoted(item.plain)} stands here twice."
        yield look.finding(item.spot, message, "Remove one, or change it.")


@reported("Q163", "error")
def more_than_a_point() -> None:
    """
    What it finds: a box, feedback or a list in a point of a scale, or words after its points.

    Why it matters: nothing is right or wrong here, and what has no place would not be seen.

    Wrong: `- [x] Always`

    Right: `- Always`
    """


@rule("Q164", "error", of=Scale)
def compared_with_none(block: Scale, look: Look) -> Iterator[Finding]:
    """
    What it finds: `:compare:` with an id that no scale of the course has.

    Why it matters: learners would never see what they chose before.

    Wrong: `:compare: sc-befor`

    Right: `:compare: sc-before`, where a scale begins with `:::{scale} sc-before`
    """
    known = [each for each in _scales(look.course) if each != block.id]
    if block.compare and block.compare.value not in known:
        near = difflib.get_close_matches(block.compare.value, known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else "Give the earlier scale an id: :::{scale} sc-before"
        yield look.finding(block.compare.spot, f"There is no other scale “{block.compare.value}”.", hint)


@rule("Q165", "error", of=Scale)
def compared_too_soon(block: Scale, look: Look) -> Iterator[Finding]:
    """
    What it finds: `:compare:` with a scale that stands later in the course.

    Why it matters: learners who go through the course in order have chosen nothing there yet.

    Wrong: `:compare: sc-after` in module 1, that scale in module 3

    Right: `:compare: sc-before` in module 3
    """
    scales = [each for _, _, each in look.course.blocks() if isinstance(each, Scale)]
    after = scales[scales.index(block) + 1 :]
    if block.compare and any(each.id == block.compare.value for each in after):
        hint = "Compare the later scale with this one."
        yield look.finding(block.compare.spot, f"The scale “{block.compare.value}” only comes later.", hint)


@rule("Q166", "error", of=Scale)
def compared_with_others(block: Scale, look: Look) -> Iterator[Finding]:
    """
    What it finds: `:compare:` with a scale that has other points.

    Why it matters: “Often” says nothing beside a choice of 1 to 5.

    Wrong: `- Never` to `- Always` there, and `- 1` to `- 5` here

    Right: the same points in both
    """
    earlier = _scales(look.course).get(block.compare.value) if block.compare else None
    if (
        block.compare
        and earlier
        and [each.plain for each in earlier.points] != [each.plain for each in block.points]
    ):
        hint = "Write the same points in both, in the same order."
        yield look.finding(block.compare.spot, f"The scale “{block.compare.value}” has other points.", hint)
