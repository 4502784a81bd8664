"""`:::{hotspot} kettle.svg` -> a picture with numbers on it, each a link to its words in the list below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import ceil, hypot
from typing import Any, ClassVar, Self

from builder.blocks import Directive, Reader
from builder.blocks.anchors import others
from builder.blocks.figure import Figure, picture
from builder.blocks.hotspot.spots import Pin, Pins
from builder.findings import Finding, quoted
from builder.links import term_element
from builder.media import Media
from builder.model import Prose
from builder.rules import Look, reported, rule

MOST = 20
SMALLEST = 24  # CSS pixels of a target (WCAG 2.2, 2.5.8)
NARROWEST = 288  # CSS pixels of the picture in a window of 320 (theme/page.css: the padding of main)


class Hotspot(Figure):
    """A figure whose description is a list: the numbers lead to it, and it says all that the picture says."""

    twin: ClassVar[str] = "the words of its spots"

    pins: tuple[Pin, ...]

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        path = picture(directive.argument, reader)
        lines = Pins(directive, reader)
        pins = tuple(lines.read())
        if path is None or (lines.marks and not pins):
            return None
        return cls(
            spot=directive.spot,
            path=path,
            file=directive.argument,
            alt=directive.options.get("alt"),
            caption=lines.caption(),
            description=None,
            pins=pins,
        )

    def prose(self) -> Iterable[Prose]:
        yield from (self.caption,) if self.caption else ()
        for each in self.pins:
            yield from (each.name, each.text)

    def anchors(self) -> Iterable[str]:
        return (each.id for each in self.pins if each.id)

    def context(self, course: Any) -> Mapping[str, Any]:
        """The element id of each spot. Where the author gave none: no link says it, so it may be that of its line."""
        module = self.spot.path.split("/")[1]
        return {
            "elements": [
                term_element(each.id) if each.id else f"course--spot-{module}-{each.spot.line}"
                for each in self.pins
            ]
        }


@reported("S166", "error")
def words_of_no_spot() -> None:
    """
    What it finds: words in a hotspot that stand after its list, or between two spots, at the margin.

    Why it matters: they belong to no spot, so learners would never see them.

    Wrong: a paragraph below the list, not indented

    Right: the paragraph indented by two spaces, or after the closing `:::`
    """


@reported("S167", "error")
def no_place_in_the_picture() -> None:
    """
    What it finds: a spot of a hotspot that does not begin with its place, or that lies outside of the picture.

    Why it matters: its number could not be put onto the picture.

    Wrong: `- The spout`, or `- 120% 18% The spout`

    Right: `- 62% 18% The spout`
    """


@reported("S168", "error")
def spot_says_nothing() -> None:
    """
    What it finds: a spot of a hotspot without a name, or with nothing below its name.

    Why it matters: who presses its number wants to read something; and who cannot see the picture has these words only.

    Wrong: `- 62% 18% The spout` straight followed by the next spot

    Right: `- 62% 18% The spout`, and below it, indented, `It pours where you point it.`
    """


@rule("S169", "error", of=Hotspot)
def number_of_spots(block: Hotspot, look: Look) -> Iterator[Finding]:
    """
    What it finds: a hotspot without a spot, or with more than 20.

    Why it matters: without one it is a figure; more than 20 hide the picture and fit in nobody's head.

    Wrong: `:::{hotspot} kettle.svg` with a caption only

    Right: `:::{figure} kettle.svg`, or a list of spots below the caption
    """
    if not block.pins:
        hint = "Add a list, each item with its place and a name: - 62% 18% The spout. Or write :::{figure}."
        yield look.finding(block.spot, "This hotspot has no spots.", hint)
    elif len(block.pins) > MOST:
        message = f"There are {len(block.pins)} spots; a picture has at most {MOST}."
        hint = "Show a part of it in a picture of its own."
        yield look.finding(block.pins[MOST].spot, message, hint)


@rule("S170", "error", of=Hotspot)
def spots_too_close(block: Hotspot, look: Look) -> Iterator[Finding]:
    """
    What it finds: two spots whose numbers would lie on each other where the window is 320 pixels wide.

    Why it matters: nobody could press one without the other; a target wants 24 pixels (WCAG 2.2, 2.5.8).

    Wrong: `- 62% 18% The spout` and `- 63% 20% The lid`

    Right: `- 62% 18% The spout` and `- 48% 12% The lid`
    """
    size = Media(look.course.source).size(block.path)
    if size is None or not size[0]:  # F106 says so
        return
    tall = NARROWEST * size[1] / size[0]
    for one, other in combinations(block.pins[:MOST], 2):
        apart = hypot((one.across - other.across) * NARROWEST / 100, (one.down - other.down) * tall / 100)
        if apart < SMALLEST:
            message = f"{quoted(one.plain)} and {quoted(other.plain)} lie too close together for a finger."
            least = ceil(SMALLEST / NARROWEST * 100)
            hint = f"Move one of them: {least}% of the picture's width must be between them."
            yield look.finding(other.spot, message, hint)


@rule("S171", "error", of=Hotspot)
def spot_called_like_another(block: Hotspot, look: Look) -> Iterator[Finding]:
    """
    What it finds: a spot with the id of another spot, of a page, or of anything else that links lead to.

    Why it matters: a link would lead to one of the two only.

    Wrong: `{#handle}` at spots of two pictures

    Right: `{#handle}` and `{#mug-handle}`
    """
    known = dict(others(look, block))
    for each in block.pins:
        if each.id in known:
            hint = "Give the spot another one, at the end of its line, or none."
            message = f"The id “{each.id}” is already that of {known[each.id]}."
            yield look.finding(each.spot, message, hint)
        if each.id:
            known[each.id] = f"the spot {quoted(each.plain)}"
