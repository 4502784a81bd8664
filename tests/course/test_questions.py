"""The shipped course's questions -> no right answer given away by its form, a reason for everybody, enough of them.

A key is given away when the right option stands out: the longest, the shortest, often in one place. Of all choices
with one right option among n, chance makes it the longest in the sum of 1/n of them; up to two standard deviations
more are allowed. Options that are as long as each other share it. The same holds for marks that test-wise readers
go by (a question, "ask", "perhaps", "always" …), for being with one as for being without, and for all of them added up.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from builder.blocks import ListItem
from builder.blocks.exercise import Exercise
from builder.blocks.question import Question
from builder.blocks.reflection import Reflection
from builder.blocks.true_false import TrueFalse
from builder.load import load
from builder.model import Course, Module, Prose
from builder.parse import parse

ROOT = Path(__file__).parents[2]
CHECK = "final-check"
OF_A_ROLE = 2  # questions about the learner's own role in each attempt
IN_AN_ATTEMPT = 10
FEWEST_IN_THE_BANK = 40
MOST_WORDS = 110  # of a situation with its options: what people read before they choose
HIDDEN = re.compile(
    r"\bnam(e|es|ed)\b|unnamed|nameless|recognis|identif|points? to|away|show who|a role\b", re.I
)
PEOPLE = re.compile(
    r"patient|relative|famil|colleague|parent|pupil|resident|service user|anyone|\bnames\b", re.I
)
MODULES = [
    each for each in yaml.safe_load((ROOT / "course.yaml").read_text("utf-8"))["modules"] if each != CHECK
]


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


@cache
def course() -> Course:
    source, _ = load(ROOT)
    found, _ = parse(source)
    assert found is not None
    return found


def exercises(modules: Iterable[Module]) -> list[Exercise]:
    return [
        block
        for module in modules
        for page in module.pages
        for block in page.blocks
        if isinstance(block, Exercise)
    ]


def bank() -> list[Exercise]:
    return exercises(each for each in course().modules if each.slug == CHECK)


def practice() -> list[Exercise]:
    return exercises(each for each in course().modules if each.slug != CHECK)


def by_tag() -> dict[str, list[Exercise]]:
    tags: dict[str, list[Exercise]] = {}
    for each in bank():
        assert each.tag, each.prompt.plain
        tags.setdefault(each.tag.value, []).append(each)
    return tags


def kinds(found: Iterable[Exercise]) -> set[str]:
    return {each.directive() for each in found}


# ---------------------------------------------------------------- the form of the right option


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


# ---------------------------------------------------------------- what learners hear


def reasons(exercise: Exercise) -> Iterator[tuple[str, Prose | None]]:
    """Each thing that a learner can choose or sort, and what is said of it."""

    def walk(item: ListItem, above: Prose | None) -> Iterator[tuple[str, Prose | None]]:
        said = item.feedback or above
        if item.children:
            for child in item.children:
                yield from walk(child, said)
        else:
            yield item.plain, said

    for item in exercise.items:
        yield from walk(item, None)


def words(prose: Prose | None) -> str:
    return " ".join(prose.text.split()).casefold() if prose else ""


def test_every_option_has_a_reason_of_its_own() -> None:
    said: Counter[str] = Counter()
    for exercise in [*bank(), *practice()]:
        for option, reason in reasons(exercise):
            assert len(words(reason).split()) >= 4, (exercise.prompt.plain, option)
            said[words(reason)] += 1
    assert [each for each, count in said.items() if count > 1] == []


def test_every_question_says_why() -> None:
    said = [words(each.because) for each in [*bank(), *practice()]]
    assert all(len(each.split()) >= 8 for each in said)
    assert len(set(said)) == len(said)


# ---------------------------------------------------------------- the bank


def test_the_bank_is_large_enough_for_every_attempt() -> None:
    module = next(each for each in course().modules if each.slug == CHECK)
    settings = module.assessment
    assert settings is not None
    tags = by_tag()
    roles = {each.slug for each in course().modules if each.slug.startswith("role-")}
    assert len(roles) == 5
    assert roles <= set(tags)
    assert len(bank()) >= FEWEST_IN_THE_BANK
    for role in roles:
        assert len(tags[role]) >= settings.attempts * OF_A_ROLE, role
    core = [each for tag, found in tags.items() if tag not in roles for each in found]
    assert len(core) >= settings.attempts * IN_AN_ATTEMPT
    for tag, drawn in settings.draw.items() if isinstance(settings.draw, dict) else ():
        assert tag == "role" or len(tags[tag]) >= settings.attempts * drawn, tag
    assert settings.draws["role"] == OF_A_ROLE
    assert sum(settings.draws.values()) == IN_AN_ATTEMPT


def test_the_bank_stands_in_the_order_of_its_tags() -> None:
    tags = [each.tag.value for each in bank() if each.tag]
    assert sum(one != other for one, other in itertools.pairwise(tags)) == len(set(tags)) - 1


def test_each_bank_is_taught_by_its_module_and_holds_two_kinds() -> None:
    for tag, found in by_tag().items():
        assert len(kinds(found)) >= 2, tag
        for each in found:
            taught = each.teaches.value.split("/")[0] if each.teaches else ""
            assert taught in ({tag, "start-here"} if tag == "what-it-is" else {tag}), each.prompt.plain


def test_a_question_of_the_bank_is_short() -> None:
    for each in bank():
        if isinstance(each, Question):
            text = " ".join([each.prompt.plain, *(item.plain for item in each.items)])
            assert len(text.split()) <= MOST_WORDS, text


# ---------------------------------------------------------------- the modules


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_asks_enough(slug: str) -> None:
    (module,) = [each for each in course().modules if each.slug == slug]
    asked = exercises([module])
    assert len(asked) >= 3
    assert len(kinds(asked)) >= 2
    notes = [each for page in module.pages for each in page.blocks if isinstance(each, Reflection)]
    assert len(notes) >= 2
    for each in notes:
        assert reminds(each.prompt.plain), each.prompt.plain


def reminds(prompt: str) -> bool:
    """Whether a sentence of it says that nobody is to be named or known."""
    return any(HIDDEN.search(each) and PEOPLE.search(each) for each in re.split(r"(?<=[.?!]) ", prompt))


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("Whom did you meet? Please keep colleagues and patients unnamed.", True),
        ("What did you do? No patient should be recognisable in what you write.", True),
        ("Write two sentences to yourself. Leave out all names.", True),
        ("Name one thing. What is it that you would like to do, and when? Write it down.", False),
        ("What shifted in you?", False),
    ],
)
def test_a_reminder_is_told_from_a_prompt_without_one(prompt: str, said: bool) -> None:
    assert reminds(prompt) is said
