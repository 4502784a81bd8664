"""Messages of a launch -> what the LMS keeps of it, and what it hands to the next launch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.simulators.faults import Faults
from builder.simulators.manifest import Manifest
from builder.simulators.profile import Profile

TERMINAL = ("passed", "completed", "failed")
STATUS = "cmi.core.lesson_status"
# Kept elements that no launch is handed: both are write-only and belong to one session.
SESSION = ("cmi.core.exit", "cmi.core.session_time")


@dataclass(frozen=True)
class Learner:
    """`name` as LMSs give it: "Last, First"."""

    id: str = "nurse1"
    name: str = "Okafor, Ada"


@dataclass(frozen=True)
class Call:
    """One call of an API function by the content. `error` is what LMSGetLastError says after it.

    At unload, arguments of more than 200 characters are recorded shortened, ending in "…".
    """

    number: int
    function: str
    arguments: tuple[str, ...]
    returned: Any
    error: str
    thrown: bool


@dataclass(frozen=True)
class Message:
    """What reached the server: kind set | commit | finish, and elements with their values as sent."""

    kind: str
    values: Mapping[str, str]


@dataclass
class Launch:
    """One opening of the content. `entry`, `lesson_mode`, … as it was told are in `values`."""

    number: int
    values: Mapping[str, str]
    calls: list[Call] = field(default_factory=list)
    """In order."""
    alerts: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    finished: bool = False
    seconds: float = 0.0
    """Of session_time, as far as the LMS counts it."""
    session_time: str = ""
    settled: bool = False
    """A terminal status was recorded in this launch."""


class Attempt:
    """One learner's attempt as the LMS keeps it: what a report would show, and the data for a resume."""

    def __init__(self, profile: Profile, manifest: Manifest) -> None:
        self.profile = profile
        self.manifest = manifest
        self.launches: list[Launch] = []
        self.values: dict[str, str] = {}
        """Element -> text as kept."""
        self.opens_as = ""
        """The lesson_mode of the next launches, whatever the status: normal | review | browse."""
        self._earlier_interactions: list[dict[str, Any]] = []
        if not manifest.tracked:
            self.values[STATUS] = "completed"

    @property
    def status(self) -> str:
        return self.values.get(STATUS, "not attempted")

    @property
    def score(self) -> float | None:
        """0–100."""
        raw = self.values.get("cmi.core.score.raw", "")
        return float(raw) if re.fullmatch(r"-?\d+(\.\d+)?", raw) else None

    @property
    def total_seconds(self) -> float:
        return sum(launch.seconds for launch in self.launches)

    @property
    def location(self) -> str:
        return self.values.get("cmi.core.lesson_location", "")

    @property
    def suspend_data(self) -> str:
        """As kept; see `handed` for what the next launch gets of it."""
        return self.values.get("cmi.suspend_data", "")

    @property
    def exit(self) -> str:
        return self.values.get("cmi.core.exit", "")

    @property
    def finished(self) -> bool:
        """The last launch reached Finish."""
        return bool(self.launches) and self.launches[-1].finished

    @property
    def entry(self) -> str:
        """What the next launch of this attempt reads: ab-initio | resume | ""."""
        if not self.profile.has_entry:
            return ""
        if not self.values:
            return "ab-initio"
        return "resume" if self.exit == "suspend" else ""

    @property
    def lesson_mode(self) -> str:
        """Of the next launch of this attempt: normal | review | browse."""
        return self.opens_as or ("review" if self.status in self.profile.review_after else "normal")

    @property
    def interactions(self) -> list[dict[str, Any]]:
        """In order: {"id", "type", "student_response", …}, and "objectives", "correct_responses" as lists."""
        return self._earlier_interactions + _interactions(self.values)

    @property
    def over(self) -> bool:
        """The next launch begins a new attempt."""
        return self.profile.blank_after_terminal and self.status in TERMINAL

    def handed(self, element: str) -> str:
        """What a launch reads of a kept element."""
        value = self.values.get(element, "")
        if self.profile.cut_at_newline:
            value = re.split(r"[\r\n]", value, maxsplit=1)[0]
        if self.profile.cut_at_second_equals and element == "cmi.suspend_data":
            value = "=".join(value.split("=")[:2])
        if self.profile.status_as_letter and element == STATUS:
            value = (value or "not attempted")[0]
        return value

    def begin(self, number: int, learner: Learner) -> Launch:
        """The next launch, with what it is told: element -> text."""
        mode = self.lesson_mode
        values = {
            element: self.handed(element)
            for element in self.values
            if element not in SESSION and (self.profile.comments_kept or element != "cmi.comments")
        }
        values |= {
            "cmi.core.student_id": learner.id,
            "cmi.core.student_name": learner.name,
            "cmi.core.credit": "credit" if mode == "normal" else "no-credit",
            "cmi.core.lesson_mode": mode,
            "cmi.core.entry": self.entry,
            "cmi.core.total_time": timespan(self.total_seconds),
            "cmi.launch_data": self.manifest.launch_data,
            "cmi.student_data.mastery_score": self.manifest.mastery_score or self.profile.mastery_default,
            "cmi.student_data.max_time_allowed": self.manifest.max_time_allowed,
            "cmi.student_data.time_limit_action": self.manifest.time_limit_action,
            STATUS: self.handed(STATUS) or "not attempted",
        }
        if not self.profile.keeps_interaction_count:
            self._earlier_interactions += _interactions(self.values)
            for kept in (values, self.values):
                for element in [name for name in kept if name.startswith("cmi.interactions.")]:
                    del kept[element]
        launch = Launch(number, values)
        self.launches.append(launch)
        return launch

    def keep(self, launch: Launch, message: Message, faults: Faults) -> bool:
        """Keeps a message as this LMS does. False: the server could not read the request and kept nothing."""
        limit = self.profile.corrupt_from
        text = "".join(message.values.values())
        if limit is not None and any(ord(character) >= limit for character in text):
            return False
        values = {element: self._stored(element, value, faults) for element, value in message.values.items()}
        launch.session_time = values.get("cmi.core.session_time", launch.session_time)
        finish = message.kind == "finish"
        if finish or self.profile.time_counts == "commit":
            launch.seconds = seconds(launch.session_time, self.profile)
        status = values.pop(STATUS, "")
        self.values |= values
        if status:
            self._settle(launch, self._full(status))
        if finish:
            launch.finished = True
        return True

    def _stored(self, element: str, value: str, faults: Faults) -> str:
        if self.profile.delimiter is not None:
            value = value.split(self.profile.delimiter)[0]
        if element == "cmi.suspend_data" and faults.truncate is not None:
            value = value[: faults.truncate]
        return value

    def _full(self, status: str) -> str:
        """An AICC LMS reads the first letter, in either case."""
        if not self.profile.status_as_letter:
            return status
        words = (*TERMINAL, "incomplete", "browsed", "not attempted")
        return next((word for word in words if word[0] == status[:1].lower()), self.status)

    def _settle(self, launch: Launch, status: str) -> None:
        if self.profile.first_terminal_wins:
            if launch.settled:
                return
            if status in TERMINAL and launch.seconds <= 0:
                status = "incomplete"
            launch.settled = status in TERMINAL
        self.values[STATUS] = status


def seconds(timespan: str, profile: Profile) -> float:
    """`HHHH:MM:SS.SS` -> seconds, as this LMS reads it; 0 for anything else."""
    match = re.fullmatch(r"(\d{2,4}):(\d{2}):(\d{2}(?:\.\d{1,2})?)", timespan)
    if not match:
        return 0.0
    hours = match[1][1:] if profile.hours_lose_first_digit else match[1]
    total = int(hours) * 3600 + int(match[2]) * 60 + float(match[3])
    return min(total, profile.longest_session or total)


def timespan(seconds: float) -> str:
    """Seconds -> `HHHH:MM:SS.SS`."""
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60:04}:{minutes % 60:02}:{rest // 100:02}.{rest % 100:02}"


def _interactions(values: Mapping[str, str]) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for element, value in values.items():
        if not element.startswith("cmi.interactions."):
            continue
        index, *path = element.split(".")[2:]
        entry = found.setdefault(int(index), {})
        if len(path) == 1:
            entry[path[0]] = value
        else:
            entry.setdefault(path[0], []).append(value)
    return [found[index] for index in sorted(found)]
