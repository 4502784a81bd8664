"""What a film and a recording of sound have in common: how long it is, and that its words stand below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from builder.blocks import Block, Directive, Located, Place, Reader
from builder.blocks.ticked import box, ticked
from builder.blocks.values import no_body, yes_no
from builder.findings import Finding
from builder.model import Activity, Numbered, Prose, Spot, Tracked
from builder.rules import Look, reported, rule


class Recording(Block):
    """`has_words`: the author named a text, even if it could not be read. `done`: what a tick says, in one word."""

    argument_required: ClassVar[bool] = True
    done: ClassVar[str]

    title: Prose
    title_plain: str
    seconds: int
    speaker: str
    words: Prose | None
    words_kind: str
    has_words: bool
    required: bool

    @property
    def minutes(self) -> int:
        """Its length in minutes, at least one."""
        return max(1, round(self.seconds / 60))

    def place(self) -> str:
        """Where it plays from: what makes it this recording and no other."""
        raise NotImplementedError

    def prose(self) -> Iterable[Prose]:
        return (self.title, self.words) if self.words else (self.title,)

    def tracked(self) -> Tracked | None:
        """Only a required one is tracked."""
        return box(self.title_plain, self.place(), self.done, self.spot) if self.required else None

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        return ticked(numbered, place, self.title_plain, self.done)


def read_recording(directive: Directive, reader: Reader) -> Mapping[str, Any] | None:
    """The fields that both share, or None where the length is none."""
    given = directive.options
    no_body(directive, reader)
    seconds = _seconds(given["length"], reader)
    required = yes_no(directive, reader, "required", False)
    kind = "summary" if "summary" in given and "transcript" not in given else "transcript"
    words = _words(given.get(kind), reader)
    title = reader.prose(given["title"].value, given["title"].spot)
    if seconds is None:
        return None
    return {
        "spot": directive.spot,
        "title": title,
        "title_plain": reader.plain(title),
        "seconds": seconds,
        "speaker": given["speaker"].value if "speaker" in given else "",
        "words": words,
        "words_kind": kind,
        "has_words": kind in given,
        "required": required,
    }


def _seconds(value: Located, reader: Reader) -> int | None:
    """`14:20` or `1:02:03` in seconds."""
    match = re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", value.value)
    if match is None or (match[1] and int(match[2]) > 59) or not int(f"{match[1] or 0}{match[2]}{match[3]}"):
        hint = "Write minutes and seconds, 14:20, or hours, minutes and seconds, 1:02:03."
        reader.report("M306", value.spot, f"“{value.value}” is not a length.", hint)
        return None
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])


def _words(value: Located | None, reader: Reader) -> Prose | None:
    """The transcript or summary: a Markdown file beside the module."""
    if value is None:
        return None
    if not value.value.endswith(".md"):
        hint = "Save the text as a Markdown file, for instance transcript.md."
        reader.report("M311", value.spot, f"“{value.value}” is not a Markdown file.", hint)
        return None
    path = reader.file(value)
    text = reader.text(path) if path else None
    if path is None or text is None:
        return None
    if not text.strip():
        reader.report("M311", value.spot, f"“{value.value}” is empty.", "Write what is said in it.")
        return None
    return reader.prose(text, Spot(path))


@rule("M301", "error", quality=True, of=Recording)
def no_words(block: Recording, look: Look) -> Iterator[Finding]:
    """
    What it finds: a video without a transcript, and without a summary for those who cannot watch it; audio without
    a transcript.

    Why it matters: many learners cannot hear it, and on many networks video sites are blocked (WCAG 1.2.1, 1.2.3).

    Wrong: `:::{video} https://vimeo.com/1084537` with title and length only

    Right: `:transcript: talk.md`; for a video also `:summary: talk-summary.md` where no transcript may be published
    """
    if block.has_words:
        return
    hint = "Add :transcript: and the name of a Markdown file"
    if "summary" in block.options:
        hint += ", or :summary: with a summary of the film."
        yield look.finding(block.spot, "The video has neither a transcript nor a summary.", hint)
    else:
        hint += " with everything that is said."
        yield look.finding(block.spot, "The recording has no transcript.", hint)


@reported("M306", "error")
def bad_length() -> None:
    """
    What it finds: a `:length:` of a video or of audio that is not a time.

    Why it matters: learners decide by it whether to begin now.

    Wrong: `:length: 14 min`

    Right: `:length: 14:20`
    """


@reported("M311", "error")
def words_unreadable() -> None:
    """
    What it finds: a transcript or a summary that is not a Markdown file, or is empty.

    Why it matters: it stands on the page, below the film or the recording.

    Wrong: `:transcript: talk.docx`

    Right: `:transcript: talk.md`
    """
