"""A course's IRI -> the identifiers of its manifest and interactions, the same in every version of it.

SuccessFactors knows a package by the first 15 characters of its manifest's identifier, Totara deletes
progress when an item's identifier changes. So identifiers are made of what never changes: the course's `id`
(not its title), the module's number in course.lock and its folder's name. The rule:

- `short`: the initials of the words in the last part of the id (`…/relationships-for-change` -> `rfc`, at
  most five), or the first six letters where it is one word.
- a package of one module: `<short>-m<number, at least two digits>-<folder>`: `rfc-m03-relational-window`.
- a package of the course: `<short>-course-<eight hexadecimal digits of the id's SHA-256>`, so that two
  courses with the same initials differ within 15 characters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from builder.model import Activity, Choice, Site

_LONGEST = 100  # the Learning Hub has 128 characters for an item's identifier, and `-item` is added
_INTERACTION_LIMIT = 255  # CMIIdentifier, SCORM 1.2 RTE 3.4.2

# An option is named by one character (CMIFeedback): items 1, 2 … 9, a … z, 0; others a, b … z, 0 … 9. As formats.ts.
SYMBOLS = "0123456789abcdefghijklmnopqrstuvwxyz"
DIGITS, LETTERS = 1, 10


def short_name(course_id: str) -> str:
    """`rfc`: a few lower-case letters, beginning with one (an xs:ID may not begin with a digit)."""
    last = re.split(r"[/:#?]", course_id.rstrip("/:#?"))[-1]
    ascii_ = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_)
    name = "".join(word[0] for word in words)[:5] if len(words) > 1 else "".join(words)[:6]
    return name if re.match(r"[a-z]", name) else f"c{name}"


def package_id(site: Site) -> str:
    """The manifest's identifier."""
    short = short_name(site.course.settings.id)
    if site.module is None:
        return f"{short}-course-{hashlib.sha256(site.id.encode()).hexdigest()[:8]}"
    number = next(module.number for module in site.modules if module.slug == site.module.slug)
    return f"{short}-m{number:02d}-{site.module.slug}"[:_LONGEST].rstrip("-")


def symbol(options: Sequence[Choice], number: int, first: int) -> str:
    """An option's character: by its number, which no edit changes; by its place where a number is beyond 36."""
    numbers = [each.number for each in options]
    place = numbers.index(number) if max(numbers) > len(SYMBOLS) else number - 1
    return SYMBOLS[(place + first) % len(SYMBOLS)] if place < len(SYMBOLS) else ""


def interaction_ids(activities: Iterable[Activity]) -> dict[int, str]:
    """Activity number -> `relationalwindowqrota`: letters and digits of module and question, a letter first.

    Some systems strip everything else. Two activities that would then be one get their number at the end, the
    older one excepted; notes are no interactions.
    """
    found: dict[int, str] = {}
    for activity in sorted(activities, key=lambda each: each.number):
        if activity.kind == "note":
            continue
        name = re.sub(r"[^A-Za-z0-9]", "", activity.id)
        name = name if re.match(r"[A-Za-z]", name) else f"i{name}"
        name = name[: _INTERACTION_LIMIT - 10]
        found[activity.number] = f"{name}{activity.number}" if name in found.values() else name
    return found
