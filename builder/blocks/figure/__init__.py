"""`:::{figure} window.svg` -> a figure with caption, alternative text and a longer description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, FileUse, Located, Reader
from builder.findings import Finding
from builder.model import Prose
from builder.rules import Look, reported, rule

TYPES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
LONGEST_ALT = 250  # a screen reader says it in one go; a description one can move about in


class Figure(Block):
    """`path` is relative to the course folder; `description` is the figure in words, for everyone."""

    argument: ClassVar[str] = "file"
    argument_required: ClassVar[bool] = True
    options: ClassVar[Mapping[str, bool]] = {"alt": False}
    twin: ClassVar[str] = "a paragraph “Description: …” in the body"  # where the figure is said in words

    path: str
    file: Located
    alt: Located | None
    caption: Prose | None
    description: Prose | None

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        path = picture(directive.argument, reader)
        parts = reader.parts(directive, labels=("Description",))
        for each in (*(item.prose for item in parts.items), *parts.rest):
            hint = "Keep the caption to one paragraph and begin the rest with “Description:”."
            reader.report("M104", each.spot, "A figure has a caption and a description, nothing else.", hint)
        if path is None:
            return None
        return cls(
            spot=directive.spot,
            path=path,
            file=directive.argument,
            alt=directive.options.get("alt"),
            caption=parts.opening,
            description=parts.labelled.get("Description"),
        )

    def prose(self) -> Iterable[Prose]:
        return tuple(each for each in (self.caption, self.description) if each is not None)

    def files(self) -> Iterable[FileUse]:
        return (FileUse(self.path, self.file.spot),)


def picture(value: Located, reader: Reader) -> str | None:
    """An image file of the course, or None after reporting what is wrong with it."""
    if not value.value.lower().endswith(TYPES):
        hint = f"Use a file that ends in one of: {', '.join(TYPES)}."
        reader.report("M102", value.spot, f"“{value.value}” is not an image that browsers show.", hint)
        return None
    return reader.file(value)


@rule("M101", "error", of=Figure)
def no_alt(block: Figure, look: Look) -> Iterator[Finding]:
    """
    What it finds: a figure without `:alt:`.

    Why it matters: who cannot see the figure would learn nothing from it (WCAG 1.1.1).

    Wrong: `:::{figure} window.svg` with a caption only

    Right: `:alt: A window with four panes: to, for, not and with`
    """
    if block.alt is None:
        hint = "Add a line :alt: with what the figure shows, in a sentence."
        yield look.finding(block.file.spot, "The figure has no alternative text.", hint)


@reported("M102", "error")
def not_an_image() -> None:
    """
    What it finds: a figure or a poster that names a file that is not an image for the web.

    Why it matters: browsers would show nothing.

    Wrong: `:::{figure} window.tiff`

    Right: `:::{figure} window.png`
    """


@rule("M103", "warning", quality=True, of=Figure)
def long_alt(block: Figure, look: Look) -> Iterator[Finding]:
    """
    What it finds: an alternative text of more than 250 characters without a description.

    Why it matters: a screen reader says it in one go, and nobody can stop in it or go back.

    Wrong: `:alt:` with three sentences that tell every number of a chart

    Right: a short `:alt:`, and a paragraph `Description: …` in the body
    """
    if block.alt and len(block.alt.value) > LONGEST_ALT and block.description is None:
        message = f"The alternative text has {len(block.alt.value)} characters."
        hint = f"Keep the gist here and move the rest into {block.twin}."
        yield look.finding(block.alt.spot, message, hint)


@reported("M104", "error")
def figure_leftovers() -> None:
    """
    What it finds: a list in a figure's caption, or text after it that is not its description.

    Why it matters: it has no place in the figure, so learners would never see it.

    Wrong: a list under the caption

    Right: `Description:` and then the list
    """
