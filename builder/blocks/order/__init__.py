"""`:::{order}` -> things to put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from builder.blocks import Directive, ListItem, Place, Reader
from builder.blocks.exercise import (
    Exercise,
    check_depth,
    displaced,
    numbered_choices,
    options_of,
    read_exercise,
)
from builder.findings import Finding
from builder.model import Activity, Choice, Numbered, Tracked
from builder.rules import Look, rule

FEWEST_ITEMS, MOST_ITEMS = 3, 12


class Order(Exercise):
    """`items` stand in the right order."""

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        fields = read_exercise(directive, reader)
        if fields is None:
            return None
        hint = "Give it a place of its own in the list, or make it a quote with “>” as feedback."
        for item in fields["items"]:
            check_depth(item.children, reader, "An order is one list, with nothing below its items.", hint)
        return cls(**fields)

    def mixed(self) -> list[ListItem]:
        """The items as learners find them."""
        return displaced(self.items)

    def distinct(self) -> Iterable[Sequence[ListItem]]:
        return (self.items,)

    def tracked(self) -> Tracked:
        content = "\n".join([self.prompt.plain, *(item.plain for item in self.items)])
        return Tracked("sequencing", self.prompt.plain, content, options_of(self.items))

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        places = range(1, len(self.items) + 1)
        return place.activity(
            numbered,
            "sequencing",
            self.prompt.plain,
            choices=numbered_choices(self.items, numbered.options, "item"),
            targets=tuple(Choice(each, str(each), str(each)) for each in places),
            pairs=tuple(zip(numbered.options, places, strict=True)),
            **self.terms(place),
        )


@rule("Q126", "error", of=Order)
def enough_to_order(block: Order, look: Look) -> Iterator[Finding]:
    """
    What it finds: an order with fewer than three items, or more than twelve.

    Why it matters: two items are turned round at one go, without a thought; moving one of many is a labour.

    Wrong: a list of “Ask” and “Bring”

    Right: a list of “Ask”, “Brew” and “Bring”
    """
    count = len(block.items)
    if not FEWEST_ITEMS <= count <= MOST_ITEMS:
        there = "There is 1 item" if count == 1 else f"There are {count} items"
        hint = "Write a list of what is to be put in order, in the right order."
        spot = block.items[MOST_ITEMS].spot if count > MOST_ITEMS else block.spot
        yield look.finding(spot, f"{there}; an order has {FEWEST_ITEMS} to {MOST_ITEMS}.", hint)
