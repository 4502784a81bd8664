"""What grid, plan and checklist have in common: a prompt, and below it a form that is one private note.

Each box is a field of the note. course.lock numbers the fields as it numbers the options of a question, so that an
edited form never puts a learner's words into another box.
"""

from __future__ import annotations

from dataclasses import replace

from builder.blocks import Directive, Reader
from builder.blocks.prompt import Prompt, prompt_of
from builder.model import Prose, Spot
from builder.rules import reported

MOST_BOXES = 36


def asked(opening: Prose | None, directive: Directive, reader: Reader, form: str) -> Prompt | None:
    """What stands above the form, or None after reporting that nothing does."""
    if opening is None:
        message = f"This {directive.name} asks nothing."
        reader.report(
            "R109", directive.spot, message, f"Write what it is for as a paragraph above the {form}."
        )
        return None
    return prompt_of(opening, reader)


def left_over(words: Prose, reader: Reader, where: str, form: str) -> None:
    """Reports words that the form has no place for."""
    spot = replace(words.spot, length=max(1, len(words.text.split("\n")[0])))
    hint = f"Write it above the {form}, or below the block."
    reader.report("R117", spot, f"This stands {where}.", hint)


def too_many(count: int, spot: Spot, reader: Reader, what: str) -> None:
    if count > MOST_BOXES:
        message = f"There are {count} {what}; at most {MOST_BOXES} are possible."
        reader.report("R113", spot, message, "Leave some out, or make two of it.")


def alike(spot: Spot, reader: Reader, plain: str, what: str) -> None:
    hint = f"Remove one of the two {what}s, or change its words."
    reader.report("R115", spot, f"“{plain}” is here twice.", hint)


@reported("R108", "error")
def nothing_to_fill() -> None:
    """
    What it finds: a grid without a table, or a checklist without a list.

    Why it matters: there would be nothing to write in and nothing to tick.

    Wrong: a `:::{checklist}` with a question and no list

    Right: the question, an empty line, and then `- A clean cup`
    """


@reported("R109", "error")
def asks_nothing() -> None:
    """
    What it finds: a grid or a checklist without words above it.

    Why it matters: they are the name of the form, and the heading above the note in the learner's record.

    Wrong: a `:::{grid}` that begins with its table

    Right: `Who gets which way of working from you?` above the table
    """


@reported("R113", "error")
def too_many_boxes() -> None:
    """
    What it finds: more than 36 boxes in a grid, or more than 36 things in a checklist.

    Why it matters: nobody fills in so many on one page, and a learning system has room for few words.

    Wrong: a grid with 5 columns and 8 rows of boxes

    Right: two grids, each with what belongs together
    """


@reported("R115", "error")
def same_name() -> None:
    """
    What it finds: two columns or two rows of a grid, or two things in a checklist, with the same words.

    Why it matters: learners cannot tell them apart, and neither can who reads the record.

    Wrong: two columns `High support`

    Right: `Low support` and `High support`
    """


@reported("R117", "error")
def words_left_over() -> None:
    """
    What it finds: words after the table of a grid or after the list of a checklist, or below a thing in that list.

    Why it matters: learners would never see them.

    Wrong: `- A clean cup` and indented below it `> Rinse it first.`

    Right: `- A clean cup, rinsed`
    """
