"""Family S: modules, pages, headings, directives and ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.blocks.exercise import Exercise
from builder.findings import Finding
from builder.markdown import mentions
from builder.model import Prose, Spot
from builder.parse import course_tree
from builder.rules import Look, reported, rule
from builder.rules.assessment import setting
from builder.schema import guess


@reported("S101", "error")
def no_such_module() -> None:
    """
    What it finds: a module named in `course.yaml` whose folder has no `module.md`.

    Why it matters: the course would lack a part.

    Wrong: `modules: [relational-windw]`

    Right: `modules: [relational-window]`
    """


@reported("S102", "error")
def unknown_directive() -> None:
    """
    What it finds: `:::` without a name in braces, or with a name that no block has.

    Why it matters: nothing can be made of it.

    Wrong: `:::{qestion} q-rota`

    Right: `:::{question} q-rota`
    """


@reported("S103", "error")
def unclosed_directive() -> None:
    """
    What it finds: a directive without its closing line.

    Why it matters: everything after it would be swallowed.

    Wrong: `:::{callout} tip` and text, then the next page

    Right: a line `:::` after the text
    """


@reported("S104", "error")
def nested_directive() -> None:
    """
    What it finds: a directive inside a list, a quotation or another directive.

    Why it matters: questions inside folded or indented text are hard to find, and to track.

    Wrong: `- :::{question}`

    Right: `:::{question}` at the left margin
    """


@reported("S105", "error")
def duplicate_id() -> None:
    """
    What it finds: the same id twice: for two pages of a module, two activities of the course, or two options.

    Why it matters: progress and answers are kept by id; two owners of one id would get each other's.

    Wrong: `:::{question} q-rota` in two modules

    Right: `:::{question} q-rota-night` in the second
    """


@reported("S106", "error")
def bad_id() -> None:
    """
    What it finds: an id with other characters than a–z, 0–9 and single hyphens.

    Why it matters: ids go into addresses and into reports of learning systems that refuse anything else.

    Wrong: `{#Four ways}`

    Right: `{#four-ways}`
    """


@reported("S107", "error")
def empty_heading() -> None:
    """
    What it finds: a heading without words.

    Why it matters: a page needs a title for the menu and for people who listen to the page.

    Wrong: `##`

    Right: `## Four ways of working`
    """


@reported("S108", "error")
def footnote_in_directive() -> None:
    """
    What it finds: a footnote reference inside a directive.

    Why it matters: footnotes belong to the text of a page; inside a question the note would be out of reach.

    Wrong: `:::{callout} note` with `see[^1]`

    Right: the reference in the text before or after it
    """


@reported("S109", "error")
def bad_option() -> None:
    """
    What it finds: an option (`:key: value`) that a directive does not have, has twice, lacks, or has empty.

    Why it matters: what you meant to set would silently not be set.

    Wrong: `:lenght: 14:20`

    Right: `:length: 14:20`
    """


@reported("S111", "error")
def bad_argument() -> None:
    """
    What it finds: a directive that lacks what stands after its name, or has something there that it cannot use.

    Why it matters: a video without an address or a callout without its kind cannot be shown.

    Wrong: `:::{video}`

    Right: `:::{video} https://www.youtube.com/watch?v=2UvDMQyBVLs`
    """


@reported("S121", "error")
def text_after_feedback() -> None:
    """
    What it finds: words of an option below its feedback.

    Why it matters: learners would see them in the wrong place, or not at all.

    Wrong: `- [ ] By e-mail`, `  > That is to them.`, `  and by letter`

    Right: the words first, then the feedback
    """


@reported("S122", "error")
def runs_into_feedback() -> None:
    """
    What it finds: a line without `>` straight below feedback.

    Why it matters: Markdown takes it for a part of the feedback: a hint or an explanation would vanish into it.

    Wrong: `  > That is to them.` and in the next line `Because: …`

    Right: an empty line between them
    """


@reported("S123", "error")
def list_split() -> None:
    """
    What it finds: feedback at the left margin, which cuts the list of options in two.

    Why it matters: the options after it would be lost.

    Wrong: `> That is to them.`

    Right: `  > That is to them.`, with two spaces
    """


@reported("S124", "error")
def empty_item() -> None:
    """
    What it finds: an option, a group or a thing to sort without words.

    Why it matters: learners would see, and hear, a box with nothing beside it.

    Wrong: `- [ ]` and nothing after it

    Right: `- [ ] A large gesture`
    """


@rule("S131", "error")
def same_id_twice(look: Look) -> Iterator[Finding]:
    """
    What it finds: two directives of the course with the same id.

    Why it matters: answers and notes are kept by id; two owners of one id would get each other's.

    Wrong: `:::{question} q-rota` in two modules

    Right: `:::{question} q-rota-night` in the second
    """
    seen: dict[str, Spot] = {}
    for _, _, block in look.course.blocks():
        numbered = look.numbers.blocks.get(block.spot) if look.numbers else None
        if numbered is None:
            continue
        # without an id a block is called by its kind and number
        name = block.id or f"{block.directive()}-{numbered.number}"
        first = seen.setdefault(name, block.spot)
        if first != block.spot:
            yield look.finding(
                block.spot,
                f"The id “{name}” is already used in {first.path}, line {first.line}.",
                "Give this one another id.",
            )


@rule("S132", "error")
def heading_jump(look: Look) -> Iterator[Finding]:
    """
    What it finds: a heading that skips a level, or a first-level heading.

    Why it matters: people who listen to a page move by headings; a gap sounds like a missing part.

    Wrong: `## Page`, then `#### Detail`

    Right: `## Page`, then `### Detail`
    """
    for module in look.course.modules:
        for page in module.pages:
            words = [prose for block in page.blocks for prose in block.prose()]
            yield from _jumps(look, words, 2, "Use ## for a new page, ### for a heading in it.")
    for guide in look.course.guides:
        yield from _jumps(look, [guide.body], 1, "Use ## for a section, ### for a heading in it.")


def _jumps(look: Look, words: Sequence[Prose], level: int, first: str) -> Iterator[Finding]:
    """What S132 finds in the words below a heading of this level; `first`: what to do about one of the first."""
    least = level
    for each in (each for prose in words for each in mentions(prose) if each.kind == "heading"):
        if each.level == 1:
            yield look.finding(each.spot, "A first-level heading stands in a page.", first)
        elif each.level > level + 1:
            yield look.finding(
                each.spot,
                f"This heading jumps from level {level} to {each.level}.",
                f"Write {'#' * (level + 1)} instead.",
            )
        level = max(least, each.level)


@rule("S133", "error")
def module_twice(look: Look) -> Iterator[Finding]:
    """
    What it finds: a module named twice in `course.yaml`.

    Why it matters: its pages and answers would be counted twice.

    Wrong: `modules: [start-here, what-it-is, start-here]`

    Right: each module once
    """
    tree = course_tree(look.course.source)
    slugs = look.course.settings.modules
    for index, slug in enumerate(slugs):
        if slug in slugs[:index]:
            yield look.finding(
                tree.spot(("modules", index)), f"The module “{slug}” is named twice.", "Delete one."
            )


@rule("S134", "error")
def completion_assessment(look: Look) -> Iterator[Finding]:
    """
    What it finds: `completion.assessment` that names no module of the course, or one without `assessment:`.

    Why it matters: nobody could ever pass the course.

    Wrong: `completion: {assessment: final-chek}`

    Right: `completion: {assessment: final-check}`
    """
    wanted = look.course.settings.completion.assessment
    if wanted is None:
        return
    spot = course_tree(look.course.source).spot(("completion", "assessment"))
    if wanted not in look.course.settings.modules:
        yield look.finding(
            spot, f"There is no module “{wanted}”.", guess(wanted, list(look.course.settings.modules))
        )
    elif any(each.slug == wanted and each.assessment is None for each in look.course.modules):
        yield look.finding(
            spot,
            f"The module “{wanted}” is no assessment.",
            "Add “assessment: {pass_mark: 80}” to its front matter.",
        )


@rule("S135", "error")
def assessment_without_questions(look: Look) -> Iterator[Finding]:
    """
    What it finds: a module with `assessment:` and no question.

    Why it matters: there is nothing to pass.

    Wrong: an assessment of text only

    Right: at least one question, or another exercise
    """
    for module in look.course.modules:
        blocks = [block for page in module.pages for block in page.blocks]
        if module.assessment and not any(isinstance(each, Exercise) for each in blocks):
            yield look.finding(
                setting(look, module, "assessment"),
                f"The assessment “{module.slug}” has no question.",
                "Add one, or delete “assessment:”.",
            )


@rule("S136", "warning", quality=True)
def empty_page(look: Look) -> Iterator[Finding]:
    """
    What it finds: a page with a heading and nothing below it.

    Why it matters: learners press “continue” on an empty page.

    Wrong: `## Circles` straight followed by `## Rounds`

    Right: text between them
    """
    for module in look.course.modules:
        for page in module.pages:
            if not page.blocks and not page.first:
                yield look.finding(
                    page.spot, f"The page “{page.title}” is empty.", "Write its text, or delete the heading."
                )
