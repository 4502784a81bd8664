"""A course -> findings about what SCORM 1.2 cannot carry."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Finding
from builder.parse import course_tree
from builder.rules import Look, rule

KEYWORDS_LIMIT = 1000  # NHS Learning Hub, column Keywords


@rule("T101", "error", target="scorm12")
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
