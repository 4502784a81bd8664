"""`2026-12-08 14:00`, a length and a time zone -> when an event begins and ends, for people and for calendars."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from builder.blocks import Located, Reader
from builder.schema import CLOSE

HOME = "Europe/London"
_START = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")


@dataclass(frozen=True)
class When:
    """`start` and `end` by the clocks of the place; `zone` is the name of its time."""

    start: datetime
    end: datetime
    minutes: int
    zone: str


@cache
def zones() -> tuple[str, ...]:
    """The names of all time zones."""
    return tuple((resources.files("tzdata") / "zones").read_text("utf-8").split())


@cache
def _clock(name: str) -> ZoneInfo:
    """A time zone out of tzdata, never the system's: the same course makes the same file on every computer."""
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, name)


def minutes_of(written: Located | None, reader: Reader, code: str) -> int:
    """A length in minutes; 0 where none is written, or after saying what is wrong."""
    if written is None:
        return 0
    if not re.fullmatch(r"[1-9][0-9]{0,4}", written.value):
        message = f"“{written.value}” is not a number of minutes."
        reader.report(code, written.spot, message, "Write them in digits, without a unit: 90")
        return 0
    return int(written.value)


def when(given: Mapping[str, Located], reader: Reader) -> When | None:
    """When it is, or None after saying what is wrong."""
    zone = given["timezone"].value if "timezone" in given else HOME
    minutes = minutes_of(given["length"], reader, "S161")
    if zone not in zones():
        city = zone.replace(" ", "_").casefold()
        meant = [each for each in zones() if each.casefold().endswith(f"/{city}")]
        meant = meant or difflib.get_close_matches(zone, zones(), 1, CLOSE)
        hint = f"Did you mean “{meant[0]}”?" if meant else f"Write a continent and a city: {HOME}"
        reader.report("S160", given["timezone"].spot, f"There is no time zone “{zone}”.", hint)
        return None
    start = _start(given["start"], _clock(zone), reader)
    if start is None or not minutes:
        return None
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
    return When(start, end, minutes, zone)


def _start(value: Located, clock: ZoneInfo, reader: Reader) -> datetime | None:
    """The moment, by the clocks there. In the hour that is skipped in spring there is none."""
    try:
        if not _START.fullmatch(value.value):
            raise ValueError
        start = datetime.strptime(value.value, "%Y-%m-%d %H:%M").replace(tzinfo=clock)
    except ValueError:
        hint = "Write the year, month and day, and the time from 00:00 to 23:59: 2026-12-08 14:00"
        reader.report("S159", value.spot, f"“{value.value}” is not a date and a time.", hint)
        return None
    if start.astimezone(UTC).astimezone(clock).replace(tzinfo=None) != start.replace(tzinfo=None):
        hint = "Write another time, or another :timezone:."
        reader.report("S159", value.spot, "The clocks go forward then: there is no such time.", hint)
        return None
    return start
