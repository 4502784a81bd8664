"""The text of a directive's option -> a value of the right type, or a finding."""

from __future__ import annotations

import re

from builder.blocks import Directive, Located, Reader
from builder.rules import reported


def yes_no(directive: Directive, reader: Reader, name: str, default: bool) -> bool:
    """An option that is `yes` or `no`."""
    written = directive.options.get(name)
    if written is None:
        return default
    if written.value not in ("yes", "no"):
        message = f"“:{name}: {written.value}” is neither yes nor no."
        reader.report("S150", written.spot, message, f"Write :{name}: yes or :{name}: no.")
        return default
    return written.value == "yes"


def whole_number(written: Located | None, reader: Reader, code: str, default: int) -> int:
    """An option that is a whole number from 1; what is wrong is reported with `code`."""
    if written is None:
        return default
    if not re.fullmatch(r"[1-9][0-9]{0,5}", written.value):
        message = f"“{written.value}” is not a whole number of 1 or more."
        reader.report(code, written.spot, message, "Write it in digits, without a unit: 80")
        return default
    return int(written.value)


@reported("S150", "error")
def neither_yes_nor_no() -> None:
    """
    What it finds: an option that asks for yes or no and says something else.

    Why it matters: a guess could make a question count that should not.

    Wrong: `:required: maybe`

    Right: `:required: yes`
    """


@reported("S151", "error")
def nothing_inside() -> None:
    """
    What it finds: a block of text with nothing in it: a callout, details, a quotation, steps, a glossary.

    Why it matters: learners would see an empty box.

    Wrong: a `:::{callout} tip` that is closed at once

    Right: the tip between the opening line and `:::`
    """


@reported("S152", "error")
def text_not_expected() -> None:
    """
    What it finds: text inside a block that shows none: a video or a summary.

    Why it matters: learners would never see it, and nobody would notice.

    Wrong: a paragraph between `:::{summary}` and `:::`

    Right: the paragraph before `:::{summary}`
    """


def no_body(directive: Directive, reader: Reader) -> None:
    """Reports text in a block that has no place for it."""
    if directive.body.strip():
        article = "An" if directive.name[0] in "aeiou" else "A"
        message = f"{article} {directive.name} shows no text of its own."
        reader.report("S152", directive.body_spot, message, "Move the text before or after the block.")
