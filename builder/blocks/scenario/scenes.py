"""The body of a scenario -> its opening words and its scenes, each with its words and with what can be said there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.blocks import Directive, ListItem, Located, Reader
from builder.blocks.parted import Part, parts_of
from builder.markdown import TRAILING_ID, mentions
from builder.model import Prose, Spot
from builder.parse import slug_of
from builder.reading import ID

# Where it leads: `-> #wall`, at the end of a line. Word processors make one sign of the first two.
_ARROW = re.compile(r"\s*(?:->|→)\s*#?([^\s#{}]*)\s*$")


@dataclass(frozen=True)
class Said:
    """Something that can be said in a scene. `to`: the id of the scene that it leads to, None where none is named.
    `came`: what comes of it, before that scene. `id`: pins it in course.lock."""

    words: Prose
    plain: str
    spot: Spot
    to: Located | None
    came: Prose | None
    id: str | None

    def prose(self) -> Iterator[Prose]:
        yield from (each for each in (self.words, self.came) if each is not None)


@dataclass(frozen=True)
class Scene:
    """`id` is what `->` names: pinned by the author, else the title in small letters. Where nothing can be said, the
    conversation ends."""

    id: str
    pinned: str | None
    title: Prose
    plain: str
    spot: Spot
    words: Prose | None
    said: tuple[Said, ...]

    def prose(self) -> Iterator[Prose]:
        yield self.title
        yield from (self.words,) if self.words else ()
        yield from (prose for each in self.said for prose in each.prose())


def scenes_of(directive: Directive, reader: Reader) -> tuple[Prose | None, tuple[Scene, ...]] | None:
    """The opening words and the scenes; None where there is nothing. Headings are cut as those of steps are."""
    lines = directive.body.split("\n")
    whole = reader.prose(directive.body, directive.body_spot)
    first = next((each for each in mentions(whole) if each.kind == "heading"), None)
    cut = first.spot.line - directive.body_spot.line if first else 0
    above = "\n".join(lines[:cut])
    opening = reader.prose(above, directive.body_spot) if above.strip() else None
    below = replace(directive.body_spot, line=directive.body_spot.line + cut)
    rest = replace(directive, body="\n".join(lines[cut:]), body_spot=below)
    parts = parts_of(rest, reader, "scene")
    return (
        None
        if parts is None
        else (opening, tuple(_scene(*each, directive, reader) for each in enumerate(parts, 1)))
    )


def _scene(number: int, part: Part, directive: Directive, reader: Reader) -> Scene:
    written, spot = part.title.text, part.title.spot
    title = reader.prose(TRAILING_ID.sub("", written), spot)
    plain = reader.plain(title)
    pinned = TRAILING_ID.search(written)
    if pinned and not ID.fullmatch(pinned[1]):
        at = replace(spot, column=written.find("{#") + 1, length=len(pinned[1]) + 3)
        hint = "Use small letters a–z, digits and single hyphens: {#the-wall}."
        reader.report("S106", at, f"“{pinned[1]}” cannot be an id.", hint)
    words, said = _inside(part, directive, reader)
    return Scene(
        id=pinned[1] if pinned else slug_of(plain) or f"scene-{number}",
        pinned=pinned[1] if pinned else None,
        title=title,
        plain=plain,
        spot=replace(spot, length=max(1, len(written.rstrip()))),
        words=words,
        said=said,
    )


def _inside(part: Part, directive: Directive, reader: Reader) -> tuple[Prose | None, tuple[Said, ...]]:
    """The words of a scene, and what can be said after them."""
    if part.body is None:
        return None, ()
    body = replace(directive, body=part.body.text, body_spot=part.body.spot)
    parts = reader.parts(body)
    for each in parts.rest:
        hint = "Put it above the list, or into the scene that comes next."
        reader.report("Q159", each.spot, "This stands after what can be said.", hint)
    return parts.opening, tuple(_said(each, body, reader) for each in parts.items)


def _said(item: ListItem, body: Directive, reader: Reader) -> Said:
    found = _ARROW.search(item.prose.text)
    text = item.prose.text[: found.start()] if found else item.prose.text
    words = reader.prose(text, item.spot)
    said = Said(words, reader.plain(words), item.spot, _target(item, body), item.feedback, item.id)
    _report_strangers(item, said, reader)
    if item.plain and (said.to is None or not said.plain):
        hint = "Write the words, an arrow and the id of the scene that comes next: “I see.” -> #the-wall"
        missing = "This leads to no scene." if said.plain else "Nothing is said here."
        reader.report("Q154", item.spot, missing, hint)
    return said


def _target(item: ListItem, body: Directive) -> Located | None:
    """The scene's id where it stands in the file."""
    found = _ARROW.search(item.prose.text)
    if found is None or not found[1]:
        return None
    lines = body.body.split("\n")
    for number in range(item.spot.line - body.body_spot.line, len(lines)):
        arrow = re.search(r"(?:->|→)\s*#?(" + re.escape(found[1]) + r")(?=\s|\{|$)", lines[number])
        if arrow:
            spot = Spot(item.spot.path, body.body_spot.line + number, arrow.start(1) + 1, len(found[1]))
            return Located(found[1], spot)
    return Located(found[1], item.spot)


def _report_strangers(item: ListItem, said: Said, reader: Reader) -> None:
    """What is said is a link by itself, and nothing of it is right or wrong."""
    hint = "Write the words, an arrow and the id of the scene that comes next."
    if item.checked is not None:
        reader.report("Q158", item.spot, "Nothing is right or wrong in a scenario.", "Delete the box.")
    if TRAILING_ID.search(said.words.text):
        late = "Put it at the end of the line: “I see.” -> #the-wall {#i-see}"
        reader.report("Q158", item.spot, "An id cannot stand before the arrow.", late)
    for child in item.children:
        reader.report("Q158", child.spot, "A list cannot stand inside what is said.", hint)
    for each in mentions(said.words):
        if each.kind == "link":
            hint = "Put the link into the words of a scene, or into what comes of it."
            reader.report("Q158", each.spot, "A link cannot stand inside what is said.", hint)
