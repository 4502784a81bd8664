"""Family S, from S181: notes for facilitators, beside modules."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from builder.findings import Finding
from builder.guide import NAME, lead, path_of
from builder.markdown import mentions
from builder.model import Guide, Spot
from builder.rules import Look, rule
from builder.schema import CLOSE

ALIKE = 0.8  # how near a file's name must be to facilitator.md to be taken for a slip
WORDS = (".md", ".markdown", ".txt", "")


@rule("S181", "error")
def more_than_words(look: Look) -> Iterator[Finding]:
    """
    What it finds: a block (`:::`) or a picture in a `facilitator.md`.

    Why it matters: facilitator.html is one page by itself, for reading and for paper: nothing in it can be answered,
    and no file goes with it.

    Wrong: `:::{question} q-warm-up` in facilitator.md

    Right: the question as a sentence that the facilitator can say
    """
    for guide in look.course.guides:
        for spot in _blocks(guide):
            hint = "Write it as text, a list or a table; what learners are to do belongs in module.md."
            yield look.finding(spot, "A block cannot stand in notes for facilitators.", hint)
        for each in mentions(guide.body):
            if each.kind == "image":
                hint = "Say in words what it shows, or where facilitators find it."
                yield look.finding(each.spot, "A picture cannot stand in notes for facilitators.", hint)


def _blocks(guide: Guide) -> Iterator[Spot]:
    """Where a block begins."""
    lines = guide.body.text.split("\n")
    for token in guide.body.tokens:
        if token.type == "colon_fence":
            opening = lines[token.map[0]].strip()
            column = lines[token.map[0]].find(opening) + 1
            yield Spot(guide.spot.path, guide.body.spot.line + token.map[0], column, max(1, len(opening)))


@rule("S182", "warning", quality=True)
def without_sections(look: Look) -> Iterator[Finding]:
    """
    What it finds: a `facilitator.md` without a heading of the second level.

    Why it matters: whoever leads a session looks things up while people wait.

    Wrong: three screens of text

    Right: `## Before`, `## Running order`, `## Afterwards`
    """
    for guide in look.course.guides:
        headings = [each for each in mentions(guide.body) if each.kind == "heading"]
        if not any(each.level == 2 for each in headings) and not [*_blocks(guide)]:
            hint = "Divide them by lines such as “## Before” and “## Running order”."
            yield look.finding(_first_words(guide), "These notes have no sections.", hint)


def _first_words(guide: Guide) -> Spot:
    for number, line in enumerate(guide.body.text.split("\n")):
        if line.strip():
            return Spot(guide.spot.path, guide.body.spot.line + number, 1, len(line.rstrip()))
    return guide.spot


@rule("S183", "error")
def leads_nowhere(look: Look) -> Iterator[Finding]:
    """
    What it finds: a link in a `facilitator.md` that leads neither to the web nor to a module of the course.

    Why it matters: facilitator.html is sent on by itself. No file lies beside it, and no page of the course.

    Wrong: `[the worksheet](worksheet.pdf)`

    Right: `[the worksheet](https://www.example.org/worksheet.pdf)`, or `[the circles module](../circles/module.md)`
    """
    modules = {each.slug: each for each in look.course.modules}
    known = [f"../{slug}{end}" for slug in modules for end in ("", f"/{NAME}", "/module.md")]
    known += [f"../{slug}/module.md#{page.id}" for slug, module in modules.items() for page in module.pages]
    notes = [(modules[guide.slug], guide) for guide in look.course.guides if guide.slug in modules]
    for module, guide in notes:
        for each in mentions(guide.body):
            if each.kind != "link" or lead(look.course, module, each.target) is not None:
                continue
            written = unquote(each.target)
            close = difflib.get_close_matches(written, known, 1, CLOSE)
            hint = f"Another module: ../slug/{NAME}. On the web: https://…. No file goes with these notes."
            hint = f"Did you mean “{close[0]}”?" if close else hint
            yield look.finding(each.spot, f"The link “{written}” leads nowhere.", hint)


@rule("S184", "warning", quality=True)
def beside_no_module(look: Look) -> Iterator[Finding]:
    """
    What it finds: a `facilitator.md` that lies in no module's folder, or in that of a module that the course does not
    have.

    Why it matters: nobody would get these notes.

    Wrong: `modules/facilitator.md`

    Right: `modules/circles/facilitator.md`, and `circles` in `modules:` of course.yaml
    """
    slugs = list(look.course.settings.modules)
    right = {path_of(slug) for slug in slugs}
    for path in sorted(look.course.source.files):
        if PurePosixPath(path).name != NAME or path in right:
            continue
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "modules":
            close = difflib.get_close_matches(parts[1], slugs, 1, CLOSE)
            hint = f"Did you mean “{close[0]}”?" if close else "Name it in course.yaml, or delete the file."
            yield look.finding(
                Spot(path), f"The course has no module “{parts[1]}”: nobody gets these notes.", hint
            )
        else:
            hint = f"Put the file beside the module.md that it goes with: modules/…/{NAME}."
            yield look.finding(Spot(path), "These notes belong to no module: nobody gets them.", hint)


@rule("S185", "warning", quality=True)
def misnamed(look: Look) -> Iterator[Finding]:
    """
    What it finds: a file beside a module whose name is nearly `facilitator.md`, where there is no such file.

    Why it matters: nobody would get these notes.

    Wrong: `modules/circles/facilitators.md`

    Right: `modules/circles/facilitator.md`
    """
    for slug in dict.fromkeys(look.course.settings.modules):
        if path_of(slug) in look.course.source.files:
            continue
        for path in sorted(look.course.source.files):
            folder, _, name = path.rpartition("/")
            if folder != f"modules/{slug}" or name == "module.md" or PurePosixPath(name).suffix not in WORDS:
                continue
            if difflib.SequenceMatcher(None, name.lower(), NAME).ratio() >= ALIKE:
                hint = f"Name it {NAME}, if it holds notes for facilitators."
                yield look.finding(Spot(path), f"“{name}” is not read.", hint)
