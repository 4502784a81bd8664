"""What a block type reads its directive with: prose, lists and files, each with its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from builder.blocks import Directive, ListItem, Located, Parts
from builder.findings import Finding
from builder.markdown import CHECKBOX, TRAILING_ID, plain, prose_of, tokens_of
from builder.model import Allow, Prose, Source, Spot
from builder.rules import problem

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_ALLOW = re.compile(r"([A-Z]\d{3})\s+(\S.*)$")


class FileReader:
    """The Reader of builder/blocks/__init__.py for one module.md."""

    def __init__(self, source: Source, folder: str) -> None:
        self.source = source
        self.folder = folder
        self.findings: list[Finding] = []
        self.allows: list[Allow] = []

    def report(self, code: str, spot: Spot, message: str, hint: str = "") -> None:
        self.findings.append(problem(code, spot, message, hint))

    def prose(self, text: str, spot: Spot) -> Prose:
        return prose_of(text, spot)

    def plain(self, prose: Prose) -> str:
        return plain(prose.tokens)

    def file(self, value: Located) -> str | None:
        """See Reader.file."""
        path = resolve(value.value, self.folder)
        if path is None:
            hint = "Copy the file into the course folder."
            self.report("F105", value.spot, f"“{value.value}” lies outside the course folder.", hint)
        elif path not in self.source.files:
            hint = near(path, self.source, self.folder)
            self.report("F104", value.spot, f"There is no file “{path}”.", hint)
        else:
            return path
        return None

    def text(self, path: str) -> str | None:
        """See Reader.text."""
        file = self.source.get(path)
        return file.text if file else None

    def allow(self, directive: Directive, length: int) -> None:
        """Notes the `:allow:` of a directive of so many lines; check.py applies it."""
        option = directive.options.get("allow")
        if option is None:
            return
        match = _ALLOW.match(option.value)
        if match is None:
            hint = "Write :allow: M301 and then the reason."
            self.report("Y205", option.spot, "“:allow:” wants a code and a reason.", hint)
            return
        first = directive.spot.line
        self.allows.append(Allow(match[1], match[2], option.spot, first, first + length - 1))

    def parts(self, directive: Directive, labels: Sequence[str] = ()) -> Parts:
        """See Reader.parts."""
        return _Parts(self, directive, labels).read()


def resolve(written: str, folder: str) -> str | None:
    """A file name as written -> its path from the course folder; None when it leads out of it."""
    if re.match(r"[A-Za-z]:|//|\\", written) or "\\" in written:
        return None
    joined = written.lstrip("/") if written.startswith("/") else posixpath.join(folder, written)
    path = posixpath.normpath(joined)
    return None if path.startswith("..") or path == "." else path


def near(path: str, source: Source, folder: str | None = None) -> str:
    """A hint that names the file that was probably meant, as one writes it in a file of `folder` (else: beside it)."""
    import difflib

    close = difflib.get_close_matches(path, list(source.files), 1, 0.75)
    if close:
        start = posixpath.dirname(path) if folder is None else folder
        return f"Did you mean “{posixpath.relpath(close[0], start)}”?"
    return "Put the file there, or correct the name; small and capital letters matter."


class _Parts:
    """A directive's body, token by token."""

    def __init__(self, reader: FileReader, directive: Directive, labels: Sequence[str]) -> None:
        self.reader, self.labels = reader, labels
        self.path, self.first = directive.body_spot.path, directive.body_spot.line
        self.lines = directive.body.split("\n")
        self.ids: set[str] = set()
        self.labelled: dict[str, list[tuple[int, int]]] = {}
        self.tokens = tokens_of(directive.body, {}, page=False)
        self.label = (
            re.compile(r"(" + "|".join(map(re.escape, labels)) + r"):[ \t]*", re.I) if labels else None
        )

    def read(self) -> Parts:
        opening: list[tuple[int, int]] = []
        items: list[ListItem] = []
        mended = False  # feedback at the margin was put where it belongs
        rest: list[tuple[int, int]] = []
        current: list[tuple[int, int]] | None = None
        for token, inside in self._top():
            span = (token.map[0], token.map[1]) if token.map else (0, 0)
            found = self._label(span) if token.type == "paragraph_open" else None
            if token.type in ("bullet_list_open", "ordered_list_open") and current is None:
                if items and not mended:
                    hint = (
                        "Begin all lines of the list with the same sign, and let nothing stand between them."
                    )
                    self.reader.report("S123", self._spot(span[0]), "A second list begins here.", hint)
                items += self._items(inside)
                mended = False
            elif found:
                current = self.labelled.setdefault(found, [])
                current.append(span)
            elif current is not None:
                current.append(span)
            elif not items:
                opening.append(span)
            elif token.type == "blockquote_open":
                hint = "Indent the feedback by two spaces so that it belongs to its option."
                self.reader.report("S123", self._spot(span[0]), "This splits the list of options.", hint)
                items[-1] = replace(items[-1], feedback=items[-1].feedback or self._feedback(span))
                mended = True
            else:
                rest.append(span)
        return Parts(
            self._prose(opening),
            tuple(items),
            {name: made for name, spans in self.labelled.items() if (made := self._prose(spans, drop=name))},
            tuple(made for each in rest if (made := self._prose([each]))),
        )

    def _top(self) -> list[tuple[Token, list[Token]]]:
        """Top-level blocks, each with the tokens inside it."""
        found: list[tuple[Token, list[Token]]] = []
        for token in self.tokens:
            if token.level == 0 and token.nesting >= 0:
                found.append((token, []))
            elif found:
                found[-1][1].append(token)
        return found

    def _label(self, span: tuple[int, int]) -> str | None:
        match = self.label.match(self.lines[span[0]].strip()) if self.label else None
        if match is None:
            return None
        return next(each for each in self.labels if each.lower() == match.group(1).lower())

    def _spot(self, number: int) -> Spot:
        """A line of the body, its words underlined."""
        words = self.lines[number].strip()
        return Spot(self.path, self.first + number, self.lines[number].find(words) + 1, max(1, len(words)))

    def _prose(self, spans: list[tuple[int, int]], drop: str = "") -> Prose | None:
        if not spans:
            return None
        start, end = spans[0][0], spans[-1][1]
        lines = self.lines[start:end]
        column = 1
        if drop:
            assert self.label is not None
            lead = len(lines[0]) - len(lines[0].lstrip())
            match = self.label.match(lines[0].strip())
            column = lead + (match.end() if match else 0) + 1
            lines = [lines[0][column - 1 :], *lines[1:]]
        text = "\n".join(lines).strip("\n")
        return prose_of(text, Spot(self.path, self.first + start, column)) if text.strip() else None

    def _items(self, tokens: list[Token]) -> list[ListItem]:
        """The items of one list, from the tokens between its opening and its closing."""
        found: list[ListItem] = []
        depth = tokens[0].level if tokens else 0
        own: list[Token] = []
        for token in tokens:
            if token.level == depth and token.type == "list_item_open":
                own = [token]
            elif token.level == depth and token.type == "list_item_close":
                found.append(self._item(own))
            else:
                own.append(token)
        return found

    def _item(self, tokens: list[Token]) -> ListItem:
        start = tokens[0].map[0] if tokens[0].map else 0
        level = tokens[0].level + 1
        words: list[str] = []
        feedback: Prose | None = None
        children: list[ListItem] = []
        for index, token in enumerate(tokens):
            if token.level != level or token.nesting < 0 or index == 0:
                continue
            span = (token.map[0], token.map[1]) if token.map else (start, start + 1)
            if token.type == "paragraph_open" and feedback is None:
                words.append(self._words(tokens[index + 1].content, span))
            elif token.type == "blockquote_open" and feedback is None:
                feedback = self._feedback(span)
            elif token.type in ("bullet_list_open", "ordered_list_open") and feedback is None:
                end = next(
                    n
                    for n in range(index + 1, len(tokens))
                    if tokens[n].level == level and tokens[n].nesting < 0
                )
                children += self._items(tokens[index + 1 : end])
            else:
                message = (
                    "This cannot stand in an option."
                    if feedback is None
                    else "This stands after the feedback of the option."
                )
                hint = "Put the option's words above its feedback, and all feedback into one quotation."
                self.reader.report("S121", self._spot(span[0]), message, hint)
        return self._made("\n\n".join(words), start, feedback, children)

    def _words(self, content: str, span: tuple[int, int]) -> str:
        """The words of an item; a labelled line straight below them was meant to stand alone."""
        lines = content.split("\n")
        for index in range(1, len(lines)):
            label = self._label((span[0] + index, span[1]))
            if label:
                hint = "Leave an empty line before it."
                message = "This line runs into the option above it."
                self.reader.report("S122", self._spot(span[0] + index), message, hint)
                self.labelled.setdefault(label, []).append((span[0] + index, span[1]))
                return "\n".join(lines[:index])
        return content

    def _made(self, text: str, start: int, feedback: Prose | None, children: list[ListItem]) -> ListItem:
        line = self.lines[start] if start < len(self.lines) else ""
        marker = _MARKER.match(line)
        column = marker.end() + 1 if marker else 1
        box = CHECKBOX.match(text)
        checked = None if box is None else box.group(1) != " "
        if box:
            text = text[box.end() :]
            column = line.find("]") + 3
        pinned = TRAILING_ID.search(text)
        text = TRAILING_ID.sub("", text)
        spot = Spot(self.path, self.first + start, max(1, column), max(1, len(text.split("\n")[0])))
        if pinned:
            self._pinned(pinned.group(1), spot, line)
        prose = prose_of(text, spot)
        if not plain(prose.tokens):
            hint = "Write them after the dash (and the box), or delete the line."
            self.reader.report("S124", self._spot(start), "This line of the list has no words.", hint)
        return ListItem(
            prose,
            prose.spot,
            checked,
            pinned.group(1) if pinned else None,
            feedback,
            tuple(children),
            plain(prose.tokens),
        )

    def _pinned(self, identity: str, spot: Spot, line: str) -> None:
        """Says what is wrong with an item's `{#id}`."""
        spot = Spot(spot.path, spot.line, line.find("{#") + 1, len(identity) + 3)
        if not ID.fullmatch(identity):
            hint = "Use small letters a–z, digits and single hyphens: {#by-mail}."
            self.reader.report("S106", spot, f"“{identity}” cannot be an id.", hint)
        elif identity in self.ids:
            hint = "Give one of the items another id."
            self.reader.report("S105", spot, f"The id “{identity}” is used twice in this list.", hint)
        self.ids.add(identity)

    def _feedback(self, span: tuple[int, int]) -> Prose:
        """The words of a quotation; a line in it without `>` has run into it by accident."""
        kept: list[str] = []
        for number in range(*span):
            line = self.lines[number].strip()
            if line and not line.startswith(">"):
                label = self._label((number, number + 1))
                hint = "Begin the line with > or leave an empty line before it."
                if label:
                    hint = "Leave an empty line before it."
                self.reader.report(
                    "S122", self._spot(number), "This line runs into the feedback above it.", hint
                )
                if label:  # taken for what it was meant to be, so that it is not called missing as well
                    self.labelled.setdefault(label, []).append((number, span[1]))
                    break
            kept.append(re.sub(r"^>\s?", "", line))
        column = self.lines[span[0]].find(">") + 3
        return prose_of("\n".join(kept).strip(), Spot(self.path, self.first + span[0], column))
