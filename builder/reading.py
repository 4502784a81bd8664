"""What a block type reads its directive with: prose, lists and files, each with its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from markdown_it.token import Token

from builder.blocks import Directive, ListItem, Located, Parts
from builder.findings import Finding
from builder.markdown import CHECKBOX, TRAILING_ID, plain, prose_of, tokens_of
from builder.model import Allow, Prose, Source, Spot
from builder.rules import problem

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
            self.report("F104", value.spot, f"There is no file “{path}”.", near(path, self.source))
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


def near(path: str, source: Source) -> str:
    """A hint that names the file that was probably meant."""
    import difflib

    close = difflib.get_close_matches(path, list(source.files), 1, 0.75)
    if close:
        return f"Did you mean “{posixpath.relpath(close[0], posixpath.dirname(path))}”?"
    return "Put the file there, or correct the name; small and capital letters matter."


class _Parts:
    """A directive's body, token by token."""

    def __init__(self, reader: FileReader, directive: Directive, labels: Sequence[str]) -> None:
        self.reader, self.labels = reader, labels
        self.path, self.first = directive.body_spot.path, directive.body_spot.line
        self.lines = directive.body.split("\n")
        self.tokens = tokens_of(directive.body, {}, page=False)
        self.label = (
            re.compile(r"(" + "|".join(map(re.escape, labels)) + r"):[ \t]*", re.I) if labels else None
        )

    def read(self) -> Parts:
        opening: list[tuple[int, int]] = []
        items: list[ListItem] = []
        labelled: dict[str, list[tuple[int, int]]] = {}
        rest: list[tuple[int, int]] = []
        current: list[tuple[int, int]] | None = None
        for token, inside in self._top():
            span = (token.map[0], token.map[1]) if token.map else (0, 0)
            found = self._label(span) if token.type == "paragraph_open" else None
            if token.type in ("bullet_list_open", "ordered_list_open") and current is None:
                if items:
                    self._split(span[0])
                items += self._items(inside)
            elif found:
                current = labelled.setdefault(found, [])
                current.append(span)
            elif current is not None:
                current.append(span)
            elif not items:
                opening.append(span)
            elif token.type == "blockquote_open":
                self._split(span[0])
            else:
                rest.append(span)
        return Parts(
            self._prose(opening),
            tuple(items),
            {name: made for name, spans in labelled.items() if (made := self._prose(spans, drop=name))},
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

    def _split(self, line: int) -> None:
        hint = "Indent the feedback by two spaces so that it belongs to its option."
        self.reader.report(
            "S123", Spot(self.path, self.first + line), "This splits the list of options.", hint
        )

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
                words.append(tokens[index + 1].content)
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
                self.reader.report("S121", Spot(self.path, self.first + span[0]), message, hint)
        return self._made("\n\n".join(words), start, feedback, children)

    def _made(self, text: str, start: int, feedback: Prose | None, children: list[ListItem]) -> ListItem:
        line = self.lines[start] if start < len(self.lines) else ""
        column = len(line) - len(line.lstrip(" \t-*+0123456789.)")) + 1
        box = CHECKBOX.match(text)
        checked = None if box is None else box.group(1) != " "
        if box:
            text = text[box.end() :]
            column = line.find("]") + 3
        pinned = TRAILING_ID.search(text)
        text = TRAILING_ID.sub("", text)
        prose = prose_of(
            text, Spot(self.path, self.first + start, max(1, column), max(1, len(text.split("\n")[0])))
        )
        return ListItem(
            prose,
            prose.spot,
            checked,
            pinned.group(1) if pinned else None,
            feedback,
            tuple(children),
            plain(prose.tokens),
        )

    def _feedback(self, span: tuple[int, int]) -> Prose:
        """The words of a quotation; a line in it without `>` has run into it by accident."""
        kept: list[str] = []
        for number in range(*span):
            line = self.lines[number].strip()
            if line and not line.startswith(">"):
                labelled = self._label((number, number + 1))
                hint = (
                    "Leave an empty line before it."
                    if labelled
                    else "Begin the line with > or leave an empty line before it."
                )
                spot = Spot(self.path, self.first + number)
                self.reader.report("S122", spot, "This line runs into the feedback above it.", hint)
            kept.append(re.sub(r"^>\s?", "", line))
        return prose_of(
            "\n".join(kept).strip(), Spot(self.path, self.first + span[0], self.lines[span[0]].find(">") + 3)
        )
