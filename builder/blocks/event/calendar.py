"""An event -> a file that calendars read (RFC 5545, iCalendar)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from builder.stamp import stamp

_LONGEST = 75  # octets of a line, without its end (RFC 5545, 3.1)
_MAKER = "-//Coursewright//Coursewright//EN"


def calendar(
    name: str, start: datetime, end: datetime, title: str, about: str, place: str, address: str
) -> str:
    """One event. `name` is its own for ever: a calendar that has it already moves it (RFC 5545, 3.8.4.7)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_MAKER}",
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_URL, name)}",
        f"DTSTAMP:{_moment(stamp())}",
        f"DTSTART:{_moment(start)}",
        f"DTEND:{_moment(end)}",
        f"SUMMARY:{_text(title)}",
        *([f"DESCRIPTION:{_text(about)}"] if about else []),
        *([f"LOCATION:{_text(place)}"] if place else []),
        *([f"URL:{address}"] if address else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(at: datetime) -> str:
    """In UTC, so that no calendar needs to know the time zone (RFC 5545, 3.3.5, form 2)."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """RFC 5545, 3.3.11."""
    for character in "\\;,":
        words = words.replace(character, f"\\{character}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """A line in pieces of at most 75 octets, each but the first after a space; no letter is cut in two."""
    piece, room = "", _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", _LONGEST - 1
        piece, room = piece + character, room - size
    yield piece
