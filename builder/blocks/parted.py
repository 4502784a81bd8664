"""A directive's body under headings -> its parts, each a heading with what stands below it: columns, steps, scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.blocks import Directive, Reader
from builder.markdown import Mention, mentions
from builder.model import Prose, Spot
from builder.rules import reported

_SIGNS = re.compile(r" {0,3}#+(?:\s|$)")


@dataclass(frozen=True)
class Part:
    """`title` keeps its number signs: it is a heading of the page, at the level that the author gave it."""

    title: Prose
    body: Prose | None

    def prose(self) -> Iterator[Prose]:
        yield from (each for each in (self.title, self.body) if each is not None)


def parts_of(directive: Directive, reader: Reader, what: str) -> tuple[Part, ...] | None:
    """The parts of a block that has at least two; None when it is empty. `what` is the word for one of them."""
    if not directive.body.strip():
        hint = (
            f"Give each {what} a heading (### and its name) and its words below that, before the closing :::"
        )
        reader.report("S151", directive.spot, f"There is no {what} here.", hint)
        return None
    lines = directive.body.split("\n")
    headings = _headings(directive, reader)
    first = headings[0].spot.line - directive.body_spot.line if headings else len(lines)
    astray = next((number for number, line in enumerate(lines[:first]) if line.strip()), None)
    if astray is not None:
        spot = Spot(directive.spot.path, directive.body_spot.line + astray, 1, len(lines[astray].rstrip()))
        hint = (
            f"Begin each {what} with a heading, ### and its name; put what belongs to none above the block."
        )
        reader.report("S154", spot, f"These words stand before the first {what}.", hint)
    if len(headings) == 1:
        hint = f"Add a heading with the next {what}, or write the text without the block."
        reader.report("S155", headings[0].spot, f"There is only one {what}.", hint)
    ends = [each.spot.line for each in headings[1:]] + [directive.body_spot.line + len(lines)]
    return tuple(_part(each, ends[n], directive, reader, what) for n, each in enumerate(headings))


def _headings(directive: Directive, reader: Reader) -> list[Mention]:
    """The headings that begin a part: those of the first one's level, and what stands above that."""
    lines = directive.body.split("\n")
    found = [
        each
        for each in mentions(reader.prose(directive.body, directive.body_spot))
        if each.kind == "heading" and _SIGNS.match(lines[each.spot.line - directive.body_spot.line])
    ]
    return [each for each in found if each.level <= found[0].level]


def _part(heading: Mention, end: int, directive: Directive, reader: Reader, what: str) -> Part:
    lines = directive.body.split("\n")
    above = heading.spot.line - directive.body_spot.line
    if not heading.text.strip():
        hint = "Write its words after the number signs."
        reader.report("S107", heading.spot, "This heading has no words.", hint)
    text = "\n".join(lines[above + 1 : end - directive.body_spot.line])
    if not text.strip():
        hint = "Write it below the heading, or delete the heading."
        reader.report("S156", heading.spot, f"Nothing stands in this {what}.", hint)
    title = reader.prose(lines[above], Spot(heading.spot.path, heading.spot.line))
    below = Spot(heading.spot.path, heading.spot.line + 1)
    return Part(title, reader.prose(text, below) if text.strip() else None)


@reported("S154", "error")
def before_the_first_part() -> None:
    """
    What it finds: words in a `compare` or in `steps` that stand before the first heading.

    Why it matters: the headings name the columns and the steps; what stands before them belongs to none.

    Wrong: `:::{compare}` and then `What was said: Please sit down.`

    Right: `### What was said` and below it `Please sit down.`
    """


@reported("S155", "error")
def only_one_part() -> None:
    """
    What it finds: a `compare` with one column, `steps` with one step, or a `scenario` with one scene.

    Why it matters: nothing stands beside it or comes after it; mostly, a heading was written without its signs.

    Wrong: `### What was said` and below it `What was heard`

    Right: `### What was said` and `### What was heard`
    """


@reported("S156", "error")
def empty_part() -> None:
    """
    What it finds: a column of a `compare`, a step, or a scene of a `scenario`, with a heading and nothing below it.

    Why it matters: learners would look for what the heading promises.

    Wrong: `### Ask` straight followed by `### Brew`

    Right: what to ask, between them
    """
