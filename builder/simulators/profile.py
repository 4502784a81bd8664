"""What is known of one LMS -> a frozen Profile, which both the page's script and the record-keeping read."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Literal, cast

Shape = Literal["frame", "frameset", "popup", "wrapper", "opener", "none", "cross-origin"]
"""Where the content stands and where its API is:

frame         content in an iframe of the page whose window has `API`
frameset      content in a frame of a frameset whose window has `API`
popup         a window opened by the LMS; in it `API` and the content in an iframe
wrapper       content in an iframe of a wrapper with `API`, itself in an iframe of the LMS
opener        content in a window of its own, `API` in the window that opened it
none          content in an iframe, no API anywhere
cross-origin  content in an iframe of a page of another origin: reading `parent.API` throws
"""

Way = Literal["sync", "beacon", "sync, beacon at unload", "fetch"]
"""How a message travels: synchronous XMLHttpRequest, sendBeacon, or a plain fetch nobody waits for."""

# The element limits of the standard (facts §1.2, §1.3), in UTF-16 units, for those an LMS may change.
LIMITS: Mapping[str, int] = {
    "cmi.suspend_data": 4096,
    "cmi.comments": 4096,
    "cmi.core.lesson_location": 255,
    "cmi.student_preference.language": 255,
    "cmi.interactions.n.student_response": 255,
    "cmi.interactions.n.correct_responses.n.pattern": 255,
}


@dataclass(frozen=True)
class Profile:
    """One LMS. Everything not said here is as the standard has it.

    Elements are written with `n` for an index: `cmi.interactions.n.id`. Regular expressions are JavaScript's.
    """

    name: str
    title: str
    shape: Shape

    # -- the API, read by scorm12.js
    limits: Mapping[str, int] = field(default_factory=dict)
    """Element -> most characters taken; merged over LIMITS."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """Element, with all below it -> error code."""
    implemented: tuple[str, ...] | None = None
    """If given, the only elements there are."""
    children: Mapping[str, str] = field(default_factory=dict)
    """Element -> what its `_children` reads."""
    identifier: str = r"^[A-Za-z0-9_-]{1,255}$"
    responses: Mapping[str, str] = field(default_factory=dict)
    """Interaction type -> pattern of student_response and of each correct response; none: any text."""
    checks_types: bool = True
    """False: any value is taken."""
    id_before_fields: bool = False
    """An interaction's id, then its type, come before its other fields."""
    returns: Literal["string", "boolean"] = "string"
    """What Initialize, SetValue, Commit and Finish answer."""
    numbers: bool = False
    """`_count` and GetLastError answer numbers."""
    tells_errors: bool = True
    """False: GetLastError always answers "0"."""
    initialise_again: bool = False
    """Initialize after Finish begins again in the same launch; otherwise false and 101 (the standard)."""
    alerts: bool = False
    """Refused values or lost connections show as alert()."""

    # -- how data travel, read by scorm12.js
    set_way: Way | None = None
    """Every changed value is sent at once."""
    commit_way: Way = "sync"
    finish_way: Way = "sync"
    sends_all: bool = True
    """A message holds all values set in this launch; False: those changed since the last one."""
    dollars_mangled: bool = False
    """suspend_data is pasted into the request with String.replace: `$&`, `$$`, … mean something there."""

    status_when_unset: str | None = None
    """What `not attempted` becomes at Finish."""
    mastery_forces_status: bool = False
    """At Finish a mastery score in the manifest and a score.raw decide between passed and failed."""

    # -- what is kept, read by attempt.py
    time_counts: Literal["commit", "finish"] = "commit"
    """When session_time reaches the record."""
    hours_lose_first_digit: bool = False
    longest_session: float | None = None
    """Seconds."""
    mastery_default: str = ""
    first_terminal_wins: bool = False
    """A terminal status is recorded once per launch, and only with a session_time above zero."""
    blank_after_terminal: bool = False
    """The launch after a terminal status begins a new attempt."""
    locks: bool = False
    """A launch that never Finished keeps the next one out ("already active")."""
    review_after: tuple[str, ...] = ()
    """Statuses after which a launch is lesson_mode review, credit no-credit."""
    has_entry: bool = True
    status_as_letter: bool = False
    """On launch lesson_status reads as its first letter."""
    keeps_interaction_count: bool = False
    """`cmi.interactions._count` goes on where the last launch stopped."""
    comments_kept: bool = True
    cut_at_newline: bool = False
    """On launch every value ends at its first line break."""
    cut_at_second_equals: bool = False
    """On launch suspend_data ends at its second `=`."""
    delimiter: str | None = None
    """What comes after it in a value is not kept."""
    corrupt_from: int | None = None
    """A UTF-16 unit from here up spoils the whole request: nothing of it is kept, an error is answered."""

    # -- how content is served
    mime: Mapping[str, str] = field(default_factory=dict)
    """File ending (with dot) -> media type, where this LMS differs."""
    names_are_literal: bool = False
    """The manifest is read by tag names as written: `adlcp:` and no other prefix (facts, Moodle importer)."""

    def limit(self, element: str) -> int:
        return self.limits.get(element, LIMITS[element])

    def as_json(self) -> str:
        """The object `profile` of scorm12.js: these fields by these names, limits complete."""
        return json.dumps(asdict(self) | {"limits": {**LIMITS, **self.limits}})


def profile(name: str) -> Profile:
    """The profile in profiles/<name>.py. Raises LookupError for an unknown name."""
    if name not in names():
        raise LookupError(f"no LMS profile {name!r}; there are {', '.join(names())}")
    return cast(Profile, import_module(f"builder.simulators.profiles.{name}").PROFILE)


def names() -> tuple[str, ...]:
    """All profiles, by name."""
    package = import_module("builder.simulators.profiles")
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__)))
