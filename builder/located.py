"""YAML text -> plain values whose every key and value knows line and column; no type is guessed.

`yes`, `12:30` and `1.10` stay the strings that the author wrote (PyYAML's safe_load makes True, 750 and 1.1).
Duplicate keys, aliases, tags and deep nesting are refused: a course has no use for them, a bomb has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from builder.findings import Finding
from builder.model import Spot
from builder.rules import problem

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DEEPEST = 20  # levels; PyYAML composes by recursion, in C without a limit


@dataclass(frozen=True)
class Tree:
    """`value`: dictionaries, lists and strings. `keys` and `values`: where each stands, by its path."""

    value: Any
    keys: Mapping[Path, Spot] = field(default_factory=dict)
    values: Mapping[Path, Spot] = field(default_factory=dict)

    def spot(self, path: Path, *, key: bool = False) -> Spot:
        """The place of the value at `path`, or of the nearest thing around it; with `key`, of its key."""
        order = (self.keys, self.values) if key else (self.values, self.keys)
        for length in range(len(path), -1, -1):
            for places in order:
                if path[:length] in places:
                    return places[path[:length]]
        return Spot("")


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Tree | None, list[Finding]]:
    """The mapping in `text`. `first_line` is the line of the file that the text begins at."""
    try:
        # tabs and odd characters raise too: every YAML error has a mark or says its position
        refused, safe = _refused(text, path, first_line)
        root = yaml.compose(text, Loader=_Loader) if safe else None
    except yaml.YAMLError as error:
        return None, [_syntax(error, text, path, first_line)]
    if not safe:
        return None, refused
    if root is None:
        return Tree({}, {}, {(): Spot(path, first_line)}), []
    if not isinstance(root, yaml.MappingNode):
        spot = Spot(path, root.start_mark.line + first_line, root.start_mark.column + 1)
        hint = "Write one key a line, each followed by a colon and a space: “title: My course”."
        return None, [problem("Y102", spot, "This should be keys and values.", hint)]
    walk = _Walk(path, first_line)
    value = walk.value(root, ())
    return Tree(value, walk.keys, walk.values), [*refused, *walk.findings]


def _refused(text: str, path: str, first_line: int) -> tuple[list[Finding], bool]:
    """Anchors, aliases, tags and deep nesting; and whether it is safe to go on."""
    depth = 0
    found: list[Finding] = []
    for event in yaml.parse(text, Loader=_Loader):
        mark: Any = event.start_mark
        spot = Spot(path, mark.line + first_line, mark.column + 1)
        sign = "*" if isinstance(event, yaml.AliasEvent) else _sign(event)
        if sign:
            message = f"A text cannot begin with “{sign}”."
            found.append(
                problem("Y104", spot, message, "Put it in quotes: YAML's aliases and tags are not used here.")
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                message = f"This is nested more than {DEEPEST} levels deep."
                return [*found, problem("Y105", spot, message, "Delete brackets or indentation.")], False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return found, True


def _sign(event: yaml.Event) -> str:
    """The sign of an anchor or a tag."""
    return "&" if getattr(event, "anchor", None) else "!" if getattr(event, "tag", None) else ""


# What libyaml says: in words, with a remedy. True: the place where it began says more than where it was noticed.
_QUOTES = 'Put a text that holds a colon, a # or quotation marks in quotes: title: "Trust: a beginning".'
_SAID = (
    ("mapping values", False, "There is a colon here where none can stand.", _QUOTES),
    (
        "unexpected end of stream",
        True,
        "This quotation mark is never closed.",
        "Put the same mark after the text.",
    ),
    (
        "',' or ']'",
        True,
        "This list is not closed.",
        "Write it as [one, two], and texts with commas or colons in quotes.",
    ),
    (
        "',' or '}'",
        True,
        "This brace is not closed.",
        "Write it as {key: text, key: text}, and texts with commas in quotes.",
    ),
    (
        "could not find expected ':'",
        True,
        "This line has no key.",
        "Begin it with a key, a colon and a space, or indent it like the text above.",
    ),
    (
        "'-' indicator",
        False,
        "This line does not belong to the list above it.",
        "Begin it with “- ”, or correct the indentation.",
    ),
    (
        "expected key",
        False,
        "This does not fit to what stands before it.",
        "Correct the indentation, or put the whole text in quotes.",
    ),
    ("another document", False, "A second document begins here.", "Delete the line “---”."),
    (
        "block sequence entries",
        False,
        "A list item cannot stand behind a key.",
        "Write each “- …” on a line of its own.",
    ),
    (
        "escape character",
        False,
        "There is a backslash in double quotes.",
        "Use single quotes around the text.",
    ),
    ("comment or line break", False, "A text cannot begin with > or |.", "Put it in quotes."),
)


def _syntax(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a character that YAML does not allow: ReaderError has a position instead
        before = text[: getattr(error, "position", 0)]
        spot = Spot(path, before.count("\n") + first_line, len(before) - before.rfind("\n"))
        return problem(
            "Y101", spot, "There is an invisible character here that YAML does not allow.", "Delete it."
        )
    said = getattr(error, "problem", None) or "the text cannot be read"
    if "undefined alias" in said:
        spot = Spot(path, mark.line + first_line, mark.column + 1)
        return problem("Y104", spot, "A text cannot begin with an asterisk.", "Put it in quotes.")
    if "cannot start any token" in said:
        spot = Spot(path, mark.line + first_line, mark.column + 1)
        found = text[mark.index : mark.index + 1]
        if found == "\t":
            return problem("Y101", spot, "There is a tab here.", "Indent with spaces, not with tabs.")
        return problem("Y101", spot, f"A text cannot begin with “{found}”.", "Put it in quotes.")
    for words, began, message, hint in _SAID:
        if words in said:
            mark = (getattr(error, "context_mark", None) or mark) if began else mark
            return problem("Y101", Spot(path, mark.line + first_line, mark.column + 1), message, hint)
    return problem(
        "Y101",
        Spot(path, mark.line + first_line, mark.column + 1),
        f"This is not valid YAML: {said}.",
        _QUOTES,
    )


def front_matter(text: str) -> tuple[str | None, str, int]:
    """Front matter, body, and the line that the body begins at."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


class _Walk:
    """From PyYAML's nodes to plain values, remembering places and refusing what we do not want."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.keys: dict[Path, Spot] = {}
        self.values: dict[Path, Spot] = {}
        self.findings: list[Finding] = []
        self.seen: set[int] = set()

    def spot(self, node: yaml.Node) -> Spot:
        one_line = node.start_mark.line == node.end_mark.line
        length = max(1, node.end_mark.column - node.start_mark.column) if one_line else 1
        return Spot(self.path, node.start_mark.line + self.first_line, node.start_mark.column + 1, length)

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.values[path] = self.spot(node)
        if id(node) in self.seen:
            return ""  # an alias, which _refused has told of
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*path, index)) for index, each in enumerate(node.value)]
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.append(
                    problem("Y102", self.spot(key_node), "A key must be a word.", "Put the text in quotes.")
                )
                continue
            key = str(key_node.value)
            if key in found:
                first = self.keys[(*path, key)].line
                self.findings.append(
                    problem(
                        "Y103",
                        self.spot(key_node),
                        f"The key “{key}” is here twice; the first is in line {first}.",
                        "Keep one of them.",
                    )
                )
                continue
            self.keys[(*path, key)] = self.spot(key_node)
            found[key] = self.value(value_node, (*path, key))
        return found
