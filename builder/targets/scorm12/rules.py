"""A course -> findings about what SCORM 1.2 cannot carry."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Finding
from builder.parse import course_tree
from builder.rules import Look, rule

OPTION_LIMIT = 36  # an option is one character, 0-9 or a-z, in a response (SCORM 1.2 RTE 3.4.4, CMIFeedback)
KEYWORDS_LIMIT = 1000  # NHS Learning Hub, column Keywords


@rule("T101", "error", target="scorm12")
def too_many_options(look: Look) -> Iterator[Finding]:
    """A question has more options than SCORM 1.2 can tell apart.

    What it finds: a question with more than 36 options, or a sorting exercise with more than 36 items.

    Why it matters: SCORM 1.2 reports each option as one character, 0-9 or a-z. A 37th has none, and the
    answer could not be reported.

    Wrong: a list of 40 statements to tick

    Right: two questions with 20 statements each
    """
    for _, _, block in look.course.blocks():
        tracked = block.tracked()
        if tracked is not None and max(len(tracked.options), len(tracked.targets)) > OPTION_LIMIT:
            count = max(len(tracked.options), len(tracked.targets))
            yield look.finding(
                block.spot,
                f"This has {count} options; SCORM 1.2 can report {OPTION_LIMIT}.",
                "Split it into two.",
            )


@rule("T102", "error", target="scorm12")
def keywords_too_long(look: Look) -> Iterator[Finding]:
    """The keywords are longer than the Learning Hub stores.

    What it finds: keywords that come to more than 1,000 characters together, separators included.

    Why it matters: the NHS Learning Hub keeps 1,000 characters of keywords and fails on more.

    Wrong: `keywords:` with a hundred phrases

    Right: the five or ten words by which people would look for the course
    """
    length = len(", ".join(look.course.settings.keywords))
    if length > KEYWORDS_LIMIT:
        yield look.finding(
            course_tree(look.course.source).spot(("keywords",)),
            f"The keywords have {length:,} characters together; {KEYWORDS_LIMIT:,} fit.",
            "Keep the words by which people would look for the course.",
        )
