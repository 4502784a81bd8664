"""Source -> Course: course.yaml and every module.md, typed, each thing with its place."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.token import Token

from builder.blocks import Block, block_types
from builder.directives import read_directive
from builder.findings import Finding
from builder.guide import read_guides
from builder.located import Tree, front_matter, read_yaml
from builder.markdown import TRAILING_ID, plain, tokens_of
from builder.model import Allow, Course, Module, Page, Prose, Source, Spot
from builder.reading import ID, FileReader
from builder.rules import problem
from builder.schema import fill, guess
from builder.settings import CourseSettings, ModuleSettings

# in the place of what must be there and cannot be used, so that the rest can be checked; never built
SPARE = {"id": "x:course", "title": "Course", "version": "0"}


def parse(source: Source) -> tuple[Course | None, list[Finding]]:
    """The course, or None when course.yaml itself cannot be used; with everything that is wrong so far."""
    file = source.get("course.yaml")
    if file is None:
        hint = "Run build in the folder of a course, or name it with -C."
        return None, [problem("Y001", Spot("course.yaml"), "There is no course.yaml here.", hint)]
    if file.text is None:
        return None, []  # load has said why
    tree, findings = read_yaml(file.text, "course.yaml")
    if tree is None:
        return None, findings
    slugs = _slugs(tree)
    settings, wrong = fill(CourseSettings, tree, {**SPARE, "modules": [*slugs.values()] or ["none"]})
    findings += [*wrong, *_strings(source)]
    modules: list[Module] = []
    allows: list[Allow] = _allows(tree, settings.allow)
    for index, slug in slugs.items():
        module, wrong = parse_module(source, slug, tree.spot(("modules", index)), allows)
        findings += wrong
        if module is not None:
            modules.append(module)
    guides, wrong = read_guides(source, dict.fromkeys(slugs.values()))
    return Course(settings, tuple(modules), source, tuple(allows), guides), [*findings, *wrong]


def _strings(source: Source) -> Iterator[Finding]:
    """What is wrong with the YAML of the course's own strings."""
    for path, file in source.files.items():
        if re.fullmatch(r"strings/[^/]+\.yaml", path) and file.text is not None:
            yield from read_yaml(file.text, path)[1]


def _allows(tree: Tree, allow: Mapping[str, str]) -> list[Allow]:
    """`allow:` of a file's settings holds for the whole file (course.yaml's for the whole course)."""
    return [
        Allow(code, reason, tree.spot(("allow", code), key=True), 0, sys.maxsize)
        for code, reason in allow.items()
    ]


def course_tree(source: Source) -> Tree:
    """course.yaml with the places of its keys, for rules that point at them."""
    file = source.get("course.yaml")
    assert file is not None
    assert file.text is not None
    return read_yaml(file.text, "course.yaml")[0] or Tree({})


def _slugs(tree: Tree) -> dict[int, str]:
    """The modules that can be looked for, by their place in the list: also where another one is misspelt."""
    written = tree.value.get("modules")
    rows = enumerate(written if isinstance(written, list) else [])
    return {
        index: each
        for index, each in rows
        if isinstance(each, str) and len(each) <= 60 and ID.fullmatch(each)
    }


def parse_module(
    source: Source, slug: str, named_at: Spot, allows: list[Allow]
) -> tuple[Module | None, list[Finding]]:
    """One module. `named_at` is where course.yaml names it; what it silences is added to `allows`."""
    path = f"modules/{slug}/module.md"
    file = source.get(path)
    if file is not None and file.text is None:
        return None, []  # load has said why
    if file is None or file.text is None:
        known = [
            each.split("/")[1] for each in source.files if re.fullmatch(r"modules/[^/]+/module\.md", each)
        ]
        hint = guess(slug, known) or f"Make the file {path}."
        return None, [problem("S101", named_at, f"There is no module “{slug}”.", hint)]
    front, body, first_line = front_matter(file.text)
    if front is None:
        hint = "Begin the file with ---, title: …, minutes: …, --- on lines of their own."
        return None, [problem("Y204", Spot(path), "This module has no front matter.", hint)]
    tree, findings = read_yaml(front, path, 2)
    settings = ModuleSettings(title=slug, minutes=1)
    if tree is not None:
        settings, wrong = fill(ModuleSettings, tree, {"title": slug, "minutes": "1", "assessment": {}})
        findings += wrong
        allows += _allows(tree, settings.allow)
    reading = _Body(source, slug, path, settings.title)
    pages, wrong = reading.pages(body, first_line)
    findings += wrong
    allows += reading.reader.allows
    return Module(slug, Spot(path), settings, pages), findings


class _Body:
    """The pages of one module.md."""

    def __init__(self, source: Source, slug: str, path: str, title: str) -> None:
        self.path, self.title = path, title
        self.reader = FileReader(source, f"modules/{slug}")
        self.findings = self.reader.findings
        self.types: Mapping[str, type[Block]] = block_types()

    def pages(self, body: str, first_line: int) -> tuple[tuple[Page, ...], list[Finding]]:
        lines = body.split("\n")
        env: dict[str, Any] = {}
        starts = [
            (token.map[0], token.map[1], tokens[index + 1])
            for tokens in [tokens_of(body, env, page=True)]
            for index, token in enumerate(tokens)
            if token.type == "heading_open" and token.level == 0 and token.tag == "h2" and token.map
        ]
        shared = env.get("references", {})
        cuts: list[tuple[int, int, Token | None]] = [(0, 0, None), *starts]
        pages: list[Page] = []
        for (line, below, heading), after in zip(
            cuts, [*[each[0] for each in starts], len(lines)], strict=True
        ):
            text = "\n".join(lines[below:after])
            spot = Spot(self.path, first_line + below)
            if heading is None and not text.strip():
                text = ""  # a module may begin with a heading: its first page shows title and outcomes
            own = (
                Spot(self.path, first_line + line, 1, max(1, len(lines[line])))
                if heading
                else Spot(self.path)
            )
            pages.append(self._page(heading, own, text, spot, {"references": dict(shared)}, pages))
        return tuple(pages), self.findings

    def _page(
        self, heading: Token | None, own: Spot, text: str, spot: Spot, env: dict[str, Any], before: list[Page]
    ) -> Page:
        title, identity, pinned = self.title, "start", True
        if heading is not None:
            title, identity, pinned = self._heading(heading, own, [each.id for each in before])
        blocks, footnotes = self._blocks(text, spot, env)
        return Page(identity, pinned, title, own, blocks, heading is None, footnotes)

    def _heading(self, heading: Token, spot: Spot, taken: list[str]) -> tuple[str, str, bool]:
        """Title, id, and whether the author pinned the id."""
        found = TRAILING_ID.search(heading.content)
        title = TRAILING_ID.sub("", plain([heading]))
        if found:
            identity = found.group(1)
            column = heading.content.find("{#" + identity) - len(heading.content) + spot.length + 1
            at = Spot(spot.path, spot.line, max(1, column), len(identity) + 3)
            if not ID.fullmatch(identity):
                hint = "Use small letters a–z, digits and single hyphens: {#four-ways}."
                self.findings.append(problem("S106", at, f"“{identity}” cannot be an id.", hint))
            elif identity not in taken and title:
                return title, identity, True
            elif identity in taken:
                message = f"The id “{identity}” is used twice in this module."
                self.findings.append(problem("S105", at, message, "Give one of the pages another id."))
        if not title:
            message = "This heading has no words."
            self.findings.append(problem("S107", spot, message, "Write the page's title after ##."))
        base = identity = slug_of(title) or "page"
        count = 2
        while identity in taken:
            identity, count = f"{base}-{count}", count + 1
        return title, identity, False

    def _blocks(self, text: str, spot: Spot, env: dict[str, Any]) -> tuple[tuple[Block, ...], Prose | None]:
        """The page cut at its directives; what lies between them is text."""
        tokens = tokens_of(text, env, page=True)
        footnotes = next(
            (n for n, each in enumerate(tokens) if each.type == "footnote_block_open"), len(tokens)
        )
        blocks: list[Block] = []
        run: list[Token] = []
        lines = text.split("\n")
        for token in tokens[:footnotes]:
            if token.type != "colon_fence":
                run.append(token)
                continue
            number = (token.map or [0])[0]
            opening = lines[number].strip()
            place = Spot(self.path, spot.line + number, lines[number].find(opening) + 1, max(1, len(opening)))
            if token.level > 0:
                hint = "Put it at the left margin, after the list or the quotation."
                self.findings.append(
                    problem("S104", place, "A directive cannot stand inside a list or a quotation.", hint)
                )
                continue
            self._flush(run, text, spot, blocks)
            block = read_directive(token, text, place, self.reader, self.types)
            blocks += [block] if block is not None else []
        self._flush(run, text, spot, blocks)
        notes = Prose(text, spot, tuple(tokens[footnotes:])) if footnotes < len(tokens) else None
        return tuple(blocks), notes

    def _flush(self, run: list[Token], text: str, spot: Spot, blocks: list[Block]) -> None:
        """Ends a run of plain text."""
        if run:
            line = spot.line + next((each.map[0] for each in run if each.map), 0)
            prose = Prose(text, spot, tuple(run))
            blocks.append(self.types["text"].model_validate({"spot": Spot(self.path, line), "body": prose}))
            run.clear()


def slug_of(text: str) -> str:
    """A readable id made of a text: small ASCII letters, digits and hyphens, at most 60."""
    import unicodedata

    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower().replace("'", "")))[:60].strip("-")
