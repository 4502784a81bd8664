"""Family Y: course.yaml, front matter and the other keys and values that an author writes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Finding
from builder.rules import Look, reported, rule


@reported("Y001", "error")
def no_course() -> None:
    """
    What it finds: the folder has no `course.yaml`.

    Why it matters: `course.yaml` says what the course is called, which modules it has and what completes it.

    Wrong: `build` in your home folder.

    Right: `build -C my-course`, or `cd my-course` first.
    """


@reported("Y101", "error")
def bad_yaml() -> None:
    """
    What it finds: text that is not YAML.

    Why it matters: nothing after the mistake can be read as it was meant.

    Wrong: `title: Trust: a beginning`

    Right: `title: "Trust: a beginning"`
    """


@reported("Y102", "error")
def not_a_mapping() -> None:
    """
    What it finds: a list or a bare text where keys and values belong.

    Why it matters: without keys the build cannot know what is meant.

    Wrong: `- The relational window`

    Right: `title: The relational window`
    """


@reported("Y103", "error")
def duplicate_key() -> None:
    """
    What it finds: the same key twice in one place.

    Why it matters: only one of them could count, and the other would be lost in silence.

    Wrong: `title: One` and, further down, `title: Two`

    Right: one `title:`
    """


@reported("Y104", "error")
def alias() -> None:
    """
    What it finds: a YAML alias (`*name`) or tag (`!name`), or a text that begins like one.

    Why it matters: they hide what a value is, and can be used to make a small file huge.

    Wrong: `subtitle: *title`

    Right: the text, written out; in quotes if it begins with `*` or `!`
    """


@reported("Y105", "error")
def nested_too_deeply() -> None:
    """
    What it finds: lists and keys in each other, more than 20 levels deep.

    Why it matters: no setting is that deep; it is a slip of the finger, or an attack on the computer that builds.

    Wrong: `modules: [[[[[[[[[[[[[[[[[[[[[start]]]]]]]]]]]]]]]]]]]]]`

    Right: `modules: [start]`
    """


@reported("Y201", "error")
def unknown_key() -> None:
    """
    What it finds: a key that has no meaning at this place, often a slip of the finger.

    Why it matters: what you meant to set would silently not be set.

    Wrong: `minuts: 12`

    Right: `minutes: 12`
    """


@reported("Y202", "error")
def missing_key() -> None:
    """
    What it finds: a key that must be there and is not.

    Why it matters: a course without an id or a module without minutes cannot be tracked or announced.

    Wrong: front matter without `minutes`

    Right: `minutes: 12`
    """


@reported("Y203", "error")
def wrong_value() -> None:
    """
    What it finds: a value of the wrong kind.

    Why it matters: it would have to be guessed what is meant.

    Wrong: `pass_mark: eighty`

    Right: `pass_mark: 80`
    """


@reported("Y204", "error")
def no_front_matter() -> None:
    """
    What it finds: a module, or a `facilitator.md`, that does not begin with front matter between two lines of `---`.

    Why it matters: the title and the minutes of a module stand there, and for facilitators what they need.

    Wrong: a module.md that begins with its text

    Right: `---`, `title: …`, `minutes: …`, `---`, then the text
    """


@reported("Y205", "error")
def bad_allow() -> None:
    """
    What it finds: an `allow` that names no known code, gives no reason, or names a finding about correctness.

    Why it matters: a silenced finding must be there for a reason that the next author can read. Mistakes that
    would make a package wrong cannot be silenced.

    Wrong: `:allow: M301`

    Right: `:allow: M301 the speaker's own transcript is not available`
    """


@reported("Y207", "warning")
def unused_allow() -> None:
    """
    What it finds: an `allow` for something that is not found at its place.

    Why it matters: it would silence the next, real finding.

    Wrong: `:allow: M301 …` on a video that has a transcript by now

    Right: the line deleted
    """


@rule("Y206", "warning", quality=True)
def accreditation_expired(look: Look) -> Iterator[Finding]:
    """
    What it finds: an accreditation whose `valid_until` lies before the version's build date.

    Why it matters: after that day no page and no certificate may claim it; the player hides it by itself.

    Wrong: `valid_until: 2020-01-31`, still in course.yaml years later

    Right: renew the accreditation, or delete it
    """
    from datetime import date

    accreditation = look.course.settings.accreditation
    if accreditation and accreditation.valid_until < date.today().isoformat():
        from builder.parse import course_tree

        tree = course_tree(look.course.source)
        yield look.finding(
            tree.spot(("accreditation", "valid_until")),
            f"The accreditation ended on {accreditation.valid_until}.",
            "Nothing in the course shows it any more. Renew it, or delete it here.",
        )
