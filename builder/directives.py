"""A colon fence -> Block: name, argument and options read and checked, the body left to the block type."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from markdown_it.token import Token

from builder.blocks import Block, Directive, Located
from builder.model import Spot
from builder.reading import ID, FileReader
from builder.schema import CLOSE, guess

_OPENING = re.compile(r"\{([^{}\s]*)\}[ \t]*(.*?)[ \t]*$")
_OPTION = re.compile(r":([A-Za-z][A-Za-z0-9_-]*):[ \t]*(.*?)[ \t]*$")


def read_directive(
    token: Token, text: str, spot: Spot, reader: FileReader, types: Mapping[str, type[Block]]
) -> Block | None:
    """The block that the fence `token` of the page `text` describes; `spot` is the fence's first line."""
    opening = _OPENING.match(token.info)
    if opening is None:
        hint = "Write :::{question} with the name in braces, or delete the colons."
        reader.report("S102", spot, "Three colons begin a directive, and this one has no name.", hint)
        return None
    name, argument = opening.groups()
    lines = text.split("\n")
    first, last = token.map or [0, 0]
    if last - first < 2 or not re.fullmatch(r":{3,}", lines[last - 1].strip()):
        reader.report(
            "S103", spot, f"The directive “{name}” is not closed.", "End it with a line of three colons: :::"
        )
        return None
    kind = types.get(name)
    if kind is None or name == "text":
        known = [each for each in types if each != "text"]
        reader.report(
            "S102", _at(spot, lines[first], name), f"There is no directive “{name}”.", guess(name, known)
        )
        return None
    place = _at(spot, lines[first], argument) if argument else spot
    options, body_line = _options(token.content.split("\n"), spot, reader, kind, name)
    body = "\n".join(token.content.split("\n")[body_line:])
    directive = Directive(
        name, spot, Located(argument, place), options, body, Spot(spot.path, spot.line + 1 + body_line)
    )
    if not _argument(directive, kind, reader) or not _complete(directive, kind, reader):
        return None
    if re.search(r"^:{3,}\{", body, re.M):
        inside = spot.line + 1 + body_line + body[: re.search(r"^:{3,}\{", body, re.M).start()].count("\n")  # type: ignore[union-attr]
        hint = "End the first one with ::: before it."
        reader.report("S104", Spot(spot.path, inside), "A directive cannot stand inside another one.", hint)
        return None
    note = re.search(r"\[\^[^\]\s]+\]", body)
    if note:
        line = directive.body_spot.line + body[: note.start()].count("\n")
        hint = (
            "Footnotes work in the text of a page. Put the reference there, or the source into the sentence."
        )
        column = note.start() - body.rfind("\n", 0, note.start())
        reader.report(
            "S108",
            Spot(spot.path, line, column, len(note[0])),
            "A footnote cannot stand inside a directive.",
            hint,
        )
    block = kind.read(directive, reader)
    if block is not None:  # else its findings cannot be known yet, and what silences them would seem useless
        reader.allow(directive, last - first)
    return block


def _at(spot: Spot, line: str, words: str) -> Spot:
    column = line.find(words)
    return Spot(spot.path, spot.line, max(column, 0) + 1, max(1, len(words)))


def _options(
    lines: list[str], spot: Spot, reader: FileReader, kind: type[Block], name: str
) -> tuple[dict[str, Located], int]:
    """The `:key: value` lines, and the number of the line after them."""
    found: dict[str, Located] = {}
    for number, line in enumerate(lines):
        match = _OPTION.match(line)
        if match is None:
            skip = 1 if not line.strip() else 0
            return found, number + skip
        key, value = match.group(1), match.group(2) or ""
        here = Spot(spot.path, spot.line + 1 + number, 2, len(key))
        if key not in kind.options and key != "allow":
            known = [*kind.options, "allow"]
            reader.report("S109", here, f"“{name}” has no option “{key}”.", guess(key, known))
            meant = difflib.get_close_matches(key, known, 1, CLOSE)
            if meant:  # so that it is not called missing as well
                found.setdefault(meant[0], Located(value, here))
        elif key in found:
            reader.report("S109", here, f"The option “{key}” is here twice.", "Keep one of them.")
        else:
            at = line.find(value, len(key) + 2)
            found[key] = Located(value, Spot(here.path, here.line, at + 1, len(value)) if value else here)
    return found, len(lines)


def _argument(directive: Directive, kind: type[Block], reader: FileReader) -> bool:
    """Whether what stands after the name is of the kind that the block type wants."""
    value, name = directive.argument.value, directive.name
    if kind.argument == "none" and value:
        hint = "Delete it, or put it into the body."
        reader.report(
            "S111", directive.argument.spot, f"Nothing can stand after {{{name}}}; there is “{value}”.", hint
        )
        return False
    if kind.argument_required and not value:
        wanted = {"id": "an id", "file": "a file name", "url": "an address"}.get(kind.argument, "a text")
        reader.report(
            "S111", directive.spot, f"After {{{name}}} {wanted} is missing.", f"Write :::{{{name}}} …"
        )
        return False
    if kind.argument == "id" and value and not ID.fullmatch(value):
        hint = "Use small letters a–z, digits and single hyphens: q-rota."
        reader.report("S106", directive.argument.spot, f"“{value}” cannot be an id.", hint)
        return False
    return True


def _complete(directive: Directive, kind: type[Block], reader: FileReader) -> bool:
    """Whether all required options are there and have a value."""
    fine = True
    for key, required in kind.options.items():
        option = directive.options.get(key)
        if required and option is None:
            reader.report(
                "S109", directive.spot, f"“{directive.name}” needs “:{key}:”.", f"Add a line :{key}: …"
            )
            fine = False
        elif option is not None and not option.value:
            hint = "Write one after it." if required else "Write one after it, or delete the line."
            reader.report("S109", option.spot, f"“:{key}:” has no value.", hint)
            fine = False
    return fine
