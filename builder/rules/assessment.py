"""Family S141–S149: tests that draw their questions from banks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from builder.blocks.exercise import Exercise
from builder.findings import Finding
from builder.model import Module, Page, Spot
from builder.rules import Look, rule
from builder.settings import ROLE, AssessmentSettings

Bank = Sequence[tuple[Page, Exercise]]


def setting(look: Look, module: Module, name: str) -> Spot:
    """Where a key stands in a module's front matter, on a line of its own or between braces."""
    rows = (look.course.source.files[module.spot.path].text or "").split("\n")
    for number, row in enumerate(rows, 1):
        found = re.search(rf"(?:^|[\s{{,]){name}:", row)
        if found:
            return Spot(module.spot.path, number, row.index(name, found.start()) + 1, len(name))
    return module.spot


def _tags(look: Look, test: AssessmentSettings) -> Mapping[str, int]:
    """How many questions are drawn of each bank at most: of `role`, from the bank of whichever role a learner has."""
    draws = {tag: count for tag, count in test.draws.items() if tag != ROLE}
    if ROLE not in test.draws:
        return draws
    own = test.draws[ROLE]
    return draws | {role: draws.get(role, 0) + own for role in look.course.settings.roles}


def _banks(module: Module, tags: Mapping[str, int]) -> Mapping[str, Bank]:
    """The questions of each bank: those with its tag; without tags, all."""
    asked = [(page, block) for page in module.pages for block in page.blocks if isinstance(block, Exercise)]
    return {
        tag: [(page, block) for page, block in asked if not tag or (block.tag and block.tag.value == tag)]
        for tag in tags
    }


def _tests(look: Look) -> Iterator[tuple[Module, AssessmentSettings, Mapping[str, int], Mapping[str, Bank]]]:
    for module in look.course.modules:
        if module.assessment:
            tags = _tags(look, module.assessment)
            yield module, module.assessment, tags, _banks(module, tags)


def _without_role(test: AssessmentSettings, banks: Mapping[str, Bank]) -> tuple[int, int]:
    """Where a test draws for roles: what it asks of whoever has none, and how many questions it has for them."""
    others = sum(len(banks[tag]) for tag in test.draws if tag != ROLE)
    return (sum(test.draws.values()), others) if ROLE in test.draws else (0, 0)


def _named(tag: str) -> str:
    return f"The bank “{tag}”" if tag else "The test"


def _counted(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"


@rule("S141", "error")
def too_few_to_draw(look: Look) -> Iterator[Finding]:
    """
    What it finds: a test that draws more questions than there are, in all, with a tag, or for learners without a
    role.

    Why it matters: no attempt could ask as many as learners were told.

    Wrong: `draw: {listening: 3}` and two questions with `:tag: listening`

    Right: three of them or more, or `draw: {listening: 2}`
    """
    for module, test, tags, banks in _tests(look):
        spot = setting(look, module, "draw")
        for tag, count in tags.items():
            if len(banks[tag]) < count:
                message = f"{_named(tag)} has {_counted(len(banks[tag]))}, and {count} are drawn."
                hint = f"Write more{f' with “:tag: {tag}”' if tag else ''}, or draw fewer."
                yield look.finding(spot, message, hint)
        need, have = _without_role(test, banks)
        if ROLE in test.draws and not look.course.settings.roles:
            message = f"“{ROLE}” stands for the learner's own role, and this course has none to choose."
            yield look.finding(spot, message, "Name the roles in course.yaml, or draw from another bank.")
        elif have < need:
            message = (
                f"Learners without a role are asked {need} questions of the other banks; there are {have}."
            )
            yield look.finding(spot, message, "Write more questions for everybody, or draw fewer for a role.")


@rule("S142", "error")
def questions_repeat(look: Look) -> Iterator[Finding]:
    """
    What it finds: a bank with too few questions for all attempts, so that a later one asks again what an earlier
    one asked.

    Why it matters: a question met for the second time tests memory of the first.

    Wrong: `draw: 10`, `attempts: 3` and 24 questions

    Right: 30 questions; or `repeats: yes`, where that is what you want
    """
    for module, test, tags, banks in _tests(look):
        if test.repeats:
            continue
        for tag, count in tags.items():
            have, need = len(banks[tag]), count * test.attempts
            if count <= have and (not test.attempts or have < need):
                message = (
                    f"{_named(tag)} has {_counted(have)}; {test.attempts} attempts need {need}."
                    if test.attempts
                    else f"{_named(tag)} has {_counted(have)}, and attempts are not limited."
                )
                hint = (
                    "Write more, draw fewer, or say that an attempt may ask a question again: repeats: yes."
                )
                yield look.finding(setting(look, module, "draw"), message, hint)
        # Whoever has no role is asked more of the other banks instead.
        need = test.draws.get(ROLE, 0) * test.attempts
        spare = sum(
            max(0, len(banks[tag]) - count * test.attempts)
            for tag, count in test.draws.items()
            if tag != ROLE
        )
        asked, have = _without_role(test, banks)
        if asked <= have and spare < need and look.course.settings.roles:
            message = f"Learners without a role need {need} more of the other banks; {spare} are to spare."
            hint = "Write more questions for everybody, or draw fewer for a role."
            yield look.finding(setting(look, module, "draw"), message, hint)


@rule("S143", "error")
def bank_on_several_pages(look: Look) -> Iterator[Finding]:
    """
    What it finds: a test that draws its questions, and has them on more than one page.

    Why it matters: a page of which nothing was drawn would be empty.

    Wrong: `draw: 10`, and a `##` heading between the questions

    Right: all questions below one `##` heading; `###` headings are not needed
    """
    for _, test, _, banks in _tests(look):
        pages = [page for bank in banks.values() for page, _ in bank]
        others = [page for page in pages if page.spot != pages[0].spot]
        if test.draws and others:
            hint = "Put all questions of the test on one page: delete this heading, or move its questions."
            yield look.finding(others[0].spot, "A test that draws has its questions on one page.", hint)


@rule("S144", "error")
def unequal_points(look: Look) -> Iterator[Finding]:
    """
    What it finds: questions of one bank with different `:points:`.

    Why it matters: the same number of right answers would be a pass with one draw and a fail with another.

    Wrong: `:points: 3` on one question of a bank, none on the others

    Right: the same points on all of a bank, or a bank of its own for the question
    """
    for _, test, _, banks in _tests(look):
        # With a role others are drawn than without: all of them stand for each other.
        for bank in [[*chain(*banks.values())]] if ROLE in test.draws else banks.values():
            for _, block in bank:
                if block.points != bank[0][1].points:
                    message = f"This question has {block.points} points; others of its bank have {bank[0][1].points}."
                    hint = "Give all questions of a bank the same points: any of them may be drawn."
                    yield look.finding(block.spot, message, hint)
                    break


@rule("S145", "warning")
def never_drawn(look: Look) -> Iterator[Finding]:
    """
    What it finds: a question of a test that no draw can reach, or a tag on a question that nothing draws.

    Why it matters: nobody would ever be asked it.

    Wrong: `draw: {listening: 3}` and a question without a tag

    Right: `:tag: listening`
    """
    for module in look.course.modules:
        draws = _tags(look, module.assessment) if module.assessment else {}
        for page in module.pages:
            for block in page.blocks:
                if not isinstance(block, Exercise):
                    continue
                if block.tag and block.tag.value not in draws:
                    hint = "Delete it, or name it in the test's “draw:”."
                    yield look.finding(block.tag.spot, f"Nothing draws “{block.tag.value}”.", hint)
                elif draws and "" not in draws and not block.tag:
                    hint = f"Add “:tag:” and one of: {', '.join(draws)}."
                    yield look.finding(block.spot, "No attempt can draw this question: it has no tag.", hint)
