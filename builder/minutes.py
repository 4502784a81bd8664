"""Course -> minutes of the whole; module -> minutes of each page: the author's, shared out by what a page holds."""

from __future__ import annotations

from builder.blocks.exercise import Exercise
from builder.markdown import plain
from builder.model import Course, Module, Page

WORDS_A_MINUTE = 150
FOR_A_QUESTION = 0.5
MOST_FOR_NOTES = 4.0  # of one form: nobody fills in all of a long one at once


def minutes_of_course(course: Course) -> int:
    """Of every module; of those for roles, the longest one: a learner takes one of them."""
    roles = course.settings.roles
    own = [each.settings.minutes for each in course.modules if each.slug in roles]
    return sum(each.settings.minutes for each in course.modules) - sum(own) + max(own, default=0)


def minutes_of_pages(module: Module) -> dict[str, int]:
    """Whole minutes, at least one a page; where there are enough minutes, their sum is the module's."""
    share = _asked(module)
    weights = {page.id: _weight(page, share) for page in module.pages}
    whole = sum(weights.values())
    exact = {name: module.settings.minutes * each / whole for name, each in weights.items()}
    found = {name: max(1, int(each)) for name, each in exact.items()}
    left = module.settings.minutes - sum(found.values())
    for name in sorted(exact, key=lambda each: int(exact[each]) - exact[each])[: max(0, left)]:
        found[name] += 1
    return found


def _asked(module: Module) -> float:
    """The share of a test's questions that an attempt asks."""
    draws = module.assessment.draws if module.assessment else {}
    bank = sum(isinstance(block, Exercise) for page in module.pages for block in page.blocks)
    return min(1.0, sum(draws.values()) / bank) if draws and bank else 1.0


def _weight(page: Page, share: float) -> float:
    minutes = 0.2
    for block in page.blocks:
        own = sum(len(plain(each.tokens).split()) for each in block.prose()) / WORDS_A_MINUTE
        tracked = block.tracked()
        if tracked is not None and tracked.kind == "note":
            own += min(MOST_FOR_NOTES, block.field_minutes * max(1, len(tracked.options)))
        elif tracked is not None:
            own += FOR_A_QUESTION
        minutes += own * share if isinstance(block, Exercise) else own
    return minutes
