"""The shipped course's questions -> a reason for everybody who answers, and enough of them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from builder.blocks import ListItem
from builder.blocks.exercise import Exercise
from builder.blocks.question import Question
from builder.blocks.reflection import Reflection
from builder.model import Prose

from .asked import CHECK, ROOT, bank, by_tag, course, exercises, kinds, practice

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
