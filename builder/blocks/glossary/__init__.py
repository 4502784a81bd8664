"""`:::{glossary}` -> terms and what they mean, each a place that links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, Self

from builder.blocks import Block, Directive, Reader
from builder.findings import Finding
from builder.links import term_element
from builder.markdown import TRAILING_ID
from builder.model import Prose, Spot
from builder.parse import slug_of
from builder.reading import ID
from builder.rules import Look, reported, rule

_MEANING = re.compile(r":(?:[ \t]+|$)")


@dataclass(frozen=True)
class Term:
    """`id` is what links say; `plain` is the term without mark-up."""

    id: str
    words: Prose
    plain: str
    meanings: tuple[Prose, ...]


class Glossary(Block):
    """Written as in many Markdown dialects: a term, and below it, after a colon, what it means."""

    terms: tuple[Term, ...]

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        if not directive.body.strip():
            hint = "Write a term and, in the line below, a colon, a space and what it means."
            reader.report("S151", directive.spot, "This glossary is empty.", hint)
            return None
        return cls(spot=directive.spot, terms=tuple(_Lines(directive, reader).terms()))

    def prose(self) -> Iterable[Prose]:
        return (prose for each in self.terms for prose in (each.words, *each.meanings))

    def anchors(self) -> Iterable[str]:
        return (each.id for each in self.terms)

    def context(self, course: Any) -> Mapping[str, Any]:
        return {"term_element": term_element}


class _Lines:
    """The body line by line: a term begins at the margin, a meaning after `: `, the rest of it is indented."""

    def __init__(self, directive: Directive, reader: Reader) -> None:
        self.reader, self.place = reader, directive.body_spot
        self.lines = directive.body.split("\n")

    def terms(self) -> Iterator[Term]:
        number = 0
        while number < len(self.lines):
            start, number = number, number + 1
            if not self.lines[start].strip():
                continue
            if _MEANING.match(self.lines[start]):
                self.astray(start, "There is no term above this.")
                number = self.end(start)
                continue
            meanings = []
            while (below := self.meaning_below(number)) is not None:
                number = self.end(below)
                meanings.append(self.meaning(below, number))
            if not meanings or not all(each.text.strip() for each in meanings):
                self.astray(start, "This term has no meaning.")
                number = max(number, self.end(start))
            yield self.term(start, tuple(meanings))  # also without: links to it lead somewhere

    def astray(self, number: int, message: str) -> None:
        hint = (
            "Write a term, and in the line below it a colon, a space and what it means; indent what follows."
        )
        self.reader.report("S157", self.spot(number), message, hint)

    def meaning_below(self, number: int) -> int | None:
        """The line of the meaning that comes next, if one does; there may be empty lines before it."""
        while number < len(self.lines) and not self.lines[number].strip():
            number += 1
        return number if number < len(self.lines) and _MEANING.match(self.lines[number]) else None

    def end(self, start: int) -> int:
        """One past the last line of what begins in a line."""
        number = start + 1
        while number < len(self.lines):
            line = self.lines[number]
            new = line.strip() and not line[0].isspace()
            # A line at the margin straight below goes on with the sentence, unless it is a term itself.
            lazy = self.lines[number - 1].strip() and not _MEANING.match(line)
            if new and not (lazy and self.meaning_below(number + 1) is None):
                return number
            number += 1
        return number

    def meaning(self, start: int, end: int) -> Prose:
        first = self.lines[start]
        column = _MEANING.match(first).end() + 1  # type: ignore[union-attr]
        text = "\n".join([first[column - 1 :], dedent("\n".join(self.lines[start + 1 : end]))])
        return self.reader.prose(text.rstrip(), Spot(self.place.path, self.place.line + start, column))

    def term(self, start: int, meanings: tuple[Prose, ...]) -> Term:
        line = self.lines[start].strip()
        words = self.reader.prose(TRAILING_ID.sub("", line), self.spot(start))
        plain = self.reader.plain(words)
        pinned = TRAILING_ID.search(line)
        if pinned and not ID.fullmatch(pinned[1]):
            at = self.lines[start].find("{#")
            spot = Spot(self.place.path, self.place.line + start, at + 1, len(pinned[1]) + 3)
            hint = "Use small letters a–z, digits and single hyphens: {#nil-by-mouth}."
            self.reader.report("S106", spot, f"“{pinned[1]}” cannot be an id.", hint)
            pinned = None
        # A term in another alphabet has an id that nobody writes; who wants to link to it pins one.
        identity = pinned[1] if pinned else slug_of(plain) or f"term-{self.place.line + start}"
        return Term(identity, words, plain, meanings)

    def spot(self, number: int) -> Spot:
        line = self.lines[number]
        words = line.strip()
        return Spot(self.place.path, self.place.line + number, line.find(words) + 1, max(1, len(words)))


@reported("S157", "error")
def half_a_term() -> None:
    """
    What it finds: a term in a glossary without its meaning, or a meaning without a term above it.

    Why it matters: one without the other helps nobody; mostly, the colon is missing.

    Wrong: `Nil by mouth` and below it `Nothing to eat or drink.`

    Right: `Nil by mouth` and below it `: Nothing to eat or drink.`
    """


@rule("S158", "error")
def term_twice(look: Look) -> Iterator[Finding]:
    """
    What it finds: a term that the course defines twice, or whose id is that of a page, an exercise or a note too.

    Why it matters: a link would lead to one of the two only, and learners would not know which meaning holds.

    Wrong: `Nil by mouth` in two glossaries

    Right: one glossary that has it, and links to it: `[nil by mouth](#nil-by-mouth)`
    """
    taken = {page.id: f"the page “{page.title}”" for module in look.course.modules for page in module.pages}
    for _, _, block in look.course.blocks():
        if block.id and block.tracked():
            taken[block.id] = f"the {block.directive()} in {block.spot.path}, line {block.spot.line}"
    seen: dict[str, str] = {}
    for _, _, block in look.course.blocks():
        for term in block.terms if isinstance(block, Glossary) else ():
            spot, words = term.words.spot, term.plain.casefold()
            place = f"{spot.path}, line {spot.line}"
            if words in seen:
                message = f"The term “{term.plain}” is already defined in {seen[words]}."
                yield look.finding(spot, message, "Keep one of the two.")
            elif term.id in taken:
                message = f"The id “{term.id}” of this term is already that of {taken[term.id]}."
                hint = f"Give the term another one, at the end of its line: {{#{term.id}-word}}"
                yield look.finding(spot, message, hint)
            seen.setdefault(words, place)
            taken.setdefault(term.id, f"the term “{term.plain}” in {place}")
