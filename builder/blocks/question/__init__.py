"""`:::{question}` -> a question with options, one or several of them right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from builder.blocks import Directive, Place, Reader
from builder.blocks.exercise import (
    Exercise,
    check_boxes,
    numbered_choices,
    options_of,
    read_exercise,
    same_text,
)
from builder.blocks.values import yes_no
from builder.findings import Finding
from builder.model import Activity, Numbered, Tracked
from builder.rules import Look, rule


class Question(Exercise):
    """Radios with one right option, checkboxes with several or with `:multiple: yes`."""

    options: ClassVar[Mapping[str, bool]] = {**Exercise.options, "multiple": False}
    reasons_for: ClassVar[tuple[bool, ...]] = (True, False)

    multiple: bool | None  # None: the author did not say

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        fields = read_exercise(directive, reader)
        said = yes_no(directive, reader, "multiple", False) if "multiple" in directive.options else None
        if fields is None:
            return None
        check_boxes(fields["items"], reader)
        return cls(**fields, multiple=said)

    def several(self) -> bool:
        """Whether the learner may choose more than one."""
        return self.multiple is True or sum(item.checked is True for item in self.items) > 1

    def tracked(self) -> Tracked:
        key = sorted(f"{'x' if item.checked else ' '} {item.plain}" for item in self.items)
        content = "\n".join([self.prompt.plain, *key])
        return Tracked("choice", self.prompt.plain, content, options_of(self.items))

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        right = zip(self.items, numbered.options, strict=True)
        return place.activity(
            numbered,
            "choice",
            self.prompt.plain,
            multiple=self.several(),
            choices=numbered_choices(self.items, numbered.options, "option"),
            correct=tuple(number for item, number in right if item.checked),
            **self.terms(place),
        )


@rule("Q102", "error", of=Question)
def no_options(block: Question, look: Look) -> Iterator[Finding]:
    """
    What it finds: a question without a list of options.

    Why it matters: there is nothing to choose, so nobody could finish the page.

    Wrong: a question with a prompt and `Because:` only

    Right: a list of `- [ ]` and `- [x]` lines after the prompt
    """
    if not block.items:
        yield look.finding(
            block.spot, "The question has no options.", "Write a list of “- [ ]” and “- [x]” lines."
        )


@rule("Q103", "error", of=Question)
def one_option(block: Question, look: Look) -> Iterator[Finding]:
    """
    What it finds: a question with a single option.

    Why it matters: a choice needs two things to choose from.

    Wrong: one line `- [x] Yes`

    Right: `- [x] Yes` and `- [ ] No`
    """
    if len(block.items) == 1:
        hint = "Add what people choose who have not understood it yet."
        yield look.finding(block.items[0].spot, "The question has only one option.", hint)


@rule("Q104", "error", of=Question)
def nothing_right(block: Question, look: Look) -> Iterator[Finding]:
    """
    What it finds: a question in which no option is marked as right.

    Why it matters: nobody could answer it correctly, or pass a test that holds it.

    Wrong: every line begins with `- [ ]`

    Right: the right one begins with `- [x]`
    """
    if block.items and not any(item.checked for item in block.items):
        hint = "Put an x into the box of each right option: - [x]"
        yield look.finding(block.spot, "No option is marked as right.", hint)


@rule("Q105", "error", of=Question)
def several_right(block: Question, look: Look) -> Iterator[Finding]:
    """
    What it finds: `:multiple: no` on a question with more than one right option.

    Why it matters: with one choice the learner could never give the whole answer.

    Wrong: `:multiple: no` and two `- [x]`

    Right: one `- [x]`, or no `:multiple:` line
    """
    right = [item for item in block.items if item.checked]
    if block.multiple is False and len(right) > 1:
        hint = "Leave one [x], or remove the line :multiple: no."
        yield look.finding(right[1].spot, "Only one may be chosen, but several are right.", hint)


@rule("Q106", "warning", quality=True, of=Exercise)
def no_feedback(block: Exercise, look: Look) -> Iterator[Finding]:
    """
    What it finds: an option of a question or a true-false, or an expected mistake of an answer, without feedback of
    its own.

    Why it matters: “not quite” teaches nothing; the reason why an option is not right does.

    Wrong: `- [ ] By e-mail`

    Right: `- [ ] By e-mail` and, indented on the next line, `> That decides for people.`
    """
    for item in block.items:
        if item.checked in block.reasons_for and item.feedback is None:
            hint = "On the next line, indented: > and the reason why it is right or not."
            yield look.finding(item.spot, "This option has no feedback.", hint)


@rule("Q108", "error", of=Question)
def same_option(block: Question, look: Look) -> Iterator[Finding]:
    """
    What it finds: two options of one question that say the same.

    Why it matters: learners cannot tell them apart, and neither can course.lock.

    Wrong: `- [ ] Never` twice

    Right: each option once
    """
    for item in same_text(block.items):
        yield look.finding(
            item.spot, f"The option “{item.plain}” stands here twice.", "Remove one, or change it."
        )
