"""`:::{match}` -> things to bring together with what belongs to each, one to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Self

from builder.blocks import Directive, ListItem, Place, Reader
from builder.blocks.exercise import (
    Exercise,
    check_depth,
    displaced,
    numbered_choices,
    options_of,
    read_exercise,
)
from builder.findings import Finding, quoted
from builder.model import Activity, Numbered, Tracked
from builder.rules import Look, rule

FEWEST_PAIRS, MOST_PAIRS = 2, 10


class Match(Exercise):
    """`items` each have one child: their partner."""

    wears: ClassVar[tuple[str, ...]] = ("question", "sort")

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        fields = read_exercise(directive, reader)
        if fields is None:
            return None
        hint = "Indent it as far as the other partners, or make it a quote with “>” as feedback."
        for item in fields["items"]:
            for partner in item.children:
                check_depth(partner.children, reader, "A match has pairs, nothing below.", hint)
                if item.feedback and partner.feedback:
                    message = "This pair has feedback already."
                    reader.report("Q112", partner.feedback.spot, message, "Put both into one quotation.")
        return cls(**fields)

    def partners(self) -> tuple[ListItem, ...]:
        """In the order of the items that they belong to."""
        return tuple(partner for item in self.items for partner in item.children)

    def mixed(self) -> list[ListItem]:
        """The partners as learners choose from them."""
        return displaced(self.partners())

    def distinct(self) -> Iterable[Sequence[ListItem]]:
        return self.items, self.partners()

    def tracked(self) -> Tracked:
        pairs = sorted(f"{item.plain} > {each.plain}" for item in self.items for each in item.children)
        content = "\n".join([self.prompt.plain, *pairs])
        options, targets = options_of(self.items), options_of(self.partners())
        return Tracked("matching", self.prompt.plain, content, options, targets)

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return place.activity(
            numbered,
            "matching",
            self.prompt.plain,
            choices=numbered_choices(self.items, numbered.options, "item"),
            targets=numbered_choices(self.partners(), numbered.targets, "partner"),
            pairs=tuple(zip(numbered.options, numbered.targets, strict=True)),
            **self.terms(place),
        )


@rule("Q124", "error", of=Match)
def pairs(block: Match, look: Look) -> Iterator[Finding]:
    """
    What it finds: a match with fewer than two pairs, or more than ten.

    Why it matters: one pair leaves nothing to decide; among more than ten, learners search instead of thinking.

    Wrong: one list item with its partner

    Right: `- Arrives late` and `- Says nothing`, each with its partner indented below
    """
    count = len(block.items)
    if not FEWEST_PAIRS <= count <= MOST_PAIRS:
        there = "There is 1 pair" if count == 1 else f"There are {count} pairs"
        hint = "Each item of the outer list is half of a pair; its partner stands indented below."
        spot = block.items[MOST_PAIRS].spot if count > MOST_PAIRS else block.spot
        yield look.finding(spot, f"{there}; a match has {FEWEST_PAIRS} to {MOST_PAIRS}.", hint)


@rule("Q125", "error", of=Match)
def one_partner(block: Match, look: Look) -> Iterator[Finding]:
    """
    What it finds: an item of a match that has no partner, or more than one.

    Why it matters: learners choose one partner for each item; anything else could not be answered.

    Wrong: `- Arrives late` with nothing indented below it

    Right: `- Arrives late` followed by `  - Something at home needs time`
    """
    for item in block.items:
        if not item.children:
            hint = "Write it on the next line, indented by two spaces: - and its words."
            yield look.finding(item.spot, f"{quoted(item.plain)} has no partner.", hint)
        for spare in item.children[1:]:
            hint = "Leave one. Where several things belong together, write a sort."
            yield look.finding(spare.spot, f"{quoted(item.plain)} has more than one partner.", hint)
