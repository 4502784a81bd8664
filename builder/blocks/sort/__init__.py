"""`:::{sort}` -> things to put into the groups they belong in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from builder.blocks import Directive, ListItem, Place, Reader
from builder.blocks.exercise import Exercise, check_depth, mixed, numbered_choices, options_of, read_exercise
from builder.findings import Finding, quoted
from builder.model import Activity, Numbered, Tracked
from builder.rules import Look, rule

FEWEST_GROUPS, MOST_GROUPS = 2, 6


class Sort(Exercise):
    """`items` are the groups; what belongs in one are its children."""

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        fields = read_exercise(directive, reader)
        if fields is None:
            return None
        hint = "Indent it as far as the others, or make it a quote with “>” as feedback."
        for item in (item for group in fields["items"] for item in group.children):
            check_depth(item.children, reader, "A sort has groups and items, nothing below.", hint)
        return cls(**fields)

    def choices(self) -> tuple[ListItem, ...]:
        return tuple(item for group in self.items for item in group.children)

    def mixed(self) -> list[ListItem]:
        """The items as learners find them: their order does not give the groups away."""
        return mixed(self.choices())

    def distinct(self) -> Iterable[Sequence[ListItem]]:
        return self.items, self.choices()

    def tracked(self) -> Tracked:
        pairs = sorted(f"{item.plain} > {group.plain}" for group in self.items for item in group.children)
        content = "\n".join([self.prompt.plain, *pairs])
        return Tracked(
            "matching", self.prompt.plain, content, options_of(self.choices()), options_of(self.items)
        )

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        homes = [
            target for group, target in zip(self.items, numbered.targets, strict=True) for _ in group.children
        ]
        return place.activity(
            numbered,
            "matching",
            self.prompt.plain,
            choices=numbered_choices(self.choices(), numbered.options, "item"),
            targets=numbered_choices(self.items, numbered.targets, "group"),
            pairs=tuple(zip(numbered.options, homes, strict=True)),
            **self.terms(place),
        )


@rule("Q121", "error", of=Sort)
def groups(block: Sort, look: Look) -> Iterator[Finding]:
    """
    What it finds: a sort with fewer than two groups, or more than six.

    Why it matters: one group leaves nothing to decide; more than six do not fit in the head or on a phone.

    Wrong: one list item with everything in it

    Right: `- TO` and `- WITH`, each with its items indented below
    """
    if not FEWEST_GROUPS <= len(block.items) <= MOST_GROUPS:
        count = len(block.items)
        there = "There is 1 group" if count == 1 else f"There are {count} groups"
        message = f"{there}; a sort has {FEWEST_GROUPS} to {MOST_GROUPS}."
        hint = "Each item of the outer list is a group; what belongs in it stands indented below."
        spot = block.items[MOST_GROUPS].spot if block.items[MOST_GROUPS:] else block.spot
        yield look.finding(spot, message, hint)


@rule("Q122", "error", of=Sort)
def empty_group(block: Sort, look: Look) -> Iterator[Finding]:
    """
    What it finds: a group of a sort in which nothing belongs.

    Why it matters: it is usually a list whose items are not indented.

    Wrong: `- TO` followed by `- “I have decided.”` in the same column

    Right: `- TO` followed by `  - “I have decided.”`, two spaces further in
    """
    empty = [group for group in block.items if not group.children]
    if empty:  # one slip of the indentation empties several: it is one mistake
        others = f", and in {len(empty) - 1} more" if len(empty) > 1 else ""
        hint = "Indent the items below their group by two spaces, or remove the group."
        yield look.finding(
            empty[0].spot, f"Nothing belongs in the group {quoted(empty[0].plain)}{others}.", hint
        )
