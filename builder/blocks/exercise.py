"""What all exercises have in common: reading them, and the rules that hold for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from builder.blocks import Block, Directive, ListItem, Located, Parts, Place, Reader
from builder.blocks.prompt import Prompt, prompt_of
from builder.blocks.values import whole_number, yes_no
from builder.findings import Finding, quoted
from builder.model import Choice, Option, Prose, Spot
from builder.rules import Look, reported, rule

MOST_OPTIONS = 36  # SCORM 1.2 names a choice with one character of 0-9a-z (RTE 3.4.7, CMIFeedback)


class Exercise(Block):
    """Something with a right answer. `items` is the list as written."""

    argument: ClassVar[str] = "id"
    wears: ClassVar[tuple[str, ...]] = ("question",)
    options: ClassVar[Mapping[str, bool]] = {
        "points": False, "required": False, "teaches": False, "confidence": False, "tag": False,
        "partial": False,
    }  # fmt: skip
    # The boxes, [x] or [ ], whose lines want feedback of their own (Q106).
    reasons_for: ClassVar[tuple[bool, ...]] = ()

    prompt: Prompt
    items: tuple[ListItem, ...]
    hint: Prose | None
    because: Prose | None
    points: int
    required: bool
    teaches: Located | None
    partial: bool  # a partly right answer earns its share of the points
    sure: bool  # the learner is asked how sure they are
    tag: Located | None  # the bank that attempts draw it from

    def choices(self) -> tuple[ListItem, ...]:
        """What the learner can choose or sort."""
        return self.items

    def distinct(self) -> Iterable[Sequence[ListItem]]:
        """Lists in which nothing may stand twice (Q123)."""
        return ()

    def prose(self) -> Iterable[Prose]:
        yield from self.prompt.prose()
        for item in self.items:
            yield from _prose_of(item)
        yield from (each for each in (self.hint, self.because) if each is not None)

    def teaches_page(self) -> str:
        """The page that teaches this, as the document knows it; "" where none is named."""
        return self.teaches.value.replace("/", "--") if self.teaches else ""

    def context(self, course: Any) -> Mapping[str, Any]:
        return {"teaches": self.teaches_page()}

    def terms(self, place: Place) -> dict[str, Any]:
        """The fields of its Activity that do not depend on its kind."""
        return {
            "points": self.points,
            "assessed": place.assessed,
            "required": self.required,
            "whole": not self.partial,
            "sure": self.sure,
            "tag": self.tag.value if self.tag else "",
        }


def _prose_of(item: ListItem) -> Iterator[Prose]:
    yield item.prose
    if item.feedback is not None:
        yield item.feedback
    for child in item.children:
        yield from _prose_of(child)


def read_exercise(directive: Directive, reader: Reader) -> dict[str, Any] | None:
    """The fields that all exercises share, or None where there is no prompt."""
    parts = reader.parts(directive, labels=("Hint", "Because"))
    points = whole_number(directive.options.get("points"), reader, "Q111", 1)
    required = yes_no(directive, reader, "required", True)
    _report_leftovers(parts, reader)
    _report_run_in(parts, reader)
    if parts.opening is None:
        message = f"This {directive.name} does not ask anything."
        reader.report("Q101", directive.spot, message, "Write the question as a paragraph before the list.")
        return None
    return {
        "spot": directive.spot,
        "id": directive.argument.value or None,
        "prompt": prompt_of(parts.opening, reader),
        "items": parts.items,
        "hint": parts.labelled.get("Hint"),
        "because": parts.labelled.get("Because"),
        "points": points,
        "required": required,
        "teaches": directive.options.get("teaches"),
        "partial": yes_no(directive, reader, "partial", True),
        "sure": yes_no(directive, reader, "confidence", False),
        "tag": directive.options.get("tag"),
    }


def _report_leftovers(parts: Parts, reader: Reader) -> None:
    for each in parts.rest:
        hint = "Begin the paragraph with “Because:” or “Hint:”, or move it before the list."
        reader.report("Q112", each.spot, "This text after the list has no place in the question.", hint)


def _report_run_in(parts: Parts, reader: Reader) -> None:
    """A label that is no paragraph of its own; the Reader sees those inside feedback itself."""
    found = [parts.opening, *parts.labelled.values(), *(item.prose for item in parts.items)]
    for prose in (each for each in found if each is not None):
        for number, line in enumerate(prose.text.split("\n")):
            if number and re.match(r"\s*(?:Hint|Because):", line):
                spot = Spot(prose.spot.path, prose.spot.line + number)
                hint = "Leave an empty line before it."
                reader.report("S122", spot, "This line runs into the text above it.", hint)


def options_of(items: Iterable[ListItem]) -> tuple[Option, ...]:
    """List items as course.lock numbers them."""
    return tuple(Option(item.plain, item.spot, item.id) for item in items)


def numbered_choices(items: Iterable[ListItem], numbers: Iterable[int], kind: str) -> tuple[Choice, ...]:
    """Options with their numbers. An author's id wins; else the number makes one that never changes."""
    return tuple(
        Choice(number, item.id or f"{kind}-{number}", item.plain)
        for item, number in zip(items, numbers, strict=True)
    )


def mixed(items: Iterable[ListItem]) -> list[ListItem]:
    """The items in an order that follows from their last letters: it has no meaning, and is the same in every build."""
    return sorted(items, key=lambda item: (item.plain[::-1].casefold(), item.plain))


def displaced(items: Sequence[ListItem]) -> list[ListItem]:
    """The items mixed so that as few as can be are where they were; nor do three or more stand backwards."""
    found = mixed(items)
    ways = [[*found[at:], *found[:at]] for at in range(len(found))]
    ways = [way for way in ways if len(way) < 3 or way != [*items][::-1]]
    return min(ways, key=lambda way: sum(a == b for a, b in zip(way, items, strict=True)), default=found)


def check_boxes(items: Iterable[ListItem], reader: Reader) -> None:
    """Reports what is no plain line with a box."""
    for item in items:
        if item.checked is None:
            hint = "Begin it with “- [ ]”, or with “- [x]” where it is right."
            reader.report("Q113", item.spot, "This option has no box.", hint)
        hint = "Give it its own place in the list, or make it a quote with “>” as feedback."
        check_depth(item.children, reader, "A list inside an option has no place in the question.", hint)


def check_depth(items: Iterable[ListItem], reader: Reader, message: str, hint: str) -> None:
    """Reports items that stand further in than they can."""
    for item in items:
        reader.report("Q112", item.spot, message, hint)


def same_text(items: Iterable[ListItem]) -> Iterator[ListItem]:
    """Items that say what an earlier one says."""
    seen: set[str] = set()
    for item in items:
        key = " ".join(item.plain.casefold().split())
        if key in seen:
            yield item
        seen.add(key)


@reported("Q101", "error")
def no_prompt() -> None:
    """
    What it finds: an exercise that asks nothing before its list.

    Why it matters: the prompt is the name of the whole group for a screen reader, and of the item in reports.

    Wrong: a `:::{question}` that begins with `- [ ]`

    Right: a paragraph with the question, then the list
    """


@rule("Q107", "error", of=Exercise)
def no_explanation(block: Exercise, look: Look) -> Iterator[Finding]:
    """
    What it finds: a question without a paragraph that begins with `Because:`.

    Why it matters: the explanation is where learning happens, above all for those who answered wrongly.

    Wrong: a question that ends after its options

    Right: `Because: working with someone needs both challenge and support.`
    """
    if block.because is None:
        hint = "After the list and a blank line, write: Because: and why the right answer is right."
        yield look.finding(block.spot, "The question does not explain its answer.", hint)


@rule("Q109", "error", of=Exercise)
def too_many(block: Exercise, look: Look) -> Iterator[Finding]:
    """
    What it finds: more than 36 options in a question, or items in another exercise.

    Why it matters: SCORM 1.2 names each choice with one character of 0–9 and a–z.

    Wrong: a list of 40 options

    Right: two questions of 20
    """
    if len(block.choices()) > MOST_OPTIONS:
        message = f"There are {len(block.choices())} options; SCORM 1.2 can name {MOST_OPTIONS}."
        yield look.finding(block.choices()[MOST_OPTIONS].spot, message, "Split it into two.")


@reported("Q111", "error")
def points_not_whole() -> None:
    """
    What it finds: `:points:` that is not a whole number of 1 or more.

    Why it matters: the score is worked out from it.

    Wrong: `:points: half`

    Right: `:points: 2`
    """


@reported("Q112", "error")
def text_left_over() -> None:
    """
    What it finds: text after a question's list that is neither `Hint:` nor `Because:`, or a second list.

    Why it matters: it has no place in the question, so learners would never see it.

    Wrong: a paragraph `Think about both axes.` after the options

    Right: `Hint: think about both axes.`
    """


@reported("Q113", "error")
def no_box() -> None:
    """
    What it finds: an option, or a form of an answer, without `[ ]` or `[x]`.

    Why it matters: nobody can tell whether it is right.

    Wrong: `- By e-mail`

    Right: `- [ ] By e-mail`
    """


@rule("Q114", "error", of=Exercise)
def teaches_no_page(block: Exercise, look: Look) -> Iterator[Finding]:
    """
    What it finds: `:teaches:` that names no page of the course.

    Why it matters: the result of a test links each question to the page that teaches it.

    Wrong: `:teaches: four-ways`

    Right: `:teaches: relational-window/four-ways`
    """
    if block.teaches is None:
        return
    pages = {f"{module.slug}/{page.id}" for module in look.course.modules for page in module.pages}
    if block.teaches.value not in pages:
        slug = block.teaches.value.partition("/")[0]
        near = [each for each in sorted(pages) if each.endswith(f"/{slug}") or each.startswith(f"{slug}/")]
        hint = f"Write module/page; did you mean {near[0]}?" if near else "Write it as module/page."
        yield look.finding(block.teaches.spot, f"There is no page “{block.teaches.value}”.", hint)


@rule("Q123", "error", of=Exercise)
def same_item(block: Exercise, look: Look) -> Iterator[Finding]:
    """
    What it finds: an item that stands twice in a sort, match or order; also a group or a partner.

    Why it matters: learners cannot tell the two apart, and an item can belong in one place only.

    Wrong: `- “Whatever.”` under both NOT and FOR

    Right: each item once
    """
    for item in (item for items in block.distinct() for item in same_text(items)):
        yield look.finding(
            item.spot, f"{quoted(item.plain)} stands here twice.", "Remove one, or change its words."
        )
