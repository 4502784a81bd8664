"""`:::{audio} talk.mp3` -> a recording of sound in the browser's own player, with its words below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from builder.blocks import Directive, FileUse, Located, Reader
from builder.blocks.recording import Recording, read_recording
from builder.rules import reported

TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav"}


class Audio(Recording):
    """`path` is relative to the course folder. Of what is only heard there is a transcript, never a summary."""

    argument: ClassVar[str] = "file"
    options: ClassVar[Mapping[str, bool]] = {
        "title": True, "length": True, "transcript": False, "speaker": False, "required": False,
    }  # fmt: skip
    done: ClassVar[str] = "heard"

    path: str
    file: Located

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        path = _sound(directive.argument, reader)
        fields = read_recording(directive, reader)
        if path is None or fields is None:
            return None
        return cls(**fields, path=path, file=directive.argument)

    def place(self) -> str:
        return self.path

    def files(self) -> Iterable[FileUse]:
        return (FileUse(self.path, self.file.spot),)

    def context(self, course: Any) -> Mapping[str, Any]:
        return {"type": TYPES[self.path[self.path.rfind(".") :].lower()]}


def _sound(value: Located, reader: Reader) -> str | None:
    """The file of a recording, or None after saying what is wrong."""
    if not value.value.lower().endswith(tuple(TYPES)) or "://" in value.value:
        hint = f"Put a file beside the module that ends in one of: {', '.join(TYPES)}."
        reader.report("M312", value.spot, f"“{value.value}” is no recording that browsers play.", hint)
        return None
    return reader.file(value)


@reported("M312", "error")
def not_a_recording() -> None:
    """
    What it finds: audio that is not a file of a kind that every browser plays.

    Why it matters: learners would press play and hear nothing.

    Wrong: `:::{audio} talk.wma`, or the address of a page with a podcast

    Right: `:::{audio} talk.mp3`
    """
