"""The shipped course's questions -> no right answer given away by its form.

A key is given away when the right option stands out: the longest, the shortest, often in one place. Of all choices
with one right option among n, chance makes it the longest in the sum of 1/n of them; up to two standard deviations
more are allowed. Options that are as long as each other share it. The same holds for marks that test-wise readers
go by (a question, "ask", "perhaps", "always" …), for being with one as for being without, and for all of them added up.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pytest

from builder.blocks.exercise import Exercise
from builder.blocks.question import Question
from builder.blocks.true_false import TrueFalse

from .asked import bank, by_tag, practice


def mark(found: str) -> re.Pattern[str]:
    return re.compile(found, re.I)


FOR_IT = {  # what makes an option look right to somebody who has not read the course
    "a question": mark(r"\?"),
    "a limit, then a question": mark(r"^[^?]+[.:,] [^.?]+\?”?$"),
    "a quotation": mark("“"),
    "two sentences": mark(r"[.?!] \S"),
    "ask, hear": mark(r"\b(ask|hear|listen|talk)"),
    "what, how": mark(r"\b(what|how)\b"),
    "two things": mark(r"\band\b"),
    "a hedge": mark(r"\b(may|might|could|would|perhaps|maybe|likely|mostly|often|usually|sometimes|some)\b"),
    "thanks, sorry": mark(r"\b(thank|sorry|help|please)"),
    "you": mark(r"\byour?\b"),
}
AGAINST_IT = {  # what makes it look wrong
    "an absolute": mark(
        r"\b(all|always|never|every\w*|none|nobody|nothing|any\w*|only|just|must|simply|quite|really)\b"
    ),
    "a no": mark(r"\b(no|not|never|without|leave|drop|refuse)\b|n’t\b"),
    "a reason": mark(r"\b(because|since|as (it|they|he|she)|so that)\b"),
    "why": mark(r"\bwhy\b"),
}


@dataclass(frozen=True)
class Choice:
    """A question with one right option: the options' words, and which of them is right."""

    options: tuple[str, ...]
    right: int

    def share(self, values: Sequence[int], extreme: int) -> float:
        """How far the right option is the one with that value: 1 alone, a half with another, 0 not at all."""
        return (values[self.right] == extreme) / values.count(extreme)

    @property
    def lengths(self) -> list[int]:
        return [len(each) for each in self.options]

    @property
    def longest(self) -> float:
        return self.share(self.lengths, max(self.lengths))

    @property
    def shortest(self) -> float:
        return self.share(self.lengths, min(self.lengths))

    def marked(self, found: re.Pattern[str]) -> list[int]:
        """For each option 1 if it bears the mark, else 0."""
        return [int(found.search(each) is not None) for each in self.options]

    @property
    def guessed(self) -> float:
        """How far the right option is the one with most marks for it, less those against it."""
        scores = [
            sum(found.search(each) is not None for found in FOR_IT.values())
            - sum(found.search(each) is not None for found in AGAINST_IT.values())
            for each in self.options
        ]
        return self.share(scores, max(scores))


def choices(found: Iterable[Exercise]) -> list[Choice]:
    made = []
    for each in found:
        right = [index for index, item in enumerate(each.items) if item.checked]
        if isinstance(each, Question) and len(right) == 1:
            made.append(Choice(tuple(item.plain for item in each.items), right[0]))
    return made


def most(chances: Iterable[float]) -> float:
    """What chance makes of it, and two standard deviations."""
    listed = list(chances)
    return sum(listed) + 2 * math.sqrt(sum(each * (1 - each) for each in listed))


def too_often(found: Sequence[Choice]) -> list[str]:
    """What would help somebody who chooses by the look of the options."""
    bound = most(1 / len(each.options) for each in found)
    counts = {
        "longest": sum(each.longest for each in found),
        "shortest": sum(each.shortest for each in found),
        "guessed": sum(each.guessed for each in found),
    }
    said = [f"{name}: {count:g} > {bound:.1f}" for name, count in counts.items() if count > bound]
    for place in range(max(len(each.options) for each in found)):
        among = [each for each in found if len(each.options) > place]
        count = sum(each.right == place for each in among)
        bound = most(1 / len(each.options) for each in among)
        if count > bound:
            said.append(f"place {place + 1}: {count} > {bound:.1f}")
    return said


def told_by_marks(found: Sequence[Choice]) -> list[str]:
    """The marks that the right option bears, or lacks, more often than chance, where the options differ in it."""
    said = []
    for name, pattern in (FOR_IT | AGAINST_IT).items():
        among = [(each, each.marked(pattern)) for each in found if len(set(each.marked(pattern))) == 2]
        bound = most(1 / len(marks) for _, marks in among)
        for word, value in ("with", 1), ("without", 0):
            count = sum(each.share(marks, value) for each, marks in among)
            if count > bound:
                said.append(f"{word} {name}: {count:.1f} > {bound:.1f}")
    return said


@pytest.mark.parametrize("found", [bank, practice], ids=["bank", "modules"])
def test_the_right_option_cannot_be_told_by_its_form(found: Callable[[], list[Exercise]]) -> None:
    assert len(choices(found())) > 20
    assert too_often(choices(found())) == []
    assert told_by_marks(choices(found())) == []


def sample(lengths: Sequence[int], right: int) -> Choice:
    return Choice(tuple("x" * each for each in lengths), right)


def test_a_key_that_can_be_told_is_found() -> None:
    fair = [sample((5, 6, 7, 8), right) for right in range(4)] * 10
    assert too_often(fair) == []
    assert too_often([*fair, *[sample((5, 6, 7, 8), 3)] * 20]) == ["longest: 30 > 21.7", "place 4: 30 > 21.7"]
    assert too_often([*fair, *[sample((5, 6, 5, 8), 2)] * 20])[0] == "place 3: 30 > 21.7"
    assert sample((5, 6, 5, 8), 2).shortest == 0.5


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Wait. What would it take?", "with a limit, then a question"),
        ("Say so, and wait", "with two things"),
        ("It may be tried", "with a hedge"),
    ],
)
def test_a_mark_that_tells_the_key_is_found(told: str, said: str) -> None:
    plain = ("It will be tried", "It was tried", "It is tried")
    tell = [Choice((*plain[:place], told, *plain[place:]), place) for place in range(4)] * 3
    assert said in [each.split(":")[0] for each in told_by_marks(tell)]
    assert [each.split(":")[0] for each in too_often(tell) if each.startswith("guessed")] == ["guessed"]
    other = [Choice(each.options, right) for each in tell[:4] for right in range(4)]
    assert told_by_marks(other) == []
    assert [each for each in too_often(other) if each.startswith("guessed")] == []


def test_the_right_options_of_a_bank_are_spread_over_the_places() -> None:
    for tag, found in by_tag().items():
        one = [each for each in choices(found) if len(each.lengths) == 4]
        places = Counter(each.right for each in one)
        counts = [places[place] for place in range(4)]
        assert max(counts) - min(counts) <= 1, (tag, counts)


def test_true_is_as_likely_as_false() -> None:
    true = [each.right() for each in [*bank(), *practice()] if isinstance(each, TrueFalse)]
    assert len(true) >= 10
    assert abs(2 * sum(true) - len(true)) <= 2 * math.sqrt(len(true))


CAUTIOUS = mark(r"\b(can|may|might|could|usually|often|likely|mostly)\b")
SWEEPING = mark(r"\b(all|always|never|every\w*|no|nobody|nothing|must|has to|have to|requires)\b")


@pytest.mark.parametrize(
    ("pattern", "key"), [(CAUTIOUS, True), (SWEEPING, False)], ids=["cautious", "sweeping"]
)
def test_the_tone_of_a_claim_does_not_say_whether_it_is_true(pattern: re.Pattern[str], key: bool) -> None:
    asked = [each for each in [*bank(), *practice()] if isinstance(each, TrueFalse)]
    claims = {re.split(r"(?<=[.?!:]) ", each.prompt.plain)[-1]: each.right() for each in asked}
    among = [right for claim, right in claims.items() if pattern.search(claim)]
    assert len(among) >= 4
    assert among.count(key) <= most([1 / 2] * len(among))
    assert (not key) in among
