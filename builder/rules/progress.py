"""Family L: course.lock, which keeps learners' progress through edits."""

from __future__ import annotations

from builder.rules import reported


@reported("L101", "warning")
def renamed_page() -> None:
    """
    What it finds: a page that is new to `course.lock` while another page of the module is gone (perhaps renamed), or
    one of its title from another module (perhaps moved).

    Why it matters: a page without an id that was renamed or moved counts as a new one, and learners who had done it
    must do it again.

    Wrong: `## Why a window` changed to `## Why windows`

    Right: `## Why windows {#why-a-window}`
    """


@reported("L102", "warning")
def reworded_activity() -> None:
    """
    What it finds: an activity without an id whose words changed, or which moved to another module.

    Why it matters: without an id it is found by its exact words in its module; learners would lose their answer to it.

    Wrong: `:::{question}` with another prompt than at the last build

    Right: `:::{question} question-7` with the id that the hint names
    """


@reported("L103", "warning")
def reworded_option() -> None:
    """
    What it finds: an option whose words changed since the last build.

    Why it matters: an answer is kept by option; learners who chose the old words would lose their choice.

    Wrong: `- [ ] By e-mail` changed to `- [ ] By e-mail or letter`

    Right: `- [ ] By e-mail or letter {#o2}` with the id that the hint names
    """


@reported("L104", "error")
def same_number() -> None:
    """
    What it finds: two items in `course.lock` with one number, or two entries for one item.

    Why it matters: learners would get each other's answers. It happens when two branches are merged.

    Wrong: two lines that begin with `12:`

    Right: one of them deleted; the build numbers that item anew
    """


@reported("L105", "error")
def lock_out_of_date() -> None:
    """
    What it finds: with `--locked`, a `course.lock` that the build would change.

    Why it matters: what is published must have the numbers that were committed.

    Wrong: a new page, and `course.lock` not committed with it

    Right: run `build` without `--locked` and commit `course.lock`
    """


@reported("L106", "error")
def lock_unreadable() -> None:
    """
    What it finds: a `course.lock` that was edited so that it cannot be read.

    Why it matters: without it every learner would start again.

    Wrong: a list where `modules:` has numbers

    Right: the file as it was at the last good commit
    """
