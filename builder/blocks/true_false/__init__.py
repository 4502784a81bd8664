"""`:::{true-false}` -> a statement to judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from builder.blocks import Directive, ListItem, Place, Reader
from builder.blocks.exercise import Exercise, read_exercise
from builder.findings import Finding
from builder.model import Activity, Choice, Numbered, Prose, Tracked
from builder.rules import Look, rule

TRUE, FALSE = 1, 2  # fixed for every true-false (model.Activity), so course.lock has nothing to number


class TrueFalse(Exercise):
    """A statement; `items` are True and False, whichever the author wrote first."""

    reasons_for: ClassVar[tuple[bool, ...]] = (True, False)

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        fields = read_exercise(directive, reader)
        return None if fields is None else cls(**fields)

    def item(self, word: str) -> ListItem | None:
        return next((each for each in self.items if each.plain.casefold() == word), None)

    def feedback(self, word: str) -> Prose | None:
        """What the author says to those who choose `true` or `false`."""
        item = self.item(word)
        return item.feedback if item else None

    def right(self) -> bool:
        """Whether the statement is true."""
        return any(item.checked and item.plain.casefold() == "true" for item in self.items)

    def tracked(self) -> Tracked:
        return Tracked("true-false", self.prompt.plain, f"{self.prompt.plain}\n{self.right()}")

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return place.activity(
            numbered,
            "true-false",
            self.prompt.plain,
            choices=(Choice(TRUE, "true", "True"), Choice(FALSE, "false", "False")),
            correct=(TRUE if self.right() else FALSE,),
            **self.terms(place),
        )


@rule("Q110", "error", of=TrueFalse)
def not_true_and_false(block: TrueFalse, look: Look) -> Iterator[Finding]:
    """
    What it finds: a true-false whose list is not exactly True and False, one of them marked with `[x]`.

    Why it matters: SCORM and xAPI know a true-false only so.

    Wrong: `- [x] Yes` and `- [ ] No`

    Right: `- [x] True` and `- [ ] False`
    """
    words = sorted(item.plain.casefold() for item in block.items)
    if words != ["false", "true"]:
        others = [item.spot for item in block.items if item.plain.casefold() not in ("true", "false")]
        spot = others[0] if others else block.spot
        hint = "Write “- [x] True” and “- [ ] False”; for other words use a question."
        yield look.finding(spot, "The list must be True and False, each once.", hint)
    elif sum(item.checked is True for item in block.items) != 1:
        hint = "Put an x into one box: - [x]"
        yield look.finding(block.items[0].spot, "One of True and False must be right.", hint)
    elif any(item.checked is None for item in block.items):
        wrong = next(item for item in block.items if item.checked is None)
        yield look.finding(wrong.spot, "This line has no box.", "Begin it with “- [ ]”.")
