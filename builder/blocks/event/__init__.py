"""`:::{event} circle` -> a date: when and where people meet, with a file for their calendars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from builder.blocks import Block, Directive, Located, Place, Reader
from builder.blocks.anchors import others
from builder.blocks.event.calendar import calendar
from builder.blocks.event.when import HOME, When, minutes_of, when
from builder.blocks.ticked import box, ticked
from builder.blocks.values import yes_no
from builder.findings import Finding
from builder.links import term_element
from builder.model import Activity, Numbered, Prose, Spot, Tracked
from builder.parse import slug_of
from builder.rules import Look, reported, rule

_ADDRESS = re.compile(r"\w+://\S*")


class Event(Block):
    """`address` is where one joins on the web, `place` the words for where people meet: there is one of the two, or
    none. `lines` are the words of the body, for a calendar. `participatory`: minutes; 0 where none are said."""

    argument: ClassVar[str] = "id"
    options: ClassVar[Mapping[str, bool]] = {
        "title": True, "start": True, "length": True, "timezone": False, "place": False, "participatory": False,
        "required": False,
    }  # fmt: skip

    title: Prose
    title_plain: str
    when: When
    start_spot: Spot
    place: Prose | None
    place_plain: str
    address: str
    participatory: int
    body: Prose | None
    lines: tuple[str, ...]
    required: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        given = directive.options
        time = when(given, reader)
        participatory = _participatory(given.get("participatory"), time, reader)
        required = yes_no(directive, reader, "required", False)
        address = _address(given.get("place"), reader)
        if time is None:
            return None
        title = reader.prose(given["title"].value, given["title"].spot)
        words = given.get("place") if address is None else None
        place = reader.prose(words.value, words.spot) if words else None
        body = reader.prose(directive.body, directive.body_spot) if directive.body.strip() else None
        return cls(
            spot=directive.spot,
            id=directive.argument.value or None,
            title=title,
            title_plain=reader.plain(title),
            when=time,
            start_spot=given["start"].spot,
            place=place,
            place_plain=reader.plain(place) if place else "",
            address=address or "",
            participatory=participatory,
            body=body,
            lines=tuple(_lines(body, reader)) if body else (),
            required=required,
        )

    def prose(self) -> Iterable[Prose]:
        return (each for each in (self.title, self.place, self.body) if each is not None)

    def anchors(self) -> Iterable[str]:
        """Where it is tracked, links find it as an activity."""
        return (self.id,) if self.id and not self.required else ()

    def tracked(self) -> Tracked | None:
        """Only a required one is: whether somebody came does not depend on when it was."""
        return box(self.title_plain, self.title_plain, "attended", self.spot) if self.required else None

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return ticked(numbered, place, self.title_plain, "attended")

    def context(self, course: Any) -> Mapping[str, Any]:
        own = self.id or f"{slug_of(self.title_plain) or 'event'}-{self.when.start:%Y-%m-%d-%H%M}"
        return {
            "anchor": term_element(self.id) if self.id else "",
            "zone": "" if self.when.zone == HOME else self.when.zone.rpartition("/")[2].replace("_", " "),
            "host": urlsplit(self.address).hostname,
            "file": f"{own}.ics",
            "calendar": calendar(
                f"{course.settings.id}#{own}",
                self.when.start,
                self.when.end,
                self.title_plain,
                "\n".join(self.lines),
                self.place_plain or self.address,
                self.address,
            ),
        }


def _lines(body: Prose, reader: Reader) -> Iterator[str]:
    """The words of each paragraph, item and heading, without mark-up."""
    for token in body.tokens:
        words = reader.plain(Prose("", body.spot, (token,)))
        if words:
            yield words


def _address(place: Located | None, reader: Reader) -> str | None:
    """Where one joins: None where the place is one of words; "" after saying what is wrong with it."""
    if place is None or not _ADDRESS.fullmatch(place.value):
        return None
    try:
        good = place.value.startswith("https://") and bool(urlsplit(place.value).hostname)
    except ValueError:
        good = False
    if not good:
        hint = "Write the address as the browser shows it, https:// and what follows; or a place in words."
        reader.report("S162", place.spot, f"“{place.value}” cannot be joined safely.", hint)
    return place.value if good else ""


def _participatory(written: Located | None, time: When | None, reader: Reader) -> int:
    minutes = minutes_of(written, reader, "S163")
    if written and time and minutes > time.minutes:
        message = f"The event has {time.minutes} minutes, and {minutes} count as participatory."
        reader.report("S163", written.spot, message, "Write at most as many as the event has.")
    return minutes


@reported("S159", "error")
def no_such_moment() -> None:
    """
    What it finds: an event whose `:start:` is not a date and a time, or a time that the clocks skip.

    Why it matters: people would come at another time, or not at all.

    Wrong: `:start: 8/12/2026, 2pm`

    Right: `:start: 2026-12-08 14:00`
    """


@reported("S160", "error")
def no_such_zone() -> None:
    """
    What it finds: an event in a time zone that does not exist.

    Why it matters: the calendar file says the moment in a way that is right everywhere; for that it must be known
    where the clock hangs.

    Wrong: `:timezone: London`

    Right: `:timezone: Europe/London`
    """


@reported("S161", "error")
def length_in_minutes() -> None:
    """
    What it finds: an event whose `:length:` is not a whole number of minutes.

    Why it matters: it says when the event ends. With a colon it could be minutes and seconds, as of a film.

    Wrong: `:length: 1:30`

    Right: `:length: 90`
    """


@reported("S162", "error")
def unsafe_address() -> None:
    """
    What it finds: an event whose `:place:` is an address that does not begin with https:// and a name.

    Why it matters: learners would press it on the day, and could not join, or not safely.

    Wrong: `:place: http://meet.example.org/circle`

    Right: `:place: https://meet.example.org/circle`, or `:place: The seminar room, first floor`
    """


@reported("S163", "error")
def participatory_minutes() -> None:
    """
    What it finds: `:participatory:` that is not a whole number of minutes, or more than the event has.

    Why it matters: learners claim these minutes for their registration.

    Wrong: `:length: 60` and `:participatory: 90`

    Right: `:length: 60` and `:participatory: 45`
    """


@rule("S164", "warning", quality=True, of=Event)
def event_is_over(block: Event, look: Look) -> Iterator[Finding]:
    """
    What it finds: an event that ended before the day of the build.

    Why it matters: learners would put a day that is gone into their calendars, and wait for the next one.

    Wrong: `:start: 2020-01-31 14:00`, still in the course years later

    Right: the next date, or the event deleted
    """
    # Compared as days there; a package never depends on it.
    if block.when.end.date() < datetime.now(UTC).astimezone(block.when.end.tzinfo).date():
        day = f"{block.when.end:%Y-%m-%d}"
        yield look.finding(
            block.start_spot, f"This event ended on {day}.", "Write the next date, or delete it."
        )


@rule("S165", "error", of=Event)
def event_called_like_another(block: Event, look: Look) -> Iterator[Finding]:
    """
    What it finds: an event with the id of another event, of a page, or of anything else that links lead to.

    Why it matters: a calendar would take the two for one event and keep the later one only.

    Wrong: `:::{event} circle` twice

    Right: `:::{event} circle-in-may` and `:::{event} circle-in-june`
    """
    where = others(look, block).get(block.id or "") if not block.required else None
    if where:
        hint = "Give the event another one, after its name."
        yield look.finding(block.spot, f"The id “{block.id}” is already that of {where}.", hint)
