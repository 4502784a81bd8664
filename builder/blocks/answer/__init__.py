"""`:::{answer}` -> a question that is answered with a word, a few words or a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self

from builder.blocks import Directive, ListItem, Place, Reader
from builder.blocks.answer.forms import folded, number_of
from builder.blocks.exercise import Exercise, check_boxes, numbered_choices, options_of, read_exercise
from builder.blocks.values import yes_no
from builder.findings import Finding, quoted
from builder.model import Activity, Kind, Numbered, Tracked
from builder.rules import Look, reported, rule
from builder.state_bound import MOST_TEXT


class Answer(Exercise):
    """`items` are forms of the answer: with `[x]` accepted ones, with `[ ]` expected mistakes."""

    # A word is right or it is not: no part of it earns a share.
    options: ClassVar[Mapping[str, bool]] = {
        **{name: needed for name, needed in Exercise.options.items() if name != "partial"},
        "number": False, "tolerance": False,
    }  # fmt: skip
    reasons_for: ClassVar[tuple[bool, ...]] = (False,)

    number: bool
    tolerance: Decimal

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        fields = read_exercise(directive, reader)
        number = yes_no(directive, reader, "number", "tolerance" in directive.options)
        tolerance = _tolerance(directive, reader, number)
        if fields is None:
            return None
        check_boxes(fields["items"], reader)
        return cls(**fields, number=number, tolerance=tolerance)

    def negative(self) -> bool:
        """Whether a minus may have to be typed: the number pads of some phones have none."""
        return any((number_of(item.plain) or 0) < 0 for item in self.items)

    def same(self, one: ListItem, other: ListItem) -> bool:
        """Whether what is written for the one is taken for the other."""
        if not self.number:
            return folded(one.plain) == folded(other.plain)
        a, b = number_of(one.plain), number_of(other.plain)
        return a is not None and b is not None and abs(a - b) <= self.tolerance

    def tracked(self) -> Tracked:
        key = sorted(f"{'x' if item.checked else ' '} {item.plain}" for item in self.items)
        near = [f"± {self.tolerance}"] if self.number else []
        content = "\n".join([self.prompt.plain, *key, *near])
        return Tracked(self.kind(), self.prompt.plain, content, options_of(self.items))

    def kind(self) -> Kind:
        return "numeric" if self.number else "fill-in"

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        forms = zip(self.items, numbered.options, strict=True)
        return place.activity(
            numbered,
            self.kind(),
            self.prompt.plain,
            choices=numbered_choices(self.items, numbered.options, "form"),
            correct=tuple(number for item, number in forms if item.checked),
            margin=float(self.tolerance),
            **self.terms(place),
        )


def _tolerance(directive: Directive, reader: Reader, number: bool) -> Decimal:
    written = directive.options.get("tolerance")
    found = number_of(written.value) if written else Decimal(0)
    if written and (found is None or found < 0):
        hint = "Write how far from it an answer may be, in digits: 5 or 0.5."
        reader.report("Q131", written.spot, f"{quoted(written.value)} is no tolerance.", hint)
    elif written and not number:
        hint = "Remove “:number: no”, or the tolerance."
        reader.report("Q131", written.spot, "Only a number can have a tolerance.", hint)
    return max(found or Decimal(0), Decimal(0))


@rule("Q127", "error", of=Answer)
def nothing_accepted(block: Answer, look: Look) -> Iterator[Finding]:
    """
    What it finds: an answer of which no form is accepted.

    Why it matters: whatever learners wrote, it would be wrong.

    Wrong: a list in which every line begins with `- [ ]`, or no list at all

    Right: `- [x] restorative`
    """
    if not any(item.checked for item in block.items):
        hint = "After the question, write a list of what is right: - [x] and its words."
        yield look.finding(block.spot, "No form of the answer is accepted.", hint)


@rule("Q128", "error", of=Answer)
def cannot_be_written(block: Answer, look: Look) -> Iterator[Finding]:
    """
    What it finds: a form of an answer that is longer than 40 characters, or has neither letters nor digits.

    Why it matters: so much can be written into the field and kept; and by letters and digits answers are compared.

    Wrong: `- [x] working with people and not doing things to them`

    Right: `- [x] working with people`
    """
    for item in block.items:
        if len(item.plain) > MOST_TEXT:
            hint = "Ask for one or two words; for more, write a reflection."
            message = f"This has {len(item.plain)} characters; an answer has {MOST_TEXT} at most."
            yield look.finding(item.spot, message, hint)
        elif not block.number and item.plain and not folded(item.plain):
            hint = "Write it in words, or make it a question with options."
            yield look.finding(item.spot, f"{quoted(item.plain)} has neither a letter nor a digit.", hint)


@rule("Q129", "error", of=Answer)
def same_form(block: Answer, look: Look) -> Iterator[Finding]:
    """
    What it finds: two forms of an answer that are taken for one: they differ in capitals, accents, spaces or
    punctuation only, or, of numbers, by no more than the tolerance.

    Why it matters: the first one would always win, and what is said about the other would never be read.

    Wrong: `- [x] Follow-up` and `- [ ] follow up`

    Right: `- [x] follow-up` alone
    """
    for place, item in enumerate(block.items):
        first = next((each for each in block.items[:place] if block.same(each, item)), None)
        if first is not None:
            message = f"{quoted(item.plain)} is taken for {quoted(first.plain)}, which stands before it."
            yield look.finding(item.spot, message, "Remove one of them.")


@rule("Q130", "error", of=Answer)
def not_a_number(block: Answer, look: Look) -> Iterator[Finding]:
    """
    What it finds: a form of a number that is none.

    Why it matters: answers that must be numbers could never match it.

    Wrong: `:tolerance: 5` and `- [x] eighty`

    Right: `:tolerance: 5` and `- [x] 80`
    """
    for item in block.items:
        if block.number and number_of(item.plain) is None:
            hint = "Write it in digits: 80, 2.5 or 1,000. For words, remove :number: and :tolerance:."
            yield look.finding(item.spot, f"{quoted(item.plain)} is not a number.", hint)


@reported("Q131", "error")
def no_tolerance() -> None:
    """
    What it finds: a `:tolerance:` that is no number of 0 or more, or one with `:number: no`.

    Why it matters: it says how far from the right number an answer may be.

    Wrong: `:tolerance: a little`

    Right: `:tolerance: 5`
    """
